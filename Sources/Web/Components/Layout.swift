/// How a page's content is laid out.
extension HTML {
    /// Content and a narrower column beside it; one column on phones.
    ///
    /// - Parameters:
    ///   - sideLabel: names the side column for screen readers.
    ///   - sticky: the side stays in sight while the content scrolls.
    ///   - sideFirst: on phones the side comes first, as where the clock matters most.
    package func split(
        sideLabel: String, sticky: Bool = false, sideFirst: Bool = false, main: () -> Void, side: () -> Void
    ) {
        let `class` = sticky ? "sticky stack" : "stack"
        div(class: "split") {
            if sideFirst { aside(class: `class`, .label(sideLabel), content: side) }
            div(content: main)
            if !sideFirst { aside(class: `class`, .label(sideLabel), content: side) }
        }
    }

    /// A desk's three columns: data, work, clock and deeds. On phones the right one, with the clock, comes first, for
    /// the eye and for the reader alike, so it is written first.
    package func columns(
        leftLabel: String, rightLabel: String, left: () -> Void, middle: () -> Void, right: () -> Void
    ) {
        div(class: "split tri") {
            aside(class: "right", .label(rightLabel), content: right)
            aside(class: "left", .label(leftLabel), content: left)
            div(class: "mid", content: middle)
        }
    }

    /// A surface with a heading of the second level.
    package func box(_ title: Phrase? = nil, class: String? = nil, content: () -> Void) {
        div(class: `class`.map { "box \($0)" } ?? "box") {
            if let title { h2(title) }
            content()
        }
    }

    /// A part of the page that its heading names.
    package func section(_ title: Phrase, id: String, class: String? = nil, content: () -> Void) {
        section(class: `class`, .labelledBy(id)) {
            h2(title, id: id)
            content()
        }
    }

    /// The row under a form: one main button, then lesser ways out.
    package func actions(content: () -> Void) { div(class: "actions", content: content) }

    /// Items on one line, wrapping; `between` pushes them to both ends.
    package func row(between: Bool = false, class: String? = nil, content: () -> Void) {
        div(class: (between ? "row between" : "row") + (`class`.map { " \($0)" } ?? ""), content: content)
    }

    /// A closed explanation that opens in place.
    package func more(_ title: String, open: Bool = false, content: () -> Void) {
        details(class: "more", .open(open)) {
            summary(title)
            div(content: content)
        }
    }

    /// A wide thing, such as a table of figures, that scrolls within itself; reachable by keyboard.
    package func scroll(_ label: String, content: () -> Void) {
        div(class: "scroll", .tabindex(0), .role("region"), .label(label), content: content)
    }

    /// What people typed: a paragraph for each block between blank lines, their line breaks kept.
    package func paragraphs(_ text: String) {
        var isOpen = false
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                if isOpen { markup("</p>") }
                isOpen = false
            } else {
                markup(isOpen ? "<br>" : "<p>")
                isOpen = true
                self.text(String(line))
            }
        }
        if isOpen { markup("</p>") }
    }
}
