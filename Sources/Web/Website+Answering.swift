import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Rulebook

/// The kinds of answers that handlers give.
extension Website {
    /// A page in its frame.
    ///
    /// - Parameters:
    ///   - failed: its form was refused: the title says so; give a status such as 422 with it.
    ///   - description: for search engines; personal pages leave it out.
    ///   - surroundings: what stands around the content.
    func page(
        _ context: WebContext, title: String, status: HTTPResponse.Status = .ok, failed: Bool = false, description: String? = nil,
        around surroundings: Surroundings = Surroundings(), hero: ((HTML) -> Void)? = nil, content: (HTML) -> Void
    ) -> Response {
        let html = HTML.page(
            frame(context, surroundings), title: title, failed: failed, description: description, hero: hero, content: content)
        var response = compressed(html.bytes, as: "text/html; charset=utf-8", status, context)
        // Every page carries a form token; no cache but the visitor's own may keep one.
        response.headers[.cacheControl] = context.signedIn == nil ? "private, no-cache" : "no-store"
        response.headers[.vary] = "Cookie, Accept-Language, Accept-Encoding"
        return response
    }

    /// After a change: the browser asks for the page that shows it.
    func seeOther(_ link: Link) -> Response {
        Response(status: .seeOther, headers: [.location: link.description, .cacheControl: "no-store"])
    }

    func seeOther(_ place: Place) -> Response { seeOther(place.link) }

    /// JSON with sorted keys.
    func json(_ value: some Encodable, _ context: WebContext, status: HTTPResponse.Status = .ok, as type: String = "application/json")
        throws -> Response
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return compressed([UInt8](try encoder.encode(value)), as: type, status, context)
    }

    /// A text or a page, packed if the browser can unpack it.
    func compressed(_ bytes: [UInt8], as type: String, _ status: HTTPResponse.Status, _ context: WebContext) -> Response {
        var headers: HTTPFields = [.contentType: type, .vary: "Accept-Encoding"]
        var body = bytes
        if context.acceptsGzip, let packed = Gzip.compress(bytes) {
            body = packed
            headers[.contentEncoding] = "gzip"
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// Bytes that were made for this answer, such as a payment order.
    func download(_ data: Data, as type: String, named name: String) -> Response {
        Response(status: .ok, headers: fileHeaders(type, name), body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// A file from the file store, streamed; whole, or the part that the browser asks for (RFC 9110, 14).
    /// - Parameter sha256: of the whole file.
    func file(
        at location: URL, sha256: String, size: Int?, as type: String, named name: String, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        var headers = fileHeaders(type, name)
        headers[.eTag] = "\"\(sha256)\""
        headers[.acceptRanges] = "bytes"
        if request.headers[.ifNoneMatch] == headers[.eTag] { return Response(status: .notModified, headers: headers) }
        let files = FileIO()
        if let size, let range = byteRange(request.headers[.range], size: size) {
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            let body = try await files.loadFile(path: location.path, range: range, context: context)
            return Response(status: .partialContent, headers: headers, body: body)
        }
        return Response(status: .ok, headers: headers, body: try await files.loadFile(path: location.path, context: context))
    }

    private func fileHeaders(_ type: String, _ name: String) -> HTTPFields {
        let plain = String(name.searchable.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "-" })
        return [
            .contentType: type, .cacheControl: "private, no-store",
            .contentDisposition: "inline; filename=\"\(plain)\"; filename*=UTF-8''\(Link.encoded(name))",
        ]
    }

    /// `bytes=0-1023` or `bytes=500-`; anything else gets the whole file.
    private func byteRange(_ header: String?, size: Int) -> ClosedRange<Int>? {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Int(ends[0]), first < size else { return nil }
        let last = ends[1].isEmpty ? size - 1 : min(Int(ends[1]) ?? -1, size - 1)
        return first <= last ? first...last : nil
    }
}
