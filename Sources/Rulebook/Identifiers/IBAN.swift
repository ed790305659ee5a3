/// International bank account number (ISO 13616). A Romanian one has 24 characters: `RO`, two check digits, four letters
/// of the bank, sixteen letters or digits.
package enum IBAN {
    /// Any country's, in capitals without spaces. `treasury` asks for an account at the State Treasury, where alone
    /// public institutions are paid.
    package static func check(_ typed: String, treasury: Bool = false) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 64) { text throws(IdentifierRemark) in
            let account = text.compact(without: ["-", "."])
            let number = account.hasPrefix("IBAN") ? String(account.dropFirst(4)) : account
            guard isFormed(number) else { throw IdentifierRemark(.ibanForm) }
            if number.hasPrefix("RO"), number.count != 24 { throw IdentifierRemark(.ibanLength, ["n": .number(number.count)]) }
            guard isSound(number) else { throw IdentifierRemark(.ibanChecksum) }
            guard !treasury || isTreasury(number) else { throw IdentifierRemark(.ibanTreasury) }
            return .valid(number)
        }
    }

    /// Of a normalised number: whether the State Treasury keeps the account.
    package static func isTreasury(_ number: String) -> Bool { number.hasPrefix("RO") && number.dropFirst(4).hasPrefix("TREZ") }

    /// In groups of four, as it is printed: `RO49 AAAA 1B31 …`, with no-break spaces.
    package static func printed(_ number: String) -> String {
        stride(from: 0, to: number.count, by: 4).map { number.dropFirst($0).prefix(4) }.joined(separator: "\u{a0}")
    }

    /// `RO49••••••••••••••••0000`
    package static func masked(_ number: String) -> String { number.masked(first: 4, last: 4) }

    /// 15 to 34 letters and digits in all; a Romanian one is counted apart, for a sentence of its own.
    private static func isFormed(_ number: String) -> Bool {
        var scan = IdentifierScanner(number)
        guard let country = scan.capitals(2), scan.digits(2) != nil else { return false }
        guard country == "RO" else { return scan.capitalsOrDigits(11...30) != nil && scan.isAtEnd }
        return scan.capitals(4) != nil && scan.capitalsOrDigits(0...60) != nil && scan.isAtEnd
    }

    /// The number with its first four characters moved to the end, letters read as 10 to 35, leaves 1 modulo 97.
    /// 00, 01 and 99 would do so beside 97, 98 and 02, and are never given.
    private static func isSound(_ number: String) -> Bool {
        guard !["00", "01", "99"].contains(number.dropFirst(2).prefix(2)) else { return false }
        let remainder = (number.dropFirst(4) + number.prefix(4)).reduce(0) { remainder, character in
            let value = character.hexDigitValue ?? character.asciiValue.map { Int($0) - 55 } ?? 0
            return (remainder * (value < 10 ? 10 : 100) + value) % 97
        }
        return remainder == 1
    }
}
