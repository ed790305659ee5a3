/// A run of rich text: a sentence with its links, emphasis and figures, safe to put anywhere in a page.
///
/// ```swift
/// let note: Phrase = "Ai început o cerere pe \(strong: day). \(link: "Continuă", to: draft)"
/// ```
/// Everything in it, literal or interpolated, is escaped; only the labelled interpolations below make elements.
package struct Phrase: Sendable {
    enum Content: Sendable {
        case plain(String)
        case marked([UInt8], Icon.Set, isBorrowing: Bool)
    }

    let content: Content

    /// Plain text from a variable; literals need no initialiser.
    package init(_ text: String) { content = .plain(text) }

    /// Anything that the interpolations can't say.
    package init(_ write: (HTML) -> Void) {
        let html = HTML.render(capacity: 128, write)
        content = .marked(html.bytes, html.icons, isBorrowing: html.isBorrowing)
    }
}

extension Phrase: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }

    package init(stringInterpolation: StringInterpolation) {
        let html = stringInterpolation.html
        content = .marked(html.bytes, html.icons, isBorrowing: html.isBorrowing)
    }

    /// Characters that have no comfortable key.
    package enum Mark: Sendable {
        /// A new line within the paragraph.
        case br
        /// A space at which the line may not break: before units, after „nr.”.
        case nbsp
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate let html: HTML

        package init(literalCapacity: Int, interpolationCount: Int) {
            html = HTML(capacity: literalCapacity + 48 * interpolationCount)
        }

        package func appendLiteral(_ literal: String) { html.text(literal) }
        package func appendInterpolation(_ text: String) { html.text(text) }
        package func appendInterpolation(_ number: Int) { html.text(String(number)) }
        package func appendInterpolation(_ phrase: Phrase) { html.text(phrase) }

        package func appendInterpolation(_ mark: Mark) {
            switch mark {
            case .br: html.br()
            case .nbsp: html.text("\u{A0}")
            }
        }

        package func appendInterpolation(strong text: String) { html.strong(text) }
        package func appendInterpolation(muted text: String) { html.span(text, class: "muted") }
        package func appendInterpolation(plain text: String) { html.span(text) }
        package func appendInterpolation(small text: String) { html.small(text) }
        package func appendInterpolation(small phrase: Phrase) { html.small(phrase) }

        /// A figure with its unit: digits of equal width, never broken over two lines.
        package func appendInterpolation(num text: String) { html.span(text, class: "num") }

        /// A code, a path, a fingerprint.
        package func appendInterpolation(code text: String) { html.code(text) }

        /// Words for screen readers only.
        package func appendInterpolation(hidden text: String) { html.span(text, class: "vh") }

        /// A counter beside the name of what it counts.
        package func appendInterpolation(count text: String) { html.span(text, class: "count") }

        package func appendInterpolation(link text: String, to link: Link) { html.a(text, to: link) }
        package func appendInterpolation(time text: String, at iso: String) { html.time(text, datetime: iso) }

        /// The mark of a borrowed text with what it means.
        package func appendInterpolation(borrowed meaning: String) {
            html.borrowedMark(meaning)
            html.text(" \(meaning)")
        }

        package func appendInterpolation(icon: Icon) { html.icon(icon) }
        package func appendInterpolation(tag: Tag) { html.tag(tag) }
    }
}
