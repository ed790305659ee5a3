/// Reads `multipart/form-data` (RFC 7578) as it arrives: bytes in, events out, however the bytes are cut.
///
/// ```swift
/// var parser = try MultipartParser(contentType: header)
/// for try await chunk in body {
///     for event in try parser.feed(chunk.readableBytesView) { … }
/// }
/// try parser.finish()
/// ```
/// It holds no more than one chunk, one part's headers and one delimiter. How large a file may be is the caller's
/// business: it counts the bytes it is given.
package struct MultipartParser: Sendable {
    package enum Event: Sendable, Equatable {
        case begin(MultipartPart)
        /// Never empty; one part may come in many pieces.
        case data([UInt8])
        case end
    }

    package struct Limits: Sendable {
        package var parts = 1000
        /// All headers of one part together, in bytes.
        package var headerBytes = 8192
        /// What may come before the first part, in bytes: by the standard it means nothing.
        package var preambleBytes = 1024

        package init() {}
    }

    private enum State: Sendable {
        case preamble(skipped: Int)
        /// Right after a delimiter: a new part, or the end.
        case delimiter
        case headers
        case body
        case epilogue
    }

    private let delimiter: [UInt8]
    private let limits: Limits
    private var state = State.preamble(skipped: 0)
    private var parts = 0
    /// Bytes not yet understood. It begins with a line break, so that the first delimiter looks like all others.
    private var pending: [UInt8] = [13, 10]

    /// - Parameter contentType: the request's header, with its boundary.
    /// - Throws: ``BadRequest`` when it is not `multipart/form-data` or its boundary breaks RFC 2046 §5.1.1.
    package init(contentType: String, limits: Limits = Limits()) throws(BadRequest) {
        guard let header = HeaderValue(contentType), header.value == "multipart/form-data",
            let boundary = header.parameters["boundary"], Self.isBoundary(boundary)
        else { throw .malformed("not multipart/form-data with a boundary") }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.limits = limits
    }

    private static func isBoundary(_ text: String) -> Bool {
        (1...70).contains(text.utf8.count) && !text.hasSuffix(" ")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "'()+_,-./:=? ".utf8.contains(byte)
                }
            }
    }

    /// Takes the next bytes and says what they complete.
    package mutating func feed(_ bytes: some Collection<UInt8>) throws(BadRequest) -> [Event] {
        pending.append(contentsOf: bytes)
        var events: [Event] = []
        var start = 0
        while try step(&start, &events) {}
        pending.removeFirst(start)
        return events
    }

    /// Call it after the last byte.
    /// - Throws: ``BadRequest`` when the closing delimiter has not come: the upload was cut off.
    package func finish() throws(BadRequest) {
        guard case .epilogue = state else { throw .malformed("cut off before the last delimiter") }
    }

    /// Understands one more thing from `start` on.
    /// - Returns: false when that needs more bytes.
    private mutating func step(_ start: inout Int, _ events: inout [Event]) throws(BadRequest) -> Bool {
        switch state {
        case .preamble(let skipped):
            let (clean, isFound) = scan(from: start)
            let total = skipped + clean - start
            guard total <= limits.preambleBytes + 2 else { throw .tooLarge(what: "preamble", limit: limits.preambleBytes) }
            start = isFound ? clean + delimiter.count : clean
            state = isFound ? .delimiter : .preamble(skipped: total)
            return isFound

        case .delimiter:
            return try afterDelimiter(&start)

        case .headers:
            guard let end = blankLine(from: start) else {
                guard pending.count - start <= limits.headerBytes else { throw .tooLarge(what: "part header", limit: limits.headerBytes) }
                return false
            }
            guard end - start <= limits.headerBytes else { throw .tooLarge(what: "part header", limit: limits.headerBytes) }
            events.append(.begin(try MultipartPart(headers: pending[start..<end])))
            start = end + 2
            // The line break that ends the headers also begins the delimiter of an empty part.
            start -= 2
            state = .body
            isAtHeaderEnd = true
            return true

        case .body:
            if isAtHeaderEnd { return beginBody(&start, &events) }
            let (clean, isFound) = scan(from: start)
            if clean > start { events.append(.data(Array(pending[start..<clean]))) }
            start = clean
            guard isFound else { return false }
            start += delimiter.count
            events.append(.end)
            state = .delimiter
            return true

        case .epilogue:
            start = pending.count
            return false
        }
    }
}
