/// `application/x-www-form-urlencoded`: bodies of plain forms, and queries (WHATWG URL Standard, 5.1).
enum Urlencoded {
    /// More pairs than any form of ours sends.
    static let pairLimit = 4_000

    /// Name and value of each pair, in order.
    /// - Throws: ``Turn/unreadable`` where the bytes are no UTF-8, ``Turn/tooLarge`` where there are too many pairs.
    static func pairs(_ bytes: some Sequence<UInt8>) throws(Turn) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        var name: [UInt8]?
        var part: [UInt8] = []
        func finish() throws(Turn) {
            defer { (name, part) = (nil, []) }
            if name == nil && part.isEmpty { return }
            guard pairs.count < pairLimit else { throw .tooLarge }
            pairs.append((try decoded(name ?? part), name == nil ? "" : try decoded(part)))
        }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): try finish()
            case UInt8(ascii: "=") where name == nil: (name, part) = (part, [])
            default: part.append(byte)
            }
        }
        try finish()
        return pairs
    }

    /// A query's first value of that name; what cannot be read is not there, nor what no text of the books can hold.
    static func value(_ name: String, in query: String?) -> String? {
        guard let query, let pairs = try? pairs(query.utf8.prefix(4_000)) else { return nil }
        return pairs.first { $0.name == name && !$0.value.utf8.contains(0) }?.value
    }

    private static func decoded(_ part: [UInt8]) throws(Turn) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var index = 0
        while index < part.count {
            if part[index] == UInt8(ascii: "%"), index + 2 < part.count, let high = part[index + 1].hexDigit,
                let low = part[index + 2].hexDigit
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(part[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : part[index])
                index += 1
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .unreadable }
        return text
    }
}

extension UInt8 {
    var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
