/// The fiscal code of legal persons (CUI, CIF): 2 to 10 digits, the last a check digit; `RO` before it tells of VAT.
package enum CUI {
    /// Normalised to its digits alone.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 30) { text throws(IdentifierRemark) in
            let code = text.compact(without: [".", "-"])
            let number = code.hasPrefix("RO") ? String(code.dropFirst(2)) : code
            guard number.isDigits, !number.hasPrefix("0") else { throw IdentifierRemark(.cuiCharacters) }
            guard (2...10).contains(number.count) else { throw IdentifierRemark(.cuiLength, ["n": .number(number.count)]) }
            guard number.digits.last == control(number.digits.dropLast()) else { throw IdentifierRemark(.cuiChecksum) }
            return .valid(number)
        }
    }

    /// The key is right-aligned: it is read from the last digit on.
    private static func control(_ digits: ArraySlice<Int>) -> Int {
        let sum = zip(digits.reversed(), [2, 3, 5, 7, 1, 2, 3, 5, 7]).reduce(0) { $0 + $1.0 * $1.1 }
        return sum * 10 % 11 % 10
    }
}
