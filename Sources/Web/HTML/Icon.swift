/// A drawing from the page's sprite. Icons never stand alone: a word beside them says the same.
package enum Icon: Int, CaseIterable, Sendable {
    case ok, warn, x, info, clock, pause, dot, doc, user, lock, card, shield, seal, search, up, down, plus, mail

    /// The name of the symbol in the page.
    var symbol: StaticString {
        switch self {
        case .ok: "i-ok"
        case .warn: "i-warn"
        case .x: "i-x"
        case .info: "i-info"
        case .clock: "i-clock"
        case .pause: "i-pause"
        case .dot: "i-dot"
        case .doc: "i-doc"
        case .user: "i-user"
        case .lock: "i-lock"
        case .card: "i-card"
        case .shield: "i-shield"
        case .seal: "i-seal"
        case .search: "i-search"
        case .up: "i-up"
        case .down: "i-down"
        case .plus: "i-plus"
        case .mail: "i-mail"
        }
    }

    /// Its shape, in a box of 24 by 24, drawn with a stroke of 2.
    var shape: StaticString {
        switch self {
        case .ok: #"<path d="M4 12.5l5 5L20 6.5"/>"#
        case .warn: #"<path d="M12 3.5L22 20.5H2zM12 10v5M12 17.8v.2"/>"#
        case .x: #"<path d="M6 6l12 12M18 6L6 18"/>"#
        case .info: #"<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.2v.2"/>"#
        case .clock: #"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>"#
        case .pause: #"<path d="M8 5v14M16 5v14"/>"#
        case .dot: #"<circle cx="12" cy="12" r="5"/>"#
        case .doc: #"<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>"#
        case .user: #"<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>"#
        case .lock: #"<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#
        case .card: #"<rect x="2.5" y="5" width="19" height="14" rx="2"/><path d="M2.5 10h19"/>"#
        case .shield: #"<path d="M12 3l8 3v6c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V6z"/><path d="M8.5 12l2.5 2.5 4.5-5"/>"#
        case .seal: #"<circle cx="12" cy="9.5" r="6"/><path d="M8.5 14.5L7 22l5-2.5 5 2.5-1.5-7.5"/>"#
        case .search: #"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>"#
        case .up: #"<path d="M12 16V4M7 9l5-5 5 5M4 20h16"/>"#
        case .down: #"<path d="M12 4v12M7 11l5 5 5-5M4 20h16"/>"#
        case .plus: #"<path d="M12 5v14M5 12h14"/>"#
        case .mail: #"<rect x="3" y="5.5" width="18" height="13" rx="1.5"/><path d="M3.5 7l8.5 6.5L20.5 7"/>"#
        }
    }
}

extension Icon {
    /// The icons of a page or a piece of text.
    package struct Set: Sendable, Equatable {
        private var bits: UInt64 = 0

        package init() {}
        package mutating func insert(_ icon: Icon) { bits |= 1 << UInt64(icon.rawValue) }
        package mutating func formUnion(_ other: Self) { bits |= other.bits }
        package func contains(_ icon: Icon) -> Bool { bits & (1 << UInt64(icon.rawValue)) != 0 }
    }
}

extension HTML {
    /// Draws an icon at the size and in the colour of the text around it.
    package func icon(_ icon: Icon) {
        note(icon)
        markup("<svg class=\"ic\" aria-hidden=\"true\"><use href=\"#")
        markup(icon.symbol)
        markup("\"/></svg>")
    }

    /// The shapes of all icons drawn so far. The page's frame writes it last, so only used shapes travel; inline,
    /// since the dozen shapes of a page weigh less than one more request.
    package func sprite() {
        markup("<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\">")
        for icon in Icon.allCases where icons.contains(icon) {
            markup("<symbol id=\"")
            markup(icon.symbol)
            markup("\" viewBox=\"0 0 24 24\">")
            markup(icon.shape)
            markup("</symbol>")
        }
        markup("</svg>")
    }
}
