import Foundation
import Rulebook
import Testing
import TestKit

@Suite("Fees")
struct FeeTests {
    /// A request as the law's examples put it: the tariff, its inputs, and what it comes to.
    struct Vector: Sendable, CustomTestStringConvertible {
        let tariff: String
        let inputs: [String: String]
        let amount: String

        init(_ tariff: String, _ inputs: [String: String], _ amount: String) {
            (self.tariff, self.inputs, self.amount) = (tariff, inputs, amount)
        }

        /// The inputs as formulas: `'rural'`, `1200`, `true`.
        var rule: FeeRule {
            get throws { FeeRule(tariff: tariff, bindings: try inputs.mapValues { try Rulebook.Expression(parsing: $0) }) }
        }

        var testDescription: String {
            "\(tariff) \(inputs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")) → \(amount)"
        }
    }

    /// The certificates, permits and settlements are the law’s own examples; the others follow its levels.
    static let examples: [Vector] = [
        Vector("certificat-urbanism", ["suprafata": "1200", "mediu": "'rural'"], "8.00"),
        Vector("certificat-urbanism", ["suprafata": "150", "mediu": "'urban'"], "6.00"),
        Vector("certificat-urbanism", ["suprafata": "151", "mediu": "'urban'"], "7.00"),
        Vector("certificat-urbanism", ["suprafata": "1000", "mediu": "'urban'"], "14.00"),
        Vector("certificat-urbanism", ["suprafata": "480", "mediu": "'rural'"], "4.50"),
        Vector("certificat-urbanism", ["suprafata": "1240.50", "mediu": "'rural'"], "8.20"),
        Vector("certificat-urbanism", ["suprafata": "1200", "mediu": "'rural'", "scutit": "true"], "0"),
        Vector("certificat-urbanism", ["suprafata": "1200", "mediu": "'rural'", "scutit": "false"], "8.00"),
        Vector("autorizatie-construire", ["valoare": "300000", "locuinta": "true"], "1500.00"),
        Vector("autorizatie-construire", ["valoare": "1000000", "locuinta": "false"], "10000.00"),
        Vector("autorizatie-construire", ["valoare": "300000", "locuinta": "true", "urgenta": "true"], "3000.00"),
        Vector("autorizatie-construire", ["valoare": "300000", "locuinta": "true", "valoare_minima": "400000"], "2000.00"),
        Vector("autorizatie-construire", ["valoare": "300000", "locuinta": "false", "valoare_minima": "400000"], "4000.00"),
        Vector("autorizatie-construire", ["valoare": "300000", "locuinta": "true", "valoare_minima": "200000"], "1500.00"),
        Vector("desfiintare", ["valoare_impozabila": "80000"], "80.00"),
        Vector("organizare-santier", ["valoare": "20000"], "600.00"),
        Vector("prelungire-cu", ["taxa_initiala": "8"], "2.40"),
        Vector("prelungire-ac", [:], "0"),
        Vector("regularizare", ["locuinta": "true", "valoare_reala": "360000", "valoare_autorizata": "300000"], "300.00"),
        Vector("regularizare", ["locuinta": "false", "valoare_reala": "90000", "valoare_autorizata": "100000"], "-100.00"),
        Vector("aviz-structura", [:], "15"),
        Vector("racord", ["racorduri": "3"], "30"),
        Vector("foraj", ["suprafata": "12"], "120"),
        Vector("provizorii", ["tabara": "false", "suprafata": "6"], "48"),
        Vector("provizorii", ["tabara": "true", "valoare": "10000"], "200"),
        Vector("certificat-edificare", [:], "10"),
        Vector("drum", ["organizatie": "false"], "114"),
        Vector("drum", ["organizatie": "true"], "228"),
        Vector("ast", ["tone_peste": "12", "km": "40"], "196"),
        Vector("arena", ["spatiu": "'pista'", "ore": "3"], "150"),
        Vector("aries", ["tip": "'principiu'"], "67.76"),
        Vector("aviz", ["tip": "'oportunitate'"], "695"),
        Vector("aviz", ["tip": "'oportunitate'", "investitie_publica": "true"], "0"),
        Vector("transport", [:], "0"),
        Vector("turism", [:], "0"),
        Vector("copie", ["pagini": "7"], "3.50"),
    ]

    static func price(_ vector: Vector, on date: String = "2026-11-24") throws -> Fee? {
        let content = try content()
        let day = try day(date)
        let table = try #require(content.tariffs(of: "cj-cluj", on: day))
        return table.price(try vector.rule, values: [:], today: day, places: content.places, phrases: content.phrases)
    }

    @Test("Comes to exactly what the law's examples say", arguments: examples)
    func vectors(_ vector: Vector) throws {
        let fee = try #require(try Self.price(vector), "an input is missing")
        #expect(fee.amount == Decimal(string: vector.amount))
        // The lines that a person checks add up to the amount, and each says what it is.
        #expect(fee.lines.map(\.amount).reduce(0, +) == fee.amount)
        #expect(!fee.lines.isEmpty)
        #expect(fee.lines.allSatisfy { !$0.label.ro.isEmpty })
    }

    @Test("Every tariff of the table in force is proven by an example")
    func complete() throws {
        let table = try #require(try content().tariffs(of: "cj-cluj", on: today()))
        #expect(Set(table.tariffs.keys) == Set(Self.examples.map(\.tariff)))
    }

    @Test(
        "An input that is missing makes the fee unknown, never free",
        arguments: [
            Vector("certificat-urbanism", ["suprafata": "1200"], ""),
            Vector("certificat-urbanism", ["mediu": "'rural'"], ""),
            Vector("autorizatie-construire", ["valoare": "300000"], ""),
            Vector("provizorii", ["tabara": "true", "suprafata": "6"], ""),
        ])
    func missing(_ vector: Vector) throws {
        #expect(try Self.price(vector) == nil)
    }

    @Test("A request of yesterday is priced by the tariff of yesterday")
    func dated() throws {
        let vector = Vector("certificat-urbanism", ["suprafata": "150", "mediu": "'urban'"], "")
        #expect(try Self.price(vector, on: "2025-12-31")?.amount == 5)
        #expect(try Self.price(vector, on: "2026-01-01")?.amount == 6)
        #expect(try content().tariffs(of: "cj-cluj", on: day("2024-12-31")) == nil)
        #expect(try content().tariffs(of: "nimeni", on: today()) == nil)
    }

    @Test(
        "The certificate's fee follows the area and the kind of locality that the applicant gives",
        arguments: [
            ("1200", "57225", "57289", "8.00"), ("150", "55259", "55268", "6.00"), ("480", "60169", "57190", "4.50"),
        ])
    func throughTheForm(area: String, uat: String, locality: String, amount: String) throws {
        let content = try content()
        let service = try #require(content.service("cu-construire"))
        var answers = service.form.examples
        answers["suprafata_mp"] = .text(area)
        answers["imobil.uat"] = .text(uat)
        answers["imobil.localitate"] = .text(locality)
        let checked = service.form.check(answers, attached: service.form.allCodes, in: content.checking(on: try today(), in: .ro))
        #expect(checked.problems.isEmpty)
        #expect(content.fee(of: service, values: checked.values, on: try today())?.amount == Decimal(string: amount))
    }
}
