/// A Romanian post code: six digits.
package enum PostCode {
    /// Normalised without spaces.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            let code = text.compact
            guard code.isDigits, code.count == 6 else { throw IdentifierRemark(.postCodeForm) }
            return .valid(code)
        }
    }
}
