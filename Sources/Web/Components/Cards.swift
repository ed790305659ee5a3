/// A service on the home page: the whole card is its link.
package struct Card: Sendable {
    package struct Detail: Sendable {
        package var icon: Icon
        package var text: String

        package init(_ icon: Icon, _ text: String) {
            self.icon = icon
            self.text = text
        }
    }

    package var title: Phrase
    package var link: Link
    package var text: Phrase
    package var details: [Detail]

    package init(_ title: Phrase, _ link: Link, _ text: Phrase, details: [Detail] = []) {
        self.title = title
        self.link = link
        self.text = text
        self.details = details
    }
}

extension HTML {
    /// - Parameter underTitle: true where they stand right under the page's title, so that no level of headings is left out.
    package func cards(_ cards: [Card], underTitle: Bool = false) {
        ul(class: "grid3 cards") {
            for card in cards {
                li(class: "card") {
                    if underTitle { h2 { a(card.title, to: card.link) } } else { h3 { a(card.title, to: card.link) } }
                    p(card.text)
                    meta(card.details)
                }
            }
        }
    }

    /// Small facts on one line, each with its icon.
    package func meta(_ details: [Card.Detail]) {
        guard !details.isEmpty else { return }
        ul(class: "meta") {
            for detail in details {
                li {
                    icon(detail.icon)
                    text(detail.text)
                }
            }
        }
    }

    /// One line of a list of links: a name, what it holds, and how many.
    package func listItem(_ title: Phrase, to link: Link, _ text: Phrase? = nil, count: String? = nil, of what: String = "") {
        li {
            row(between: true) {
                strong { a(title, to: link) }
                if let count {
                    span(class: "count") {
                        if !what.isEmpty { span("\(what): ", class: "vh") }
                        self.text(count)
                    }
                }
            }
            if let text { p(text) }
        }
    }

    /// Good points, each with a tick.
    package func ticks(_ items: [Phrase]) {
        ul(class: "ticks") {
            for item in items {
                li {
                    icon(.ok)
                    span(item)
                }
            }
        }
    }

    /// Numbered stations of a process.
    package func howTo(_ steps: [(title: Phrase, text: Phrase)]) {
        ol(class: "howto") {
            for step in steps {
                li {
                    h3(step.title)
                    p(step.text)
                }
            }
        }
    }
}
