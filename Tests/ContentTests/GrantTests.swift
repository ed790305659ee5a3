import Foundation
import Rulebook
import Testing
import TestKit

@Suite("Grants")
struct GrantTests {
    static let programmes = ["grant-cultura", "grant-sport", "grant-tineret", "grant-culte"]

    /// A budget of two lines: what each costs and from which money.
    static func lines(grant: String, own: String) -> Answer {
        func line(_ price: String, _ source: String) -> [String: String] {
            ["descriere": "Cazare și masă", "categorie": "cazare_masa", "um": "set", "cant": "2", "pret": price, "sursa": source]
        }
        return .rows([line(grant, "finantare"), line(own, "contributie")])
    }

    private func faults(_ slug: String, _ changed: [String: String]) throws -> Set<String> {
        Set(try ServiceTests.check(slug, changing: changed.mapValues { .text($0) }).problems.map(\.field))
    }

    @Test("A budget is added up from its lines, what is asked and what is the applicant's own each for itself", arguments: programmes)
    func budget(slug: String) throws {
        let checked = try ServiceTests.check(slug, changing: ["buget.linii": Self.lines(grant: "27000", own: "3000.50")])
        #expect(checked.problems.isEmpty)
        guard case .rows(let rows)? = checked.normalised["buget.linii"] else {
            Issue.record("no table")
            return
        }
        #expect(rows.map { $0["total"] } == ["54000", "6001"])
        let sums = ["total_lei", "suma_solicitata_lei", "contributie_proprie_lei"].map { checked.normalised.text("buget.\($0)") }
        #expect(sums == ["60001", "54000", "6001"])
        // What a program sends along is computed anew.
        let anew = try ServiceTests.check(slug, changing: ["buget.total_lei": .text("1")])
        #expect(anew.normalised.text("buget.total_lei") == "60000")
    }

    @Test("A project stays in the session's budget year and asks for no more than its ceiling", arguments: programmes)
    func session(slug: String) throws {
        for (period, isRight) in [
            ("2027-01-01/2027-12-31", true), ("2027-11-02/2028-01-10", false), ("2026-12-20/2027-02-10", false),
            ("2031-06-14/2031-09-30", false),
        ] {
            #expect(try faults(slug, ["proiect.perioada": period]) == (isRight ? [] : ["proiect.perioada"]), "\(period)")
        }
        for (grant, isRight) in [("50000", true), ("50000.01", false)] {
            let problems = try ServiceTests.check(slug, changing: ["buget.linii": Self.lines(grant: grant, own: "9000")]).problems
            #expect(problems.map(\.field) == (isRight ? [] : ["buget.linii"]))
            #expect(problems.allSatisfy { $0.message.contains("100\u{A0}000") && !$0.message.contains("{") }, "\(problems)")
        }
    }

    @Test(
        "A tenth of the lines is the applicant's own", arguments: programmes,
        [("27000", "3000", true), ("27000", "2999.99", false), ("27000.01", "3000", false), ("1", "30000", true)])
    func tenth(slug: String, budget: (grant: String, own: String, isRight: Bool)) throws {
        let checked = try ServiceTests.check(slug, changing: ["buget.linii": Self.lines(grant: budget.grant, own: budget.own)])
        #expect(checked.problems.map(\.field) == (budget.isRight ? [] : ["buget.linii"]))
    }

    @Test("Whoever asks the county for nothing asks for no grant", arguments: programmes)
    func nothing(slug: String) throws {
        guard case .rows(let rows) = Self.lines(grant: "1", own: "9000") else { return }
        let checked = try ServiceTests.check(slug, changing: ["buget.linii": .rows([rows[1]])])
        #expect(checked.problems.map(\.field) == ["buget.linii"])
    }

    @Test("The county pays to an account in Romania alone", arguments: programmes.map { ($0, "buget.iban") })
    func account(slug: String, field: String) throws {
        #expect(
            try ServiceTests.faults(ServiceTests.check(slug, changing: [field: .text("DE89 3704 0044 0532 0130 00")])) == [
                "\(field) pattern"
            ])
        #expect(try ServiceTests.check(slug, changing: [field: .text("ro49 aaaa 1b31 0075 9384 0000")]).problems == [])
    }

    @Test("An allowance is paid to an account in Romania alone")
    func allowance() throws {
        let slug = "dgaspc-acord-optiune-indemnizatie"
        let foreign: [String: Answer] = ["optiune": .text("indemnizatie"), "iban": .text("DE89370400440532013000")]
        #expect(try ServiceTests.faults(ServiceTests.check(slug, changing: foreign)) == ["iban pattern"])
    }

    @Test("No expense is older than the contract that it is settled under")
    func expenses() throws {
        let slug = "grant-raport-decont"
        guard case .rows(let rows)? = try #require(try content().service(slug)).form.examples["cheltuieli"] else { return }
        func faults(on day: String, _ contract: [String: Answer] = [:]) throws -> [String] {
            let dated = Answer.rows([rows[0].merging(["data": day]) { $1 }] + rows.dropFirst())
            return ServiceTests.faults(try ServiceTests.check(slug, changing: contract.merging(["cheltuieli": dated]) { $1 }))
        }
        #expect(try faults(on: "2026-05-18") == [])
        #expect(try faults(on: "2026-05-17") == ["cheltuieli[0].data day-too-early"])
        #expect(try faults(on: "2026-05-17", ["contract_emis": .text("ghiseu")]) == [])
        #expect(try faults(on: "1999-09-02", ["contract_emis": .text("ghiseu")]) == ["cheltuieli[0].data day-outside"])
    }

    @Test("A settlement's sums are those of its invoices, by the money they were paid from; the tenth is asked of the final report alone")
    func settlement() throws {
        let slug = "grant-raport-decont"
        func invoices(grant: String, own: String) throws -> Answer {
            guard case .rows(let rows)? = try #require(try content().service(slug)).form.examples["cheltuieli"] else { return .rows([]) }
            let sums = [("finantare", grant), ("contributie", own)]
            return .rows(zip(rows, sums).map { row, sum in row.merging(["sursa": sum.0, "suma": sum.1]) { $1 } })
        }
        let typed = ["cheltuieli": try invoices(grant: "48000.50", own: "12000"), "din_finantare_lei": .text("1")]
        let checked = try ServiceTests.check(slug, changing: typed)
        #expect(checked.problems == [])
        #expect(["din_finantare_lei", "din_contributie_lei"].map { checked.normalised.text($0) } == ["48000.5", "12000"])
        let short = try invoices(grant: "55000", own: "5000")
        #expect(try ServiceTests.check(slug, changing: ["cheltuieli": short]).problems.map(\.field) == ["cheltuieli"])
        #expect(try ServiceTests.check(slug, changing: ["cheltuieli": short, "tip": .text("intermediar")]).problems == [])
    }

    @Test("A programme takes applications in its session, to the last second, and not after", arguments: programmes)
    func sessions(slug: String) throws {
        let content = try content()
        let service = try #require(content.service(slug))
        let zone = content.house.timeZone
        let opening = try #require(LocalMoment("2026-11-24T12:00")).instant(in: zone)
        let session = try #require(service.session(around: opening, in: zone))
        #expect(service.takesApplications(at: opening, in: zone))
        #expect(service.takesApplications(at: session.closes.instant(in: zone), in: zone))
        #expect(!service.takesApplications(at: session.closes.instant(in: zone).addingTimeInterval(1), in: zone))
        #expect(session.basis.contains("de confirmat"))
    }
}
