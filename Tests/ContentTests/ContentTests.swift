import Foundation
import Rulebook
import Testing
import TestKit

/// The content of this repository; a test that asks for it fails with every problem that the reading found.
func content() throws -> Content { try ContentFolder.content.get() }

func day(_ written: String) throws -> Day { try #require(Day(written)) }

/// The day on which the tests check and price; the examples' dates lie after it.
func today() throws -> Day { try day("2026-11-24") }

@Suite("The content folder")
struct ContentTests {
    @Test("The whole folder reads without a problem")
    func reads() throws {
        let content = try content()
        #expect(["cu-construire", "petitie", "turism-materiale"].allSatisfy { content.service($0) != nil })
        #expect(content.groups.count == 15)
        #expect(content.institution(content.house.institution)?.name.ro == "Consiliul Județean Cluj")
    }

    @Test("Every clue to other people's paper leads to a service that is offered here")
    func clues() throws {
        let text = try #require(try ContentFolder.files()["vocabulary/paper.yaml"])
        let clues = try #require(text.components(separatedBy: "\nclues:\n").last)
        let named = clues.matches(of: /(?m)^  ([a-z0-9-]+):/).map { String($0.1) }
        let content = try content()
        #expect(named.count > 80 && named.allSatisfy { content.service($0) != nil })
        #expect(Set(content.paper.clues.keys) == Set(named))
    }

    @Test("Every commune, town and municipality of the county is there, with its localities")
    func places() throws {
        let places = try content().places
        #expect(places.uats.count == 81)
        #expect(places.uats.map { places.localities(in: $0.siruta).count }.reduce(0, +) == 434)
        #expect(places.uats.allSatisfy { !places.localities(in: $0.siruta).isEmpty })
        // Negreni's code fails the checksum and is right all the same: the table decides.
        #expect(places.uat("60169")?.name == "Negreni")
        #expect(places.uat(written: "marisel")?.name == "Mărișel")
    }

    @Test(
        "Words of everyday find their service, with and without diacritics",
        arguments: [
            ("construire casă", "cu-construire"), ("construire casa", "cu-construire"), ("vreau sa fac un gard", "cu-construire"),
            ("sesizare groapă", "drum-sesizare"), ("harti si pliante", "turism-materiale"),
            ("térkép", "turism-materiale"),
        ])
    func search(query: String, slug: String) throws {
        #expect(try content().lexicon.find(query).first == slug)
    }

    @Test("Every desk of a redirect, of an institution and of a service can be told from the others")
    func slugs() throws {
        for institution in try content().institutions {
            #expect(Set(institution.desks.map(\.slug)).count == institution.desks.count)
            #expect(Set(institution.redirects.map(\.slug)).count == institution.redirects.count)
        }
    }

    @Test("What is uncertain says so: a service that is not confirmed, and a tariff without a decision")
    func honesty() throws {
        let content = try content()
        for service in content.services { #expect(!service.sources.isEmpty, "\(service.slug) has no source") }
        for table in content.tariffs { #expect(table.source.contains("de confirmat")) }
    }
}
