/// The pages that end something: a receipt, a verdict.
extension HTML {
    /// That a request is registered. It holds the page's heading and prints on one page.
    package func receipt(title: String, number: String, moment: String, numberLabel: String? = nil) {
        div(class: "receipt") {
            h1(title)
            p(numberLabel ?? words.dossierNumber)
            p(number, class: "nr")
            p(moment)
        }
    }

    /// Whether an act is genuine. It holds the page's heading; no personal data.
    package func verdict(isGood: Bool, title: String, detail: Phrase, content: () -> Void) {
        section(class: isGood ? "verdict" : "verdict bad", .labelledBy("verdict")) {
            header {
                icon(isGood ? .shield : .x)
                div {
                    h1(title, id: "verdict")
                    p(detail)
                }
            }
            div(content: content)
        }
    }

    /// A long code, such as a SHA-256 in hexadecimal, in groups of four that can be compared by eye.
    package func fingerprint(_ hex: String) {
        var groups = ""
        for (index, character) in hex.enumerated() {
            if index > 0, index.isMultiple(of: 4) { groups.append(" ") }
            groups.append(character)
        }
        p(groups, class: "print16")
    }
}
