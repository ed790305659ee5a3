extension HTML {
    /// The largest thing that is drawn often, so its markup is written in long literals instead of element by element.
    package func worklist(_ list: Worklist) {
        let heads = words.worklist
        table(class: "table work", .role("table")) {
            caption(list.caption, class: "vh")
            thead(.role("rowgroup")) {
                tr(.role("row")) {
                    th(heads.due, .col, .role("columnheader"), .attr("aria-sort", "ascending"))
                    for head in [heads.dossier, heads.request, heads.locality, heads.stage, heads.waitsFor, heads.holder] {
                        th(head, .col, .role("columnheader"))
                    }
                }
            }
            for group in list.groups where !group.rows.isEmpty {
                tbody(class: "grp", .role("rowgroup")) {
                    tr(.role("row")) {
                        th("\(group.title) \(plain: "· " + group.note)", .rowgroup, .role("rowheader"), .colspan(7))
                    }
                    for row in group.rows { self.row(row, heads) }
                }
            }
        }
    }

    private func row(_ row: Worklist.Row, _ heads: Worklist.Headings) {
        markup("<tr role=\"row\">")
        due(row.due)
        cell("dosar", heads.dossier)
        if let pick = row.pick {
            input("checkbox", class: "pick", .form(pick.form), .name(pick.name), .value(pick.value), .label(pick.label))
        }
        a(row.number, to: row.link, class: "num")
        if let news = row.news {
            text(" ")
            tag(news)
        }
        cell("cerere", heads.requestShort, after: true)
        markup("<span>")
        text(row.request)
        markup("<span class=\"who\">")
        text(row.applicant)
        markup("</span></span>")
        cell("loc", heads.locality, after: true)
        text(row.locality)
        cell("etapa", heads.stage, after: true)
        markup("<span>")
        tag(row.stage)
        markup("</span>")
        cell("asteapta", heads.waitsFor, after: true)
        text(row.waitsFor)
        cell("la", heads.holderShort, after: true)
        text(row.holder)
        markup("</td></tr>")
    }

    /// Begins a cell; `data-l` shows its name on phones.
    private func cell(_ class: StaticString, _ name: String, after: Bool = false) {
        markup(after ? "</td><td role=\"cell\" class=\"c-" : "<td role=\"cell\" class=\"c-")
        markup(`class`)
        markup("\" data-l=\"")
        text(name)
        markup("\">")
    }

    private func due(_ due: Worklist.Due) {
        switch due.state {
        case .late:
            markup("<td role=\"cell\" class=\"due late\"><b>")
            icon(.warn)
        case .soon:
            markup("<td role=\"cell\" class=\"due soon\"><b>")
            icon(.clock)
        case .held:
            markup("<td role=\"cell\" class=\"due held\"><b>")
            icon(.pause)
        case .fine:
            markup("<td role=\"cell\" class=\"due fine\"><b>")
            icon(.ok)
        }
        text(due.text)
        markup("</b><small>")
        text(due.detail)
        markup("</small>")
        bar(percent: due.used, due.state.series)
        markup("</td>")
    }

    /// The colours of bars and charts; what they mean is always written beside them.
    package enum Series: Sendable { case first, second, third, fourth, bad }

    /// A bar that is `percent` full, for the eye only.
    package func bar(percent: Int, _ series: Series = .first) {
        markup("<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
        markup("<rect class=\"bg\" width=\"100\" height=\"8\"/><rect class=\"fg")
        switch series {
        case .first: break
        case .second: markup(" c2")
        case .third: markup(" c3")
        case .fourth: markup(" c4")
        case .bad: markup(" bad")
        }
        markup("\" width=\"")
        text(String(min(max(percent, 0), 100)))
        markup("\" height=\"8\"/></svg>")
    }
}

extension Worklist.Due.State {
    fileprivate var series: HTML.Series {
        switch self {
        case .late: .bad
        case .soon: .second
        case .held: .fourth
        case .fine: .third
        }
    }
}
