/// How a state feels, in colour and icon; the word beside it always says it too.
package enum Tone: String, Sendable {
    case ok, info, wait, warn, bad, mute

    /// The icon that belongs to the tone when none is chosen.
    package var icon: Icon {
        switch self {
        case .ok: .ok
        case .info: .dot
        case .wait: .pause
        case .warn: .warn
        case .bad: .x
        case .mute: .dot
        }
    }
}

/// A state in one or two words.
package struct Tag: Sendable {
    package var tone: Tone
    package var icon: Icon
    package var text: String

    package init(_ tone: Tone, _ text: String, icon: Icon? = nil) {
        self.tone = tone
        self.text = text
        self.icon = icon ?? tone.icon
    }
}

extension HTML {
    package func tag(_ tag: Tag) {
        markup("<span class=\"tag ")
        escape(tag.tone.rawValue)
        markup("\">")
        icon(tag.icon)
        text(tag.text)
        markup("</span>")
    }
}
