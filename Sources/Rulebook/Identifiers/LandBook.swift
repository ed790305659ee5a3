/// The number of a land book (carte funciară, CF).
package enum LandBook {
    package enum Form: String, Hashable, Sendable {
        /// The same as the immovable's electronic cadastral number.
        case electronic
        /// An old book of a locality: `1234 N` (N for newly founded), the locality's name after it or apart from it.
        case old
    }

    /// Normalised to `123456-C1`, or `1234 N Feleacu` with single spaces.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 80) { text throws(IdentifierRemark) in
            let number = Cadastral.number(in: text, after: ["CF", "NR"])
            if Cadastral.isElectronic(number) { return .valid(number) }
            guard let old = old(text) else { throw IdentifierRemark(.landBookForm) }
            return .valid(old)
        }
    }

    /// Of a normalised number.
    package static func form(of number: String) -> Form { Cadastral.isElectronic(number) ? .electronic : .old }

    private static func old(_ text: IdentifierText) -> String? {
        let form = /(?:CF|cf)? ?(?:nr)?\.? ?([0-9]{1,7}) ?([Nn]\b)? ?(\p{L}[\p{L} .-]*)?/
        guard let match = text.text.wholeMatch(of: form), match.2 != nil || match.3 != nil else { return nil }
        return [match.1, match.2 == nil ? nil : "N", match.3].compactMap(\.self).joined(separator: " ")
    }
}
