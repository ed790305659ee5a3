/// The page being written: one growing buffer of UTF-8, into which elements, texts and components write themselves in order.
///
/// Every element is a method that takes its text or a closure with its children, so Swift's own `if`, `for` and
/// `switch` are the template language, tags always close, and nothing is built twice:
///
/// ```swift
/// h.ul(class: "list") {
///     for group in groups {
///         h.li { h.a(group.name, to: group.link) }
///     }
/// }
/// ```
///
/// Whatever comes in as `String` is escaped; markup enters only through ``Raw``. A page is written by one task and
/// then given away as bytes, so the class is not `Sendable` and needs no lock.
package final class HTML {
    /// Checked access would cost a runtime call per written byte run; a page is never shared between tasks.
    @exclusivity(unchecked) private var buffer: PageBuffer

    /// Icons drawn so far: their shapes are written once, in the sprite at the end of the page.
    @exclusivity(unchecked) package private(set) var icons = Icon.Set()

    /// Whether some text stands in Romanian for want of the page's language: then the page explains its mark.
    @exclusivity(unchecked) package private(set) var isBorrowing = false

    /// The words that components say by themselves, in the page's language.
    package var words = Words.romanian

    /// - Parameter capacity: bytes to reserve; a full page is 10 to 60 kB.
    package init(capacity: Int = 16_384) {
        buffer = PageBuffer(capacity: capacity)
    }

    /// What has been written, as UTF-8.
    package var bytes: [UInt8] { buffer.withBytes { Array($0) } }

    /// What has been written, as text: for tests and mails.
    package var string: String { buffer.withBytes { String(decoding: $0, as: UTF8.self) } }

    /// Renders a fragment: `HTML.render { h in h.p("…") }`.
    package static func render(capacity: Int = 1024, _ write: (HTML) -> Void) -> HTML {
        let html = HTML(capacity: capacity)
        write(html)
        return html
    }

    // MARK: Content

    /// Text, escaped.
    package func text(_ text: String) { escape(text) }

    /// Rich text, already escaped when it was made.
    package func text(_ phrase: Phrase) {
        switch phrase.content {
        case .plain(let text): escape(text)
        case .marked(let bytes, let used, let borrows):
            bytes.withUnsafeBufferPointer { buffer.append($0) }
            icons.formUnion(used)
            isBorrowing = isBorrowing || borrows
        }
    }

    /// Markup from outside this builder, with the reason why it may be trusted.
    package func raw(_ raw: Raw) {
        var markup = raw.markup
        markup.withUTF8 { buffer.append($0) }
    }

    /// Splices in a fragment that was rendered before.
    package func include(_ fragment: HTML) {
        fragment.buffer.withBytes { buffer.append($0) }
        icons.formUnion(fragment.icons)
        isBorrowing = isBorrowing || fragment.isBorrowing
    }

    // MARK: Writing, for the files of this folder and for hot components

    /// Writes markup that is a literal of this program.
    @inline(__always)
    func markup(_ literal: StaticString) { buffer.append(literal) }

    @inline(__always)
    func byte(_ byte: UInt8) { buffer.append(byte) }

    func note(_ icon: Icon) { icons.insert(icon) }

    /// The mark beside a text that the page's language lacks. Who listens hears the language change instead (`lang`).
    func borrowedMark(_ meaning: String) {
        isBorrowing = true
        span("RO", class: "borrowed", .title(meaning), .ariaHidden())
    }

    /// Text for content and for quoted attributes alike.
    func escape(_ text: String) {
        var text = text
        text.withUTF8 { buffer.appendEscaped($0) }
    }

    /// Appends ` name="value"`, the value escaped.
    @inline(__always)
    func attribute(_ opening: StaticString, _ value: String) {
        markup(opening)
        escape(value)
        byte(UInt8(ascii: "\""))
    }

    @inline(__always)
    func open(_ tag: StaticString, _ class: String?, _ id: String?, _ attributes: [Attribute]) {
        byte(UInt8(ascii: "<"))
        markup(tag)
        openTail(`class`, id, attributes)
    }

    /// The rest of an opening tag whose name, and perhaps first attribute, is written.
    @inline(__always)
    func openTail(_ class: String?, _ id: String?, _ attributes: [Attribute]) {
        if let id { attribute(" id=\"", id) }
        if let `class`, !`class`.isEmpty { attribute(" class=\"", `class`) }
        for attribute in attributes { attribute.write(to: self) }
        byte(UInt8(ascii: ">"))
    }

    @inline(__always)
    func close(_ tag: StaticString) {
        markup("</")
        markup(tag)
        byte(UInt8(ascii: ">"))
    }
}

extension HTML {
    /// An element that has no method of its own: `h.element("polyline", .attr("points", "0 0 10 10")) {}`.
    ///
    /// The name is a literal, so it can't come from outside.
    package func element(
        _ tag: StaticString, class: String? = nil, id: String? = nil, _ attributes: Attribute..., content: () -> Void = {}
    ) {
        write(tag, `class`, id, attributes, content)
    }

    @inline(__always)
    func write(
        _ tag: StaticString, _ class: String?, _ id: String?, _ attributes: [Attribute], _ content: () -> Void
    ) {
        open(tag, `class`, id, attributes)
        content()
        close(tag)
    }

    @inline(__always)
    func write(_ tag: StaticString, _ class: String?, _ id: String?, _ attributes: [Attribute], _ text: String) {
        open(tag, `class`, id, attributes)
        escape(text)
        close(tag)
    }

    @inline(__always)
    func write(_ tag: StaticString, _ class: String?, _ id: String?, _ attributes: [Attribute], _ phrase: Phrase) {
        open(tag, `class`, id, attributes)
        text(phrase)
        close(tag)
    }
}
