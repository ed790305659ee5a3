import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Rulebook

/// How every no is told: its status, its words (`page.refusal.<key>` in the locales), and what may be done about it.
struct RefusalNotice: Sendable {
    let status: HTTPResponse.Status
    let key: String
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
        case is NIOTooManyBytesError: self.init(status: .contentTooLarge, key: "form-too-large")
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            self.init(status: error.status, key: error.status == .notFound ? "not-found" : "unreadable")
        default: return nil
        }
    }

    private init(_ refusal: Refusal) {
        switch refusal {
        case .notFound: self.init(status: .notFound, key: "not-found")
        case .invalid(let problems):
            self.init(status: .unprocessableContent, key: "invalid", problems: problems.map(\.message))
        case .wrongStage: self.init(status: .conflict, key: "wrong-stage")
        case .notYours: self.init(status: .conflict, key: "not-yours")
        case .guarded(let condition): self.init(status: .conflict, key: "guarded.\(condition.rawValue)")
        case .stale: self.init(status: .conflict, key: "stale")
        case .tooLarge(let megabytes): self.init(status: .contentTooLarge, key: "too-large", values: ["limit": .number(megabytes)])
        case .wrongFormat(let allowed):
            let names = allowed.map(\.name).joined(separator: ", ")
            self.init(status: .unprocessableContent, key: "wrong-format", values: ["formats": .text(names)])
        case .tooMany(let seconds):
            self.init(
                status: .tooManyRequests, key: "too-many", values: ["n": .number(max(1, (seconds + 59) / 60))], retryAfter: max(1, seconds))
        case .wrongCredentials: self.init(status: .unprocessableContent, key: "wrong-credentials")
        case .deadLink: self.init(status: .gone, key: "dead-link")
        case .notOffered: self.init(status: .conflict, key: "not-offered")
        }
    }

    private init(_ turn: Turn) {
        switch turn {
        case .signIn: self.init(status: .seeOther, key: "sign-in")
        case .forged: self.init(status: .forbidden, key: "forged")
        case .unreadable: self.init(status: .badRequest, key: "unreadable")
        case .tooLarge: self.init(status: .contentTooLarge, key: "form-too-large")
        case .wrongKind: self.init(status: .unsupportedMediaType, key: "wrong-kind")
        }
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
        let title = say("page.refusal.\(notice.key).title", notice.values)
        var response = page(context, title: title, status: notice.status) { h in
            h.h1(title)
            h.p(say("page.refusal.\(notice.key).text", notice.values), class: "lead")
            if !notice.problems.isEmpty { h.ul { for problem in notice.problems { h.li(problem) } } }
            h.p(class: "row") {
                if let back { h.a(say("page.refusal.back"), to: back, class: "btn") }
                h.a(say("page.refusal.home"), to: Place.home.link, class: back == nil ? "btn" : nil)
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
        let title = say("page.refusal.fault.title")
        return page(context, title: title, status: .internalServerError) { h in
            h.h1(title)
            h.p(say("page.refusal.fault.text"), class: "lead")
            h.p("\(say("page.refusal.fault.number")) \(code: context.id)")
            h.p { h.a(say("page.refusal.home"), to: Place.home.link, class: "btn") }
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
