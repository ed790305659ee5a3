import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// An expected no of the API, told as problem details (RFC 9457).
struct APIProblem: Error, Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String

    init(_ status: HTTPResponse.Status, _ detail: String) {
        title = status.reasonPhrase
        self.status = status.code
        self.detail = detail
    }

    enum CodingKeys: String, CodingKey { case type, title, status, detail }

    func response() throws -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(self))))
    }
}

/// Tells every error of the API as a problem; a fault is logged once, without what was sent.
struct APIProblems: RouterMiddleware {
    func handle(
        _ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as APIProblem {
            return try problem.response()
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
