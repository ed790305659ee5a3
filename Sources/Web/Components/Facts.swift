/// A name and its value: a line of a dossier's data, or an answer to be checked before it is sent.
package struct Fact: Sendable {
    package var name: Phrase
    package var value: Phrase
    /// Leads back to where the answer was given.
    package var change: Link?
    /// What „Schimbă” changes, for those who hear only the link: „numele”.
    package var what: String

    package init(_ name: String, _ value: Phrase, change: Link? = nil, what: String = "") {
        self.init(Phrase(name), value, change: change, what: what)
    }

    package init(_ name: Phrase, _ value: Phrase, change: Link? = nil, what: String = "") {
        self.name = name
        self.value = value
        self.change = change
        self.what = what
    }
}

extension HTML {
    package enum FactStyle: String, Sendable {
        /// Names and values side by side on wide screens.
        case wide = "facts"
        /// For narrow columns.
        case tight = "facts tight"
        /// As `tight`, at the end of a box: no line below.
        case flush = "facts tight flush"
    }

    package func facts(_ facts: [Fact], _ style: FactStyle = .wide) {
        dl(class: style.rawValue) {
            for fact in facts {
                div {
                    dt(fact.name)
                    dd(fact.value)
                    if let change = fact.change {
                        dd(class: "do") { a("\(words.change)\(hidden: " " + fact.what)", to: change) }
                    }
                }
            }
        }
    }
}
