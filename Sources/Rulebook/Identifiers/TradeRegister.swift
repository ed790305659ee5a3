/// A trader's number in the trade register: `J12/1234/2005`, or the newer `J2024001234123` (from July 2024).
package enum TradeRegister {
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
        if number.wholeMatch(of: /[JFC][0-9]{2}\/[0-9]{1,7}\/[0-9]{4}/) != nil { return .old }
        return number.wholeMatch(of: /[JFC][0-9]{13}/) == nil ? nil : .new
    }
}
