/// The code of a territorial unit or locality in the national statistics' register: up to six digits.
///
/// The check digit is advice only: some codes in force fail it (Negreni, 60169). Whether a code exists, its table tells.
package enum SIRUTA {
    /// Normalised to its digits. A check digit that does not fit only warns.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            let code = text.compact
            guard code.isDigits, code.count <= 6, !code.hasPrefix("0") else { throw IdentifierRemark(.sirutaForm) }
            return .valid(code, warnings: isSound(code.digits) ? [] : [IdentifierRemark(.sirutaChecksum)])
        }
    }

    /// The products' own digits are summed, from the digit beside the check digit leftwards.
    private static func isSound(_ digits: [Int]) -> Bool {
        let sum = zip(digits.dropLast().reversed(), [1, 2, 3, 5, 7]).reduce(0) { sum, pair in
            let product = pair.0 * pair.1
            return sum + product / 10 + product % 10
        }
        return digits.last == (11 - sum % 10) % 10
    }
}
