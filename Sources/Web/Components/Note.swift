extension HTML {
    /// Something that must be known here.
    ///
    /// - Parameter alert: read out at once; only after a deed has failed.
    package func note(_ tone: Tone, alert: Bool = false, content: () -> Void) {
        div(class: "note \(tone.rawValue)", .role(alert ? "alert" : nil)) {
            icon(tone == .info ? .info : tone == .warn ? .warn : tone.icon)
            div(content: content)
        }
    }

    package func note(_ tone: Tone, alert: Bool = false, _ phrase: Phrase) {
        note(tone, alert: alert) { p(phrase) }
    }

    /// That what was typed is kept: one per page, renewed by the script as it saves the draft.
    ///
    /// - Parameter phrase: `nil` while nothing is saved yet; the script then shows it when there is something to say.
    package func saved(_ phrase: Phrase?) {
        p(
            class: "saved", id: "salvat", .hidden(phrase == nil), .role("status"), .attr("data-done", words.draftSaved("{}")),
            .attr("data-failed", words.saveFailed)
        ) {
            icon(.ok)
            span(phrase ?? "")
        }
    }

    /// What will stand here once there is something, and how to begin.
    package func empty(_ icon: Icon, _ title: String, _ text: Phrase, action: (text: String, link: Link)? = nil) {
        div(class: "empty") {
            self.icon(icon)
            h2(title)
            p(text)
            if let action { a(action.text, to: action.link, class: "btn") }
        }
    }
}
