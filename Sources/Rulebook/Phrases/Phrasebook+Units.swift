package import FoundationEssentials

extension Phrasebook {
    /// A number with what it counts or measures: „1 persoană”, „25 de persoane”, „12,5 mp”. A unit that is a word, and changes with the
    /// number, is a phrase of the locales (`unit.persoane`); any other is a sign, and stands behind the number as it is.
    package func measured(_ number: Decimal, _ unit: String?, in language: Language) -> String {
        guard let unit else { return self.number(number, in: language) }
        if let whole = number.wholeNumber, has("unit.\(unit)") { return self("unit.\(unit)", ["n": .number(whole)], in: language) }
        return "\(self.number(number, in: language))\u{A0}\(unit)"
    }
}
