import Foundation
import Rulebook
import Store
import TestKit
import Testing

@testable import Office

/// The worker is never run in these: what counts is the term, not the round.
@Suite("Silence, before a round has looked")
struct SilenceTests {
    private func events(_ world: World, _ id: DossierID) async throws -> [Event] {
        try await world.office.store.read { try $0.events(of: id) }
    }

    /// To so many seconds before the midnight that ends the last day of a term of fifteen days.
    private func toMidnight(_ world: World, seconds: TimeInterval) {
        world.clock.turn(by: 15 * 86_400 + (13 * 60 + 45) * 60 - seconds)
    }

    @Test("An answer sealed in the last minute of the term counts; one sealed just after midnight is too late, and written down")
    func midnight() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "apa-canal"])
        let (isu, aries) = (try await world.leg(of: id, at: .isu), try await world.leg(of: id, at: .aries))
        try await world.draft(isu, .isu, as: .unfavourable, "Lipsește accesul.")
        try await world.draft(aries, .aries, as: .unfavourable, "Nu este rețea.")
        toMidnight(world, seconds: 30)
        try await world.office.seal(isu, version: try await world.version(isu), by: world[.traian])
        #expect(try await world.outcome(of: isu) == .unfavourable)
        world.clock.turn(by: 40)
        let version = try await world.version(aries)
        await #expect(throws: Refusal.legClosed(.tacit)) {
            try await world.office.seal(aries, version: version, by: world[.iustina])
        }
        #expect(try await world.outcome(of: aries) == .tacit)
        let own = try await events(world, aries)
        #expect(own.suffix(2).map(\.kind) == ["lapse", "late-answer"] && own.last?.details["deed"] == "seal")
        let asking = try await events(world, id).map(\.kind)
        #expect(asking.suffix(2) == ["endorsement-closed", "endorsement-late"])
        // The round finds nothing left to do, and a second try is late again.
        try await world.office.lapseLegs()
        await #expect(throws: Refusal.legClosed(.tacit)) {
            try await world.office.seal(aries, version: version, by: world[.iustina])
        }
        #expect(try await events(world, aries).count { $0.kind == "lapse" } == 1)
        let leg = try await world.office.caseFile(id, seenBy: world[.tiberiu]).legs.first { $0.endorsement.outcome == .tacit }
        #expect(leg?.paper?.number == "AT 1/2026")
        for chain in ["cj-cluj", "apa-aries"] { #expect(try await world.office.store.read { try $0.firstBreak(in: chain) } == nil) }
        try await world.close()
    }

    @Test("After the term a silent endorser neither drafts an answer nor stops the clock with a completion, and nobody takes the leg back")
    func tooLate() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "apa-canal"])
        let (isu, aries) = (try await world.leg(of: id, at: .isu), try await world.leg(of: id, at: .aries))
        try await world.take(isu, .isu)
        try await world.take(aries, .aries)
        world.later(days: 16)
        let version = try await world.version(aries)
        await #expect(throws: Refusal.legClosed(.tacit)) {
            try await world.office.requestCompletion(
                of: aries, items: [], message: "Lipsește planul.", version: version, by: world[Endorser.aries.clerk])
        }
        let late = try await world.office.caseFile(aries, seenBy: world[Endorser.aries.clerk])
        #expect(late.stage.name == "tacit" && late.dossier.completionsAsked == 0 && late.completion == nil)
        #expect(late.events.last?.kind == "late-answer" && late.events.last?.details["deed"] == "request-completion")
        // That a completion was wanted too late is nothing to those who asked.
        #expect(try await events(world, id).last?.kind == "endorsement-closed")
        let dossier = try await world.version(id)
        await #expect(throws: Refusal.legEnded(.tacit)) {
            try await world.office.withdrawLeg(isu, of: id, reason: "Nu mai este de folos.", version: dossier, by: world[.tiberiu])
        }
        #expect(try await world.outcome(of: isu) == .tacit)
        await #expect(throws: Refusal.legClosed(.tacit)) {
            try await world.office.endorse(isu, as: .unfavourable, "Prea târziu.", version: version, by: world[.doina])
        }
        try await world.close()
    }

    @Test("A dossier that silence approves is approved when its term has passed: no refusal, seal, step or sending on comes after it")
    func direct() async throws {
        let world = try await World(sampling: true)
        let crew = try await world.crew(of: World.institution)
        let signing = try await world.walk("proba-tacit", until: "signing")
        let refusing = try await world.walk("proba-tacit", until: "review")
        let others = [
            try await world.walk("proba-tacit", until: "review"), try await world.walk("proba-tacit", until: "review"),
            try await world.walk("proba-tacit", until: "review"),
        ]
        try await world.office.proposeRefusal(
            of: refusing, reason: "Lipsește accesul.", version: try await world.version(refusing), by: crew.clerks[0])
        world.later(days: 31)
        let office = world.office
        let target = try #require(office.content.redirects(from: World.institution).first?.slug)
        let deeds: [(DossierID, @Sendable (DossierID, Int) async throws -> Void)] = [
            (signing, { try await office.seal($0, version: $1, by: crew.signatory) }),
            (refusing, { try await office.refuse($0, version: $1, by: crew.head) }),
            (others[0], { try await office.redirect($0, to: target, reason: "Nu ține de noi.", version: $1, by: crew.registry) }),
            (others[1], { try await office.requestCompletion(of: $0, items: [], message: "Lipsește.", version: $1, by: crew.clerks[0]) }),
            (
                others[2],
                {
                    let control = Answers(["ziua": .text("2026-12-20"), "constatari": .text("Nu respectă scenariul.")])
                    try await office.take("control", control, on: $0, version: $1, by: crew.clerks[0])
                }
            ),
        ]
        for (id, deed) in deeds {
            let version = try await world.version(id)
            await #expect(throws: Refusal.legClosed(.tacit)) { try await deed(id, version) }
            let kinds = try await events(world, id).suffix(2).map(\.kind)
            #expect(kinds == ["lapse", "late-answer"])
        }
        try await office.lapseDossiers()
        for (id, _) in deeds {
            #expect(try await office.caseFile(id, seenBy: crew.head).stage.name == "tacit")
            #expect(try await events(world, id).count { $0.kind == "lapse" } == 1)
        }
        try await world.close()
    }
}
