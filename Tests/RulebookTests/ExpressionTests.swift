import Foundation
import Rulebook
import Testing

/// Foundation has a type of this name, too.
private typealias Expression = Rulebook.Expression

@Suite("Conditions and formulas of the content")
struct ExpressionTests {
    private static let monday = Day(year: 2026, month: 11, day: 23) ?? .earliest

    private let context = Expression.Context(
        values: [
            "tip": .text("PF"), "mp": .number(1200), "da": .truth(true), "zi": .day(Self.monday), "lipsa": .none,
            "cnp": .text("1800101120017"), "nif": .text("9000000000002"), "cat": .list([.text("a"), .text("d")]),
            "randuri": .rows([["fel": .text("a"), "bucati": .number(3)], ["bucati": .number(4)]]),
        ],
        today: Self.monday, places: .empty)

    @Test(
        "What holds and what does not",
        arguments: [
            ("tip == 'PF'", true), ("tip != 'PF'", false), ("tip in ['PJ', 'PF']", true), ("cat contains 'd'", true),
            ("cat contains 'x'", false),
            ("mp > 1000 and not (mp > 2000)", true), ("mp > 1000 and mp > 2000 or da", true), ("lipsa > 3", false),
            ("not filled(lipsa)", true),
            ("filled(cat)", true), ("sum(randuri.bucati) == 7", true),
            ("sumif(randuri.fel, 'a', randuri.bucati) == 3", true), ("sumif(randuri.fel, 'z', randuri.bucati) == 0", true),
            ("count(randuri) == 2", true), ("count(cat) + count(mp) == 1202", true), ("count(lipsa) == 0", false),
            ("sum(nimic.bucati) == 0", false), ("count(nimic) == 0", false), ("sumif(nimic.fel, 'a', nimic.bucati) == 0", false),
            ("zi + 3 > today()", true),
            ("year(born(cnp)) == 1980", true), ("months(born(cnp), 216) <= today()", true), ("filled(born(nif))", false),
            ("filled(born(tip))", false), ("months(zi, 1) == zi + 30", true), ("1 + 2 * 3 == 7", true), ("-mp + 1200 == 0", true),
            ("round(10 / 3, 2) == 3.33", true),
            ("min(mp, 5) == 5", true), ("mp / 0 == 0", false), ("tip > 3", false), ("necunoscut", false),
        ])
    func holds(text: String, expected: Bool) throws {
        #expect(try Expression(parsing: text).holds(in: context) == expected)
    }

    @Test(
        "A mistake is told, never taken for something else",
        arguments: [
            "", "tip ==", "tip = 'PF'", "tip == 'PF", "(tip", "[1, 2", "sum()", "round(1)", "nu_exista(1)", "tip tip", "1 +* 2", "a ; b",
            String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60), String(repeating: "a", count: 3_000),
        ])
    func mistakes(text: String) {
        #expect(throws: Expression.Mistake.self) { try Expression(parsing: text) }
    }

    @Test("Printing and parsing give the same expression back", arguments: 0..<200)
    func roundTrip(seed: UInt64) throws {
        var chance = Seeded(seed)
        let expression = Self.random(&chance, depth: 4)
        #expect(try Expression(parsing: expression.description) == expression)
    }

    private static func random(_ chance: inout Seeded, depth: Int) -> Rulebook.Expression {
        let operators: [Expression.Operator] = [
            .or, .and, .equal, .notEqual, .less, .atMost, .more, .atLeast, .isIn, .contains, .plus, .minus, .times,
        ]
        switch depth == 0 ? Int.random(in: 0..<3, using: &chance) : Int.random(in: 0..<8, using: &chance) {
        case 0: return .name(["tip", "solicitant.nume", "mp_2"].randomElement(using: &chance) ?? "tip")
        case 1: return .literal(.number(Decimal(Int.random(in: 0...9_999, using: &chance)) / 100))
        case 2: return .literal(.text("ș ț \"x\""))
        case 3: return .not(random(&chance, depth: depth - 1))
        case 4: return .list([random(&chance, depth: depth - 1), random(&chance, depth: depth - 1)])
        case 5: return .call(.count, [random(&chance, depth: depth - 1)])
        case 6: return .negative(random(&chance, depth: depth - 1))
        default:
            return .binary(
                operators.randomElement(using: &chance) ?? .or, random(&chance, depth: depth - 1), random(&chance, depth: depth - 1))
        }
    }
}

/// A small generator with a printed seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
