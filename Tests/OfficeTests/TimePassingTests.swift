import Foundation
import Rulebook
import Store
import TestKit
import Testing

@testable import Office

@Suite("What time does by itself")
struct TimePassingTests {
    private func events(_ world: World, _ id: DossierID) async throws -> [Event] {
        try await world.office.store.read { try $0.events(of: id) }
    }

    @Test("Where the service says so, silence approves: the day after the term, once, with a sealed paper; a late answer has no effect")
    func silence() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-tacit", until: "approval")
        let crew = try await world.crew(of: World.institution)
        world.later(days: 30)
        try await world.office.lapseDossiers()
        #expect(try await world.office.caseFile(id, seenBy: crew.head).stage.name == "approval")
        world.later(days: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await world.office.lapseDossiers() } }
            try await group.waitForAll()
        }
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.stage.name == "tacit" && file.act?.register == "AT" && file.act?.number == 1)
        #expect(try await events(world, id).count { $0.kind == "lapse" } == 1)
        let version = try await world.version(id)
        await #expect(throws: Refusal.legClosed(.tacit)) {
            try await world.office.endorse(id, as: .unfavourable, "Nu se poate.", version: version, by: crew.clerks[0])
        }
        await #expect(throws: Refusal.notYours(.endorse)) {
            try await world.office.endorse(id, as: .favourable, "", version: version, by: crew.cashier)
        }
        #expect(try await world.version(id) == version)
        let last = try #require(try await events(world, id).last)
        #expect(last.kind == "late-answer" && last.details["outcome"] == "unfavourable" && last.details["closed"] == "tacit")
        try await world.work()
        #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).act?.sha256 != nil)
        #expect(try world.mails().contains { $0.contains("înseamnă aprobare") && $0.contains(id) })
        try await world.close()
    }

    @Test("Where the service says nothing, a term that passes approves nothing; nor while the clock stands")
    func noSilence() async throws {
        let world = try await World(sampling: true)
        let late = try await world.walk("proba-avizare", until: "review")
        let waiting = try await world.walk("proba-tacit", until: "review")
        let crew = try await world.crew(of: World.institution)
        try await world.office.requestCompletion(
            of: waiting, items: [], message: "Lipsește planul.", version: try await world.version(waiting), by: crew.clerks[0])
        world.later(days: 400)
        try await world.office.lapseDossiers()
        for id in [late, waiting] { #expect(try await events(world, id).allSatisfy { $0.kind != "lapse" }) }
        try await world.close()
    }

    @Test("A completion that does not come in its days ends the dossier with a letter, once; one that came in time does not")
    func expiry() async throws {
        let world = try await World(sampling: true)
        let crew = try await world.crew(of: World.institution)
        var asked: [DossierID] = []
        for member in [Cast.smaranda, .aron] {
            let id = try await world.walk("proba-simple", by: member, until: "review")
            try await world.office.requestCompletion(
                of: id, items: [.init(field: "obiect", reason: "Nu se înțelege.")], message: "", version: try await world.version(id),
                by: crew.clerks[0])
            asked.append(id)
        }
        world.later(days: 10)
        try await world.office.expireDossiers()
        try await world.office.complete(asked[1], by: world[.aron], language: .ro)
        world.later(days: 1)
        for _ in 0..<3 { try await world.office.expireDossiers() }
        #expect(try await world.office.caseFile(asked[0], seenBy: world[.smaranda]).stage.name == "expired")
        #expect(try await world.office.caseFile(asked[1], seenBy: world[.aron]).stage.name == "review")
        #expect(try await events(world, asked[0]).count { $0.kind == "expire" } == 1)
        try await world.work()
        #expect(try world.mails().count { $0.contains("dosarul s-a închis") && $0.contains(asked[0]) } == 1)
        try await world.close()
    }

    @Test("An offer that nobody answers runs out in its days; the applicant may accept it until then")
    func offers() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-inchiriere", until: "offer")
        let other = try await world.walk("proba-inchiriere", by: .aron, until: "offer")
        world.later(days: 10)
        try await world.office.expireDossiers()
        try await world.office.take(
            "accept", Answers(["de_acord": .text("true")]), on: other, version: try await world.version(other), by: world[.aron])
        world.later(days: 1)
        try await world.office.expireDossiers()
        #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).stage.name == "expired")
        #expect(try await world.office.caseFile(other, seenBy: world[.aron]).stage.name == "accepted")
        try await world.close()
    }

    @Test("An urgent request has the short term, and its trace says so; an extension is what the service allows, once")
    func urgency() async throws {
        let world = try await World(sampling: true)
        let id = try await world.filled(.smaranda, service: "proba-tacit")
        _ = try await world.office.save(Answers(["urgent": .text("true")]), in: id, by: world[.smaranda], language: .ro)
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        let clock = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).clock)
        // Five working days from Monday the 23rd: the 30th is Saint Andrew's, the 1st of December the national day.
        #expect(clock.due == Day("2026-12-02") && clock.trace.contains { $0.key == "trace.urgent" })
        try await world.walkOn(id, by: .smaranda, until: "review")
        let crew = try await world.crew(of: World.institution)
        try await world.office.extend(id, reason: "Control în teren.", version: try await world.version(id), by: crew.head)
        let file = try await world.office.caseFile(id, seenBy: crew.head)
        #expect(file.clock?.due == Day("2026-12-17") && file.clock?.trace.contains { $0.key == "trace.extension" } == true)
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notExtended)) {
            try await world.office.extend(id, reason: "Din nou.", version: version, by: crew.head)
        }
        let plain = try await world.walk("proba-simple", by: .aron, until: "review")
        let other = try await world.version(plain)
        await #expect(throws: Refusal.wrongStage(.extend)) {
            try await world.office.extend(plain, reason: "Serviciul nu spune cu cât.", version: other, by: crew.head)
        }
        try await world.close()
    }

    @Test("A term is extended up to its last day, by what its own service says; once it is over it is not, and nothing has changed")
    func extending() async throws {
        let world = try await World()
        let crew = try await world.crew(of: World.institution)
        let inTime = try await world.walk("petitie", until: "review")
        let late = try await world.walk("petitie", by: .aron, until: "review")
        // Thirty days from Monday, 23 November.
        world.later(days: 30)
        try await world.office.extend(inTime, reason: "Verificare în arhivă.", version: try await world.version(inTime), by: crew.head)
        #expect(try await world.office.caseFile(inTime, seenBy: crew.head).clock?.due == Day("2027-01-08"))
        #expect(try await world.office.caseFile(late, seenBy: crew.head).can(.extend))
        world.later(days: 1)
        let file = try await world.office.caseFile(late, seenBy: crew.head)
        let over = Refusal.termOver(try #require(Day("2026-12-23")))
        #expect(!file.can(.extend) && file.deeds.contains { $0.deed == .extend && $0.standing == .refused(over) })
        await #expect(throws: over) {
            try await world.office.extend(late, reason: "Prea târziu.", version: file.dossier.version, by: crew.head)
        }
        let after = try await world.office.caseFile(late, seenBy: crew.head)
        #expect(after.dossier.version == file.dossier.version && after.clock?.due == Day("2026-12-23"))
        #expect(after.dossier.clock?.extensions.isEmpty == true && after.can(.refuse) == file.can(.refuse))
        try await world.work()
        let letters = try world.mails().map { $0.replacing("\u{a0}", with: " ") }
        #expect(letters.count { $0.contains("a fost prelungit cu 15 zile (OG nr. 27/2002, art. 9)") } == 1)
        #expect(letters.allSatisfy { !$0.contains("a fost prelungit") || $0.contains(inTime) })
        try await world.close()
    }

    @Test("A misdirected request is sent on within five days; later it still is, and the log says how late")
    func redirecting() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-simple", until: "review")
        let crew = try await world.crew(of: World.institution)
        let window = try #require(try await world.office.caseFile(id, seenBy: crew.clerks[0]).windows.first)
        // The fifth day is a Saturday, the Monday after it Saint Andrew's, the Tuesday the national day.
        #expect(window.move.deed == .redirect && window.reading.due == Day("2026-12-02") && window.reading.state == .running)
        world.later(days: 11)
        #expect(try await world.office.caseFile(id, seenBy: crew.clerks[0]).windows.first?.reading.state == .late)
        let target = try #require(world.office.content.institution(World.institution)?.redirects.first)
        try await world.office.redirect(
            id, to: target.slug, reason: "Nu este de competența noastră.", version: try await world.version(id), by: crew.clerks[0])
        #expect(try await events(world, id).last?.details["late"] == "2")
        try await world.close()
    }

    @Test("In the morning of a working day clerks and heads are told their numbers, once, and nobody anything of a dossier")
    func digests() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-simple", until: "review")
        let crew = try await world.crew(of: World.institution)
        func letters() throws -> [String] { try world.mails().filter { $0.contains("peste termen") } }
        try await world.office.sendDigests()
        try await world.work()
        #expect(try letters().isEmpty)
        // Saturday, 19 December: five days before its last one, and nobody works.
        world.later(days: 26)
        try await world.office.sendDigests()
        try await world.work()
        #expect(try letters().isEmpty)
        world.later(days: 2)
        for _ in 0..<3 { try await world.office.sendDigests() }
        try await world.work()
        let told = try letters()
        let recipients = Set(told.compactMap { $0.firstMatch(of: /To: .*<([^>]+)>|To: (\S+)/).map { String($0.1 ?? $0.2 ?? "") } })
        #expect(told.count == recipients.count, "\(recipients)")
        #expect(told.contains { $0.contains(crew.clerks[0].person.email) } && told.contains { $0.contains(Cast.ligia.email) })
        #expect(!told.contains { $0.contains(crew.clerks[1].person.email) || $0.contains(Cast.otilia.email) })
        #expect(told.allSatisfy { !$0.contains(id) && !$0.contains("Smaranda") && $0.contains("/birou/cj-cluj") })
        try await world.close()
    }
}
