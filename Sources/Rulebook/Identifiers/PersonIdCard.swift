/// Series and number of an identity card: two letters and six digits.
///
/// Electronic cards carry one number of letters and digits together; where it has a seventh digit it is let through
/// with a warning, since nobody may be turned away for having the newer card.
package enum PersonIdCard {
    /// Normalised to `CJ123456`.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            var scan = IdentifierScanner(text.compact(without: [".", ",", ":", "-"]))
            scan.skip(["SERIA"])
            guard let series = scan.capitals(2) else { throw IdentifierRemark(.idCardForm) }
            scan.skip(["NR"])
            guard let number = scan.digits(6...7), scan.isAtEnd else { throw IdentifierRemark(.idCardForm) }
            return .valid("\(series)\(number)", warnings: number.count == 6 ? [] : [IdentifierRemark(.idCardDigits)])
        }
    }

    /// `CJ••••56`
    package static func masked(_ card: String) -> String { card.masked(first: 2, last: 2) }
}
