/// Where one is, and where one can go.
extension HTML {
    /// The way from the home page to here.
    package func crumbs(_ path: [(text: String, link: Link)], current: String) {
        nav(class: "crumbs noprint", .label(words.crumbs)) {
            ol {
                for step in path { li { a(step.text, to: step.link) } }
                li { span(current, .current("page")) }
            }
        }
    }

    /// One step of a long form; the link leads back to a step that is done.
    package struct Step: Sendable {
        package var name: String
        package var link: Link?

        package init(_ name: String, _ link: Link? = nil) {
            self.name = name
            self.link = link
        }
    }

    /// - Parameters:
    ///   - current: index of the step one is on, from 0; those before it are done.
    ///   - service: what is being asked for.
    package func steps(_ steps: [Step], current: Int, of service: String) {
        nav(class: "steps", .label(words.steps)) {
            p("\(words.step(current + 1, steps.count)) \(muted: "· " + service)")
            ol {
                for (index, step) in steps.enumerated() {
                    if index == current {
                        li(.current("step")) { span(step.name) }
                    } else {
                        li(class: index < current ? "done" : nil) {
                            if let link = step.link { a(step.name, to: link) } else { span(step.name) }
                        }
                    }
                }
            }
        }
    }

    package struct Tab: Sendable {
        package var text: String
        package var link: Link
        package var count: String?
        package var isCurrent: Bool

        package init(_ text: String, _ link: Link, count: String? = nil, isCurrent: Bool = false) {
            self.text = text
            self.link = link
            self.count = count
            self.isCurrent = isCurrent
        }
    }

    /// The parts of one thing, each with its own address.
    package func tabs(_ tabs: [Tab], label: String) {
        nav(class: "tabs", .label(label)) {
            ul {
                for tab in tabs {
                    li {
                        a(to: tab.link, .current("page", if: tab.isCurrent)) {
                            text(tab.text)
                            if let count = tab.count { text(" "); span(count, class: "count") }
                        }
                    }
                }
            }
        }
    }

    /// One page of a longer list, before or after the one shown; `summary` says which part this is.
    package func pages(previous: Link?, next: Link?, summary: String) {
        row(between: true) {
            p(summary, class: "small muted flush")
            if previous != nil || next != nil {
                nav(class: "pages", .label(words.pages)) {
                    ul {
                        if let previous { li { a("‹ \(words.previous)", to: previous, .rel("prev")) } }
                        if let next { li { a("\(words.next) ›", to: next, .rel("next")) } }
                    }
                }
            }
        }
    }

    /// A search that answers with a page.
    ///
    /// - Parameter label: hidden, unless the place needs to say what is searched.
    package func search(
        _ link: Link, label: String, query: String = "", placeholder: String? = nil, name: String = "q", id: String = "q"
    ) {
        form(get: link, class: "search", .role("search")) {
            self.label(for: id, class: "vh", label)
            input("search", id: id, .name(name), .value(query), .placeholder(placeholder), .autocomplete("off"), .maxlength(200))
            submit("\(icon: .search)\(words.search)")
        }
    }
}
