import Foundation
import Rulebook
import Testing
import TestKit

@Suite("Grants")
struct GrantTests {
    static let programmes = ["grant-cultura", "grant-sport", "grant-tineret", "grant-culte"]

    /// Amounts that disagree with the example's 60 000 lei, and the questions at which that is said.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let changed: [String: String]
        let fields: Set<String>

        var testDescription: String { changed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ") }
    }

    static let mistakes = [
        Mistake(changed: ["buget.total_lei": "70000"], fields: ["buget.linii", "buget.total_lei"]),
        Mistake(changed: ["buget.suma_solicitata_lei": "50000"], fields: ["buget.total_lei"]),
        Mistake(
            changed: ["buget.suma_solicitata_lei": "54000.01", "buget.contributie_proprie_lei": "5999.99"],
            fields: ["buget.contributie_proprie_lei"]),
        Mistake(changed: ["buget.suma_solicitata_lei": "54000", "buget.contributie_proprie_lei": "6000"], fields: []),
    ]

    private func faults(_ slug: String, _ changed: [String: String]) throws -> Set<String> {
        Set(try ServiceTests.check(slug, changing: changed.mapValues { .text($0) }).problems.map(\.field))
    }

    @Test("A budget has to add up, and a tenth of it is the applicant's own", arguments: programmes, mistakes)
    func budget(slug: String, mistake: Mistake) throws {
        #expect(try faults(slug, mistake.changed) == mistake.fields)
    }

    @Test("A settlement's invoices add up to what was paid; the tenth is asked of the final report alone")
    func settlement() throws {
        #expect(try faults("grant-raport-decont", ["din_finantare_lei": "47000"]) == ["cheltuieli"])
        let short = ["din_finantare_lei": "55000", "din_contributie_lei": "5000"]
        #expect(try faults("grant-raport-decont", short) == ["din_contributie_lei"])
        #expect(try faults("grant-raport-decont", short.merging(["tip": "intermediar"]) { $1 }) == [])
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
