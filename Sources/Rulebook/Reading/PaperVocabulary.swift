/// How paper speaks that is not our own form: official forms, other people's forms, letters (`Content/vocabulary/paper.yaml`).
package struct PaperVocabulary: Hashable, Sendable {
    /// By field key, what the question is called elsewhere.
    package var labels: [String: [String]] = [:]
    /// By service, titles of official forms for it and what people write about it in letters. A county may have fewer services.
    package var clues: [String: [String]] = [:]
}

extension Entry {
    func paperVocabulary() -> PaperVocabulary {
        mapping { m in
            var vocabulary = PaperVocabulary()
            m["labels"]?.mapping { labels in
                for pair in labels.all() { vocabulary.labels[pair.key] = pair.value.texts() }
            }
            m["clues"]?.mapping { clues in
                for pair in clues.all() { vocabulary.clues[pair.key] = pair.value.texts() }
            }
            return vocabulary
        }
    }
}
