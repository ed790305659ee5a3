import Rulebook

extension Form.Step {
    /// Adds or takes out a row, as the pressed button says.
    /// - Returns: the key of the table; nil where no such button was pressed.
    func changeRows(of answers: inout Answers, by form: FormFields) -> String? {
        if let key = form[Repeating.addButton] {
            answers[key] = .rows((answers[key]?.table ?? []) + [[:]])
            return key
        }
        guard let place = form[Repeating.removeButton], let dot = place.lastIndex(of: "."),
            let index = Int(place[place.index(after: dot)...])
        else { return nil }
        let key = String(place[..<dot])
        answers[key] = .rows((answers[key]?.table ?? []).enumerated().filter { $0.offset != index }.map(\.element))
        return key
    }
}

extension Form {
    /// The same, in whichever step the table is.
    func changeRows(of answers: inout Answers, by form: FormFields) -> String? {
        steps.first.flatMap { $0.changeRows(of: &answers, by: form) }
    }
}
