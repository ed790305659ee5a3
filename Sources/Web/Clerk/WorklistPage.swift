import Foundation
import Office
import Rulebook
import Store

/// The dossiers of an institution as its staff works on them, as plain values.
struct WorklistPage: Sendable {
    let title: String
    /// The day, written out: what „late” is measured by.
    let today: String
    let counters: [Counter]
    let filters: [Filter]
    let list: Link
    /// Nil where no filter is set.
    let clear: Link?
    let groups: [Worklist.Group]
    let summary: String
    let previous: Link?
    let next: Link?
    let caption: String
    let emptyTitle: String
    let emptyText: String
    let filterLabel: String
    /// To give the ticked lines to a colleague; nil where this person does not.
    let reassigning: Reassigning?
    /// In whose place one works today.
    let standIns: [(text: String, link: Frame.Item)]
    /// That lines were given away just now.
    let done: String?

    struct Reassigning: Sendable {
        static let form = "repartizare"
        let title: String
        let hint: String
        let link: Link
        let handler: Field
        let button: String
    }
}

/// What a worklist page is made of, as the office gives it.
struct WorklistFindings: Sendable {
    let lines: [DossierLine]
    let counts: WorklistCounts
    /// Waiting for this person, of the whole institution.
    let waiting: Int
    /// Proofs of payment that somebody has to look at.
    let payments: Int
    /// What clerks have to work on and nobody does.
    let unhandled: Int
    /// In the list as it is narrowed.
    let total: Int
    let names: [PersonID: String]
    let handlers: [Person]
    let hasPrevious: Bool
    let hasNext: Bool
    /// Only the newest dossiers were searched.
    var isPartial = false
    /// Of a search: what its next page comes after.
    var nextFound: DossierID?
    /// Messages that this person has not read, by dossier.
    var unread: [DossierID: Int] = [:]
}

extension WorklistPage {
    static let length = 50
    /// Of a search's page. What was found lies in as many places of the books: a page of these costs the same in every house.
    static let foundLength = 20

    /// - Parameter done: how many lines were given to whom just now.
    init(
        _ found: WorklistFindings, _ query: WorklistQuery, viewer: Visitor, done: (count: Int, name: String)? = nil, desk: Desk,
        now: WallMoment, voice: DeskVoice
    ) {
        title = voice("worklist.title")
        self.today = voice.date(now.day, .full)
        list = desk.worklist
        caption = voice("worklist.caption")
        filterLabel = voice("worklist.filter-label")
        clear = query.isNarrowed ? desk.worklist.with("vedere", query.chosenView?.rawValue) : nil
        let views = WorklistQuery.View.offered(to: viewer.roles(in: desk.institution))
        counters = views.filter { $0 != .unhandled || found.unhandled > 0 || query.view == .unhandled }.map { view in
            Self.counter(view, found, isCurrent: view == query.view && query.search.isEmpty, desk: desk, voice: voice)
        }
        filters = Self.filters(query, found.handlers, views, desk: desk, voice: voice)
        let givesAway = !viewer.roles(in: desk.institution).isDisjoint(with: [.head, .registry]) && !found.lines.isEmpty
        let rows = WorklistRows(
            desk: desk, now: now, names: found.names, unread: found.unread, form: givesAway ? Reassigning.form : nil, voice: voice)
        standIns = viewer.standIns.filter { $0.institution == desk.institution }.map { standIn in
            (
                voice("stand-in.text", ["name": .text(standIn.name), "until": .day(standIn.until)]),
                Frame.Item(
                    voice("stand-in.link", ["name": .text(standIn.name)]),
                    desk.worklist.with("vedere", WorklistQuery.View.all.rawValue).with("responsabil", standIn.absent))
            )
        }
        self.done = done.map { voice("reassign.done", ["n": .number($0.count), "name": .text($0.name)]) }
        let groups = query.search.isEmpty ? rows.groups(found.lines) : rows.found(found.lines)
        self.groups = groups
        // Where no line can be ticked there is nothing to give away.
        reassigning = groups.contains { $0.rows.contains { $0.pick != nil } } ? Self.reassigning(found.handlers, desk, voice) : nil
        let isPage = found.nextFound != nil || query.foundAfter != nil
        let sum = found.isPartial ? "worklist.summary-newest" : isPage ? "worklist.summary-page" : "worklist.summary"
        summary = voice(sum, ["n": .number(found.total)])
        previous = found.hasPrevious ? found.lines.first.map { query.link(desk, .before(WorklistCursor($0))) } : nil
        next =
            found.nextFound.map { query.link(desk, foundAfter: $0) }
            ?? (found.hasNext ? found.lines.last.map { query.link(desk, .after(WorklistCursor($0))) } : nil)
        emptyTitle = voice(query.isNarrowed ? "worklist.nothing-found" : "worklist.nothing")
        emptyText = voice(query.isNarrowed ? "worklist.nothing-found-text" : "worklist.nothing-text.\(query.view.rawValue)")
    }

    private static func reassigning(_ handlers: [Person], _ desk: Desk, _ voice: DeskVoice) -> Reassigning {
        Reassigning(
            title: voice("reassign.title"), hint: voice("reassign.hint", ["n": .number(Office.mostReassigned)]), link: desk.reassignment,
            handler: Field(
                DeskField.handler, voice("reassign.to"),
                .select(handlers.map { .init($0.id, $0.name) }, value: nil, blank: voice("reassign.choose"))),
            button: voice("reassign.button"))
    }

    private static func counter(
        _ view: WorklistQuery.View, _ found: WorklistFindings, isCurrent: Bool, desk: Desk, voice: DeskVoice
    ) -> Counter {
        let (count, tone): (Int, Tone) =
            switch view {
            case .late: (found.counts.late, .bad)
            case .soon: (found.counts.soon, .warn)
            case .suspended: (found.counts.suspended, .wait)
            case .waiting: (found.waiting, .mute)
            case .mine: (found.counts.mine, .mute)
            case .payments: (found.payments, .info)
            case .unhandled: (found.unhandled, .warn)
            case .all: (found.counts.open, .mute)
            }
        return Counter(
            voice.number(count), voice("worklist.view.\(view.rawValue)", ["n": .number(count)]), tone: count == 0 ? .mute : tone,
            link: desk.worklist.with("vedere", view.rawValue), isCurrent: isCurrent)
    }

    private static func filters(
        _ query: WorklistQuery, _ handlers: [Person], _ views: [WorklistQuery.View], desk: Desk, voice: DeskVoice
    ) -> [Filter] {
        let remit = voice.content.remit(of: desk.institution)
        let all = voice("worklist.all")
        return [
            .search("q", voice("worklist.search"), value: query.search),
            .select(
                "serviciu", voice("worklist.service"), remit.services.map { .init($0.slug, $0.title.ro) }, value: query.service,
                all: all),
            .select(
                "etapa", voice("worklist.stage"), remit.openStages.map { .init($0.name, voice.stage($0)) }, value: query.stage, all: all),
            .select(
                "localitate", voice("worklist.place"), voice.content.places.uats.map { .init($0.siruta, $0.name) }, value: query.place,
                all: all),
            .select("responsabil", voice("worklist.handler"), handlers.map { .init($0.id, $0.name) }, value: query.handler, all: all),
            .select(
                "vedere", voice("worklist.view-label"),
                views.map { .init($0.rawValue, voice("worklist.view.\($0.rawValue)", ["n": .number(2)])) },
                value: query.chosenView?.rawValue ?? "", all: voice("worklist.view-usual")),
        ]
    }
}
