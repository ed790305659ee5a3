import Foundation

/// Takes a `multipart/form-data` body apart as it arrives (RFC 7578): no more of it is held than one chunk and a boundary.
struct Multipart {
    /// What was found in the bytes given so far, in order.
    enum Piece: Equatable {
        /// A part begins.
        case part(name: String, fileName: String?)
        /// More of the part's content.
        case content([UInt8])
        /// The part is whole.
        case end
    }

    private static let headLimit = 8 * 1_024
    private static let partLimit = 500

    private enum State { case preamble, head, content, afterBoundary, done }

    /// Before each part and at the end: `\r\n--boundary`.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var pending: [UInt8]
    private var parts = 0

    /// - Parameter contentType: the header with its boundary; nil where it is another type or has none (RFC 2046, 5.1.1).
    init?(contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let start = contentType.range(of: "boundary=", options: .caseInsensitive)
        else { return nil }
        let value = contentType[start.upperBound...].prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        let isQuoted = value.count > 1 && value.hasPrefix("\"") && value.hasSuffix("\"")
        let boundary = isQuoted ? String(value.dropFirst().dropLast()) : value
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary has no line break before it; one is put there, so that all look alike.
        pending = Array("\r\n".utf8)
    }

    /// The body has ended where it should.
    var isComplete: Bool { state == .done }

    /// - Throws: ``Turn/unreadable`` where the body is not what it says.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(Turn) -> [Piece] {
        guard state != .done else { return [] }
        pending += bytes
        var pieces: [Piece] = []
        while try step(&pieces) {}
        return pieces
    }

    /// - Returns: whether there may be more to find in what is pending.
    private mutating func step(_ pieces: inout [Piece]) throws(Turn) -> Bool {
        switch state {
        case .preamble, .content:
            guard let found = pending.firstIndex(of: delimiter) else {
                // The end may be the beginning of a boundary.
                let safe = max(0, pending.count - delimiter.count + 1)
                if state == .content, safe > 0 { pieces.append(.content(Array(pending[..<safe]))) }
                pending.removeFirst(safe)
                return false
            }
            if state == .content {
                if found > 0 { pieces.append(.content(Array(pending[..<found]))) }
                pieces.append(.end)
            }
            pending.removeFirst(found + delimiter.count)
            state = .afterBoundary
            return true
        case .afterBoundary:
            guard pending.count >= 2 else { return false }
            if pending.starts(with: Array("--".utf8)) {
                state = .done
                pending = []
                return false
            }
            guard pending.starts(with: Array("\r\n".utf8)) else { throw .unreadable }
            pending.removeFirst(2)
            state = .head
            return true
        case .head:
            let blank = Array("\r\n\r\n".utf8)
            guard let end = pending.firstIndex(of: blank) else {
                if pending.count > Self.headLimit { throw .unreadable }
                return false
            }
            guard end <= Self.headLimit, let head = String(validating: pending[..<end], as: UTF8.self) else { throw .unreadable }
            pending.removeFirst(end + blank.count)
            parts += 1
            guard parts <= Self.partLimit, let part = Self.part(head) else { throw .unreadable }
            pieces.append(part)
            state = .content
            return true
        case .done: return false
        }
    }

    private static func part(_ head: String) -> Piece? {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let line, let name = parameter("name", of: line) else { return nil }
        return .part(name: name, fileName: parameter("filename", of: line))
    }

    /// `name="…"`; browsers write quotes in it as %22 (WHATWG HTML, 4.10.21.8).
    private static func parameter(_ name: String, of line: Substring) -> String? {
        guard let start = line.range(of: "; \(name)=\"", options: .caseInsensitive) else { return nil }
        return String(line[start.upperBound...].prefix { $0 != "\"" }).replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
    }
}

extension [UInt8] {
    /// Where `pattern` first stands.
    fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        var index = 0
        let last = count - pattern.count
        while index <= last, let start = self[index...last].firstIndex(of: first) {
            if self[start..<start + pattern.count].elementsEqual(pattern) { return start }
            index = start + 1
        }
        return nil
    }
}
