import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What is owed after a completion")
struct RepricingTests {
    /// The certificate of the examples: 1 240,50 square metres in a village.
    static let price = Decimal(string: "8.20")

    /// A request whose answers are others than the examples, submitted, and sent back for what is in doubt.
    static func asked(
        _ answers: [String: String], about field: String = "scutire.temei", in world: World, paying: Bool = false
    ) async throws -> DossierID {
        let id = try await world.filled(.smaranda)
        _ = try await world.office.save(Answers(answers.mapValues { .text($0) }), in: id, by: world[.smaranda], language: .ro)
        try await world.office.attach(try await world.paper("scutire"), as: "A-SCUTIRE", to: id, by: world[.smaranda])
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        if paying { try await pay(id, in: world) }
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.requestCompletion(
            of: id, items: [.init(field: field, reason: "Dovada nu arată că beneficiarul este scutit.")], message: "",
            version: try await world.version(id), by: world[.tiberiu])
        return id
    }

    static func pay(_ id: DossierID, in world: World) async throws {
        try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
        try await world.office.confirmPayment(of: id, version: try await world.version(id), by: world[.dan])
    }

    /// Answers what was asked for, and sends it.
    static func complete(_ id: DossierID, _ answers: [String: String], in world: World) async throws -> CaseFile {
        _ = try await world.office.save(Answers(answers.mapValues { .text($0) }), in: id, by: world[.smaranda], language: .ro)
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        return try await world.office.caseFile(id, seenBy: world[.smaranda])
    }

    @Test("An exemption that is given up makes the fee due, by the tariff of the day of filing, and nothing is approved before it is paid")
    func givenUp() async throws {
        let world = try await World()
        let id = try await Self.asked(["scutire.temei": "cult"], in: world)
        #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).payment == nil)
        let file = try await Self.complete(id, ["scutire.temei": "nu"], in: world)
        #expect(file.dossier.payment == .due && file.payment?.fee.amount == Self.price)
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.paid)) { try await world.office.approve(id, version: version, by: world[.ligia]) }
        try await Self.pay(id, in: world)
        try await world.office.approve(id, version: try await world.version(id), by: world[.ligia])
        try await world.close()
    }

    /// What the clerk decides of the exemption.
    static func decide(_ id: DossierID, _ decision: String, because reason: String? = nil, in world: World) async throws {
        let answers = Answers(["hotarare": decision, "motiv": reason].compactMapValues { $0.map { .text($0) } })
        try await world.office.take("scutire", answers, on: id, version: try await world.version(id), by: world[.tiberiu])
    }

    @Test("An exemption that is insisted on and not granted makes the fee due, with the reason told; granted after all, nothing is due")
    func decided() async throws {
        let world = try await World()
        let id = try await Self.asked(["scutire.temei": "cult"], in: world)
        var file = try await Self.complete(id, [:], in: world)
        #expect(file.dossier.payment == .none)
        await #expect(throws: Refusal.self) { try await Self.decide(id, "respinsa", in: world) }
        try await Self.decide(id, "respinsa", because: "Dovada este a altei clădiri.", in: world)
        file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.dossier.payment == .due && file.payment?.fee.amount == Self.price)
        #expect(file.dossier.stage == "review" && file.events.last?.details["answer.motiv"] == "Dovada este a altei clădiri.")
        try await Self.decide(id, "admisa", in: world)
        #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).dossier.payment == .none)
        try await Self.decide(id, "respinsa", because: "Dovada este a altei clădiri.", in: world)
        try await Self.pay(id, in: world)
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.office.approve(id, version: try await world.version(id), by: world[.ligia])
        try await world.close()
    }

    @Test("A decision against an exemption outlives the completion: what is claimed again is still owed")
    func outlives() async throws {
        let world = try await World()
        let id = try await world.filled(.smaranda)
        _ = try await world.office.save(Answers(["scutire.temei": .text("cult")]), in: id, by: world[.smaranda], language: .ro)
        try await world.office.attach(try await world.paper("scutire"), as: "A-SCUTIRE", to: id, by: world[.smaranda])
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await Self.decide(id, "respinsa", because: "Dovada este a altei clădiri.", in: world)
        try await world.office.requestCompletion(
            of: id, items: [.init(field: "scutire.temei", reason: "Spune alt temei, dacă este.")], message: "",
            version: try await world.version(id), by: world[.tiberiu])
        #expect(try await world.office.form(id, by: world[.smaranda], in: .ro).fee?.amount == Self.price)
        let file = try await Self.complete(id, ["scutire.temei": "public"], in: world)
        #expect(file.dossier.payment == .due && file.payment?.fee.amount == Self.price)
        // The other ground is decided of its own.
        #expect(file.dossier.steps["scutire"] == nil)
        try await Self.decide(id, "admisa", in: world)
        #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).dossier.payment == .none)
        try await world.close()
    }

    @Test("Where nobody claims an exemption there is none to decide")
    func unclaimed() async throws {
        let world = try await World()
        let id = try await Self.asked(["scutire.temei": "nu"], in: world)
        _ = try await Self.complete(id, [:], in: world)
        #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).steps.allSatisfy { $0.move.name != "scutire" })
        await #expect(throws: Refusal.wrongStage(.advance)) { try await Self.decide(id, "admisa", in: world) }
        try await world.close()
    }

    @Test("What is kept costs what it did: an exemption stays free, a fee that was paid stays paid")
    func kept() async throws {
        let world = try await World()
        let free = try await Self.asked(["scutire.temei": "cult"], in: world)
        var file = try await Self.complete(free, [:], in: world)
        #expect(file.dossier.payment == .none && file.payment == nil)
        let paid = try await Self.asked(["scutire.temei": "nu"], in: world, paying: true)
        file = try await Self.complete(paid, [:], in: world)
        #expect(file.dossier.payment == .confirmed && file.payment?.fee.amount == Self.price && file.payment?.decidedAt != nil)
        // Whoever turns out to be exempt owes nothing more; what was paid is given back only when it is asked for.
        let exempt = try await Self.asked(["scutire.temei": "nu"], in: world)
        file = try await Self.complete(exempt, ["scutire.temei": "cult"], in: world)
        #expect(file.dossier.payment == .none && file.payment == nil)
        let repaid = try await Self.asked(["scutire.temei": "nu"], in: world, paying: true)
        file = try await Self.complete(repaid, ["scutire.temei": "cult"], in: world)
        #expect(file.dossier.payment == .confirmed && file.payment?.fee.amount == Self.price)
        try await world.close()
    }

    @Test("A larger area after the payment leaves the rest due, with what was paid taken off; the act names the whole")
    func more() async throws {
        let world = try await World()
        let id = try await Self.asked(["suprafata_mp": "480", "scutire.temei": "nu"], about: "suprafata_mp", in: world, paying: true)
        var file = try await Self.complete(id, ["suprafata_mp": "1240,50"], in: world)
        let fee = try #require(file.payment?.fee)
        // 4,50 were paid of what are 8,20 now.
        #expect(file.dossier.payment == .due && fee.amount == Decimal(string: "3.70") && fee.total == Self.price)
        #expect(fee.lines.map(\.amount).reduce(0, +) == fee.amount && fee.lines.last?.label.ro == "Plătit deja")
        #expect(file.payment?.proof == nil && file.payment?.decidedAt == nil)
        try await Self.pay(id, in: world)
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.office.approve(id, version: try await world.version(id), by: world[.ligia])
        try await world.countersign(id)
        try await world.office.seal(id, version: try await world.version(id), by: world[.horea])
        file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.act?.data?.contains("8,20") == true && file.act?.data?.contains("3,70") == false)
        try await world.close()
    }
}
