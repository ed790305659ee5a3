import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Office
import Rulebook

/// An expected no of the API, told as problem details (RFC 9457).
struct APIProblem: Error, Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    /// What is wrong with which answer, where the answers are at fault.
    let problems: [Rulebook.Problem]?

    init(_ status: HTTPResponse.Status, _ detail: String, problems: [Rulebook.Problem]? = nil) {
        title = status.reasonPhrase
        self.status = status.code
        self.detail = detail
        self.problems = problems
    }

    enum CodingKeys: String, CodingKey { case type, title, status, detail, problems }

    func response() throws -> Response {
        var response = Response(
            status: .init(code: status), headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(self))))
        if status == HTTPResponse.Status.unauthorized.code { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension APIProblem {
    /// An office's no, in the same words as its page.
    fileprivate init(_ refusal: Refusal, in phrases: Phrasebook) {
        let notice = RefusalNotice(refusal)
        var problems: [Rulebook.Problem]?
        if case .invalid(let found) = refusal { problems = found }
        self.init(
            notice?.status ?? .conflict, phrases(notice?.sentence ?? "refusal.stale", notice?.values ?? [:], in: .ro), problems: problems)
    }
}

/// Tells every error of the API as a problem; a fault is logged once, without what was sent.
struct APIProblems: RouterMiddleware {
    let office: Office

    func handle(
        _ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as APIProblem {
            return try problem.response()
        } catch let refusal as Refusal {
            return try APIProblem(refusal, in: office.content.phrases).response()
        } catch is NIOTooManyBytesError {
            return try APIProblem(.contentTooLarge, "Cererea este prea mare.").response()
        } catch let error as any HTTPResponseError where error.status.kind == .clientError {
            return try APIProblem(error.status, "Cererea nu poate fi citită.").response()
        } catch {
            context.logger.error("The API failed", metadata: ["error": "\(type(of: error))"])
            return try APIProblem(.internalServerError, "A apărut o defecțiune; încearcă din nou.").response()
        }
    }
}
