import Foundation
import Hummingbird
import NIOCore
import Office
import Rulebook

/// What the whole catalogue is to programs: one OpenAPI document, one graph of linked data, a schema for each service.
extension Website {
    func catalogueRoutes(_ router: some RouterMethods<WebContext>) {
        router.get("/api/v1/openapi.json") { request, context in face(.openAPI, request, context) }
        router.get("/catalogue.jsonld") { request, context in face(.catalogue, request, context) }
    }

    func answerSchema(_ request: Request, _ context: WebContext) async throws -> Response {
        let service = try service(context)
        let id = "\(office.settings.publicAddress)/api/v1/services/\(service.slug)/schema.json"
        var response = try json(service.answerSchema(id: id), context, as: "application/schema+json")
        response.headers[.cacheControl] = "no-cache"
        return response
    }

    private func face(_ name: CatalogueFaces.Name, _ request: Request, _ context: WebContext) -> Response {
        let face = faces.face(name, of: office)
        if request.headers[.ifNoneMatch] == face.tag { return Response(status: .notModified, headers: [.eTag: face.tag]) }
        let packed = context.acceptsGzip ? face.packed : nil
        var response = Response(
            status: .ok, headers: [.contentType: name.type, .cacheControl: "no-cache", .eTag: face.tag, .vary: "Accept-Encoding"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: packed ?? face.bytes)))
        if packed != nil { response.headers[.contentEncoding] = "gzip" }
        return response
    }
}
