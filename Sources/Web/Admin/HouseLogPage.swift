import Hummingbird
import Office
import Rulebook
import Store

/// What happened at an institution outside of any dossier, newest first, each with its place in the institution's chain.
struct HouseLogPage: Sendable {
    let title: String
    let institution: String
    let lead: String
    let journal: Journal
    let empty: (title: String, text: String)
    let next: Link?
    let first: Link?
    let summary: String

    static let length = 50

    /// - Parameter log: one event more than a page holds, where there is one.
    init(_ log: HouseLog, isFirst: Bool, institution: Institution, desk: Desk, voice: DeskVoice) {
        let shown = log.events.prefix(Self.length)
        title = voice("log.title")
        self.institution = institution.name.ro
        lead = voice("log.lead")
        empty = (voice("log.nothing"), voice("log.nothing-text"))
        let lines = shown.map { event in
            Journal.Line(
                event, title: voice.ifAny("event.\(event.kind)") ?? event.kind,
                actor: event.actor.map { log.names[$0] ?? "–" } ?? voice("event.by-program"),
                detail: Self.detail(of: event, log, institution, voice), house: institution.slug, voice: voice)
        }
        journal = Journal(title, lines, voice: voice)
        next = log.events.count > Self.length ? shown.last.map { desk.log.with("inainte", "\($0.sequence)") } : nil
        first = isFirst ? nil : desk.log
        summary = voice("log.summary", ["n": .number(shown.count)])
    }

    /// Whom it is about, as what and where, for how long, and which dossier.
    private static func detail(of event: Event, _ log: HouseLog, _ institution: Institution, _ voice: DeskVoice) -> String {
        let details = event.details.filter { !$0.value.isEmpty }
        let role = details["role"].flatMap { Role(rawValue: $0) }.map { voice.role($0) }
        let place = details["desk"].map { institution.desk($0)?.name.ro ?? $0 }
        var parts = [details["person"].map { log.names[$0] ?? "–" }, role, place].compactMap { $0 }
        if let from = details["from"].flatMap({ Day($0) }), let to = details["to"].flatMap({ Day($0) }) {
            parts.append(voice("absences.from-to", ["from": .text(voice.date(from)), "to": .text(voice.date(to))]))
        }
        if let substitute = details["substitute"] { parts.append(voice("event.stands-in", ["name": .text(log.names[substitute] ?? "–")])) }
        if let dossier = details["dossier"] {
            let number = log.dossiers[dossier].map { voice("log.dossier", ["number": .text("\($0)")]) }
            parts.append(number ?? voice("log.hidden-dossier"))
        }
        return parts.joined(separator: " · ")
    }
}

extension HTML {
    func houseLogPage(_ page: HouseLogPage) {
        h1(page.title)
        p(page.institution, class: "muted")
        p(page.lead, class: "lead")
        if page.journal.lines.isEmpty {
            empty(.doc, page.empty.title, Phrase(page.empty.text))
        } else {
            journal(page.journal)
            pages(previous: page.first, next: page.next, summary: page.summary)
        }
    }
}

extension Website {
    @Sendable func deskLog(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let before = Urlencoded.value("inainte", in: request.uri.query).flatMap { Int($0) }
        let log = try await office.houseLog(
            of: seat.desk.institution, before: before, limit: HouseLogPage.length + 1, seenBy: seat.visitor)
        let shown = HouseLogPage(log, isFirst: before == nil, institution: seat.institution, desk: seat.desk, voice: seat.voice)
        return deskPage(context, seat, title: shown.title, current: seat.desk.log) { $0.houseLogPage(shown) }
    }
}
