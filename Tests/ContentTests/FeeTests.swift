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
        let institution: String

        init(_ tariff: String, _ inputs: [String: String], _ amount: String, of institution: String = "cj-cluj") {
            (self.tariff, self.inputs, self.amount, self.institution) = (tariff, inputs, amount, institution)
        }

        /// The same request with one input more.
        func with(_ input: String, _ formula: String) -> Vector {
            Vector(tariff, inputs.merging([input: formula]) { $1 }, amount, of: institution)
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
        Vector("autorizatie-construire", ["valoare": "300000", "locuinta": "true", "organizare": "20000"], "2100.00"),
        Vector("desfiintare", ["valoare_impozabila": "80000"], "80.00"),
        Vector("organizare-santier", ["valoare": "20000"], "600.00"),
        Vector("prelungire-cu", ["taxa_initiala": "8"], "2.40"),
        Vector("prelungire-ac", [:], "0"),
        Vector("prelungire-ac", ["taxa_initiala": "1500"], "0"),
        Vector("regularizare", ["locuinta": "true", "valoare_reala": "360000", "valoare_autorizata": "300000"], "300.00"),
        Vector("regularizare", ["locuinta": "false", "valoare_reala": "90000", "valoare_autorizata": "100000"], "-100.00"),
        Vector(
            "regularizare", ["locuinta": "false", "organizare": "true", "valoare_reala": "30000", "valoare_autorizata": "20000"], "300"),
        Vector("regularizare", ["locuinta": "false", "tabara": "true", "valoare_reala": "30000", "valoare_autorizata": "20000"], "200"),
        Vector("aviz-structura", [:], "15"),
        Vector("racord", ["racorduri": "3"], "30"),
        Vector("foraj", ["suprafata": "12"], "120"),
        Vector("provizorii", ["tabara": "false", "suprafata": "6"], "48"),
        Vector("provizorii", ["tabara": "true", "valoare": "10000"], "200"),
        Vector("certificat-edificare", [:], "10"),
        Vector("drum", ["organizatie": "false"], "114"),
        Vector("drum", ["organizatie": "true"], "228"),
        Vector("ast", ["axe": "5", "masa": "52", "km": "40"], "196"),
        Vector("ast", ["axe": "2", "masa": "18", "km": "40"], "100"),
        Vector("ast", ["axe": "3", "masa": "30.5", "km": "10"], "111"),
        Vector("ast", ["axe": "4", "masa": "40", "km": "100"], "180"),
        Vector("arena", ["spatiu": "'teren'", "ore": "2"], "1000"),
        Vector("arena", ["spatiu": "'teren'", "ore": "2", "nocturna": "true"], "1400"),
        Vector("arena", ["spatiu": "'sala'", "ore": "3"], "360"),
        Vector("arena-pista", ["fel": "'ore'", "sportivi": "12", "ore_pista": "2", "ore_sala": "1", "ore_vestiare": "2"], "240"),
        Vector("arena-pista", ["fel": "'lunar'", "sportivi": "12"], "960"),
        Vector("arena-pista", ["fel": "'anual'", "sportivi": "2"], "1600"),
        Vector("arena-loje", ["fel": "'loja'", "numar": "2"], "3000"),
        Vector("arena-loje", ["fel": "'skybox'", "numar": "1"], "2500"),
        Vector("arena-loje", ["fel": "'lounge'", "numar": "1"], "4000"),
        Vector("arena-eveniment", ["zile": "2", "zile_montaj": "3", "acoperire": "true"], "145000"),
        Vector("arena-eveniment", ["zile": "1", "zile_montaj": "0"], "50000"),
        Vector("arena-parcare", ["fel": "'ora'", "durata": "3", "locuri": "2"], "30"),
        Vector("arena-parcare", ["fel": "'zi'", "durata": "3", "locuri": "2"], "180"),
        Vector("arena-parcare", ["fel": "'luna'", "durata": "2", "locuri": "1"], "500"),
        Vector("arena-parcare", ["fel": "'nelimitat'", "durata": "2", "locuri": "1"], "800"),
        Vector("aviz", ["tip": "'ctatu'"], "385"),
        Vector("aviz", ["tip": "'acord-unic'"], "0"),
        Vector("ghidaj", [:], "0"),
        Vector("copie", ["pagini": "7", "electronic": "true"], "0"),
        Vector("furnizare-date", ["titular": "true"], "0", of: "djep-cluj"),
        Vector("furnizare-date", ["titular": "false", "persoane": "3"], "3", of: "djep-cluj"),
        Vector("vizita-grup", ["adulti": "3", "redus": "20", "ghidaj": "true", "fotografiere": "false"], "335", of: "muzeul-de-arta"),
        Vector("vizita-grup", ["adulti": "3", "redus": "20", "ghidaj": "true", "fotografiere": "true"], "225", of: "muzeul-etnografic"),
        Vector("scolarizare", ["individual": "false"], "400", of: "scoala-arte"),
        Vector("scolarizare", ["individual": "false", "redus": "true"], "200", of: "scoala-arte"),
        Vector("aviz", ["tip": "'principiu'"], "67.76", of: "apa-aries"),
        Vector("aviz", ["tip": "'amplasament'"], "161.54", of: "apa-aries"),
        Vector("aviz", ["tip": "'acord'"], "255.31", of: "apa-aries"),
        Vector("ast", ["masa": "52", "axe": "5", "km": "40"], "196"),
        Vector("ast", ["masa": "52", "axe": "4", "km": "40"], "228"),
        Vector("ast", ["masa": "26", "axe": "3", "km": "40"], "108"),
        Vector("ast", ["masa": "17", "axe": "2", "km": "40"], "100"),
        Vector("arena", ["spatiu": "'sala'", "ore": "4"], "480"),
        Vector("arena-pista", ["fel": "'ocazional'", "sportivi": "12", "ore_pista": "3"], "150"),
        Vector("arena-pista", ["fel": "'ocazional'", "sportivi": "12", "ore_sala": "2"], "120"),
        Vector("arena-eveniment", ["zile": "4", "zile_montaj": "6", "acoperire": "true"], "275000"),
        Vector("arena-parcare", ["fel": "'luna'", "durata": "6", "locuri": "1"], "1500"),
        Vector("arena-spatiu", ["fel": "'comercial'", "suprafata": "24.50"], "1470"),
        Vector("arena-spatiu", ["fel": "'automat'", "bucati": "2"], "600"),
        Vector("aviz", ["tip": "'oportunitate'"], "695"),
        Vector("aviz", ["tip": "'oportunitate'", "investitie_publica": "true"], "0"),
        Vector("transport", [:], "0"),
        Vector("turism", [:], "0"),
        Vector("copie", ["pagini": "7"], "3.50"),
        Vector("patrimoniu", ["sala": "true", "ore": "4"], "400"),
        Vector("patrimoniu", ["sala": "false"], "0"),
    ]

    static func price(_ vector: Vector, on date: String = "2026-11-24") throws -> Fee? {
        let content = try content()
        let day = try day(date)
        let table = try #require(content.tariffs(of: vector.institution, on: day))
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

    @Test("Every tariff of every institution's table in force is proven by an example")
    func complete() throws {
        let content = try content()
        for institution in Set(content.tariffs.map(\.institution)).sorted() {
            let table = try #require(content.tariffs(of: institution, on: today()))
            let proven = Set(Self.examples.filter { $0.institution == institution }.map(\.tariff))
            #expect(Set(table.tariffs.keys) == proven, "\(institution)")
        }
    }

    @Test("Every tariff of a table in force is charged by a service, and every input of it is fed by one")
    func charged() throws {
        let content = try content()
        for institution in Set(content.tariffs.map(\.institution)).sorted() {
            let table = try #require(content.tariffs(of: institution, on: today()))
            let rules = content.services.filter { $0.institution == institution }.compactMap(\.fee)
            #expect(Set(table.tariffs.keys) == Set(rules.map(\.tariff)), "\(institution)")
            for tariff in table.tariffs.values {
                let fed = Set(rules.filter { $0.tariff == tariff.name }.flatMap(\.bindings.keys))
                #expect(Set(tariff.inputs.map { $0.replacing("?", with: "") }) == fed, "\(institution): \(tariff.name)")
            }
        }
    }

    /// Money that a form asks for beside its fee, and why the fee does not follow it.
    static let elsewhere: [String: Set<String>] = [
        // A connection is charged by the piece; the permit states the value.
        "ac-bransamente-racorduri": ["valoare_lucrari"],
        // The difference is that of the two values; what was paid is for the inspector to compare.
        "declaratie-valoare-reala": ["taxa_platita"],
        // What passengers and the county pay for the line.
        "transport-licenta-curse-regulate": ["tarif_km_lei", "compensatie_km_lei"],
    ]

    @Test("Every sum of money that a service with a fee asks for reaches the fee, or is known to be there for something else")
    func moneyReaches() throws {
        for service in try content().services {
            guard let rule = service.fee else { continue }
            let priced = Set(service.form.pricing(rule).fields.map(\.key))
            let beside = service.form.fields.filter { $0.kind == .money && $0.derived == nil && !priced.contains($0.key) }.map(\.key)
            #expect(Set(beside) == Self.elsewhere[service.slug, default: []], "\(service.slug)")
        }
    }

    /// Kinds of answers that say nothing of who somebody is: a calculator's answers stand in an address.
    static let impersonal: Set<FieldKind> = [
        .number, .money, .truth, .choice, .choices, .date, .period, .slot, .uat, .locality, .rows, .kilometre,
    ]

    @Test("No calculator asks for words, names or numbers that people are known by, and none asks for what the fee does not follow")
    func calculatorsAreImpersonal() throws {
        let content = try content()
        for service in content.services {
            guard let rule = service.fee else { continue }
            let tariff = content.tariffs(of: service.institution, on: try today())?.tariffs[rule.tariff]
            let asked = service.form.pricing(rule, tariff).fields
            for field in asked + asked.flatMap(\.columns) where field.derived == nil {
                #expect(Self.impersonal.contains(field.kind), "\(service.slug): \(field.key)")
            }
            if tariff?.isFree(for: rule) == true { #expect(asked.isEmpty, "\(service.slug)") }
        }
    }

    @Test("No service knows a rate: sums come from the tariffs, and its texts leave the rates to them")
    func ratesAreTariffs() throws {
        for service in try content().services {
            for field in service.form.fields + service.form.fields.flatMap(\.columns) {
                if field.kind == .money, let formula = field.derived {
                    #expect(!"\(formula)".contains(/[*\/] [0-9]/), "\(service.slug): \(field.key): \(formula)")
                }
                let texts = [field.label, field.hint, field.why].compactMap { $0?.ro } + field.options.compactMap { $0.hint?.ro }
                for text in texts {
                    #expect(!text.contains(/(?i)(tax|tarif|cost)[^.]*[0-9] ?(%|lei)/), "\(service.slug): \(field.key): \(text)")
                }
            }
        }
    }

    @Test(
        "A building permit costs what its works, its minimum taxable value and its site organisation come to",
        arguments: [
            // 0.5 % of 300 000; of the 400 000 that the building counts at least; and 3 % of 20 000.
            ("locuinta_unifamiliala", "300000", nil, nil, "1500.00"), ("locuinta_unifamiliala", "300000", "400000", nil, "2000.00"),
            ("locuinta_unifamiliala", "300000", "400000", "20000", "2600.00"), ("turism", "1000000", nil, "20000", "10600.00"),
        ] as [(String, String, String?, String?, String)])
    func permit(use: String, value: String, least: String?, site: String?, amount: String) throws {
        let content = try content()
        let service = try #require(content.service("ac-construire"))
        var answers = service.form.examples
        for (key, answer) in [("destinatie", use), ("valoare_lucrari", value), ("valoare_minima", least), ("valoare_organizare", site)] {
            answers[key] = answer.map { .text($0) }
        }
        let checked = service.form.check(answers, attached: service.form.allCodes, in: content.checking(on: try today(), in: .ro))
        #expect(checked.problems.isEmpty, "\(checked.problems)")
        #expect(content.fee(of: service, values: checked.values, on: try today())?.amount == Decimal(string: amount))
    }

    @Test("Nothing costs nothing because nothing was answered yet: what is not known is no sum", arguments: ServiceTests.slugs)
    func unanswered(slug: String) throws {
        let (content, today) = (try content(), try today())
        let service = try #require(content.service(slug))
        let tariff = service.fee.flatMap { rule in
            content.tariffs(of: service.institution, on: today)?.tariffs[rule.tariff].map { (rule, $0) }
        }
        if let (rule, table) = tariff, table.isFree(for: rule) { return }
        for answers in [Answers(), Answers(["executare.regim_urgenta": .text("false")])] {
            let checked = service.form.check(answers, attached: [], in: content.checking(on: today, in: .ro))
            #expect(content.fee(of: service, values: checked.values, on: today)?.amount != 0)
        }
    }

    @Test("Urgency doubles whatever is due, in every tariff that knows it", arguments: examples.filter { $0.inputs["urgenta"] == nil })
    func urgent(_ vector: Vector) throws {
        let table = try #require(try content().tariffs(of: vector.institution, on: today()))
        guard try #require(table.tariffs[vector.tariff]).inputs.contains("urgenta?") else { return }
        let (usual, hurried) = (try Self.price(vector), try Self.price(vector.with("urgenta", "true")))
        #expect(hurried?.amount == usual.map { $0.amount * 2 })
    }

    @Test("Whoever is exempt by art. 476 pays nothing, whatever else the request says")
    func exempt() throws {
        let content = try content()
        let table = try #require(content.tariffs(of: "cj-cluj", on: today()))
        let exempting = table.tariffs.values.filter { $0.inputs.contains("scutit?") }
        #expect(exempting.count >= 8)
        for vector in Self.examples where exempting.contains(where: { $0.name == vector.tariff }) && vector.institution == "cj-cluj" {
            var inputs = vector.inputs
            inputs["scutit"] = "true"
            let fee = try #require(try Self.price(Vector(vector.tariff, inputs, "0")))
            #expect(fee.amount == 0 && fee.lines.contains { $0.label.ro.contains("476") }, "\(vector.tariff)")
        }
    }

    @Test("Every service whose tariff knows art. 476 asks about it, wants proof of it, and then costs nothing")
    func exemptThroughTheForm() throws {
        let content = try content()
        let table = try #require(content.tariffs(of: "cj-cluj", on: today()))
        let exempting = Set(table.tariffs.values.filter { $0.inputs.contains("scutit?") }.map(\.name))
        let services = content.services.filter { $0.institution == "cj-cluj" && $0.fee.map { exempting.contains($0.tariff) } == true }
        #expect(Set(services.compactMap(\.fee?.tariff)) == exempting)
        for service in services {
            var answers = service.form.examples
            answers["scutire.temei"] = .text("cult")
            let checked = service.form.check(answers, attached: service.form.allCodes, in: content.checking(on: try today(), in: .ro))
            #expect(content.fee(of: service, values: checked.values, on: try today())?.amount == 0, "\(service.slug)")
            #expect(checked.attachments.contains { $0.rule.kind.code == "A-SCUTIRE" && $0.required }, "\(service.slug)")
        }
    }

    @Test(
        "The water company prices by its own table, with the VAT of the day",
        arguments: [
            ("principiu", "2026-11-24", "67.76"), ("amplasament", "2026-11-24", "161.54"), ("acord", "2026-11-24", "255.31"),
            ("principiu", "2025-08-01", "67.76"), ("principiu", "2025-07-31", "66.64"),
        ])
    func water(kind: String, date: String, amount: String) throws {
        let content = try content()
        let vector = Vector("aviz", ["tip": "'\(kind)'"], amount)
        let table = try #require(content.tariffs(of: "apa-aries", on: day(date)))
        let fee = table.price(try vector.rule, values: [:], today: try day(date), places: content.places, phrases: content.phrases)
        #expect(fee?.amount == Decimal(string: amount))
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
