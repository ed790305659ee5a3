/// Questions that are asked once for each of several things: owners, plots, participants.
///
/// Adding and removing are buttons that send the form, with what is typed, and get it back with a row more or less;
/// `formnovalidate`, since a half-filled row is no mistake yet.
package struct Repeating: Sendable {
    /// The names of the buttons: what to do is the name, where is the value.
    package static let addButton = "adauga"
    package static let removeButton = "scoate"

    package var name: String
    package var legend: Phrase
    package var count: Int
    /// How many rows there must be at least, and may be at most.
    package var range: ClosedRange<Int>
    /// What one row is called, for its own legend: „Proprietar”.
    package var rowName: String
    package var add: String
    package var hint: Phrase?
    package var error: String?

    package init(
        _ name: String, _ legend: Phrase, count: Int, in range: ClosedRange<Int>, rowName: String, add: String,
        hint: Phrase? = nil, error: String? = nil
    ) {
        self.name = name
        self.legend = legend
        self.count = count
        self.range = range
        self.rowName = rowName
        self.add = add
        self.hint = hint
        self.error = error
    }

    /// The name of a field within a row: `proprietari.0.nume`.
    package func fieldName(_ row: Int, _ name: String) -> String { "\(self.name).\(row).\(name)" }
}

extension HTML {
    /// - Parameter row: writes the fields of one row, whose index starts at 0.
    package func repeating(_ rows: Repeating, row: (Int) -> Void) {
        let id = Field.id(rows.name)
        let described = [rows.hint.map { _ in "\(id)-hint" }, rows.error.map { _ in "\(id)-err" }].compactMap { $0 }
        fieldset(
            class: rows.error == nil ? "field rows" : "field rows bad", id: id, .tabindex(-1),
            .describedBy(described.isEmpty ? nil : described.joined(separator: " "))
        ) {
            legend(rows.legend, class: "big")
            if let hint = rows.hint { p(hint, class: "hint", id: "\(id)-hint") }
            if let error = rows.error {
                problem(error, id: "\(id)-err")
            }
            for index in 0..<rows.count {
                fieldset(class: "box one") {
                    legend("\(rows.rowName) \(index + 1)")
                    row(index)
                    if rows.count > rows.range.lowerBound {
                        submit(
                            "\(words.remove)\(hidden: ": \(rows.rowName) \(index + 1)")", class: "btn link", name: Repeating.removeButton,
                            value: "\(rows.name).\(index)", .formnovalidate())
                    }
                }
            }
            if rows.count < rows.range.upperBound {
                submit(
                    "\(icon: .plus)\(rows.add)", class: "btn second", name: Repeating.addButton, value: rows.name,
                    .formnovalidate())
            }
        }
    }
}
