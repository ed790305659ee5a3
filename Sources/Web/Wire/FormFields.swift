/// The text fields of a posted form or of a query, in the order in which they came; a name may come several times.
package struct FormFields: Sendable, Equatable {
    package struct Pair: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// Bounds on what is kept, whatever is sent.
    package struct Limits: Sendable {
        package var pairs = 1000
        package var nameBytes = 200
        package var valueBytes = 65_536

        package init() {}
    }

    package private(set) var pairs: [Pair] = []
    private let limits: Limits

    package init(limits: Limits = Limits()) { self.limits = limits }

    /// The first value under a name; `nil` when the field was not sent at all.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values under a name: of the ticked boxes of a group, for instance.
    package func all(_ name: String) -> [String] { pairs.lazy.filter { $0.name == name }.map(\.value) }

    /// Takes in one field as it came over the wire.
    ///
    /// Line breaks become `\n`, whatever the browser sends.
    /// - Throws: ``BadRequest`` for text that is not UTF-8 or holds U+0000, which no database keeps, or is beyond a limit.
    package mutating func append(name: some Collection<UInt8>, value: some Collection<UInt8>) throws(BadRequest) {
        guard pairs.count < limits.pairs else { throw .tooLarge(what: "fields", limit: limits.pairs) }
        guard name.count <= limits.nameBytes else { throw .tooLarge(what: "field name", limit: limits.nameBytes) }
        guard value.count <= limits.valueBytes else { throw .tooLarge(what: "field", limit: limits.valueBytes) }
        pairs.append(Pair(name: try Self.text(name), value: try Self.text(value)))
    }

    private static func text(_ bytes: some Collection<UInt8>) throws(BadRequest) -> String {
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count)
        var afterReturn = false
        for byte in bytes {
            if byte == 0 { throw .malformed("U+0000 in a field") }
            if byte == UInt8(ascii: "\n"), afterReturn {
                // The second half of a line break that is written already.
            } else {
                clean.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
            }
            afterReturn = byte == UInt8(ascii: "\r")
        }
        guard let text = String(validating: clean, as: UTF8.self) else { throw .notUTF8 }
        return text
    }
}

extension FormFields {
    /// Reads `application/x-www-form-urlencoded`: a small form's body, or the query of an address.
    ///
    /// - Throws: ``BadRequest``, also for a `%` that two hexadecimal digits do not follow.
    package init(urlEncoded bytes: some Collection<UInt8>, limits: Limits = Limits()) throws(BadRequest) {
        self.init(limits: limits)
        for piece in bytes.split(separator: UInt8(ascii: "&")) {
            let equals = piece.firstIndex(of: UInt8(ascii: "=")) ?? piece.endIndex
            let value = equals == piece.endIndex ? piece[equals...] : piece[piece.index(after: equals)...]
            try append(name: try Self.decoded(piece[..<equals]), value: try Self.decoded(value))
        }
    }

    private static func decoded(_ bytes: some Collection<UInt8>) throws(BadRequest) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"):
                result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(Self.nibble), let low = rest.next().flatMap(Self.nibble) else {
                    throw .malformed("broken percent encoding")
                }
                result.append(high << 4 | low)
            default:
                result.append(byte)
            }
        }
        return result
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
