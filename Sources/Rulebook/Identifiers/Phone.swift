/// A telephone number: a Romanian one, mobile (07…) or fixed (02…, 03…), or one of another country with its code (ITU-T E.164).
package enum Phone {
    /// Normalised to E.164: `+40722123456`, `+36301234567`.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            // „+49 (0) 30 …”: the nought is dialled at home only.
            let isAbroad = text.text.hasPrefix("+") || text.text.hasPrefix("00")
            let compact = (isAbroad ? text.without("(0)") : text).compact(without: ["-", ".", "/", "(", ")"])
            guard let number = romanian(compact) ?? foreign(compact) else { throw IdentifierRemark(.phoneForm) }
            return .valid(number)
        }
    }

    private static func romanian(_ compact: String) -> String? {
        var scan = IdentifierScanner(compact)
        guard scan.take("+40") || scan.take("0040") || scan.take("0"), let number = scan.digits(9), scan.isAtEnd,
            let kind = number.first, "237".contains(kind)
        else { return nil }
        return "+40\(number)"
    }

    /// Behind `+` or `00`, a country's code and what follows it: 8 to 15 digits in all.
    private static func foreign(_ compact: String) -> String? {
        var scan = IdentifierScanner(compact)
        guard scan.take("+") || scan.take("00"), let number = scan.digits(8...15), scan.isAtEnd, number.first != "0",
            !number.hasPrefix("40")
        else { return nil }
        // North America and Russia, whose codes are one digit, have ten behind it; a Romanian number behind a bare + has nine.
        if number.hasPrefix("1") || number.hasPrefix("7"), number.count != 11 { return nil }
        return "+\(number)"
    }

    /// `+407••••••56`
    package static func masked(_ number: String) -> String { number.masked(first: 4, last: 2) }
}
