import Hummingbird
import Office
import Rulebook
import Store

/// What happened at an institution outside of any dossier, newest first, each with its place in the institution's chain.
struct HouseLogPage: Sendable {
    struct Line: Sendable {
        let sequence: String
        let moment: Station.Moment
        let title: String
        let detail: String
        let actor: String
        /// The beginnings of the hash before and of its own.
        let previous: String
        let hash: String
    }

    let title: String
    let institution: String
    let lead: String
    let lines: [Line]
    let columns: [String]
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
        columns = ["number", "moment", "event", "who", "chain"].map { voice("journal.\($0)") }
        empty = (voice("log.nothing"), voice("log.nothing-text"))
        lines = shown.map { event in
            Line(
                sequence: voice.number(event.sequence), moment: voice.shortMoment(event.at),
                title: voice.ifAny("event.\(event.kind)") ?? event.kind, detail: Self.detail(of: event, log, institution, voice),
                actor: event.actor.map { log.names[$0] ?? "–" } ?? voice("event.by-program"),
                previous: event.previous.isEmpty ? voice("journal.first") : String(event.previous.prefix(8)),
                hash: String(event.hash.prefix(8)))
        }
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
        if page.lines.isEmpty {
            empty(.doc, page.empty.title, Phrase(page.empty.text))
        } else {
            scroll(page.title) {
                table(class: "table stacks") {
                    caption(page.title, class: "vh")
                    thead { tr { for head in page.columns { th(head, .col) } } }
                    tbody { for line in page.lines { houseLogRow(line) } }
                }
            }
            pages(previous: page.first, next: page.next, summary: page.summary)
        }
    }

    private func houseLogRow(_ line: HouseLogPage.Line) {
        tr {
            td(line.sequence, class: "num")
            td(class: "num") { time(line.moment.text, datetime: line.moment.iso) }
            td {
                strong(line.title)
                if !line.detail.isEmpty {
                    br()
                    span(line.detail, class: "small")
                }
            }
            td(line.actor)
            td("\(code: line.previous) → \(code: line.hash)")
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
