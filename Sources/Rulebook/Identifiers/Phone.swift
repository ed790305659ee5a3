/// A Romanian telephone number: mobile (07…) or fixed (02…, 03…).
package enum Phone {
    /// Normalised to E.164: `+40722123456`.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            var scan = IdentifierScanner(text.compact(without: ["-", ".", "/", "(", ")"]))
            guard scan.take("+40") || scan.take("0040") || scan.take("0"), let number = scan.digits(9), scan.isAtEnd,
                let kind = number.first, "237".contains(kind)
            else { throw IdentifierRemark(.phoneForm) }
            return .valid("+40\(number)")
        }
    }

    /// `+407••••••56`
    package static func masked(_ number: String) -> String { number.masked(first: 4, last: 2) }
}
