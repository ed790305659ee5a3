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

    @Test("A decision stands for the ground that it was taken on: another ground is decided anew, the same one is not; the history says so")
    func otherGround() async throws {
        let world = try await World()
        for (ground, isDecided) in [("cult", true), ("public", false)] {
            let id = try await drafted(claiming: "cult", world)
            try await decide(id, by: world[.tiberiu], world)
            try await world.office.requestCompletion(
                of: id, items: [.init(field: "scutire.temei", reason: "Ce spune dovada?")], message: "",
                version: try await world.version(id), by: world[.tiberiu])
            let file = try await RepricingTests.complete(id, ["scutire.temei": ground], in: world)
            #expect((file.dossier.steps["scutire"] != nil) == isDecided)
            let event = try #require(file.events.last { $0.kind == "complete" })
            #expect(event.details["decide-anew"] == (isDecided ? nil : "scutire"))
            try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
            try await world.endorseOnPaper(id, by: world[.tiberiu])
            if isDecided {
                try await world.sendForApproval(id, by: world[.tiberiu])
            } else {
                await #expect(throws: Refusal.stepNeeded("Hotărăște scutirea de taxă")) {
                    try await world.sendForApproval(id, by: world[.tiberiu])
                }
            }
        }
        try await world.close()
    }

    @Test(
        "Silence does not wait for who keeps silent to decide the exemption too; the paper says that it is open, and what is then owed is owed"
    )
    func silent() async throws {
        let world = try await World()
        let service = "aviz-structura-specialitate"
        let id = try await world.filled(.smaranda, service: service)
        _ = try await world.office.save(Answers(["scutire.temei": .text("cult")]), in: id, by: world[.smaranda], language: .ro)
        try await world.office.attach(try await world.paper("scutire"), as: "A-SCUTIRE", to: id, by: world[.smaranda])
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        let crew = try await world.crew(of: World.institution)
        try await world.office.assign(id, to: crew.clerks[0].id, version: try await world.version(id), by: crew.registry)
        world.later(days: 90)
        try await world.office.lapseDossiers()
        let file = try await world.office.caseFile(id, seenBy: crew.clerks[0])
        #expect(file.stage.name == "tacit" && file.dossier.payment == .none)
        #expect(file.act?.data?.contains("Scutirea de taxă cerută nu a fost hotărâtă") == true)
        #expect(file.steps.contains { $0.move.name == "scutire" && $0.standing == .open(to: file.stage) })
        let answers = Answers(["hotarare": .text("respinsa"), "motiv": .text("Dovada este a altei parohii.")])
        try await world.office.take("scutire", answers, on: id, version: file.dossier.version, by: crew.clerks[0])
        let after = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(after.stage.name == "tacit" && after.dossier.payment == .due && (after.payment?.fee.amount ?? 0) > 0)
        try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
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
