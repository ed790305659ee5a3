/// The identifiers that a form's field can ask for, by the names that content uses.
package enum IdentifierKind: String, CaseIterable, Hashable, Codable, Sendable {
    case cnp, cui, iban
    case treasuryIBAN = "treasury-iban"
    case phone, email
    case postCode = "post-code"
    case cadastral
    case landBook = "land-book"
    case siruta
    case idCard = "id-card"
    case tradeRegister = "trade-register"
    case plate
    case kilometre = "km"
    case countyRoad = "county-road"
    case monument

    /// Judges what somebody typed, by the rule of this kind.
    package func check(_ typed: String) -> IdentifierVerdict {
        switch self {
        case .cnp: CNP.check(typed)
        case .cui: CUI.check(typed)
        case .iban: IBAN.check(typed)
        case .treasuryIBAN: IBAN.check(typed, treasury: true)
        case .phone: Phone.check(typed)
        case .email: Email.check(typed)
        case .postCode: PostCode.check(typed)
        case .cadastral: Cadastral.check(typed)
        case .landBook: LandBook.check(typed)
        case .siruta: SIRUTA.check(typed)
        case .idCard: PersonIdCard.check(typed)
        case .tradeRegister: TradeRegister.check(typed)
        case .plate: VehiclePlate.check(typed)
        case .kilometre: RoadKilometre.check(typed)
        case .countyRoad: CountyRoad.check(typed)
        case .monument: MonumentCode.check(typed)
        }
    }

    /// A normalised value as pages show it: personal numbers only by their ends, others as they are.
    package func masked(_ value: String) -> String {
        switch self {
        case .cnp: CNP.masked(value)
        case .iban: IBAN.masked(value)
        case .phone: Phone.masked(value)
        case .email: Email.masked(value)
        case .idCard: PersonIdCard.masked(value)
        case .cui, .treasuryIBAN, .postCode, .cadastral, .landBook, .siruta, .tradeRegister, .plate, .kilometre, .countyRoad, .monument:
            value
        }
    }
}
