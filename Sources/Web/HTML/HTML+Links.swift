/// Elements with an address or a moment, and the void ones of running text.
extension HTML {
    package func a(_ text: String, to link: Link, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        writeAnchor(link, `class`, id, attributes) { self.text(text) }
    }
    package func a(_ phrase: Phrase, to link: Link, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        writeAnchor(link, `class`, id, attributes) { text(phrase) }
    }
    package func a(to link: Link, class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        writeAnchor(link, `class`, id, attributes, content)
    }

    @inline(__always)
    private func writeAnchor(_ link: Link, _ class: String?, _ id: String?, _ attributes: [Attribute], _ content: () -> Void) {
        markup("<a")
        attribute(" href=\"", link.description)
        openTail(`class`, id, attributes)
        content()
        markup("</a>")
    }

    /// - Parameter datetime: the moment in ISO 8601; the text is for people.
    package func time(_ text: String, datetime: String, class: String? = nil) {
        markup("<time")
        attribute(" datetime=\"", datetime)
        openTail(`class`, nil, [])
        self.text(text)
        markup("</time>")
    }

    package func br() { markup("<br>") }
    package func hr() { markup("<hr>") }

    /// A picture of this site within a drawing, as large as the drawing's own measures say.
    package func image(_ link: Link, width: String, height: String) {
        markup("<image")
        attribute(" href=\"", link.description)
        attribute(" width=\"", width)
        attribute(" height=\"", height)
        markup(" preserveAspectRatio=\"none\"/>")
    }

    /// A picture from this site, with the words that replace it.
    package func img(_ link: Link, alt: String, width: Int, height: Int, class: String? = nil) {
        markup("<img")
        attribute(" src=\"", link.description)
        attribute(" alt=\"", alt)
        attribute(" width=\"", String(width))
        attribute(" height=\"", String(height))
        openTail(`class`, nil, [])
    }
}
