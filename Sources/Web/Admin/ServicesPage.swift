import HTTPTypes
import Hummingbird
import Office
import Rulebook

/// What an institution's services rest on, for those who answer for them: law, term, silence, and the way through the house.
extension Website {
    /// Administrators and heads; what is on these pages is about no dossier.
    func answersForServices(_ visitor: Visitor, in institution: String) -> Bool {
        !visitor.roles(in: institution).isDisjoint(with: [.administrator, .head])
    }

    private func answeringSeat(_ context: WebContext) throws -> Seat {
        let seat = try seat(context)
        guard answersForServices(seat.visitor, in: seat.desk.institution) else { throw Refusal.notFound }
        return seat
    }

    /// Public services and legs alike.
    private func services(_ seat: Seat) -> [PublicService] {
        office.content.handled(by: seat.institution).sorted { ($0.title.ro, $0.slug) < ($1.title.ro, $1.slug) }
    }

    @Sendable func deskServices(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try answeringSeat(context)
        let (voice, desk) = (seat.voice, seat.desk)
        return deskPage(context, seat, title: voice("services.title"), current: desk.services) { h in
            h.h1(voice("services.title"))
            h.p(voice("services.lead"), class: "lead")
            h.ul(class: "list") {
                for service in services(seat) {
                    // What is asked for several services has one name for all of them.
                    let asking = office.content.asking(service).map { voice("services.asked-for", ["service": .text($0.title.ro)]) }
                    let detail = [service.workflow.title.ro, asking].compactMap { $0 }.joined(separator: "; ")
                    h.listItem(Phrase(service.title.ro), to: desk.service(service.slug), Phrase(detail))
                }
            }
        }
    }

    @Sendable func deskService(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try answeringSeat(context)
        let slug = try context.part("service")
        guard let service = services(seat).first(where: { $0.slug == slug }) else { throw Refusal.notFound }
        let (voice, desk) = (seat.voice, seat.desk)
        let drawing = WorkflowDrawing(service.workflow, office.content.phrases)
        return deskPage(context, seat, title: service.title.ro, current: desk.services) { h in
            h.crumbs([(voice("services.title"), desk.services)], current: service.title.ro)
            h.h1(service.title.ro)
            h.facts(facts(of: service, seat))
            h.section(Phrase("\(voice("services.road")): \(service.workflow.title.ro)"), id: "drum") {
                h.scroll(voice("services.road")) {
                    h.img(
                        desk.drawing(service.workflow.slug), alt: drawing.description, width: drawing.width, height: drawing.height,
                        class: "drawing")
                }
                h.p { h.a(voice("services.open-drawing"), to: desk.drawing(service.workflow.slug)) }
            }
        }
    }

    private func facts(of service: PublicService, _ seat: Seat) -> [Fact] {
        let (voice, phrases) = (seat.voice, office.content.phrases)
        func length(_ policy: TermPolicy) -> Phrase {
            "\(strong: phrases("time.unit.\(policy.unit.rawValue)", ["n": .number(policy.length)], in: .ro))\(.br)\(small: policy.basis)"
        }
        var facts = [
            Fact(
                voice("services.law"),
                Phrase(service.law.map { [$0.act, $0.article].compactMap { $0 }.joined(separator: ", ") }.joined(separator: "; "))),
            Fact(voice("case.desk"), Phrase(seat.institution.desk(service.desk)?.name.ro ?? service.desk)),
            Fact(voice("services.term"), service.term.map(length) ?? Phrase(voice("due.endless"))),
        ]
        if let urgency = service.urgency { facts.append(Fact(voice("services.urgent"), length(urgency.term))) }
        if let more = service.extending {
            let unit = phrases("time.unit.\(more.unit.rawValue)", ["n": .number(more.length)], in: .ro)
            facts.append(Fact(voice("services.extension"), "\(unit)\(.br)\(small: more.basis)"))
        }
        let silence = phrases(service.silenceKey, in: .ro)
        facts.append(Fact(voice("services.silence"), "\(silence)\(.br)\(small: service.silence.basis)"))
        if let days = completionDays(of: service, voice) { facts.append(Fact(voice("services.completion"), Phrase(days))) }
        let appeals = office.appealLines(of: service, in: .ro)
        if !appeals.isEmpty { facts.append(Fact(voice("services.appeal"), Phrase(appeals.joined(separator: " ")))) }
        facts.append(Fact(voice("services.confidence"), Phrase(voice("services.confidence-\(service.confidence.rawValue)"))))
        return facts
    }

    /// For how long a completion is waited for, and what comes then; nil where none is asked.
    private func completionDays(of service: PublicService, _ voice: DeskVoice) -> String? {
        let workflow = service.workflow
        guard let waiting = workflow.moves.first(where: { $0.deed == .requestCompletion })?.to else { return nil }
        let days: [String: TraceValue] = ["n": .number(service.completion.days)]
        guard let move = workflow.moves.first(where: { $0.deed == .expire && $0.from.contains(waiting) }),
            let end = workflow.target(of: move, from: waiting)
        else { return voice("services.completion-days-open", days) }
        return voice(end.kind.isFinal ? "services.completion-days" : "services.completion-days-back", days)
    }

    @Sendable func deskDrawing(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try answeringSeat(context)
        let slug = try context.part("workflow")
        guard let workflow = services(seat).map(\.workflow).first(where: { $0.slug == slug }) else { throw Refusal.notFound }
        let svg = WorkflowDrawing(workflow, office.content.phrases).svg()
        let headers: HTTPFields = [
            .contentType: "image/svg+xml; charset=utf-8", .cacheControl: "private, no-store",
            .contentSecurityPolicy: SecurityHeaders.picturePolicy,
        ]
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: .init(string: svg)))
    }
}
