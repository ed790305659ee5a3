import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// What machines ask: whether we live, whether we work, how we do, and for static files.
extension Website {
    func alive(_ request: Request, _ context: WebContext) -> Response { plain("ok\n") }

    /// Whether the database answers, too.
    func ready(_ request: Request, _ context: WebContext) async -> Response {
        do {
            try await office.answers()
            return plain("ready\n")
        } catch {
            return plain("not ready\n", .serviceUnavailable)
        }
    }

    func metrics(_ request: Request, _ context: WebContext) async throws -> Response {
        plain(measures.text(jobs: try await office.jobCounts(), at: office.settings.now()))
    }

    func staticFile(_ request: Request, _ context: WebContext) throws -> Response {
        guard let name = context.parameters.get("name"), let asset = assets.asset(named: name) else {
            return plain("not found\n", .notFound)
        }
        var headers: HTTPFields = [
            .contentType: asset.mediaType, .cacheControl: "public, max-age=31536000, immutable", .vary: "Accept-Encoding",
        ]
        let accepted = request.headers[.acceptEncoding]?.contains("gzip") ?? false
        guard accepted, let gzipped = asset.gzipped else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: gzipped)))
    }

    func plain(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
