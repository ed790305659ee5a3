extension Form {
    /// One line by which papers tell the applicant from others of the same name: a seat, a fiscal code, who acts for whom.
    package struct ApplicantLine: Hashable, Codable, Sendable {
        package let parts: [Part]

        /// A piece of the line with `{field}` places; it is left out where all of them are empty.
        package struct Part: Hashable, Codable, Sendable {
            package let text: String
            /// Nil: always.
            package var when: Expression?
            /// The templates of papers in which alone it stands; nil: all.
            package var templates: [String]?
        }
    }

    /// What stands after the applicant's name in a paper.
    /// - Parameters:
    ///   - values: of these answers, where whoever asks has checked them already.
    ///   - template: of the paper, `contract`: some want more than others.
    package func applicantLines(
        _ answers: Answers, _ values: Values? = nil, for template: String, in context: CheckingContext
    ) -> [String] {
        guard let applicantLines, !applicantLines.isEmpty else { return [] }
        let values = values ?? check(answers, attached: [], in: context).values
        let circumstances = Expression.Context(values: values, today: context.today, places: context.places)
        return applicantLines.map { line in
            line.parts.compactMap { part in
                guard part.templates?.contains(template) ?? true, part.when?.holds(in: circumstances) ?? true else { return nil }
                let texts = texts(answers, of: part.text.placeholders, in: context)
                return texts.values.contains { !$0.trimmed.isEmpty } ? part.text.filling(texts) : nil
            }.joined(separator: ", ")
        }.filter { !$0.isEmpty }
    }
}
