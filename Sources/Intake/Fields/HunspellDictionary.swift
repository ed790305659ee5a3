import Foundation

/// A dictionary of Hunspell, as Debian's `hunspell-ro` installs it: stems with flags, and rules that make words of them. The files are
/// read where they lie; the program carries no part of them.
struct HunspellDictionary: Sendable {
    private let bytes: [UInt8]
    /// An open hash table over the stems without case and diacritics: where a stem's line begins, and one.
    private let table: [UInt32]
    private let rules: [String: [Rule]]
    private let longestEnding: Int

    private static let folder = "/usr/share/hunspell"
    private static let sizeLimitBytes = 32 << 20

    /// Nil where the machine has none.
    static func romanian(in folder: String = folder) -> HunspellDictionary? {
        let files = ["ro_RO.aff", "ro_RO.dic"].compactMap { try? Data(contentsOf: URL(filePath: folder).appending(path: $0)) }
        guard files.count == 2, files.allSatisfy({ $0.count < sizeLimitBytes }) else { return nil }
        return HunspellDictionary(affixes: files[0], stems: files[1])
    }

    init(affixes: Data, stems: Data) {
        bytes = [UInt8](stems)
        table = Self.table(bytes)
        var rules: [String: [Rule]] = [:]
        for line in String(decoding: affixes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("SFX ") {
            if let rule = Rule(line) { rules[WordList.folded(rule.ending), default: []].append(rule) }
        }
        self.rules = rules
        longestEnding = rules.keys.map(\.count).max() ?? 0
    }

    /// The words, in lower case, that are this one but for diacritics.
    /// - Parameter folded: in lower case without diacritics.
    func forms(of folded: String) -> [String] {
        guard (2...40).contains(folded.count) else { return [] }
        var forms = plainForms(of: folded)
        // „ne” and „re” stand before any verb.
        if forms.isEmpty, let prefix = ["ne", "re"].first(where: folded.hasPrefix), folded.count > 4 {
            forms = Set(plainForms(of: String(folded.dropFirst(2))).map { prefix + $0 })
        }
        return forms.sorted()
    }

    private func plainForms(of folded: String) -> Set<String> {
        var forms = Set(entries(folded).map { $0.stem.lowercased() })
        for count in 0...min(longestEnding, folded.count - 1) {
            guard let fitting = rules[String(folded.suffix(count))] else { continue }
            let beginning = folded.dropLast(count)
            for (strip, sameStrip) in Dictionary(grouping: fitting, by: \.strip) {
                for entry in entries(beginning + WordList.folded(strip)) {
                    for rule in sameStrip where entry.flags.contains(rule.flag) && rule.takes(entry.stem) {
                        forms.insert((entry.stem.dropLast(strip.count) + rule.ending).lowercased())
                    }
                }
            }
        }
        return forms.filter { WordList.folded($0) == folded }
    }

    private func entries(_ folded: String) -> [(stem: String, flags: String)] {
        let wanted = Array(folded.utf8)
        var slot = Int(Self.hash(wanted) % UInt64(table.count))
        var found: [(stem: String, flags: String)] = []
        while table[slot] != 0 {
            let line = Self.line(bytes, at: Int(table[slot]) - 1)
            let (stem, flags) = Self.parts(line)
            if Self.fold(stem) == wanted {
                found.append((String(decoding: stem, as: UTF8.self), String(decoding: flags, as: UTF8.self)))
            }
            slot = (slot + 1) % table.count
        }
        return found
    }

    private static func table(_ bytes: [UInt8]) -> [UInt32] {
        var starts: [Int] = []
        var start = 0
        for index in bytes.indices where bytes[index] == newline {
            if index > start { starts.append(start) }
            start = index + 1
        }
        if start < bytes.count { starts.append(start) }
        var table = [UInt32](repeating: 0, count: max(starts.count * 2, 2) | 1)
        for start in starts {
            var slot = Int(hash(fold(parts(line(bytes, at: start)).stem)) % UInt64(table.count))
            while table[slot] != 0 { slot = (slot + 1) % table.count }
            table[slot] = UInt32(start + 1)
        }
        return table
    }

    private static let (newline, slash) = (UInt8(ascii: "\n"), UInt8(ascii: "/"))

    private static func line(_ bytes: [UInt8], at start: Int) -> ArraySlice<UInt8> {
        var end = start
        while end < bytes.count, bytes[end] != newline { end += 1 }
        return bytes[start..<end]
    }

    private static func parts(_ line: ArraySlice<UInt8>) -> (stem: ArraySlice<UInt8>, flags: ArraySlice<UInt8>) {
        guard let cut = line.firstIndex(of: slash) else { return (line, []) }
        return (line[..<cut], line[(cut + 1)...])
    }

    /// Romanian letters in UTF-8 to English lower case; others stay.
    private static func fold(_ stem: ArraySlice<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(stem.count)
        var index = stem.startIndex
        while index < stem.endIndex {
            let byte = stem[index]
            index += 1
            guard byte >= 0x80, index < stem.endIndex else {
                folded.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte)
                continue
            }
            let letter: UInt8? =
                switch (byte, stem[index]) {
                case (0xC4, 0x82), (0xC4, 0x83), (0xC3, 0x82), (0xC3, 0xA2): UInt8(ascii: "a")
                case (0xC3, 0x8E), (0xC3, 0xAE): UInt8(ascii: "i")
                case (0xC8, 0x98), (0xC8, 0x99): UInt8(ascii: "s")
                case (0xC8, 0x9A), (0xC8, 0x9B): UInt8(ascii: "t")
                default: nil
                }
            if let letter { folded.append(letter) } else { folded += [byte, stem[index]] }
            index += 1
        }
        return folded
    }

    /// FNV-1a.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// A suffix that stems with a flag may have: `SFX t eț eața [^i]eț`.
    private struct Rule: Hashable {
        let flag: Character
        let strip: String
        let ending: String
        private let condition: [Part]

        private struct Part: Hashable {
            let characters: String
            let excludes: Bool
        }

        init?(_ line: Substring) {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count >= 5, let flag = words[1].first, words[1].count == 1 else { return nil }
            self.flag = flag
            strip = words[2] == "0" ? "" : String(words[2])
            let added = words[3].prefix { $0 != "/" }
            ending = added == "0" ? "" : String(added)
            condition = Self.parts(words[4])
        }

        private static func parts(_ pattern: Substring) -> [Part] {
            var parts: [Part] = []
            var rest = pattern
            while let character = rest.popFirst() {
                guard character == "[" else {
                    parts.append(
                        character == "." ? Part(characters: "", excludes: true) : Part(characters: String(character), excludes: false))
                    continue
                }
                let inner = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inner.count + 1)
                let excludes = inner.first == "^"
                parts.append(Part(characters: String(excludes ? inner.dropFirst() : inner), excludes: excludes))
            }
            return parts
        }

        /// Whether the rule's condition holds at the stem's end.
        func takes(_ stem: String) -> Bool {
            guard stem.count >= condition.count, stem.hasSuffix(strip) else { return false }
            return zip(stem.suffix(condition.count), condition).allSatisfy { $1.characters.contains($0) != $1.excludes }
        }
    }
}
