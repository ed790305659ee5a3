import Foundation

/// Finds services by everyday words, with or without diacritics; small enough to rank every service each time.
///
/// A word that few services have says more than one that many have; a service that has all the words comes before one that has some.
package struct ServiceSearch: Sendable {
    private struct Indexed: Sendable {
        let slug: String
        /// The heaviest place in which each stem stands.
        let weights: [String: Double]
        /// Keywords of several words, as stems in a row.
        let phrases: [[String]]

        /// How well a stem fits: as it stands, or as the beginning of a word, or a word as its beginning.
        func fit(_ stem: String) -> Double {
            if let exact = weights[stem] { return exact }
            var best = 0.0
            for (word, weight) in weights where word.hasPrefix(stem) || (word.count > 3 && stem.hasPrefix(word)) {
                best = max(best, weight * Weight.beginning)
            }
            return best
        }
    }

    /// How much a place says about a service.
    private enum Weight {
        static let keyword = 6.0, title = 5.0, slug = 3.0, summary = 2.0, group = 1.5, option = 1.0
        /// A keyword of several words that is said whole, for each of its words.
        static let phrase = 4.0
        /// A word that only begins like one that was asked for.
        static let beginning = 0.7
    }

    /// The longest query that is looked at, in characters.
    private static let longest = 200

    private let services: [Indexed]

    /// - Parameter groups: their titles say what their services are about.
    package init(_ catalogue: [PublicService], groups: [ServiceGroup] = []) {
        let titles = Dictionary(groups.map { ($0.slug, $0.title) }) { first, _ in first }
        services = catalogue.map { service in
            var weights: [String: Double] = [:]
            func add(_ texts: [String?], _ weight: Double) {
                for stem in texts.compactMap({ $0 }).flatMap(Self.stems) { weights[stem] = max(weights[stem] ?? 0, weight) }
            }
            func add(_ text: Localized, _ weight: Double) { add([text.ro, text.hu, text.en], weight) }
            add(service.title, Weight.title)
            add(service.keywords, Weight.keyword)
            add(service.summary, Weight.summary)
            add([service.slug.replacing("-", with: " ")], Weight.slug)
            if let group = titles[service.group] { add(group, Weight.group) }
            for field in service.form.fields { add(field.options.map(\.label.ro), Weight.option) }
            return Indexed(
                slug: service.slug, weights: weights, phrases: service.keywords.map(Self.stems).filter { $0.count > 1 })
        }
    }

    /// Slugs of the services that fit, best first; empty when no word fits.
    package func find(_ query: String) -> [String] {
        let said = Self.stems(of: String(query.prefix(Self.longest)))
        let wanted = Array(Set(said))
        guard !wanted.isEmpty else { return [] }
        let fits: [[Double]] = wanted.map { stem in services.map { $0.fit(stem) } }
        // Rare words decide: one that a single service has counts several times one that half of them have.
        let rarity: [Double] = fits.map { row in
            let having = Double(row.count { $0 > 0 } + 1)
            return log2(Double(services.count + 1) / having) + 1
        }
        let scored = services.indices.compactMap { index -> (slug: String, score: Double)? in
            let hits: [Int] = wanted.indices.filter { fits[$0][index] > 0 }
            guard !hits.isEmpty else { return nil }
            var score = 0.0
            for hit in hits { score += fits[hit][index] * rarity[hit] }
            for phrase in services[index].phrases where said.containsRun(phrase) { score += Double(phrase.count) * Weight.phrase }
            // What is asked for and not there counts against it.
            return (services[index].slug, score * Double(hits.count) / Double(wanted.count).squareRoot())
        }
        return scored.sorted { ($1.score, $0.slug) < ($0.score, $1.slug) }.map(\.slug)
    }

    /// Words without the small ones, cut to where Romanian endings begin.
    private static func stems(of text: String) -> [String] {
        text.searchable.split { !$0.isLetter && !$0.isNumber }
            .map(String.init)
            .filter { $0.count > 1 && !smallWords.contains($0) }
            .map { $0.count > 5 ? String($0.prefix(max(5, $0.count - 3))) : $0 }
    }

    private static let smallWords: Set<String> = [
        "de", "la", "si", "in", "pe", "cu", "un", "una", "sa", "fac", "vreau", "pentru", "din", "al", "ale", "mai", "ce", "cum", "nu",
        "imi", "mi", "ma", "the", "of", "to", "for", "az", "es", "privind", "sau", "am", "as", "dori", "cerere", "cererea", "care", "lui",
        "sunt", "este", "unei", "unui", "prin", "sub", "dupa", "cer", "cere", "obtin", "pot", "unde", "want",
        "my", "an", "egy", "meu", "mea", "mele", "doua", "se", "ne", "imi", "iau", "scot", "despre", "catre", "cel", "cea", "fi", "fie",
    ]
}

extension [String] {
    /// Whether these words stand in it in a row, each perhaps with another ending.
    fileprivate func containsRun(_ words: [String]) -> Bool {
        guard words.count <= count else { return false }
        return (0...(count - words.count)).contains { start in
            words.indices.allSatisfy { self[start + $0].hasPrefix(words[$0]) || words[$0].hasPrefix(self[start + $0]) }
        }
    }
}
