extension HTML {
    func worklistPage(_ page: WorklistPage) {
        row(between: true) {
            h1(page.title)
            p(page.today, class: "muted flush small")
        }
        counters(page.counters)
        filters(page.list, label: page.filterLabel, page.filters, clear: page.clear)
        if page.groups.allSatisfy(\.rows.isEmpty) {
            empty(.doc, page.emptyTitle, Phrase(page.emptyText))
        } else {
            worklist(Worklist(caption: page.caption, page.groups))
            pages(previous: page.previous, next: page.next, summary: page.summary)
        }
    }
}
