extension HTML {
    private static let reasons = "motive-obisnuite"

    func completionRequestPage(_ page: CompletionRequestPage, _ token: FormToken) {
        errorSummary(page.problems)
        crumbs(page.crumbs, current: page.title)
        div(class: "measure") {
            h1(page.title)
            p(page.lead, class: "lead")
            note(.warn, Phrase(page.warning))
            form(post: page.link, token, id: "completare", .novalidate()) {
                hidden(DeskField.version, "\(page.version)")
                datalist(id: Self.reasons, page.usual)
                part(page.documents, page)
                for step in page.steps where !step.items.isEmpty {
                    more(step.title, open: step.isOpen) { items(step, page) }
                }
                field(page.message)
            }
            actions {
                opens("completare-sigur", Phrase(page.words.send), class: "btn")
                a(page.words.cancel, to: page.back, class: "btn second")
            }
            confirm(
                Confirmation(
                    id: "completare-sigur", title: page.words.confirm.title, text: Phrase(page.words.confirm.text), form: "completare",
                    yes: page.words.confirm.yes, isDangerous: false))
        }
    }

    private func part(_ part: CompletionRequestPage.Part, _ page: CompletionRequestPage) {
        guard !part.items.isEmpty else { return }
        h2(part.title)
        items(part, page)
    }

    private func items(_ part: CompletionRequestPage.Part, _ page: CompletionRequestPage) {
        for item in part.items {
            let id = Field.id(DeskField.reason(for: item.key))
            fieldset(class: item.error == nil ? "field ask" : "field ask bad") {
                legend(item.label, class: "vh")
                label(class: "choice") {
                    input("checkbox", .name(DeskField.item(item.key)), .value("da"), .checked(item.isAsked))
                    span {
                        text(item.label); small("\(page.words.now) \(item.now)")
                    }
                }
                // Out of sight until it is ticked; the placeholder tells the style sheet that nothing is typed.
                div(class: "why") {
                    label(for: id, "\(page.words.reason)\(hidden: ": \(item.label)")")
                    if let error = item.error { problem(error, id: "\(id)-err") }
                    input(
                        id: id, .name(DeskField.reason(for: item.key)), .value(item.reason), .list(Self.reasons), .placeholder(" "),
                        .maxlength(1_000), .invalid(item.error != nil), .describedBy(item.error.map { _ in "\(id)-err" }))
                }
            }
        }
    }
}
