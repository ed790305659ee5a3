extension Form {
    /// Of keys that no question has, so many are told.
    private static let mostUnknown = 50

    /// A problem for each key, or column of a table, that the form does not have: a program that misspells one learns of it.
    package func unknown(in answers: Answers, _ context: CheckingContext) -> [Problem] {
        let strangers = answers.byKey.flatMap { key, answer -> [String] in
            guard let field = field(key) else { return [key] }
            guard case .rows(let rows) = answer, field.kind == .rows else { return [] }
            let columns = Set(field.columns.map(\.key))
            return rows.enumerated().flatMap { index, row in
                row.keys.filter { !columns.contains($0) }.map { "\(key)[\(index)].\($0)" }
            }
        }
        return strangers.sorted().prefix(Self.mostUnknown).map { key in
            Problem(
                field: key, code: "unknown",
                message: context.phrases("problem.unknown", ["key": .text(String(key.prefix(100)))], in: context.language))
        }
    }
}
