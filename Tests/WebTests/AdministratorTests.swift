import Foundation
import HTTPTypes
import Office
import Store
import TestKit
import Testing

@Suite("What an administrator keeps in order: work that was given up, and links to other programs")
struct AdministratorTests {
    private static let dead = "/birou/cj-cluj/lucrari-esuate"
    private static let links = "/birou/cj-cluj/legaturi"

    /// Jobs that were given up, as their ids.
    private static func bury(_ lanes: [Lane], in world: World) async throws {
        try await world.work()
        let now = world.now
        try await world.office.store.write { books in
            for (number, lane) in lanes.enumerated() {
                try books.enqueue(lane, id: "dead\(number)", onceKey: "dead\(number)", payload: ["to": "smaranda"], at: now, now: now)
                guard let job = try books.takeJob(lane, at: now, leasedUntil: now + 60) else { continue }
                try books.fail(job, problem: "no route to host", retryAt: nil, at: now)
            }
        }
    }

    @Test("The administrator reads kind, tries and last problem of what was given up, and has one or all tried again")
    func deadJobs() async throws {
        try await atTheDesk { world, client in
            try await Self.bury([.mail, .document, .webhook], in: world)
            let ilarie = try await DeskBrowser(client, world, as: .ilarie)
            let page = try await ilarie.get(Self.dead)
            for words in ["Mesaj de e-mail", "Document de sigilat", "Înștiințarea altui program", "no route to host"] {
                #expect(page.says(words))
            }
            #expect(!page.says("smaranda"))
            let token = try #require(page.token)
            let one = try await ilarie.post(Self.dead, [("jeton", token), ("lucrare", "dead1")])
            #expect(one.status == .seeOther)
            #expect(try await states(world) == ["document waiting", "mail dead", "webhook dead"])
            let all = try await ilarie.send(Self.dead, on: try await ilarie.get(Self.dead))
            #expect(all.status == .seeOther)
            #expect(try await states(world) == ["document waiting", "mail waiting", "webhook waiting"])
            #expect(try await ilarie.get(Self.dead).says("Totul a mers"))
            let metrics = try await ilarie.get("/metrics")
            #expect(
                metrics.says("ghiseu_jobs{kind=\"mail\",state=\"waiting\"} 1") && metrics.says("ghiseu_job_delay_seconds{kind=\"mail\"} 0"))

            try await Self.bury([.mail], in: world)
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            #expect(
                try await otilia.post(Self.dead, [("jeton", try #require(try await otilia.get("/").token)), ("toate", "da")]).status
                    == .notFound)
        }
    }

    private func states(_ world: World) async throws -> [String] {
        try await world.office.jobCounts().map { "\($0.kind) \($0.state)" }.sorted()
    }

    @Test("The administrator adds a link, sees its secret once, sees how the last try went, and removes it")
    func webhooks() async throws {
        try await atTheDesk { world, client in
            let ilarie = try await DeskBrowser(client, world, as: .ilarie)
            let empty = try await ilarie.get(Self.links)
            #expect(empty.says("Nicio legătură"))
            let refused = try await ilarie.send(Self.links, on: empty, [("address", "http://10.0.0.1/"), ("events", "submit")])
            #expect(refused.status == .unprocessableContent && refused.says("http://10.0.0.1/") && refused.says("Scrie adresa întreagă"))
            #expect(try await ilarie.send(Self.links, on: empty, [("address", "https://example.ro/")]).status == .unprocessableContent)

            let added = try await ilarie.send(
                Self.links, on: empty, [("address", "https://conta.example.ro/ghiseu"), ("events", "submit"), ("events", "act-delivered")])
            #expect(added.status == .created)
            let hook = try #require(try await world.office.webhooks(of: World.institution, seenBy: world[.ilarie]).first)
            #expect(hook.events == ["submit", "act-delivered"] && added.says(hook.secret))
            try await world.office.store.write { try $0.note(answer: "HTTP 503", of: hook.id, at: world.now) }
            let list = try await ilarie.get(Self.links)
            #expect(list.says("https://conta.example.ro/ghiseu") && list.says("HTTP 503") && !list.says(hook.secret))

            let remove = [("jeton", try #require(list.token)), ("fapta", "scoate"), ("legatura", hook.id)]
            let clerk = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await clerk.get(Self.links).status == .notFound)
            #expect(try await ilarie.post(Self.links, remove).status == .seeOther)
            #expect(try await ilarie.get(Self.links).says("Nicio legătură"))
        }
    }
}
