/// The number of a land book (carte funciară, CF).
package enum LandBook {
    /// How the book is numbered.
    package enum Form: String, Hashable, Sendable {
        /// The same as the immovable's electronic cadastral number.
        case electronic
        /// An old book of a locality: `1234 N` (N for newly founded), the locality's name after it or apart from it.
        case old
    }

    /// Normalised to `123456-C1`, or `1234 N Feleacu` with single spaces.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 80) { text throws(IdentifierRemark) in
            let number = text.compact(after: ["NR", "CF", "."])
            if Cadastral.isElectronic(number) { return .valid(number) }
            guard let old = old(text) else { throw IdentifierRemark(.landBookForm) }
            return .valid(old)
        }
    }

    /// Of a normalised number.
    package static func form(of number: String) -> Form { Cadastral.isElectronic(number) ? .electronic : .old }

    /// The book's number, N or no N, and the name of a locality or none; the number alone would be an electronic one.
    private static func old(_ text: IdentifierText) -> String? {
        var words = text.text.split(separator: " ").drop { ["cf", "nr", "cf.", "nr."].contains($0.lowercased()) }
        guard var number = words.popFirst() else { return nil }
        let isNew = number.last == "N" || words.first == "N"
        if number.last == "N" { number = number.dropLast() } else if isNew { words = words.dropFirst() }
        guard number.isDigits, number.count <= 7, isNew || !words.isEmpty else { return nil }
        let isName = words.allSatisfy { $0.first?.isLetter == true && $0.allSatisfy { $0.isLetter || $0 == "-" || $0 == "." } }
        return isName ? ([number] + (isNew ? ["N"] : []) + words).joined(separator: " ") : nil
    }
}
