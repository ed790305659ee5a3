import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Rulebook
import Store

/// How every no is told: its status, its heading (`page.refusal.<title>` in the locales) and its sentence.
struct RefusalNotice: Sendable {
    let status: HTTPResponse.Status
    let title: String
    /// A key of the locales.
    let sentence: String
    var values: [String: TraceValue] = [:]
    /// Problems that have no form to stand beside.
    var problems: [String] = []
    var retryAfter: Int?
}

extension RefusalNotice {
    /// The one table from what is refused to what people are told. Nil for faults.
    init?(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self.init(refusal)
        case let turn as Turn: self.init(turn)
        case is NIOTooManyBytesError: self.init(Turn.tooLarge)
        case let error as any HTTPResponseError where error.status == .notFound: self.init(Refusal.notFound)
        case let error as any HTTPResponseError where error.status.kind == .clientError: self.init(Turn.unreadable)
        default: return nil
        }
    }

    private init(_ refusal: Refusal) {
        func notice(_ status: HTTPResponse.Status, _ key: String, _ values: [String: TraceValue] = [:]) -> Self {
            Self(status: status, title: key, sentence: "refusal.\(key)", values: values)
        }
        switch refusal {
        case .notFound: self = notice(.notFound, "not-found")
        case .invalid(let problems):
            self = notice(.unprocessableContent, "invalid")
            self.problems = problems.map(\.message)
        case .wrongStage(let deed): self = notice(.conflict, "wrong-stage", ["deed": .phrase("deed.\(deed.rawValue)")])
        case .notYours(let deed): self = notice(.conflict, "not-yours", ["deed": .phrase("deed.\(deed.rawValue)")])
        case .guarded(let condition): self.init(status: .conflict, title: "guarded", sentence: "guard.\(condition.rawValue)")
        case .unendorsed(let reason, let titles):
            self.init(
                status: .conflict, title: "guarded", sentence: "refusal.\(reason.rawValue)",
                values: ["titles": .text(titles.joined(separator: "; "))])
        case .stepNeeded(let step): self = notice(.conflict, "step-needed", ["step": .text(step)])
        case .ownQuestion: self = notice(.conflict, "own-question")
        case .ownStep(let step): self = notice(.conflict, "own-step", ["step": .text(step)])
        case .takenStep(let step): self = notice(.conflict, "taken-step", ["step": .text(step)])
        case .termOver(let day): self = notice(.conflict, "term-over", ["day": .day(day)])
        case .stale: self = notice(.conflict, "stale")
        case .tooLarge(let megabytes): self = notice(.contentTooLarge, "too-large", ["megabytes": .number(megabytes)])
        case .wrongFormat(let allowed):
            self = notice(.unprocessableContent, "wrong-format", ["formats": .text(allowed.map(\.name).joined(separator: ", "))])
        case .tooMany(let seconds):
            self = notice(.tooManyRequests, "too-many", ["wait": .term(max(1, (seconds + 3_599) / 3_600), .hours)])
            retryAfter = max(1, seconds)
        case .wrongCredentials: self = notice(.unprocessableContent, "wrong-credentials")
        case .deadLink: self = notice(.gone, "dead-link")
        case .notOffered: self = notice(.conflict, "not-offered")
        case .outOfSession(let session):
            self = notice(.conflict, "out-of-session", session.values)
        case .keyReused: self = notice(.unprocessableContent, "key-reused")
        case .legClosed(let outcome):
            self = notice(.conflict, "leg-closed", ["outcome": .phrase("endorsement.outcome.\(outcome.rawValue)")])
        case .askedAlready: self = notice(.conflict, "asked-already")
        case .sealedAnswer(let name): self = notice(.conflict, "sealed-answer", ["name": .text(name)])
        case .legEnded(let outcome):
            self = notice(.conflict, "leg-ended", ["outcome": .phrase("endorsement.outcome.\(outcome.rawValue)")])
        case .onLeave(let until): self = notice(.conflict, "on-leave", ["day": .day(until)])
        case .unfinished(let sections):
            self = notice(.conflict, "unfinished", ["sections": .text(sections.joined(separator: "; "))])
        case .correspondenceClosed: self = notice(.conflict, "correspondence-closed")
        case .paymentOver: self = notice(.conflict, "payment-over")
        case .voidParent(let act): self = notice(.conflict, "void-parent", ["act": .text(act)])
        case .notAScan: self = notice(.unprocessableContent, "not-a-scan")
        case .held(let name): self = notice(.conflict, "held", ["name": .text(name)])
        }
    }

    private init(_ turn: Turn) {
        let (status, key): (HTTPResponse.Status, String) =
            switch turn {
            case .signIn: (.seeOther, "sign-in")
            case .forged: (.forbidden, "forged")
            case .unreadable: (.badRequest, "unreadable")
            case .tooLarge: (.contentTooLarge, "form-too-large")
            case .wrongKind: (.unsupportedMediaType, "wrong-kind")
            }
        self.init(status: status, title: key, sentence: "page.turn.\(key)")
    }
}

extension Website {
    /// Turns whatever was thrown into an answer: a refusal into its page, anything else into a fault, logged once.
    func answer(to error: any Error, _ request: Request, _ context: WebContext) -> Response {
        if case Turn.signIn = error { return seeOther(Place.signIn(back: request.method == .get ? context.address : nil)) }
        guard let notice = RefusalNotice(error) else { return fault(error, context) }
        return page(for: notice, context, back: ownReferrer(of: request))
    }

    private func page(for notice: RefusalNotice, _ context: WebContext, back: Link?) -> Response {
        let say = speech(context)
        let title = say("page.refusal.\(notice.title)")
        var response = page(context, title: title, status: notice.status) { h in
            h.h1(title)
            h.p(say(notice.sentence, notice.values), class: "lead")
            if !notice.problems.isEmpty { h.ul { for problem in notice.problems { h.li(problem) } } }
            h.p(class: "row") {
                if let back { h.a(say("page.back"), to: back, class: "btn") }
                h.a(say("page.home-link"), to: Place.home.link, class: back == nil ? "btn" : nil)
            }
        }
        if let seconds = notice.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }

    /// Our fault: the log has the error under the number that the page shows, and nothing about the person.
    private func fault(_ error: any Error, _ context: WebContext) -> Response {
        context.logger.error(
            "A request failed",
            metadata: [
                "request": "\(context.id)", "route": "\(context.endpointPath ?? "?")",
                "error": "\(String("\(type(of: error)): \(error)".prefix(500)))",
            ])
        let say = speech(context)
        let title = say("page.refusal.fault")
        // The rest of the counter works on without its files.
        let isAboutFiles = if case StoreFault.filesUnavailable = error { true } else { false }
        return page(context, title: title, status: isAboutFiles ? .serviceUnavailable : .internalServerError) { h in
            h.h1(title)
            h.p(say(isAboutFiles ? "page.fault.files" : "page.fault.text"), class: "lead")
            h.p("\(say("page.fault.number")) \(code: context.id)")
            h.p { h.a(say("page.home-link"), to: Place.home.link, class: "btn") }
        }
    }

    /// The page of ours that the request came from.
    private func ownReferrer(of request: Request) -> Link? {
        guard let referrer = request.headers[.referer].flatMap({ URL(string: $0) }), let host = referrer.host() else { return nil }
        let port = referrer.port.map { ":\($0)" } ?? ""
        guard "\(host)\(port)" == request.head.authority else { return nil }
        return Link(referrer.path(percentEncoded: true) + (referrer.query(percentEncoded: true).map { "?\($0)" } ?? ""))
    }
}
