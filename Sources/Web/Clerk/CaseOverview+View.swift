extension HTML {
    func caseOverview(_ page: CaseOverview, _ token: FormToken) {
        errorSummary(page.panel.problems)
        caseHead(page.head)
        if let done = page.done { note(.ok, Phrase(done)) }
        if let former = page.former { note(.warn, Phrase(former)) }
        if let vacancy = page.vacancy {
            note(.warn, vacancy.link.map { "\(vacancy.text) \(link: $0.text, to: $0.link)" } ?? Phrase(vacancy.text))
        }
        columns(leftLabel: page.dataLabel, rightLabel: page.asideLabel) {
            if let asked = page.asked { askedNote(asked) }
            box(Phrase(page.factsTitle)) { facts(page.facts, .flush) }
            machineCheck(page.check)
            if let links = page.links { caseLinks(links) }
        } middle: {
            if let endorsements = page.endorsements { caseEndorsements(endorsements) }
            if let completion = page.completion { completionNote(completion) }
            box(Phrase(page.roadTitle)) { timeline(page.road) }
        } right: {
            if let clock = page.clock { self.clock(clock) }
            deedPanel(page.panel, token)
        }
    }

    private func machineCheck(_ check: MachineCheck) {
        box(Phrase(check.title)) {
            if !check.good.isEmpty { ticks(check.good) }
            for remark in check.doubtful { p("\(icon: .warn) \(remark)", class: "small flush") }
        }
    }

    private func completionNote(_ note: CompletionNote) {
        box("\(note.title) \(tag: note.state)") {
            p(note.dates, class: "small muted")
            if !note.items.isEmpty {
                dl(class: "facts tight flush") {
                    for item in note.items {
                        div {
                            dt(item.label); dd(item.reason)
                        }
                    }
                }
            }
            if !note.message.isEmpty { paragraphs(note.message) }
            if !note.result.isEmpty {
                h3(note.resultTitle)
                facts(note.result, .tight)
            }
        }
    }
}
