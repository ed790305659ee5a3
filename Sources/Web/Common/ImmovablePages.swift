import Foundation
import Hummingbird
import Office
import Rulebook
import Store

/// The history of an immovable, by its cadastral number: of a citizen's own dossiers, and at the desk.
extension Website {
    private static let pageLength = 50

    func immovable(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let parcel = try parcel(context)
        let cursor = ParcelCursor(written: Urlencoded.value("dupa", in: request.uri.query) ?? "")
        let history = try await office.history(of: parcel, before: cursor, limit: Self.pageLength, seenBy: visitor)
        let say = speech(context)
        let title = title(parcel, say)
        return page(context, title: title, around: .under(.dossiers)) { h in
            h.crumbs([(say("page.frame.dossiers"), Place.dossiers.link)], current: parcel.number)
            h.h1(title)
            h.p(say("immovable.lead"), class: "lead")
            table(history, cursor, Place.immovable(parcel.uat, parcel.number).link, h, say, { say($0.title) }, isOwn: true) {
                Place.dossier($0).link
            }
        }
    }

    @Sendable func deskImmovable(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let parcel = try parcel(context)
        let cursor = ParcelCursor(written: Urlencoded.value("dupa", in: request.uri.query) ?? "")
        let history = try await office.history(
            of: parcel, in: seat.desk.institution, before: cursor, limit: Self.pageLength, seenBy: seat.visitor)
        let say = seat.voice.speech
        let title = title(parcel, say)
        return deskPage(context, seat, title: title, current: seat.desk.worklist) { h in
            h.crumbs([(seat.voice("worklist.title"), seat.desk.worklist)], current: parcel.number)
            h.h1(title)
            h.p(say("immovable.desk-lead"), class: "lead")
            table(history, cursor, seat.desk.immovable(parcel.uat, parcel.number), h, say, seat.voice.stage, isOwn: false) {
                seat.desk.dossier($0)
            }
        }
    }

    private func parcel(_ context: WebContext) throws -> Parcel {
        let (uat, number) = (try context.part("uat"), try context.part("number"))
        guard office.content.places.place(uat) != nil, (1...60).contains(number.count) else { throw Refusal.notFound }
        return Parcel(uat: uat, number: number)
    }

    private func title(_ parcel: Parcel, _ say: Speech) -> String {
        let place = office.content.places.place(parcel.uat)?.name ?? parcel.uat
        return say("immovable.title", ["number": .text(parcel.number), "place": .text(place)])
    }

    private func table(
        _ history: ParcelHistory, _ cursor: ParcelCursor?, _ here: Link, _ h: HTML, _ say: Speech, _ standing: (Stage) -> String,
        isOwn: Bool, _ dossier: (DossierID) -> Link
    ) {
        h.scroll(say("immovable.caption")) {
            h.stackingTable(say("immovable.caption"), ["when", "what", "state", "act"].map { say("immovable.\($0)") }) {
                for line in history.lines { row(line, dossier(line.line.id), h, say, standing, isOwn: isOwn) }
            }
        }
        guard cursor != nil || history.next != nil else { return }
        h.p(class: "row") {
            if cursor != nil { h.a(say("immovable.first"), to: here) }
            if let next = history.next { h.a(say("immovable.next"), to: here.with("dupa", next.written)) }
        }
    }

    private func row(_ line: ParcelLine, _ link: Link, _ h: HTML, _ say: Speech, _ standing: (Stage) -> String, isOwn: Bool) {
        let service = office.content.anyService(line.line.service)
        let stage = service?.workflow.stage(line.line.stage)
        h.stackingRow {
            h.stackingCell(class: "num") {
                h.text(say.date(Day(line.registeredAt, in: office.content.house.timeZone), .numeric))
                if let number = line.line.number { h.br(); h.span("\(number)", class: "small") }
            }
            h.stackingCell {
                h.a(service.map { say($0.title) } ?? line.line.title, to: link)
                if service.map({ $0.title.ro != line.line.title }) ?? false { h.br(); h.span(line.line.title, class: "small") }
                if !isOwn { h.br(); h.span(line.line.applicant, class: "small") }
            }
            h.stackingCell {
                let word = stage.map(standing) ?? line.line.stage
                h.text(answer(line.line, service).map { "\(word): \(say($0))" } ?? word)
            }
            h.stackingCell(class: line.act == nil ? "none" : nil) {
                guard let act = line.act else { return h.text("–") }
                if act.isSealed { h.a(act.number, to: Place.act(line.line.id, act.id).link) } else { h.text(act.number) }
                if let last = act.validUntil {
                    let words = say.validity(until: last, issuedOn: act.day, by: service, on: office.today(), .numeric)
                    h.br()
                    h.span(words, class: "small")
                }
            }
        }
    }
}

extension Website {
    /// The key of what a dossier's act says, where it is an endorsement or a no.
    private func answer(_ line: DossierLine, _ service: PublicService?) -> String? {
        guard let workflow = service?.workflow else { return nil }
        if let outcome = workflow.endorsed(at: line.stage, after: line.steps) { return "endorsement.outcome.\(outcome.rawValue)" }
        return workflow.saysNo(at: line.stage, after: line.steps) ? "stage.answered-no" : nil
    }
}

/// A cursor in an address: milliseconds and an id.
extension ParcelCursor {
    init?(written text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 2, let moment = Int(parts[0]), moment >= 0, (1...64).contains(parts[1].count) else { return nil }
        self.init(registeredAt: Date(timeIntervalSince1970: Double(moment) / 1_000), dossier: String(parts[1]))
    }

    var written: String { "\(Int((registeredAt.timeIntervalSince1970 * 1_000).rounded()))~\(dossier)" }
}
