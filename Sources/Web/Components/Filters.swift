/// Narrowing a list: each filter becomes a parameter of the list's address.
package enum Filter: Sendable {
    case search(_ name: String, _ label: String, value: String)
    case select(_ name: String, _ label: String, [Field.Option], value: String, all: String)
    case date(_ name: String, _ label: String, value: String)
}

extension HTML {
    /// - Parameter clear: the list without any filter; `nil` when none is set.
    package func filters(_ link: Link, label: String, _ filters: [Filter], clear: Link? = nil) {
        form(get: link, class: "filters", .label(label)) {
            for filter in filters { self.filter(filter) }
            submit(Phrase(words.filter))
            if let clear { a(words.clear, to: clear, class: "btn second") }
        }
    }

    private func filter(_ filter: Filter) {
        switch filter {
        case .search(let name, let label, let value):
            div(class: "grow") {
                self.label(for: Field.id(name), label)
                input("search", id: Field.id(name), .name(name), .value(value), .maxlength(200))
            }
        case .select(let name, let label, let options, let value, let all):
            div {
                self.label(for: Field.id(name), label)
                select(id: Field.id(name), .name(name)) {
                    option(all, value: "", selected: value.isEmpty)
                    for choice in options { option(choice.text, value: choice.value, selected: choice.value == value) }
                }
            }
        case .date(let name, let label, let value):
            div {
                self.label(for: Field.id(name), label)
                input("date", id: Field.id(name), .name(name), .value(value))
            }
        }
    }
}

/// A figure that is also a saved filter.
package struct Counter: Sendable {
    package var value: String
    package var label: String
    package var tone: Tone
    /// `nil` where there is nothing to open.
    package var link: Link?
    package var isCurrent: Bool

    package init(_ value: String, _ label: String, tone: Tone = .mute, link: Link? = nil, isCurrent: Bool = false) {
        self.value = value
        self.label = label
        self.tone = tone
        self.link = link
        self.isCurrent = isCurrent
    }

    fileprivate var icon: Icon? {
        switch tone {
        case .bad: .warn
        case .warn: .clock
        case .wait: .pause
        case .ok: .ok
        case .info, .mute: nil
        }
    }
}

extension HTML {
    package func counters(_ counters: [Counter]) {
        ul(class: "kpis") {
            for counter in counters {
                li(class: counter.tone == .mute ? nil : counter.tone.rawValue) {
                    let figure = {
                        self.b {
                            if let icon = counter.icon { self.icon(icon) }
                            self.text(counter.value)
                        }
                        self.text(" \(counter.label)")
                    }
                    if let link = counter.link {
                        a(to: link, .current("true", if: counter.isCurrent), content: figure)
                    } else {
                        div(content: figure)
                    }
                }
            }
        }
    }
}
