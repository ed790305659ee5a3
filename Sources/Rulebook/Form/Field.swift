package import Foundation

/// What a field asks for: decides its control on the page, its check, its box on paper and its schema.
package enum FieldKind: String, Codable, CaseIterable, Sendable {
    case text, paragraph, number, money
    /// Yes or no, both acceptable answers.
    case truth
    /// A statement that must be ticked to go on.
    case declaration
    /// One of `options`, or several of them.
    case choice, choices
    case date, email, phone
    /// CNP, or NIF for those without one (domain: numeric code of 13 digits).
    case cnp
    /// CUI/CIF of a firm or institution.
    case cui
    case iban
    /// Series and number of an identity card.
    case identityCard = "id-card"
    /// Number in the trade register.
    case tradeRegister = "trade-register"
    case cadastral
    case landBook = "land-book"
    /// SIRUTA code of a municipality, town or commune; of a locality in one of them.
    case uat, locality
    case postcode = "post-code"
    /// A time of day, HH:MM.
    case time
    /// Days from one to another, both included: `2027-05-01/2027-05-03`.
    case period
    /// A booking of a `resource`: unit, beginning, number of slots.
    case slot
    /// A shape on the map: GeoJSON, or a list of Stereo 70 coordinates.
    case geometry
    /// A county road, DJ103G; a place along one, 12+350.
    case countyRoad = "county-road"
    case kilometre
    /// The registration plate of a vehicle.
    case plate
    /// A code of the list of historic monuments.
    case monument
    /// A repeating table with `columns`.
    case rows

    /// The identifier that is typed in, for the kinds that are one.
    package var identifier: IdentifierKind? {
        switch self {
        case .email: .email
        case .phone: .phone
        case .cnp: .cnp
        case .cui: .cui
        case .iban: .iban
        case .identityCard: .idCard
        case .tradeRegister: .tradeRegister
        case .cadastral: .cadastral
        case .landBook: .landBook
        case .postcode: .postCode
        case .countyRoad: .countyRoad
        case .kilometre: .kilometre
        case .plate: .plate
        case .monument: .monument
        case .text, .paragraph, .number, .money, .truth, .declaration, .choice, .choices, .date, .uat, .locality, .rows, .time, .period,
            .slot, .geometry:
            nil
        }
    }
}

extension FieldKind {
    /// Whether answers can be added up.
    package var isSummable: Bool { self == .number || self == .money }
}

/// One question of a form. Cf. `Documentation/content.schema.json` for the file format.
///
/// Its parts lie behind one reference, so that a field is handed on for the price of one: every request walks through whole forms,
/// and services that use the same group of fields share them.
package struct Field: Hashable, Codable, Sendable {
    private final class Shared: Sendable {
        let parts: FieldParts
        init(_ parts: FieldParts) { self.parts = parts }
    }

    private var shared: Shared

    package init(_ parts: FieldParts) { shared = Shared(parts) }

    /// Unique in its form; a field of a group carries the group's prefix (`solicitant.nume`).
    package var key: String { shared.parts.key }
    package var kind: FieldKind { shared.parts.kind }
    package var label: Localized { shared.parts.label }
    package var hint: Localized? { shared.parts.hint }
    /// Why it is asked, in words for the applicant.
    package var why: Localized? { shared.parts.why }
    /// A right answer: hint on the page, sample in tests, ink on filled paper.
    package var example: Answer? { shared.parts.example }
    /// Nil: always required; a condition that never holds (`false`): optional.
    package var requiredWhen: Expression? { shared.parts.requiredWhen }
    /// Nil: always asked.
    package var askedWhen: Expression? { shared.parts.askedWhen }
    /// Several answers of the same kind (cadastral numbers, say): how many.
    package var many: Limits? { shared.parts.many }
    /// Characters for texts, rows for tables, days for periods.
    package var length: Limits? { shared.parts.length }
    /// Bounds of a number or an amount; days from today for a date and for the first day of a period.
    package var range: Limits? { shared.parts.range }
    /// Digits after the comma of a number; money always has 2.
    package var decimals: Int? { shared.parts.decimals }
    package var unit: String? { shared.parts.unit }
    package var pattern: Pattern? { shared.parts.pattern }
    /// Whose name is asked for, where one is: it is written with what names are written with.
    package var naming: Naming? { shared.parts.naming }
    package var options: [Option] { shared.parts.options }
    package var columns: [Field] { shared.parts.columns }
    /// Computed, not asked: shown on the check page, kept with the answers.
    package var derived: Expression? { shared.parts.derived }
    /// What the account already knows: `name`, `email`, `phone`.
    package var prefill: Prefill? { shared.parts.prefill }
    /// What the answer tells about the dossier as a whole.
    package var means: Meaning? { shared.parts.means }
    /// The HTML autocomplete token (WCAG 1.3.5).
    package var autocomplete: String? { shared.parts.autocomplete }
    /// The key of the UAT field that a locality has to lie in.
    package var within: String? { shared.parts.within }
    /// The key of a date that this one is not before, where that is answered.
    package var from: String? { shared.parts.from }
    /// The resource that a slot is of (`Content/resources/<slug>.yaml`).
    package var resource: String? { shared.parts.resource }
    /// The columns of a table whose sums are shown under it.
    package var totals: [String]? { shared.parts.totals }
    /// Of a column, that no two rows may have the same in it; of several answers, that no two may be the same.
    package var isUnique: Bool { shared.parts.unique ?? false }

    /// This question with some of its parts changed.
    func changed(_ change: (inout FieldParts) -> Void) -> Field {
        var parts = shared.parts
        change(&parts)
        return Field(parts)
    }

    /// The same question under another key: where a page holds several forms.
    package func keyed(_ key: String) -> Field {
        var copy = FieldParts(key: key, kind: kind, label: label, example: example)
        (copy.hint, copy.why, copy.requiredWhen, copy.askedWhen) = (hint, why, requiredWhen, askedWhen)
        (copy.many, copy.length, copy.range, copy.decimals, copy.unit) = (many, length, range, decimals, unit)
        (copy.pattern, copy.options, copy.within, copy.autocomplete) = (pattern, options, within, autocomplete)
        copy.naming = naming
        return Field(copy)
    }

    package init(from decoder: any Decoder) throws { self.init(try FieldParts(from: decoder)) }

    package func encode(to encoder: any Encoder) throws { try shared.parts.encode(to: encoder) }

    package static func == (one: Field, other: Field) -> Bool {
        one.shared === other.shared || one.shared.parts == other.shared.parts
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(shared.parts) }

    package enum Meaning: String, Codable, CaseIterable, Sendable {
        /// Part of the applicant's name, in the order of the form.
        case applicant
        /// Where answers are sent.
        case email
        /// Worth finding the dossier by: a cadastral number, a CUI.
        case reference
    }

    package enum Prefill: String, Codable, CaseIterable, Sendable { case name, email, phone }

    package struct Option: Hashable, Codable, Sendable {
        package let value: String
        package let label: Localized
        package var hint: Localized?
    }

    /// A shape beyond the kind's own, with the sentence that says what is expected.
    package struct Pattern: Hashable, Codable, Sendable {
        /// Regular expression matched against the whole trimmed answer.
        package let matches: String
        package let message: Localized
    }

    /// An inclusive range with open ends, written `20..2000`, `1..` or `..500`.
    package struct Limits: Hashable, Codable, Sendable {
        package let least: Decimal?
        package let most: Decimal?

        package init(least: Decimal?, most: Decimal?) {
            self.least = least
            self.most = most
        }

        package func admits(_ number: Decimal) -> Bool {
            (least.map { number >= $0 } ?? true) && (most.map { number <= $0 } ?? true)
        }
    }
}

/// The longest answers taken when a field states no limit of its own, in characters.
package enum FieldLimits {
    package static let text = 200
    package static let paragraph = 5_000
    package static let items = 50
    package static let rows = 100
    /// Characters of a shape on the map: a hundred for each point that it may have, more than any program writes.
    package static let geometry = 100 * Geometry.mostPoints
    /// Characters of whatever else was typed, right or wrong, that a draft keeps.
    package static let typed = 50_000
    /// Days of a period.
    package static let days = 3_660
}
