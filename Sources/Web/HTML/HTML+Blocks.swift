/// Elements that hold other elements.
extension HTML {
    package func div(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("div", `class`, id, attributes, content)
    }
    package func section(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("section", `class`, id, attributes, content)
    }
    package func article(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("article", `class`, id, attributes, content)
    }
    package func aside(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("aside", `class`, id, attributes, content)
    }
    package func header(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("header", `class`, id, attributes, content)
    }
    package func footer(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("footer", `class`, id, attributes, content)
    }
    package func nav(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("nav", `class`, id, attributes, content)
    }
    package func main(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("main", `class`, id, attributes, content)
    }
    package func ul(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("ul", `class`, id, attributes, content)
    }
    package func ol(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("ol", `class`, id, attributes, content)
    }
    package func dl(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("dl", `class`, id, attributes, content)
    }
    package func details(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("details", `class`, id, attributes, content)
    }
    package func figure(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("figure", `class`, id, attributes, content)
    }
    package func svg(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("svg", `class`, id, attributes, content)
    }
    package func g(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("g", `class`, id, attributes, content)
    }

    // MARK: Tables

    package func table(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("table", `class`, id, attributes, content)
    }
    package func thead(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("thead", `class`, id, attributes, content)
    }
    package func tbody(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("tbody", `class`, id, attributes, content)
    }
    package func tfoot(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("tfoot", `class`, id, attributes, content)
    }
    package func tr(class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("tr", `class`, id, attributes, content)
    }
    package func caption(_ text: String, class: String? = nil, _ attributes: Attribute...) {
        write("caption", `class`, nil, attributes, text)
    }
    package func caption(_ phrase: Phrase, class: String? = nil, _ attributes: Attribute...) {
        write("caption", `class`, nil, attributes, phrase)
    }
    package func caption(class: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("caption", `class`, nil, attributes, content)
    }
    package func td(_ text: String, class: String? = nil, _ attributes: Attribute...) {
        write("td", `class`, nil, attributes, text)
    }
    package func td(_ phrase: Phrase, class: String? = nil, _ attributes: Attribute...) {
        write("td", `class`, nil, attributes, phrase)
    }
    package func td(class: String? = nil, _ attributes: Attribute..., content: () -> Void) {
        write("td", `class`, nil, attributes, content)
    }

    /// What a header cell stands over.
    package enum Scope: String, Sendable { case col, row, colgroup, rowgroup }

    package func th(_ text: String, _ scope: Scope, class: String? = nil, _ attributes: Attribute...) {
        write("th", `class`, nil, [.scope(scope)] + attributes, text)
    }
    package func th(_ phrase: Phrase, _ scope: Scope, class: String? = nil, _ attributes: Attribute...) {
        write("th", `class`, nil, [.scope(scope)] + attributes, phrase)
    }
}
