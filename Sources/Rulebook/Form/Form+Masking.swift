extension Form {
    /// Answers as the desk shows them, by key: personal numbers masked, also among the rows of a table.
    package func maskedTexts(_ answers: Answers, in context: CheckingContext) -> [String: String] {
        Dictionary(fields.map { field in (field.key, answers[field.key].map { field.masked($0, in: context) } ?? "") }) { first, _ in first
        }
    }
}

extension Field {
    /// An answer as the desk shows it.
    package func masked(_ answer: Answer, in context: CheckingContext) -> String {
        switch answer {
        case .text(let text): mask(text) ?? display(answer, in: context)
        case .list(let items): items.map { mask($0) ?? display(.text($0), in: context) }.joined(separator: ", ")
        case .rows(let rows):
            rows.map { row in
                columns.compactMap { column in row[column.key].map { column.masked(.text($0), in: context) } }.joined(separator: " · ")
            }.joined(separator: "\n") + (totals(of: rows, in: context).map { "\n\($0)" } ?? "")
        }
    }

    /// Nil for what is no personal number.
    private func mask(_ text: String) -> String? {
        switch kind {
        case .cnp, .identityCard: kind.identifier?.masked(text)
        default: nil
        }
    }
}
