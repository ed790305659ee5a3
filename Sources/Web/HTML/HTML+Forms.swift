/// The secret that proves that a form was written by this site for this session. The session's owner makes it; a
/// posting form can't be written without one.
package struct FormToken: Sendable {
    /// The name of the hidden input that carries it.
    package static let fieldName = "jeton"

    package let value: String

    package init(_ value: String) { self.value = value }
}

/// Forms and their controls. The components' `field` writes labels, hints and errors around them.
extension HTML {
    /// A form that changes something.
    ///
    /// - Parameter files: true when it holds a file input; it is then sent as `multipart/form-data`.
    package func form(
        post link: Link, _ token: FormToken, files: Bool = false, class: String? = nil, id: String? = nil,
        _ attributes: Attribute..., content: () -> Void
    ) {
        markup("<form method=\"post\"")
        attribute(" action=\"", link.description)
        if files { markup(" enctype=\"multipart/form-data\"") }
        openTail(`class`, id, attributes)
        hidden(FormToken.fieldName, token.value)
        content()
        markup("</form>")
    }

    /// A form that only asks: its fields become the address of a page.
    package func form(
        get link: Link, class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void
    ) {
        markup("<form method=\"get\"")
        attribute(" action=\"", link.description)
        openTail(`class`, id, attributes)
        content()
        markup("</form>")
    }

    package func fieldset(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("fieldset", `class`, id, attributes, content)
    }

    /// - Parameter target: the `id` of the control that it names.
    package func label(for target: String, class: String? = nil, _ text: String) {
        write("label", `class`, nil, [.for(target)], text)
    }
    package func label(for target: String, class: String? = nil, _ phrase: Phrase) {
        write("label", `class`, nil, [.for(target)], phrase)
    }

    /// A label around its control.
    package func label(class: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("label", `class`, nil, attributes, content)
    }

    package func input(_ type: String = "text", class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        markup("<input")
        attribute(" type=\"", type)
        openTail(`class`, id, attributes)
    }

    /// A value that travels with the form unseen.
    package func hidden(_ name: String, _ value: String) {
        markup("<input type=\"hidden\"")
        attribute(" name=\"", name)
        attribute(" value=\"", value)
        byte(UInt8(ascii: ">"))
    }

    /// Text typed by people, kept to the letter: the line break after the tag is the parser's, not theirs.
    package func textarea(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        open("textarea", `class`, id, attributes)
        byte(UInt8(ascii: "\n"))
        self.text(text)
        close("textarea")
    }

    package func select(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("select", `class`, id, attributes, content)
    }

    /// - Parameter language: of the text, where it is not the page's.
    package func option(_ text: String, value: String, selected: Bool = false, language: String? = nil) {
        markup("<option")
        attribute(" value=\"", value)
        if selected { markup(" selected") }
        if let language { attribute(" lang=\"", language) }
        byte(UInt8(ascii: ">"))
        self.text(text)
        markup("</option>")
    }

    package func datalist(id: String, _ values: [String]) {
        open("datalist", nil, id, [])
        for value in values { option("", value: value) }
        close("datalist")
    }

    /// The button that sends its form. With a name it also says which button was pressed.
    package func submit(
        _ text: Phrase, class: String = "btn", name: String? = nil, value: String? = nil, _ attributes: Attribute...
    ) {
        write("button", `class`, nil, [.type("submit"), .name(name), .value(value)] + attributes, text)
    }

    /// A button that sends nothing: it opens or closes a popover.
    package func button(_ text: Phrase, class: String = "btn second", _ attributes: Attribute...) {
        write("button", `class`, nil, [.type("button")] + attributes, text)
    }

    /// - Parameter percent: 0…100, written beside the bar too.
    package func progress(id: String, percent: Int) {
        markup("<progress")
        attribute(" id=\"", id)
        attribute(" value=\"", String(percent))
        markup(" max=\"100\">")
        text("\(percent) %")
        markup("</progress>")
    }
}
