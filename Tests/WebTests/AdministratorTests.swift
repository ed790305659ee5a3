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
            #expect(page.says("Serverul de e-mail nu a primit mesajul") && page.says("Ce a oprit-o scrie mai jos"))
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

    @Test("Of a document that could not be made the administrator reads which, of whom and why, in Romanian, and in no table")
    func deadDocument() async throws {
        try await atTheDesk { world, client in
            let (id, number) = try await world.submitted(.smaranda)
            let receipt = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).receipt)
            let now = world.now
            try await world.office.store.write { books in
                // The receipt's own job, as if its worker had ended at every try.
                while let job = try books.takeJob(.document, at: now, leasedUntil: now + 60) {
                    try books.fail(job, problem: "typesetting: the worker ended", retryAt: nil, at: now)
                }
            }
            let page = try await DeskBrowser(client, world, as: .ilarie).get(Self.dead)
            #expect(page.says("\(receipt.title) · Consiliul Județean Cluj · dosarul \(number)"))
            #expect(page.says("Programul care face documentele s-a oprit la el") && page.says("typesetting: the worker ended"))
            #expect(!page.says("<table") && !page.says("Smaranda"))
        }
    }

    @Test("Auditor and administrator read what is in no dossier's journal, newest first and page by page; nobody else does")
    func houseLog() async throws {
        try await atTheDesk { world, client in
            let log = "/birou/cj-cluj/jurnal"
            let (petition, number) = try await world.submitted(.smaranda, service: "petitie")
            try await world.away(.ligia, to: 2, substitute: .mirela)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(petition)").status == .notFound)
            let voica = try await DeskBrowser(client, world, as: .voica)
            let page = try await voica.get(log)
            #expect(page.status == .ok && page.says("href=\"\(log)\""))
            for words in [
                "Încercare de a deschide un dosar străin", "dosarul \(number)", "Tiberiu Ostrovel", "O absență a fost trecută în calendar",
                "Ligia Sândulaș · ", "îi ține locul Mirela Stănilă", "Un rol a fost dat", "Ilarie Stanciu",
            ] { #expect(page.says(words), "\(words)") }
            // An administrator sees no dossiers.
            let ilarie = try await DeskBrowser(client, world, as: .ilarie)
            #expect(try await ilarie.get("/birou/cj-cluj/personal").says("href=\"\(log)\""))
            let own = try await ilarie.get(log)
            #expect(own.says("un dosar pe care nici tu nu îl vezi") && !own.says("dosarul \(number)"))
            for member in [Cast.tiberiu, .ligia, .otilia, .horea, .sever, .smaranda] {
                #expect(try await DeskBrowser(client, world, as: member).get(log).status == .notFound, "\(member)")
            }

            let (now, person) = (world.now, world[.tiberiu].id)
            let all = try await world.office.store.write { books in
                for count in 0..<60 {
                    try books.record("denied", of: nil, in: World.institution, by: person, at: now, ["dossier": "x\(count)"])
                }
                return try books.eventsWithoutDossier(in: World.institution, before: nil, limit: 1_000).count
            }
            var (path, rows): (String?, [Int]) = (log, [])
            while let next = path {
                let shown = try await voica.get(next)
                rows.append(shown.text.split(separator: "→").count - 1)
                path = shown.text.firstMatch(of: /href="([^"]+)" rel="next"/).map { String($0.1) }
            }
            #expect(rows.count > 1 && rows.dropLast().allSatisfy { $0 == 50 } && rows.reduce(0, +) == all, "\(rows)")
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
