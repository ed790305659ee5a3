/// Reads the JSON that `JSONText` writes, and most that programs send: objects of texts, lists of texts, and rows of texts. Wherever
/// it meets anything else it gives nil, and Foundation's decoder, which knows everything and takes ten times as long, has the word.
struct JSONScanner {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The whole text as an object; each value is read by `value`.
    mutating func whole<Value>(_ value: (inout JSONScanner) -> Value?) -> [String: Value]? {
        guard let found = object(value) else { return nil }
        skipSpace()
        return place == bytes.count ? found : nil
    }

    mutating func object<Value>(_ value: (inout JSONScanner) -> Value?) -> [String: Value]? {
        guard take(UInt8(ascii: "{")) else { return nil }
        var found: [String: Value] = [:]
        if take(UInt8(ascii: "}")) { return found }
        repeat {
            guard let key = text(), take(UInt8(ascii: ":")), let one = value(&self), found.updateValue(one, forKey: key) == nil else {
                return nil
            }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? found : nil
    }

    mutating func list<Item>(_ item: (inout JSONScanner) -> Item?) -> [Item]? {
        guard take(UInt8(ascii: "[")) else { return nil }
        var found: [Item] = []
        if take(UInt8(ascii: "]")) { return found }
        repeat {
            guard let one = item(&self) else { return nil }
            found.append(one)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? found : nil
    }

    mutating func text() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = place
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return String(validating: bytes[start..<(place - 1)], as: UTF8.self)
            case UInt8(ascii: "\\"): return escapedText(from: start)
            case 0..<0x20: return nil
            default: place += 1
            }
        }
        return nil
    }

    /// Goes on with a text in which something is escaped.
    private mutating func escapedText(from start: Int) -> String? {
        var letters = Array(bytes[start..<place])
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: letters, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let letter = escapedLetter() else { return nil }
                letters.append(letter)
            case 0..<0x20: return nil
            default: letters.append(byte)
            }
        }
        return nil
    }

    /// Of what is escaped by number, only ASCII.
    private mutating func escapedLetter() -> UInt8? {
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        switch bytes[place] {
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return bytes[place]
        case UInt8(ascii: "u"):
            guard place + 4 < bytes.count else { return nil }
            place += 4
            var value = 0
            for digit in bytes[(place - 3)...place] {
                guard let digit = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
                value = value * 16 + digit
            }
            return value < 0x80 ? UInt8(value) : nil
        default: return nil
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
    }

    /// What comes next begins so.
    mutating func isNext(_ byte: UInt8) -> Bool {
        skipSpace()
        return place < bytes.count && bytes[place] == byte
    }
}

extension Answers {
    /// - Parameter json: UTF-8; nil where it holds more than texts, lists of texts and rows, or is not JSON.
    package init?(json: [UInt8]) {
        var scanner = JSONScanner(json)
        guard let found = scanner.whole({ $0.answer() }) else { return nil }
        self.init(found)
    }
}

extension JSONScanner {
    fileprivate mutating func answer() -> Answer? {
        guard isNext(UInt8(ascii: "[")) else { return text().map { .text($0) } }
        let start = place
        if let items = list({ $0.text() }) { return .list(items) }
        place = start
        return list { $0.object { $0.text() } }.map { .rows($0) }
    }
}

/// An object of texts, as `JSONText.of` writes it; nil for anything else.
package func textsOfJSON(_ json: String) -> [String: String]? {
    var scanner = JSONScanner(Array(json.utf8))
    return scanner.whole { $0.text() }
}
