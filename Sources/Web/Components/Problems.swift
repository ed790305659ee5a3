/// What is wrong with one field, in words that say how to put it right.
package struct Problem: Sendable, Equatable {
    /// The field's `name`.
    package var field: String
    package var message: String

    package init(field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

extension Sequence<Problem> {
    /// The first problem of a field.
    package subscript(field: String) -> String? { first { $0.field == field }?.message }
}

extension HTML {
    /// All problems of a refused form, each linked to its field. It stands before the page's heading, on a page whose
    /// status is 422 and whose title begins with „Eroare: ”.
    package func errorSummary(_ problems: [Problem]) {
        guard !problems.isEmpty else { return }
        div(class: "errors", .role("alert"), .labelledBy("erori"), .tabindex(-1)) {
            h2(words.problems(problems.count), id: "erori")
            ul {
                for problem in problems {
                    li { a(problem.message, to: .fragment(Field.id(problem.field))) }
                }
            }
        }
    }

    /// What is wrong with one control, before it: for controls that ``field(_:)`` does not draw.
    package func problem(_ message: String, id: String) {
        p(class: "err", id: id) {
            icon(.warn)
            span {
                span("\(words.error): ", class: "vh")
                text(message)
            }
        }
    }
}
