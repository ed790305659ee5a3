import Office
import Rulebook
import Store

/// What stands above every part of a dossier at the desk.
struct CaseHead: Sendable {
    let worklist: Frame.Item
    let number: String
    /// „depus 2 noiembrie 2026 de …”
    let filed: String
    let title: String
    /// The service's name, where the title is the request's own.
    let service: String
    let tags: [Tag]
    let tabs: [HTML.Tab]
    let tabsLabel: String

    init(_ file: CaseFile, _ tab: CaseTab, desk: Desk, voice: DeskVoice) {
        let dossier = file.dossier
        worklist = Frame.Item(voice("worklist.title"), desk.worklist)
        number = dossier.number.map { "\($0)" } ?? "–"
        let day = dossier.number?.day ?? Day(dossier.openedAt, in: voice.content.house.timeZone)
        let said: [String: TraceValue] = ["day": .day(day), "name": .text(dossier.applicant)]
        filed =
            file.asking.map { voice("case.asked", said.merging(["institution": .text($0.institution.name.ro)]) { $1 }) }
            ?? voice("case.filed", said)
        title = dossier.title
        service = file.service.title.ro
        tags = Self.tags(file, voice)
        tabsLabel = voice("case.tabs")
        let acts = file.acts + (file.asking?.acts ?? []).map(\.act)
        var counts: [CaseTab: Int] = [
            .documents: file.attachments.count + acts.count { $0.sha256 != nil }, .journal: file.events.count,
        ]
        if file.unread > 0, tab != .messages { counts[.messages] = file.unread }
        tabs = CaseTab.allCases.filter { $0 != .notes || file.readsNotes }.map { item in
            HTML.Tab(
                voice("case.tab.\(item.rawValue.isEmpty ? "privire" : item.rawValue)"), desk.dossier(dossier.id, item),
                count: counts[item].map(voice.number), isCurrent: item == tab)
        }
    }

    private static func tags(_ file: CaseFile, _ voice: DeskVoice) -> [Tag] {
        var tags = [Tag(file.stage.clock == .suspended ? .wait : file.stage.kind.isFinal ? .mute : .info, voice.stage(file.stage))]
        if file.clock?.state == .late { tags.append(Tag(.bad, voice("case.late"), icon: .warn)) }
        switch file.dossier.payment {
        case .none: break
        case .due where file.isPaymentOver: tags.append(Tag(.mute, voice("payment.state.over")))
        case .due: tags.append(Tag(.warn, voice("payment.state.due")))
        case .given: tags.append(Tag(.info, voice("payment.state.given"), icon: .card))
        case .confirmed: tags.append(Tag(.ok, voice("payment.state.confirmed")))
        }
        if file.unread > 0 { tags.append(Tag(.info, voice("messages.new", ["n": .number(file.unread)]), icon: .mail)) }
        return tags
    }
}

extension HTML {
    func caseHead(_ head: CaseHead) {
        crumbs([(head.worklist.text, head.worklist.link)], current: head.number)
        row(between: true) {
            div {
                p("\(num: head.number) · \(head.filed)", class: "over")
                h1(head.title)
                if head.title != head.service { p(head.service, class: "muted flush") }
            }
            p(class: "row flush") { for tag in head.tags { self.tag(tag) } }
        }
        tabs(head.tabs, label: head.tabsLabel)
    }
}
