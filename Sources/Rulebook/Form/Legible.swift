extension String {
    /// What somebody typed or pasted, as it is read and kept at every door: without the marks that nobody sees (Unicode's Cf and Cc, but
    /// for the ends of lines and tabs), which hide words from a search and turn a line around, and with the comma below ș and ț where old
    /// keyboards write a cedilla.
    package var legible: String {
        if isLegible { return self }
        var legible = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\n", "\r", "\t": legible.append(scalar)
            case "\u{15E}": legible.append("Ș")
            case "\u{15F}": legible.append("ș")
            case "\u{162}": legible.append("Ț")
            case "\u{163}": legible.append("ț")
            default:
                // The cedilla may also stand alone behind its letter.
                if scalar == "\u{327}", let last = legible.last, let whole = Self.withComma[last] {
                    legible.removeLast()
                    legible.append(whole)
                } else if ![.control, .format].contains(scalar.properties.generalCategory) {
                    legible.append(scalar)
                }
            }
        }
        return String(legible)
    }

    private static let withComma: [Unicode.Scalar: Unicode.Scalar] = ["S": "Ș", "s": "ș", "T": "Ț", "t": "ț"]

    /// Told by its bytes, as nearly every answer can be: ASCII, and the letters of Romanian and most of those of Hungarian.
    private var isLegible: Bool {
        utf8.allSatisfy { byte in
            switch byte {
            case 0x20...0x7E, 0x09, 0x0A, 0x0D, 0x80...0xBF, 0xC3, 0xC4, 0xC8: true
            default: false
            }
        }
    }
}
