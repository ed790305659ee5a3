import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("The whole catalogue")
struct CatalogueTests {
    @Test("One page lists every service, in less than 60 kB", arguments: Language.allCases)
    func onePage(language: Language) async throws {
        try await atTheDesk { world, client in
            let page = try await client.execute(
                uri: "/servicii", method: .get, headers: [.acceptLanguage: language.rawValue]
            ) { DeskAnswer($0) }
            for service in world.office.content.services { #expect(page.says("href=\"/servicii/\(service.slug)\"")) }
            #expect(page.text.utf8.count < 60_000)
            #expect(MarkupCheck.problems(page.text) == [])
        }
    }

    @Test("The large documents are made once and told apart by their tags")
    func faces() async throws {
        try await atTheDesk { world, client in
            for (path, type) in [("/api/v1/openapi.json", "application/json"), ("/catalogue.jsonld", "application/ld+json")] {
                let answer = try await client.execute(uri: path, method: .get) { DeskAnswer($0) }
                #expect(answer.status == .ok && answer.headers[.contentType] == type)
                let tag = try #require(answer.headers[.eTag])
                let again = try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag]) { DeskAnswer($0) }
                #expect(again.status == .notModified)
                for service in world.office.content.services { #expect(answer.says(service.slug)) }
            }
            #expect(try await client.execute(uri: "/api/v1/services/nimic/schema.json", method: .get) { $0.status } == .notFound)
        }
    }

    @Test("The catalogue for programs tells working days from calendar days, and each keyword in its own language")
    func linkedData() async throws {
        struct Node: Decodable {
            struct Words: Decodable {
                let language: String?
                let value: String

                enum CodingKeys: String, CodingKey {
                    case language = "@language"
                    case value = "@value"
                }
            }
            let id: String
            let keywords: [Words]?
            let time: Words?
            let description: [Words]?

            enum CodingKeys: String, CodingKey {
                case id = "@id"
                case keywords = "dcat:keyword"
                case time = "cv:processingTime"
                case description = "dct:description"
            }
        }
        struct Graph: Decodable {
            let nodes: [Node]

            enum CodingKeys: String, CodingKey { case nodes = "@graph" }
        }
        try await atTheDesk { world, client in
            let nodes = try await client.execute(uri: "/catalogue.jsonld", method: .get) { answer in
                try JSONDecoder().decode(Graph.self, from: Data(answer.body.readableBytesView)).nodes
            }
            func node(_ part: String) -> Node? { nodes.first { $0.id.hasSuffix("/servicii/\(part)") } }
            var seen: Set<TermUnit> = []
            for service in world.office.content.services {
                guard let term = service.term else { continue }
                seen.insert(term.unit)
                let weeks = term.length / 5 * 2
                let written =
                    switch term.unit {
                    case .workingDays: "P\(term.length + weeks)D"
                    case .calendarDays: "P\(term.length)D"
                    case .months: "P\(term.length)M"
                    case .hours: "PT\(term.length)H"
                    }
                #expect(node(service.slug)?.time?.value == written, "\(service.slug)")
                let words = try #require(node("\(service.slug)#rule")?.description)
                let said = world.office.content.phrases("time.unit.\(term.unit.rawValue)", ["n": .number(term.length)], in: .hu)
                #expect(words.contains { $0.language == "hu" && $0.value.hasSuffix(said) }, "\(service.slug)")
            }
            #expect(seen.isSuperset(of: [.workingDays, .calendarDays]))
            let keywords = try #require(node("drum-ast")?.keywords)
            func has(_ word: String, _ language: String) -> Bool { keywords.contains { $0.value == word && $0.language == language } }
            #expect(has("transport greu", "ro") && has("túlsúlyos", "hu") && has("overweight", "en"))
        }
    }

    @Test(
        "An address of the API that there is not is told as a problem, not as a page",
        arguments: ["/api/v1/dossiers/", "/api/v2", "/api/v1/services/a/b"])
    func noSuchAddress(path: String) async throws {
        try await atTheDesk { world, client in
            let answer = try await client.execute(uri: path, method: .get) { DeskAnswer($0) }
            #expect(answer.status == .notFound && answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test("Content that takes force while the counter is open is on every page and face at once; open drafts keep their questions")
    func takesForce() async throws {
        try await atTheDesk { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            _ = try await smaranda.get("/servicii")
            let before = try await smaranda.get("/api/v1/openapi.json")
            #expect(try await smaranda.get("/servicii/proba-toate").status == .notFound)
            let place = try await smaranda.begin("petitie")
            let draft = String(place.split(separator: "/")[1])

            var files = try ContentFolder.files().merging(try ContentFolder.fixtures("services/turism/proba-toate.yaml")) { $1 }
            let petition = "services/registratura/petitie.yaml"
            files[petition] = files[petition]?.replacing("keywords: {ro: [", with: "keywords: {ro: [gândac, ")
            try await world.office.take(try Content.read(files))

            #expect(try await smaranda.get("/servicii/proba-toate").status == .ok)
            #expect(try await smaranda.get("/servicii").says("/servicii/proba-toate"))
            #expect(try await smaranda.get("/servicii?q=papirsarkany").says("/servicii/proba-toate"))
            #expect(try await smaranda.get("/servicii?q=gandac").says("/servicii/petitie"))
            let after = try await smaranda.get("/api/v1/openapi.json")
            #expect(after.says("check-proba-toate") && before.headers[.eTag] != after.headers[.eTag])
            #expect(try await smaranda.get(place).status == .ok)
            let revisions = try await world.office.store.read { books in
                let old = try books.dossier(forJob: draft)?.revision
                return old
            }
            #expect(revisions == 1)
            let second = try await world.office.open("petitie", key: "alta", by: world[.smaranda])
            #expect(try await world.office.store.read { try $0.dossier(forJob: second)?.revision } == 2)
        }
    }
}
