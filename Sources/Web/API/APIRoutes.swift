import Foundation
import Hummingbird
import NIOCore
import Office
import Rulebook

/// The public API: JSON for programs, problems as RFC 9457 has them. No session, no cookie.
extension Website {
    /// Largest body of a check, in bytes.
    private static let checkLimit = 256 << 10

    func apiRoutes(_ router: some RouterMethods<WebContext>) {
        let api = router.group("/api/v1").add(middleware: APIProblems(office: office))
        filingRoutes(api)
        api.get("services") { request, context in
            try json(ServiceList(office.content), context, request)
        }
        .get("services/{slug}") { request, context in
            try json(ServiceDescription(of: try service(context)), context, request)
        }
        .get("services/{slug}/schema.json", use: answerSchema)
        .post("services/{slug}/check", use: check)
    }

    /// A dry run: what would happen to these answers on that day. Nothing is kept.
    private func check(_ request: Request, _ context: WebContext) async throws -> Response {
        let service = try service(context)
        var moment = office.wallNow()
        if let written = request.uri.queryParameters.get("on") {
            guard let asked = Day(written) else { throw APIProblem(.badRequest, "Parametrul „on” este o dată ca 2026-11-23.") }
            // The hours of another day are counted from the minute at which one asks.
            moment = WallMoment(asked, at: moment.time)
        }
        let answers = try await answers(in: request)
        let run = office.content.dryRun(service, answers, on: moment.day, at: moment.time, in: language(of: request))
        return try json(run, context, request)
    }

    /// The answers that a request carries: an object by field key.
    func answers(in request: Request) async throws -> Answers {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") ?? true else {
            throw APIProblem(.unsupportedMediaType, "Trimite răspunsurile ca application/json.")
        }
        let body = try await request.body.collect(upTo: Self.checkLimit)
        do {
            return try JSONDecoder().decode(Answers.self, from: Data(body.readableBytesView))
        } catch {
            throw APIProblem(.badRequest, "Corpul cererii este un obiect JSON cu răspunsuri după cheia câmpului: \(Self.reason(error))")
        }
    }

    func service(_ context: WebContext) throws -> PublicService {
        guard let service = office.content.service(try context.part("slug")) else {
            throw APIProblem(.notFound, "Nu există acest serviciu; lista este la /api/v1/services.")
        }
        return service
    }

    func language(of request: Request) -> Language {
        Language(accepting: request.headers[.acceptLanguage] ?? "")
    }

    private func json(_ value: some Encodable, _ context: WebContext, _ request: Request) throws -> Response {
        var response = try json(value, context)
        response.headers[.cacheControl] = "no-cache"
        return response
    }

    private static func reason(_ error: any Error) -> String {
        if case DecodingError.dataCorrupted(let context) = error { return context.debugDescription }
        return "formă neașteptată"
    }
}

/// The catalogue in short.
private struct ServiceList: Encodable {
    let services: [Line]

    struct Line: Encodable {
        let slug: String
        let group: String
        let title: Localized
        let summary: Localized
        let url: String
    }

    init(_ content: Content) {
        services = content.services.map {
            Line(slug: $0.slug, group: $0.group, title: $0.title, summary: $0.summary, url: "/api/v1/services/\($0.slug)")
        }
    }
}
