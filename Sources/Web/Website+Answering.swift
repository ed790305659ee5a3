import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Rulebook
import Store

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

    /// A key for the hidden input `cheie`: what is sent twice from one page is then done once.
    func pageKey() -> String { office.settings.random(16).map { String($0, radix: 36) }.joined(separator: "-") }

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
    func download(_ file: StoredFile, as type: String, named name: String, _ request: Request) async throws -> Response {
        var headers = fileHeaders(type, name)
        headers[.eTag] = "\"\(file.sha256)\""
        headers[.acceptRanges] = "bytes"
        if request.headers[.ifNoneMatch] == headers[.eTag] { return Response(status: .notModified, headers: headers) }
        // A part only of the very file that the browser has begun with.
        let range = request.headers[.ifRange].map { $0 == headers[.eTag] } == false ? nil : ByteRange(request.headers[.range])
        guard let range else { return Response(status: .ok, headers: headers, body: ResponseBody(try await file.bytes())) }
        let size = try await file.size()
        guard let part = range.part(ofSize: size) else {
            headers[.contentRange] = "bytes */\(size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
        headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
        return Response(status: .partialContent, headers: headers, body: ResponseBody(try await file.bytes(part)))
    }

    private func fileHeaders(_ type: String, _ name: String) -> HTTPFields {
        let plain = String(name.searchable.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "-" })
        return [
            .contentType: type, .cacheControl: "private, no-store",
            .contentDisposition: "inline; filename=\"\(plain)\"; filename*=UTF-8''\(Link.encoded(name))",
        ]
    }
}

/// One range of bytes, as a `Range` header asks for it (RFC 9110, 14.1.2).
enum ByteRange: Equatable {
    /// `bytes=0-1023`, or `bytes=500-` for all from there on.
    case from(Int, through: Int?)
    /// `bytes=-500`
    case last(Int)

    /// - Returns: nil where there is no such header, or one that we need not follow: several ranges, or not in bytes.
    init?(_ header: String?) {
        guard let match = header?.wholeMatch(of: /bytes=([0-9]{0,18})-([0-9]{0,18})/) else { return nil }
        switch (Int(match.1), Int(match.2)) {
        case (let first?, let last) where first <= last ?? first: self = .from(first, through: last)
        case (nil, let count?): self = .last(count)
        default: return nil
        }
    }

    /// - Returns: nil where nothing of the file lies in the range.
    func part(ofSize size: Int) -> Range<Int>? {
        switch self {
        case .from(let first, let last): first < size ? first..<min(last.map { $0 + 1 } ?? size, size) : nil
        case .last(let count): min(count, size) > 0 ? size - min(count, size)..<size : nil
        }
    }
}

extension ResponseBody {
    fileprivate init(_ bytes: FileBytes) {
        self.init(contentLength: bytes.length) { writer in
            try await writer.write(bytes)
            try await writer.finish(nil)
        }
    }
}
