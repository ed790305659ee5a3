/// A JSON text of strings, lists and objects as it is put together, byte for byte what Foundation's encoder writes with sorted keys and
/// without escaped slashes, in a tenth of its time: a submission writes its answers, its receipt and its event so.
package struct JSONText {
    private var bytes: [UInt8] = []

    package init() { bytes.reserveCapacity(1_024) }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
    package var utf8: [UInt8] { bytes }

    package mutating func write(_ truth: Bool) { bytes.append(contentsOf: (truth ? "true" : "false").utf8) }

    package mutating func write(_ text: String) {
        var text = text
        bytes.append(Self.quote)
        text.withUTF8 { letters in
            var written = 0
            for index in letters.indices where letters[index] < 0x20 || letters[index] == Self.quote || letters[index] == Self.backslash {
                bytes.append(contentsOf: letters[written..<index])
                escape(letters[index])
                written = index + 1
            }
            bytes.append(contentsOf: letters[written...])
        }
        bytes.append(Self.quote)
    }

    package mutating func write<Items: Sequence>(list items: Items, _ item: (inout JSONText, Items.Element) -> Void) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for one in items {
            if !isFirst { bytes.append(Self.comma) }
            isFirst = false
            item(&self, one)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    package mutating func write<Value>(object pairs: [String: Value], _ value: (inout JSONText, Value) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, one) in pairs.sorted(by: { Self.precedes($0.key, $1.key) }) {
            if !isFirst { bytes.append(Self.comma) }
            isFirst = false
            write(key)
            bytes.append(UInt8(ascii: ":"))
            value(&self, one)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// By their bytes, as the encoder sorts.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        var (one, other) = (one, other)
        return one.withUTF8 { one in
            other.withUTF8 { other in
                for (left, right) in zip(one, other) where left != right { return left < right }
                return one.count < other.count
            }
        }
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(Self.backslash)
        switch byte {
        case Self.quote, Self.backslash: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let comma = UInt8(ascii: ",")
}

extension JSONText {
    package static func of(_ texts: [String: String]) -> String {
        var json = JSONText()
        json.write(object: texts) { $0.write($1) }
        return json.text
    }
}

extension Answers {
    /// The answers as JSON with sorted keys: the same answers give the same bytes, so their digest means something.
    package var json: JSONText {
        var json = JSONText()
        json.write(object: byKey) { json, answer in
            switch answer {
            case .text(let text): json.write(text)
            case .list(let items): json.write(list: items) { $0.write($1) }
            case .rows(let rows): json.write(list: rows) { $0.write(object: $1) { $0.write($1) } }
            }
        }
        return json
    }
}
