extension HTML {
    /// - Parameter token: proves that the panel's forms are ours.
    func deedPanel(_ page: DeedPanel, _ token: FormToken) {
        panel(page.title) {
            p(page.turn, class: "small")
            if let draft = page.draft {
                p { a("\(icon: .doc)\(draft.text)", to: draft.link, class: "btn second wide", .target("_blank"), .rel("noopener")) }
            }
            if let refusal = page.refusal {
                p(refusal.who, class: "small muted")
                paragraphs(refusal.text)
            }
            if let proposal = page.proposal { endorsementProposal(proposal) }
            for (index, form) in page.forms.enumerated() { deed(form, id: "fa-\(index)", version: page.version, token) }
            if !page.closed.isEmpty {
                more(page.closedTitle) {
                    dl(class: "facts tight flush") {
                        for deed in page.closed {
                            div {
                                dt(deed.deed); dd(deed.why)
                            }
                        }
                    }
                }
            }
            for remark in page.remarks { p(remark, class: "small muted flush") }
        }
    }

    private func deed(_ form: DeedForm, id: String, version: Int, _ token: FormToken) {
        switch form.weight {
        case .main, .second:
            let style = form.weight == .main ? "btn wide" : "btn second wide"
            div(class: "field") {
                if let explanation = form.explanation { p(explanation, class: "small") }
                if form.isPage { a(form.title, to: form.link, class: style) } else { deedForm(form, id: id, style, version, token) }
            }
        case .folded, .dangerous:
            act(form.title, tone: form.weight == .dangerous ? .bad : nil, open: form.isOpen) {
                if let explanation = form.explanation { note(.warn) { p(explanation, class: "small") } }
                let style = form.weight == .dangerous ? "btn danger" : "btn second"
                if form.isPage { a(form.title, to: form.link, class: style) } else { deedForm(form, id: id, style, version, token) }
            }
        }
    }

    /// The fields and the button; a question first, where there is no way back.
    private func deedForm(_ form: DeedForm, id: String, _ style: String, _ version: Int, _ token: FormToken) {
        self.form(post: form.link, token, files: form.hasFile, id: id, .novalidate()) {
            hidden(DeskField.version, "\(version)")
            for extra in form.hidden { hidden(extra.name, extra.value) }
            for field in form.fields { self.field(field) }
            if form.question == nil { submit(Phrase(form.title), class: style) }
        }
        if let question = form.question {
            opens("\(id)-sigur", Phrase(form.title), class: style)
            confirm(
                Confirmation(
                    id: "\(id)-sigur", title: question.title, text: Phrase(question.text), form: id, yes: question.yes,
                    isDangerous: form.weight == .dangerous))
        }
    }
}
