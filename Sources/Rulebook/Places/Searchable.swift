import Foundation

extension String {
    /// Lower case without diacritics and outer space: how people type when they search.
    package var searchable: String {
        foldedAtOnce?.trimmed
            ?? folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Its words as the index of dossiers has them: folded runs of letters and digits.
    package var searchableWords: [String] {
        let folded = searchable
        guard folded.utf8.allSatisfy({ $0 < 0x80 }) else { return folded.split { !$0.isLetter && !$0.isNumber }.map(String.init) }
        return folded.utf8.split { byte in
            !((UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte))
        }.map { String(Substring($0)) }
    }

    /// The same folding, many times faster, of what is written with the letters of our languages; nil where there are others.
    private var foldedAtOnce: String? {
        var folded = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "A"..."Z": folded.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            case "\0"..."\u{7F}": folded.append(scalar)
            case "ă", "â", "á", "Ă", "Â", "Á": folded.append("a")
            case "é", "É": folded.append("e")
            case "î", "í", "Î", "Í": folded.append("i")
            case "ó", "ö", "ő", "Ó", "Ö", "Ő": folded.append("o")
            // Below a comma, as it is written, or with a cedilla, as old programs write it.
            case "ș", "\u{15F}", "Ș", "\u{15E}": folded.append("s")
            case "ț", "\u{163}", "Ț", "\u{162}": folded.append("t")
            case "ú", "ü", "ű", "Ú", "Ü", "Ű": folded.append("u")
            case "„", "”", "–", "’": folded.append(scalar)
            default: return nil
            }
        }
        return String(folded)
    }

    /// Without white space at its ends.
    package var trimmed: String {
        // Most texts have none, and seeing that takes two bytes.
        func isInk(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? true }
        return isInk(utf8.first) && isInk(utf8.last) ? self : trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
