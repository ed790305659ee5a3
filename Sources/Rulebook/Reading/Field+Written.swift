import Foundation

extension Field {
    /// An answer from one text: several answers stand a line each, rows as JSON or with tabs between their columns.
    package func answer(written text: String) -> Answer {
        switch kind {
        case .rows:
            if let rows = try? JSONDecoder().decode([[String: String]].self, from: Data(text.utf8)) { return .rows(rows) }
            return .rows(
                text.split(whereSeparator: \.isNewline).map { line in
                    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmed }
                    return Dictionary(zip(columns.map(\.key), cells)) { first, _ in first }
                })
        case .choices: return .list(text.split { $0.isNewline || $0 == "," || $0 == ";" }.map { String($0).trimmed })
        default:
            guard many != nil else { return .text(text) }
            return .list(text.split(whereSeparator: \.isNewline).map { String($0).trimmed })
        }
    }
}

extension Answer {
    /// The answer in one text: the other direction of `Field.answer(written:)`.
    package func written(for field: Field) -> String {
        switch self {
        case .text(let text): text
        case .list(let items): items.joined(separator: "\n")
        case .rows(let rows):
            rows.map { row in field.columns.map { row[$0.key] ?? "" }.joined(separator: "\t") }.joined(separator: "\n")
        }
    }
}
