@testable import Intake
import Rulebook
import TestKit
import Testing

@Suite("Numbers with a checksum")
struct ChecksumTests {
    private let interpreter: FieldInterpreter

    init() throws {
        let content = try ContentFolder.content.get()
        let context = content.checking(on: try #require(Day(year: 2026, month: 11, day: 28)), in: .ro)
        interpreter = FieldInterpreter(context, FieldKnowledge(content, calibration: Self.bold, dictionaries: "/nowhere"))
    }

    /// Accepts whatever is likelier than not: the rules alone have to hold it back.
    private static let bold = Calibration(
        provenance: "test",
        models: [
            "*": .init(weights: ["weakest": 1, "margin": 1, "proven": 1, "repair": -1], bias: 0, accept: 0.5, readable: 0.001, samples: 0)
        ])

    private enum Number: String, CaseIterable {
        case cnp, cui, iban

        var groups: [Int] {
            switch self {
            case .cnp: [13]
            case .cui: [10]
            case .iban: Array(repeating: 4, count: 6)
            }
        }

        var kind: FieldKind {
            switch self {
            case .cnp: .cnp
            case .cui: .cui
            case .iban: .iban
            }
        }

        func invented(_ ink: inout Ink) -> String {
            switch self {
            case .cnp: ink.cnp()
            case .cui: ink.cui()
            case .iban: ink.iban()
            }
        }
    }

    private func read(_ number: Number, _ glyphs: [Ink.Glyph], _ ink: Ink) throws -> PaperReading.Field? {
        interpreter(try ink.cells("n", number.kind, glyphs, groups: number.groups), nil)
    }

    @Test("Written clearly they are read exactly and unrepaired", arguments: [31, 32, 33] as [UInt64])
    func clear(seed: UInt64) throws {
        var ink = Ink(seed: seed)
        for number in Number.allCases {
            let truth = number.invented(&ink)
            let field = try #require(try read(number, ink.clear(truth), ink))
            #expect(field.value == truth && !field.repaired && field.outcome == .accepted)
        }
    }

    @Test("One or two blurred digits are found by the checksum, and a person is shown it; or nothing is claimed", arguments: 41...60)
    func blurred(seed: Int) throws {
        var ink = Ink(seed: UInt64(seed))
        for number in Number.allCases {
            let truth = number.invented(&ink)
            var glyphs = ink.clear(truth)
            let places = glyphs.indices.filter { truth[truth.index(truth.startIndex, offsetBy: $0)].isNumber }.shuffled(using: &ink.chance)
            for place in places.prefix(Int.random(in: 1...2, using: &ink.chance)) {
                let right = truth[truth.index(truth.startIndex, offsetBy: place)]
                glyphs[place] = [ink.other(than: right): 0.55, right: 0.35]
            }
            let field = try #require(try read(number, glyphs, ink))
            let isRight = field.value == truth
            #expect(isRight || field.outcome != .accepted)
            if field.outcome != .unreadable { #expect(number.kind.identifier?.check(field.value).normalised == field.value) }
            #expect(!isRight || field.repaired && field.outcome == .check)
            #expect(isRight || field.alternatives.contains(truth) || field.outcome == .unreadable || number == .cui)
        }
    }

    @Test("A number that is valid but not what was written is never accepted", arguments: 61...80)
    func misread(seed: Int) throws {
        var ink = Ink(seed: UInt64(seed))
        for number in Number.allCases {
            let truth = number.invented(&ink)
            let wrong = number.invented(&ink)
            // The right digits are nearly as probable as the wrong ones, which happen to be valid together.
            let glyphs = zip(truth, wrong).map { right, other -> Ink.Glyph in
                right == other ? [right: 0.9] : [other: 0.48, right: 0.42]
            }
            let field = try #require(try read(number, glyphs, ink))
            #expect(field.value == truth || field.outcome != .accepted, "\(truth) read as \(field.value)")
        }
    }

    @Test("What no choice of digits makes valid stays unreadable, with what was seen")
    func hopeless() throws {
        let ink = Ink(seed: 90)
        let field = try #require(try read(.cnp, "0000000000000".map { [$0: 0.999_999] }, ink))
        #expect(field.outcome == .unreadable)
    }
}
