/// The personal number of Romanian citizens and residents: `S AA LL ZZ JJ NNN C` (Legea 105/1996, OUG 97/2005), and the
/// NIF of those who have none, which also has 13 digits and begins with 9.
package enum CNP {
    /// Whose number it is, by its first digit.
    package enum Holder: String, Hashable, Sendable {
        case citizen, resident
        /// A foreign taxpayer's NIF: its digits tell nothing about the person.
        case taxpayer
    }

    /// Odd first digits are men's, even ones women's.
    package enum Sex: String, Hashable, Sendable { case male, female }

    /// What the digits of a valid number tell.
    package struct Facts: Hashable, Sendable {
        /// Citizen, resident foreigner or foreign taxpayer.
        package let holder: Holder
        /// Nil for a taxpayer's NIF.
        package let sex: Sex?
        /// Nil where the century is not told: residents' numbers begin with 7 or 8 in any.
        package let birth: Day?
        /// Where the number was given, for the codes that name a county or the capital.
        package let county: County?
    }

    /// Normalised to its 13 digits. An unknown county code only warns.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            let number = text.compact(without: [".", "-"])
            guard number.isDigits else { throw IdentifierRemark(.cnpCharacters) }
            guard number.count == 13 else { throw IdentifierRemark(.cnpLength, ["n": .number(number.count)]) }
            let digits = number.digits
            guard digits[0] != 0 else { throw IdentifierRemark(.cnpFirstDigit) }
            if digits[0] == 9 { return .valid(number) }
            guard !births(digits).isEmpty else { throw IdentifierRemark(.cnpDate) }
            guard digits[12] == control(digits) else { throw IdentifierRemark(.cnpChecksum) }
            let place = digits[7] * 10 + digits[8]
            let warnings =
                places.contains(place) ? [] : [IdentifierRemark(.cnpCounty, ["code": .text(String(number.dropFirst(7).prefix(2)))])]
            return .valid(number, warnings: warnings)
        }
    }

    /// Nil for anything that `check` refuses.
    package static func facts(_ typed: String) -> Facts? {
        guard let digits = check(typed).normalised?.digits else { return nil }
        guard digits[0] != 9 else { return Facts(holder: .taxpayer, sex: nil, birth: nil, county: nil) }
        let births = births(digits)
        let place = digits[7] * 10 + digits[8]
        return Facts(
            holder: digits[0] < 7 ? .citizen : .resident, sex: digits[0].isMultiple(of: 2) ? .female : .male,
            birth: births.count == 1 ? births[0] : nil,
            county: (41...47).contains(place) ? County(number: 40) : County(number: place))
    }

    /// `1•••••••••••7`: what pages show, even to the number's owner.
    package static func masked(_ number: String) -> String { number.masked(first: 1, last: 1) }

    /// Counties, the sectors of the capital (41–46; 47 was a seventh), on-line registration (70), consulates (80–83).
    private static let places: Set<Int> = Set(1...47).union([51, 52, 70, 80, 81, 82, 83])

    private static func control(_ digits: [Int]) -> Int {
        let remainder = zip(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return remainder == 10 ? 1 : remainder
    }

    /// The days that the digits may mean: one for citizens, up to two for residents, none for 31 April.
    private static func births(_ digits: [Int]) -> [Day] {
        let centuries =
            switch digits[0] {
            case 1, 2: [1900]
            case 3, 4: [1800]
            case 5, 6: [2000]
            default: [1900, 2000]
            }
        return centuries.compactMap {
            Day(year: $0 + digits[1] * 10 + digits[2], month: digits[3] * 10 + digits[4], day: digits[5] * 10 + digits[6])
        }
    }
}
