extension HTML {
    func worklistPage(_ page: WorklistPage, _ token: FormToken) {
        row(between: true) {
            h1(page.title)
            p(page.today, class: "muted flush small")
        }
        if let done = page.done { note(.ok, Phrase(done)) }
        for standIn in page.standIns { note(.info, "\(standIn.text) \(link: standIn.link.text, to: standIn.link.link)") }
        counters(page.counters)
        filters(page.list, label: page.filterLabel, page.filters, clear: page.clear)
        if page.groups.allSatisfy(\.rows.isEmpty) {
            empty(.doc, page.emptyTitle, Phrase(page.emptyText))
        } else {
            worklist(Worklist(caption: page.caption, page.groups))
            if let reassigning = page.reassigning { self.reassigning(reassigning, token) }
            pages(previous: page.previous, next: page.next, summary: page.summary)
        }
    }

    private func reassigning(_ page: WorklistPage.Reassigning, _ token: FormToken) {
        box(Phrase(page.title), class: "noprint") {
            p(page.hint, class: "small muted")
            form(post: page.link, token, class: "row", id: WorklistPage.Reassigning.form, .novalidate()) {
                field(page.handler)
                submit(Phrase(page.button), class: "btn second")
            }
        }
    }
}
