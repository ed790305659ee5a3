/// What somebody typed in a form that was refused, under the name of its field.
package struct TypedText: Sendable {
    package let label: String
    package let text: String

    package init(_ label: String, _ text: String) {
        self.label = label
        self.text = text
    }
}

extension HTML {
    /// Whole and with its line breaks, to be read again or copied.
    package func typed(_ texts: [TypedText], title: String) {
        let texts = texts.filter { !$0.text.allSatisfy(\.isWhitespace) }
        guard !texts.isEmpty else { return }
        h2(title)
        for typed in texts {
            h3(typed.label)
            paragraphs(typed.text)
        }
    }
}
