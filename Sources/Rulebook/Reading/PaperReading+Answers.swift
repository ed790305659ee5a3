extension PaperReading.Document {
    /// What was read, as answers to the form. Several answers of a field stand one to a line; a table's cells are fields of their
    /// own, `materiale[0].bucati`; what is no question of the form is left out, and so is what is blank.
    package func answers(to form: Form) -> Answers {
        var answers = Answers()
        var tables: [String: [Int: [String: String]]] = [:]
        for field in fields where !field.value.allSatisfy(\.isWhitespace) {
            if let cell = field.cell {
                tables[cell.table, default: [:]][cell.row, default: [:]][cell.column] = field.value
            } else if let asked = form.field(field.key), asked.derived == nil {
                let isSeveral = asked.kind == .choices || asked.many != nil
                answers[field.key] = isSeveral ? .list(field.value.split(separator: "\n").map(String.init)) : .text(field.value)
            }
        }
        for (key, rows) in tables where form.field(key)?.kind == .rows {
            // A row that was left out between others is no row.
            answers[key] = .rows(rows.sorted { $0.key < $1.key }.map(\.value))
        }
        return answers
    }
}

extension PaperReading.Field {
    /// Where in a table it stands, for a key like `materiale[0].bucati`; rows from 0.
    package var cell: (table: String, row: Int, column: String)? {
        guard let open = key.firstIndex(of: "["), let close = key[open...].firstIndex(of: "]"),
            let row = Int(key[key.index(after: open)..<close]), row >= 0, key[close...].hasPrefix("].")
        else { return nil }
        return (String(key[..<open]), row, String(key[key.index(close, offsetBy: 2)...]))
    }
}
