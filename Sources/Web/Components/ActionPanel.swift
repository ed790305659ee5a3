/// What a clerk can do with a dossier now.
extension HTML {
    /// One main button, then rarer deeds folded as ``act(_:tone:open:content:)``.
    package func panel(_ title: String, id: String = "acum", content: () -> Void) {
        section(Phrase(title), id: id, class: "box panel", content: content)
    }

    /// A rarer deed: folded, one open at a time.
    ///
    /// - Parameter open: true after its form was refused, so that the problem is in sight.
    package func act(_ title: String, tone: Tone? = nil, open: Bool = false, content: () -> Void) {
        details(class: tone == .bad ? "act bad" : "act", .group("act"), .open(open)) {
            summary(title)
            div(content: content)
        }
    }

    /// A question before something that can't be undone. Opened by ``opens(_:_:class:)``; sends the form with `form`'s
    /// id. A browser without popovers shows it in place, so nothing depends on it.
    package struct Confirmation: Sendable {
        package var id: String
        package var title: String
        package var text: Phrase
        package var form: String
        package var yes: String
        package var isDangerous: Bool
        /// The button's own name and value, where the form has several.
        package var name: String?
        package var value: String?

        package init(
            id: String, title: String, text: Phrase, form: String, yes: String, isDangerous: Bool = true, name: String? = nil,
            value: String? = nil
        ) {
            self.id = id
            self.title = title
            self.text = text
            self.form = form
            self.yes = yes
            self.isDangerous = isDangerous
            self.name = name
            self.value = value
        }
    }

    package func confirm(_ confirmation: Confirmation) {
        let titleID = "\(confirmation.id)-titlu"
        div(id: confirmation.id, .popover(), .role("dialog"), .labelledBy(titleID)) {
            h2(confirmation.title, id: titleID)
            p(confirmation.text)
            actions {
                submit(
                    Phrase(confirmation.yes), class: confirmation.isDangerous ? "btn danger" : "btn", name: confirmation.name,
                    value: confirmation.value, .form(confirmation.form))
                button(Phrase(words.back), .popoverTarget(confirmation.id), .popoverHides())
            }
        }
    }

    /// The button that opens a ``Confirmation``.
    package func opens(_ id: String, _ text: Phrase, class: String = "btn danger") {
        button(text, class: `class`, .popoverTarget(id))
    }
}

/// One institution's part in a dossier, with its own clock.
package struct Endorsement: Sendable {
    package enum Institution: String, Sendable { case council = "", fire = "isu", water = "ari", commune = "uat" }

    /// „ISU”.
    package var chip: String
    package var institution: Institution
    package var name: String
    package var status: Tag
    /// When it was asked for, what came, and when silence becomes consent.
    package var detail: Phrase
    package var days: [LegalClock.Day]
    package var links: [Frame.Item]

    package init(
        chip: String, _ institution: Institution, name: String, status: Tag, detail: Phrase, days: [LegalClock.Day] = [],
        links: [Frame.Item] = []
    ) {
        self.chip = chip
        self.institution = institution
        self.name = name
        self.status = status
        self.detail = detail
        self.days = days
        self.links = links
    }
}

extension HTML {
    package func endorsement(_ leg: Endorsement) {
        div(class: "leg") {
            span(leg.chip, class: leg.institution == .council ? "chip" : "chip \(leg.institution.rawValue)", .ariaHidden())
            div {
                h3("\(leg.name) \(tag: leg.status)")
                p(leg.detail, class: "muted")
                if !leg.days.isEmpty { strip(leg.days) }
                if !leg.links.isEmpty { row(class: "small") { for item in leg.links { link(item) } } }
            }
        }
    }
}
