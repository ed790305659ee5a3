/// One attribute of an element. `class` and `id` are parameters of the element itself; addresses go through ``Link``.
package struct Attribute: Sendable {
    private enum Value: Sendable {
        case text(String)
        case number(Int)
        /// The value of an attribute whose bare name is in `opening`.
        case custom(String)
        case absent
        case flag
    }

    /// ` name="` for valued attributes, ` name` for flags.
    private let opening: StaticString
    private let value: Value

    private init(_ opening: StaticString, _ value: String?) {
        self.opening = opening
        self.value = value.map(Value.text) ?? .absent
    }

    private init(_ opening: StaticString, number: Int?) {
        self.opening = opening
        self.value = number.map(Value.number) ?? .absent
    }

    private init(_ opening: StaticString, flag: Bool) {
        self.opening = opening
        self.value = flag ? .flag : .absent
    }

    @inline(__always)
    func write(to html: HTML) {
        switch value {
        case .text(let text): html.attribute(opening, text)
        case .number(let number): html.attribute(opening, String(number))
        case .custom(let text):
            html.byte(UInt8(ascii: " "))
            html.markup(opening)
            html.attribute("=\"", text)
        case .flag: html.markup(opening)
        case .absent: break
        }
    }
}

// A `nil` value leaves the attribute out, so that optional ones need no `if` at the call.
extension Attribute {
    package static func role(_ role: String?) -> Self { Self(" role=\"", role) }
    package static func lang(_ language: String?) -> Self { Self(" lang=\"", language) }
    package static func hreflang(_ language: String?) -> Self { Self(" hreflang=\"", language) }
    package static func scope(_ scope: HTML.Scope) -> Self { Self(" scope=\"", scope.rawValue) }
    package static func title(_ title: String?) -> Self { Self(" title=\"", title) }
    package static func tabindex(_ index: Int) -> Self { Self(" tabindex=\"", number: index) }
    package static func hidden(_ hidden: Bool = true) -> Self { Self(" hidden", flag: hidden) }
    package static func open(_ open: Bool = true) -> Self { Self(" open", flag: open) }
    package static func colspan(_ columns: Int) -> Self { Self(" colspan=\"", number: columns) }
    package static func rowspan(_ rows: Int) -> Self { Self(" rowspan=\"", number: rows) }
    package static func rel(_ rel: String) -> Self { Self(" rel=\"", rel) }
    package static func target(_ target: String?) -> Self { Self(" target=\"", target) }
    package static func download(_ name: String?) -> Self { Self(" download=\"", name) }

    /// Only one of several `details` with the same group name is open at a time.
    package static func group(_ name: String?) -> Self { Self(" name=\"", name) }
    package static func popover(_ popover: Bool = true) -> Self { Self(" popover", flag: popover) }
    package static func popoverTarget(_ id: String) -> Self { Self(" popovertarget=\"", id) }
    package static func popoverHides() -> Self { Self(" popovertargetaction=\"", "hide") }

    // Form controls.
    package static func name(_ name: String?) -> Self { Self(" name=\"", name) }
    package static func value(_ value: String?) -> Self { Self(" value=\"", value) }
    package static func type(_ type: String) -> Self { Self(" type=\"", type) }
    package static func `for`(_ id: String) -> Self { Self(" for=\"", id) }
    package static func form(_ id: String?) -> Self { Self(" form=\"", id) }
    package static func list(_ id: String?) -> Self { Self(" list=\"", id) }
    package static func accept(_ types: String?) -> Self { Self(" accept=\"", types) }
    package static func autocomplete(_ token: String?) -> Self { Self(" autocomplete=\"", token) }
    package static func autocapitalize(_ mode: String?) -> Self { Self(" autocapitalize=\"", mode) }
    package static func inputmode(_ mode: String?) -> Self { Self(" inputmode=\"", mode) }
    package static func placeholder(_ text: String?) -> Self { Self(" placeholder=\"", text) }
    package static func maxlength(_ length: Int?) -> Self { Self(" maxlength=\"", number: length) }
    package static func min(_ value: String?) -> Self { Self(" min=\"", value) }
    package static func max(_ value: String?) -> Self { Self(" max=\"", value) }
    package static func rows(_ rows: Int?) -> Self { Self(" rows=\"", number: rows) }
    package static func checked(_ checked: Bool = true) -> Self { Self(" checked", flag: checked) }
    package static func selected(_ selected: Bool = true) -> Self { Self(" selected", flag: selected) }
    package static func required(_ required: Bool = true) -> Self { Self(" required", flag: required) }
    package static func readonly(_ readonly: Bool = true) -> Self { Self(" readonly", flag: readonly) }
    package static func multiple(_ multiple: Bool = true) -> Self { Self(" multiple", flag: multiple) }
    package static func novalidate(_ novalidate: Bool = true) -> Self { Self(" novalidate", flag: novalidate) }
    package static func formnovalidate(_ on: Bool = true) -> Self { Self(" formnovalidate", flag: on) }
    package static func spellcheck(_ on: Bool?) -> Self { Self(" spellcheck=\"", on.map { $0 ? "true" : "false" }) }
}

// ARIA (WAI-ARIA 1.2): only what the components use.
extension Attribute {
    package static func labelledBy(_ id: String?) -> Self { Self(" aria-labelledby=\"", id) }
    package static func label(_ label: String?) -> Self { Self(" aria-label=\"", label) }
    package static func describedBy(_ ids: String?) -> Self { Self(" aria-describedby=\"", ids) }
    package static func invalid(_ invalid: Bool = true) -> Self { Self(" aria-invalid=\"", invalid ? "true" : nil) }
    package static func ariaHidden() -> Self { Self(" aria-hidden=\"", "true") }

    /// `page`, `step`, `date` or `true`; `nil` where the item is not the current one.
    package static func current(_ kind: String?) -> Self { Self(" aria-current=\"", kind) }
    package static func current(_ kind: String, if isCurrent: Bool) -> Self { .current(isCurrent ? kind : nil) }
}

extension Attribute {
    /// An attribute that has no name of its own here, such as an SVG coordinate or `data-…`; its name is a literal.
    ///
    /// A debug build refuses `style` and `on…`, which the content security policy blocks anyway, and every attribute
    /// that holds an address, which must come from a ``Link``.
    package static func attr(_ name: StaticString, _ value: String?) -> Self { Self(custom: name, value) }
    package static func attr(_ name: StaticString, _ value: Int) -> Self { Self(custom: name, String(value)) }

    private init(custom name: StaticString, _ value: String?) {
        assert(Self.mayBeWritten(name.description), "attribute not allowed here: \(name)")
        opening = name
        self.value = value.map(Value.custom) ?? .absent
    }

    /// True for attribute names that carry neither script, style nor an address.
    static func mayBeWritten(_ name: String) -> Bool {
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: ":"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: false
                }
            }
        let lowercased = name.lowercased()
        return isName && lowercased != "style" && !lowercased.hasPrefix("on") && !addresses.contains(lowercased)
    }

    private static let addresses: Set<String> = [
        "href", "src", "srcset", "srcdoc", "action", "formaction", "poster", "data", "ping", "xlink:href", "background", "cite",
    ]
}
