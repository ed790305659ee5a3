/// A Romanian telephone number: mobile (07…) or fixed (02…, 03…).
package enum Phone {
    /// Normalised to E.164: `+40722123456`.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            let number = text.compact(without: ["-", ".", "/", "(", ")"])
            guard let match = number.wholeMatch(of: /(?:\+40|0040|0)(7[0-9]{8}|[23][0-9]{8})/) else {
                throw IdentifierRemark(.phoneForm)
            }
            return .valid("+40\(match.1)")
        }
    }

    /// `+407••••••56`
    package static func masked(_ number: String) -> String { number.masked(first: 4, last: 2) }
}
