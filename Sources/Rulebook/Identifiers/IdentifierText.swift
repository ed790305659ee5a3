/// What somebody typed or pasted, made fit to be judged: bounded, trimmed, its spaces and dashes the ordinary ones.
struct IdentifierText {
    /// Words parted by single spaces.
    let text: String

    /// Throws `empty`, `tooLong` (more than `limit` characters are left) or `foreignDigits`.
    init(_ typed: String, limit: Int) throws(IdentifierRemark) {
        let tooLong = IdentifierRemark(.tooLong, ["limit": .number(limit)])
        // Before anything is looked at: room for the limit in the longest encoding, and as much again for spaces.
        guard typed.utf8.count <= limit * 8 else { throw tooLong }
        var scalars = String.UnicodeScalarView()
        for scalar in typed.unicodeScalars {
            guard scalar.isASCII || scalar.properties.numericType != .decimal else { throw IdentifierRemark(.foreignDigits) }
            scalars.append(Self.plain(scalar))
        }
        text = String(scalars).split(separator: " ").joined(separator: " ")
        guard !text.isEmpty else { throw IdentifierRemark(.empty) }
        guard text.count <= limit else { throw tooLong }
    }

    /// Without its spaces, in capitals, all of it ASCII: any other character becomes `?`, which no identifier has.
    /// `uppercased()` would make SS of ß, and a comparison of characters take the Kelvin sign for a K.
    var compact: String {
        String(
            decoding: text.unicodeScalars.lazy.filter { $0 != " " }.map { scalar in
                guard scalar.isASCII else { return UInt8(ascii: "?") }
                let byte = UInt8(scalar.value)
                return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
            }, as: UTF8.self)
    }

    /// Without spaces, in capitals, and without the punctuation that people put between groups of digits.
    func compact(without punctuation: Set<Character>) -> String { compact.filter { !punctuation.contains($0) } }

    /// Without something that says nothing, wherever it stands.
    func without(_ part: String) -> IdentifierText { IdentifierText(text: text.replacing(part, with: "")) }

    private init(text: String) { self.text = text }

    /// Without spaces, in capitals, and without the words that people put before a number („nr. cad. 1234”).
    func compact(after words: [String]) -> String {
        var rest = compact[...]
        while let word = words.first(where: rest.hasPrefix) { rest = rest.dropFirst(word.count) }
        return String(rest)
    }

    /// White space and the invisible marks that come along with a paste become a space; any dash a hyphen.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: " "
        case 0x2010...0x2015, 0x2212: "-"
        default: scalar.properties.isWhitespace ? " " : scalar
        }
    }
}

extension StringProtocol {
    /// Only 0 to 9, and at least one of them.
    var isDigits: Bool { !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }

    /// The values of ASCII digits.
    var digits: [Int] { utf8.map { Int($0) - Int(UInt8(ascii: "0")) } }

    /// The first and last characters, dots for the others: enough to recognise, too little to use.
    func masked(first: Int, last: Int) -> String {
        guard count > first + last else { return String(repeating: "•", count: count) }
        return prefix(first) + String(repeating: "•", count: count - first - last) + suffix(last)
    }
}
