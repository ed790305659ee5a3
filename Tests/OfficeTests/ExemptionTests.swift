import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("An exemption that is claimed is decided before anything goes out")
struct ExemptionTests {
    /// Drafted, with its endorsements; the fee claimed away.
    private func drafted(claiming ground: String, _ world: World) async throws -> DossierID {
        let id = try await world.filled(.smaranda)
        _ = try await world.office.save(Answers(["scutire.temei": .text(ground)]), in: id, by: world[.smaranda], language: .ro)
        try await world.office.attach(try await world.paper("scutire"), as: "A-SCUTIRE", to: id, by: world[.smaranda])
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        return id
    }

    private func decide(_ id: DossierID, by visitor: Visitor, _ world: World) async throws {
        let answers = Answers(["hotarare": .text("admisa"), "motiv": .text("Parohia a dovedit că lăcașul este al ei.")])
        try await world.office.take("scutire", answers, on: id, version: try await world.version(id), by: visitor)
    }

    @Test("Claimed and not decided, it keeps the act at the desk, and the page says what is missing; decided, the act goes on")
    func undecided() async throws {
        let world = try await World()
        let id = try await drafted(claiming: "cult", world)
        let waiting = Refusal.stepNeeded("Hotărăște scutirea de taxă")
        await #expect(throws: waiting) { try await world.sendForApproval(id, by: world[.tiberiu]) }
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.stage.name == "drafting")
        #expect(file.deeds.contains { $0.deed == .sendForApproval && $0.standing == .refused(waiting) })
        try await decide(id, by: world[.tiberiu], world)
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.office.approve(id, version: try await world.version(id), by: world[.ligia])
        #expect(try await world.office.caseFile(id, seenBy: world[.ligia]).stage.name == "countersigning")
        try await world.close()
    }

    @Test("Who decided it does not approve, whatever roles they have")
    func fourEyes() async throws {
        let world = try await World()
        let id = try await drafted(claiming: "cult", world)
        let both = Visitor(
            person: world[.mirela].person,
            appointments: [Role.clerk, .head].map { Appointment(institution: World.institution, role: $0, desk: nil) },
            in: world.office.content)
        try await decide(id, by: both, world)
        try await world.sendForApproval(id, by: world[.tiberiu])
        let version = try await world.version(id)
        await #expect(throws: Refusal.ownStep("Hotărăște scutirea de taxă")) {
            try await world.office.approve(id, version: version, by: both)
        }
        #expect(try await world.version(id) == version)
        try await world.office.approve(id, version: version, by: world[.ligia])
        try await world.close()
    }

    @Test("Where nothing is claimed nobody waits for a decision")
    func unclaimed() async throws {
        let world = try await World()
        let id = try await drafted(claiming: "nu", world)
        try await world.sendForApproval(id, by: world[.tiberiu])
        #expect(try await world.office.caseFile(id, seenBy: world[.ligia]).stage.name == "approval")
        try await world.close()
    }

    @Test("Claimed in the completion, after the draft was written, it is decided too")
    func late() async throws {
        let world = try await World()
        let id = try await RepricingTests.asked(["scutire.temei": "nu"], in: world)
        _ = try await RepricingTests.complete(id, ["scutire.temei": "cult"], in: world)
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        await #expect(throws: Refusal.stepNeeded("Hotărăște scutirea de taxă")) { try await world.sendForApproval(id, by: world[.tiberiu]) }
        try await world.close()
    }
}
