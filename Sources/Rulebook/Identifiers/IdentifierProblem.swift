/// All that can be wrong, or doubtful, about an identifier. Each has a sentence under `identifier` in the locales that
/// tells what to do next.
package enum IdentifierProblem: String, CaseIterable, Hashable, Sendable {
    case empty
    case tooLong = "too-long"
    /// Digits of another script, such as full-width ones: they look right and compare wrong.
    case foreignDigits = "foreign-digits"

    case cnpCharacters = "cnp.characters"
    case cnpLength = "cnp.length"
    case cnpFirstDigit = "cnp.first-digit"
    case cnpDate = "cnp.date"
    case cnpChecksum = "cnp.checksum"
    /// A warning.
    case cnpCounty = "cnp.county"

    case cuiCharacters = "cui.characters"
    case cuiLength = "cui.length"
    case cuiChecksum = "cui.checksum"

    case ibanForm = "iban.form"
    case ibanLength = "iban.length"
    case ibanChecksum = "iban.checksum"
    case ibanTreasury = "iban.treasury"

    case phoneForm = "phone.form"
    case emailForm = "email.form"
    case postCodeForm = "post-code.form"
    case cadastralForm = "cadastral.form"
    case landBookForm = "land-book.form"

    case sirutaForm = "siruta.form"
    /// A warning.
    case sirutaChecksum = "siruta.checksum"

    case idCardForm = "id-card.form"
    /// A warning.
    case idCardDigits = "id-card.digits"

    case tradeRegisterForm = "trade-register.form"
    case plateForm = "plate.form"
    /// A warning.
    case plateCounty = "plate.county"
    case kilometreForm = "km.form"
    case countyRoadForm = "county-road.form"
    case monumentForm = "monument.form"
}
