import Foundation
import Rulebook
import Testing
import TestKit

/// What follows from other answers is computed from them: nobody types it, and so nobody types it wrong.
@Suite("What can be computed is not asked")
struct ComputedTests {
    private static func route(_ stretches: [(from: String, to: String)]) -> Answer {
        .rows(stretches.map { ["drum": "DJ103G", "km_start": $0.from, "km_sfarsit": $0.to, "km": "0,1"] })
    }

    private static func fee(_ slug: String, _ changed: [String: Answer]) throws -> String? {
        let content = try content()
        let service = try #require(content.service(slug))
        var answers = service.form.examples
        for (key, answer) in changed { answers[key] = answer }
        return content.dryRun(service, answers, on: try today(), in: .ro).fee?.amount
    }

    @Test("The kilometres of a heavy transport are those between the ends of its stretches, whatever is sent and whichever way it goes")
    func kilometres() throws {
        let there = Self.route([("0+000", "14+200"), ("9+000", "12+350")])
        let checked = try ServiceTests.check("drum-ast", changing: ["traseu": there])
        guard case .rows(let rows)? = checked.normalised["traseu"] else {
            Issue.record("no route")
            return
        }
        #expect(checked.problems == [] && rows.map { $0["km"] } == ["14.2", "3.35"])
        // 22.4 t too many on 35.1 km at 0.20 lei, and 100 lei for the permit.
        #expect(try Self.fee("drum-ast", ["traseu": there]) == "257.25")
        #expect(try Self.fee("drum-ast", ["traseu": Self.route([("14+200", "0+000"), ("12+350", "9+000")])]) == "257.25")
        let nowhere = try ServiceTests.check("drum-ast", changing: ["traseu": Self.route([("5+000", "5+000")])])
        #expect(nowhere.problems.map(\.field) == ["traseu"])
    }

    @Test(
        "Something has to pull a heavy transport",
        arguments: [("semiremorca", false), ("remorca", false), ("autotractor", true), ("agricol", true)])
    func pulls(kind: String, isRight: Bool) throws {
        let vehicles = Answer.rows([["nr_inmatriculare": "CJ12ABC", "fel": kind, "marca": "Goldhofer STZ"]])
        #expect(try ServiceTests.check("drum-ast", changing: ["vehicule": vehicles]).problems.map(\.field) == (isRight ? [] : ["vehicule"]))
    }

    @Test("A panel's area is its width times its height, for each of its sides", arguments: [("1", "12"), ("2", "24"), ("4", "48")])
    func area(sides: String, area: String) throws {
        let checked = try ServiceTests.check(
            "drum-publicitate", changing: ["fete": .text(sides), "suprafata_publicitara_mp": .text("0,01")])
        #expect(checked.problems == [] && checked.normalised.text("suprafata_publicitara_mp") == area)
    }

    @Test("Plot coverage and floor area ratio come from the areas, those of buildings that stay included")
    func coverage() throws {
        let alone = try ServiceTests.check("ac-construire", changing: ["pot": .text("99"), "cut": .text("0,01")])
        #expect(alone.problems == [] && ["pot", "cut"].map { alone.normalised.text($0) } == ["15.03", "0.38"])
        let beside: [String: Answer] = ["construita_pastrata_mp": .text("100"), "desfasurata_pastrata_mp": .text("200")]
        let both = try ServiceTests.check("ac-construire", changing: beside)
        #expect(["pot", "cut"].map { both.normalised.text($0) } == ["23.09", "0.54"])
        let tooMuch: [String: Answer] = ["construita_pastrata_mp": .text("1100"), "desfasurata_pastrata_mp": .text("1100")]
        #expect(try ServiceTests.check("ac-construire", changing: tooMuch).problems.map(\.field) == ["suprafata_construita_mp"])
    }

    @Test(
        "What is permitted for a period is good for it, not for a year of its own",
        arguments: ["drum-publicitate", "drum-ast", "transport-licenta-curse-speciale"])
    func period(slug: String) throws {
        let act = try #require(try content().service(slug)).act
        #expect(act.validityMonths == nil && act.validityUntil == ["perioada"] && act.texts["validity"] == nil)
    }

    @Test("The dry run has words for all that it says, in each language", arguments: Language.allCases)
    func words(language: Language) throws {
        let content = try content()
        for service in content.services {
            let run = content.dryRun(service, service.form.examples, on: try today(), in: language)
            #expect(!String(decoding: try JSONEncoder().encode(run), as: UTF8.self).contains("⟦"), "\(service.slug)")
        }
    }
}
