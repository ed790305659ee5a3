/// A trader's number in the trade register: `J12/1234/2005`, or the newer `J2024001234123` (from July 2024).
package enum TradeRegister {
    /// How the number is written: by the old rule or by that of July 2024.
    package enum Form: String, Hashable, Sendable { case old, new }

    /// Normalised in capitals, without spaces.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            guard form(of: text.compact) != nil else { throw IdentifierRemark(.tradeRegisterForm) }
            return .valid(text.compact)
        }
    }

    /// Nil for what `check` refuses.
    package static func form(of number: String) -> Form? {
        var scan = IdentifierScanner(number)
        guard scan.capitals(1, of: "JFC") != nil else { return nil }
        if scan.digits(13) != nil { return scan.isAtEnd ? .new : nil }
        let isOld = scan.digits(2) != nil && scan.take("/") && scan.digits(1...7) != nil && scan.take("/") && scan.digits(4) != nil
        return isOld && scan.isAtEnd ? .old : nil
    }
}
