import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import TestKit
import Testing

@Suite("Programs file with a key, through the API")
struct FilingTests {
    private static let petition = "/api/v1/services/petitie/dossiers"

    private static func send(
        _ body: String, key: String = "prima", bearer: String, to path: String = petition, _ client: any TestClientProtocol
    ) async throws -> DeskAnswer {
        var headers: HTTPFields = [.contentType: "application/json", .authorization: "Bearer \(bearer)"]
        if let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { DeskAnswer($0) }
    }

    private static func example(_ world: World) throws -> Answers {
        try #require(world.office.content.service("petitie")).form.examples
    }

    private static func json(_ answers: Answers) throws -> String { String(decoding: try JSONEncoder().encode(answers), as: UTF8.self) }

    @Test("A request is registered once for each idempotency key, and told again to whoever asks again")
    func once() async throws {
        try await atTheDesk { world, client in
            let key = try await world.office.makeAccessKey(named: "Programul firmei", by: world[.smaranda])
            let body = try Self.json(try Self.example(world))
            let first = try await Self.send(body, bearer: key, client)
            #expect(first.status == .created && first.says("\"number\":\"1/23.11.2026\""))
            let again = try await Self.send(body, bearer: key, client)
            #expect(again.status == .ok && again.text == first.text)
            #expect(try await Self.send(body, key: "a doua", bearer: key, client).says("\"number\":\"2/23.11.2026\""))
            #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).count == 2)
            let path = try #require(first.location)
            let state = try await client.execute(uri: path, method: .get, headers: [.authorization: "Bearer \(key)"]) { DeskAnswer($0) }
            #expect(state.status == .ok && state.says("\"kind\":\"open\"") && state.says("\"payment\":\"none\""))
        }
    }

    @Test("A key that no question has is told by the dry run and refused at filing, wherever it stands")
    func unknownKeys() async throws {
        try await atTheDesk { world, client in
            let key = try await world.office.makeAccessKey(named: "Programul firmei", by: world[.smaranda])
            var misspelt = try Self.example(world)
            misspelt["obietc"] = .text("Groapa din drum")
            let refused = try await Self.send(try Self.json(misspelt), bearer: key, client)
            #expect(refused.status == .unprocessableContent && refused.says("\"field\":\"obietc\"") && refused.says("\"code\":\"unknown\""))
            func check(_ slug: String, _ body: String) async throws -> DeskAnswer {
                try await client.execute(
                    uri: "/api/v1/services/\(slug)/check", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: body)
                ) { DeskAnswer($0) }
            }
            let run = try await check("petitie", try Self.json(misspelt))
            #expect(run.status == .ok && run.says("\"valid\":false") && run.says("\"field\":\"obietc\"") && !run.says("⟦"))
            let wrapped = try await check("petitie", "{\"answers\": \(try Self.json(Self.example(world)))}")
            #expect(wrapped.says("\"field\":\"answers.obiect\"") && wrapped.says("\"code\":\"unknown\""))
            var materials = try #require(world.office.content.service("turism-materiale")).form.examples
            #expect(try await check("turism-materiale", try Self.json(materials)).says("\"valid\":true"))
            guard case .rows(var rows)? = materials["materiale"] else { throw Refusal.notFound }
            rows[0]["bucatti"] = "3"
            materials["materiale"] = .rows(rows)
            #expect(try await check("turism-materiale", try Self.json(materials)).says("\"field\":\"materiale[0].bucatti\""))
        }
    }

    @Test("Thirty-two tries of one request at once make one dossier")
    func atOnce() async throws {
        try await atTheDesk { world, client in
            let visitor = world[.smaranda]
            let answers = try Self.example(world)
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask { try await world.office.file("petitie", answers, key: "una", by: visitor, language: .ro).number.number }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(numbers == [1])
            #expect(try await world.office.myDossiers(visitor, limit: 10).count == 1)
        }
    }

    @Test("A key of idempotency that was used for another request is refused, and nothing changes")
    func reused() async throws {
        try await atTheDesk { world, client in
            let key = try await world.office.makeAccessKey(named: "Programul firmei", by: world[.smaranda])
            var answers = try Self.example(world)
            _ = try await Self.send(try Self.json(answers), bearer: key, client)
            answers["obiect"] = .text("Cu totul altceva")
            let refused = try await Self.send(try Self.json(answers), bearer: key, client)
            #expect(refused.status == .unprocessableContent && refused.says("cheie nouă"))
            #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).count == 1)
        }
    }

    @Test("Answers with a mistake are refused with each mistake named, and nothing is kept")
    func invalid() async throws {
        try await atTheDesk { world, client in
            let key = try await world.office.makeAccessKey(named: "Programul firmei", by: world[.smaranda])
            var answers = try Self.example(world)
            answers["obiect"] = nil
            let refused = try await Self.send(try Self.json(answers), bearer: key, client)
            #expect(refused.status == .unprocessableContent && refused.says("\"field\":\"obiect\""))
            #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).isEmpty)
            for body in ["", "[]", "{\"obiect\":", String(repeating: "[", count: 100_000)] {
                #expect(try await Self.send(body, bearer: key, client).status == .badRequest)
            }
            #expect(try await Self.send("{}", key: "", bearer: key, client).status == .badRequest)
            #expect(try await Self.send("{}", bearer: key, to: "/api/v1/services/nimic/dossiers", client).status == .notFound)
        }
    }

    @Test("Without a key, with a wrong one, one taken back or one too old nothing opens; and nobody sees another's dossier")
    func locked() async throws {
        try await atTheDesk { world, client in
            let key = try await world.office.makeAccessKey(named: "Vechi", by: world[.smaranda])
            let others = try await world.office.makeAccessKey(named: "Al lui Áron", by: world[.aron])
            let body = try Self.json(try Self.example(world))
            let path = try #require(try await Self.send(body, bearer: key, client).location)
            let foreign = try await client.execute(uri: path, method: .get, headers: [.authorization: "Bearer \(others)"]) {
                DeskAnswer($0)
            }
            #expect(foreign.status == .notFound)
            #expect(try await Self.send(body, bearer: "ghiseu_nimic", client).status == .unauthorized)
            #expect(try await client.execute(uri: path, method: .get) { $0.status } == .unauthorized)
            world.later(days: 366)
            #expect(try await Self.send(body, bearer: key, client).status == .unauthorized)
        }
    }

    @Test("The account's page makes a key, shows it once, and takes it back")
    func page() async throws {
        try await atTheDesk { world, client in
            let browser = try await DeskBrowser(client, world, as: .smaranda)
            let empty = try await browser.send("/cont/chei", on: try await browser.get("/cont"), [("key-name", " ")])
            #expect(empty.status == .unprocessableContent)
            let made = try await browser.send("/cont/chei", on: try await browser.get("/cont"), [("key-name", "Biroul de arhitectură")])
            let key = try #require(made.text.firstMatch(of: /ghiseu_[0-9a-z]{52}/)).0
            let later = try await browser.get("/cont")
            #expect(later.says("Biroul de arhitectură") && !later.says(String(key)))
            let body = try Self.json(try Self.example(world))
            #expect(try await Self.send(body, bearer: String(key), client).status == .created)
            let id = try #require(later.text.firstMatch(of: /\/cont\/chei\/([0-9a-z]+)\/sterge/)).1
            #expect(try await browser.send("/cont/chei/\(id)/sterge", on: later).location == "/cont")
            #expect(try await Self.send(body, bearer: String(key), client).status == .unauthorized)
        }
    }
}
