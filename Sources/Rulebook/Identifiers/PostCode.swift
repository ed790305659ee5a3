/// A Romanian post code: six digits.
package enum PostCode {
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            guard text.compact.wholeMatch(of: /[0-9]{6}/) != nil else { throw IdentifierRemark(.postCodeForm) }
            return .valid(text.compact)
        }
    }
}
