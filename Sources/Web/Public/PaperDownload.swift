import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Rulebook

extension Website {
    /// A service's form on paper. Its entity tag is the print's revision, so a form that has not changed is not sent again.
    func paper(_ request: Request, _ context: WebContext) async throws -> Response {
        let asked = Urlencoded.value("limba", in: request.uri.query).flatMap { Language(rawValue: $0) }
        let print = try await office.paper(of: try context.part("slug"), in: asked ?? .ro)
        let name = "formular-\(print.map.service)\(print.language == .ro ? "" : "-\(print.language.rawValue)").pdf"
        var response = download(print.pdf, as: "application/pdf", named: name)
        response.headers[.cacheControl] = "public, no-cache"
        response.headers[.eTag] = "\"\(print.map.revision)\""
        if request.headers[.ifNoneMatch] == response.headers[.eTag] { return Response(status: .notModified, headers: response.headers) }
        return response
    }

    /// Where the code of a printed form leads whoever points a telephone at it: to the service.
    func printed(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let service = office.content.service(try context.part("slug")) else { throw Refusal.notFound }
        return seeOther(.service(service.slug))
    }
}
