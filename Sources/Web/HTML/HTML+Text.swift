/// Elements that hold text: each takes a plain text, a ``Phrase``, or a closure that writes its children.
extension HTML {
    package func h1(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h1", `class`, id, attributes, text)
    }
    package func h1(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h1", `class`, id, attributes, phrase)
    }
    package func h1(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("h1", `class`, id, attributes, content)
    }

    package func h2(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h2", `class`, id, attributes, text)
    }
    package func h2(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h2", `class`, id, attributes, phrase)
    }
    package func h2(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("h2", `class`, id, attributes, content)
    }

    package func h3(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h3", `class`, id, attributes, text)
    }
    package func h3(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h3", `class`, id, attributes, phrase)
    }
    package func h3(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("h3", `class`, id, attributes, content)
    }

    package func h4(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h4", `class`, id, attributes, text)
    }
    package func h4(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("h4", `class`, id, attributes, phrase)
    }
    package func h4(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("h4", `class`, id, attributes, content)
    }

    package func p(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("p", `class`, id, attributes, text)
    }
    package func p(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("p", `class`, id, attributes, phrase)
    }
    package func p(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("p", `class`, id, attributes, content)
    }

    package func li(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("li", `class`, id, attributes, text)
    }
    package func li(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("li", `class`, id, attributes, phrase)
    }
    package func li(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("li", `class`, id, attributes, content)
    }

    package func dt(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("dt", `class`, id, attributes, text)
    }
    package func dt(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("dt", `class`, id, attributes, phrase)
    }
    package func dt(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("dt", `class`, id, attributes, content)
    }

    package func dd(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("dd", `class`, id, attributes, text)
    }
    package func dd(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("dd", `class`, id, attributes, phrase)
    }
    package func dd(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("dd", `class`, id, attributes, content)
    }

    package func span(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("span", `class`, id, attributes, text)
    }
    package func span(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("span", `class`, id, attributes, phrase)
    }
    package func span(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("span", `class`, id, attributes, content)
    }

    package func strong(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("strong", `class`, id, attributes, text)
    }
    package func strong(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("strong", `class`, id, attributes, phrase)
    }
    package func strong(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("strong", `class`, id, attributes, content)
    }

    package func b(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("b", `class`, id, attributes, text)
    }
    package func b(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("b", `class`, id, attributes, phrase)
    }
    package func b(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("b", `class`, id, attributes, content)
    }

    package func small(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("small", `class`, id, attributes, text)
    }
    package func small(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("small", `class`, id, attributes, phrase)
    }
    package func small(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("small", `class`, id, attributes, content)
    }

    package func code(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("code", `class`, id, attributes, text)
    }
    package func code(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("code", `class`, id, attributes, phrase)
    }
    package func code(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("code", `class`, id, attributes, content)
    }

    package func kbd(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("kbd", `class`, id, attributes, text)
    }
    package func kbd(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("kbd", `class`, id, attributes, phrase)
    }
    package func kbd(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("kbd", `class`, id, attributes, content)
    }

    package func summary(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("summary", `class`, id, attributes, text)
    }
    package func summary(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("summary", `class`, id, attributes, phrase)
    }
    package func summary(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("summary", `class`, id, attributes, content)
    }

    package func legend(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("legend", `class`, id, attributes, text)
    }
    package func legend(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("legend", `class`, id, attributes, phrase)
    }
    package func legend(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("legend", `class`, id, attributes, content)
    }

    package func figcaption(_ text: String, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("figcaption", `class`, id, attributes, text)
    }
    package func figcaption(_ phrase: Phrase, class: String? = nil, id: String? = nil, _ attributes: Attribute...) {
        write("figcaption", `class`, id, attributes, phrase)
    }
    package func figcaption(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("figcaption", `class`, id, attributes, content)
    }
}
