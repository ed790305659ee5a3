import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Money, after a dossier has ended without its act")
struct ClosedPaymentTests {
    @Test("Nothing is taken for what was withdrawn: no proof, no money at the counter, no payment order")
    func withdrawn() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
        let (version, proof) = (try await world.version(id), try await world.paper())
        await #expect(throws: Refusal.paymentOver) { try await world.office.givePaymentProof(proof, for: id, by: world[.smaranda]) }
        await #expect(throws: Refusal.paymentOver) { try await world.office.confirmPayment(of: id, version: version, by: world[.dan]) }
        await #expect(throws: Refusal.paymentOver) { _ = try await world.office.paymentOrder(of: id, by: world[.smaranda]) }
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.dossier.version == version && file.dossier.payment == .due && file.isPaymentOver && !file.isPaidInVain)
        try await world.close()
    }

    @Test("A proof that came before the end is still decided on: confirmed, the money can be asked back; sent back, nobody wants another")
    func given() async throws {
        for isSeen in [true, false] {
            let world = try await World()
            let (id, _) = try await world.submitted(.smaranda)
            try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
            try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
            let (version, proof) = (try await world.version(id), try await world.paper("alta"))
            await #expect(throws: Refusal.paymentOver) { try await world.office.givePaymentProof(proof, for: id, by: world[.smaranda]) }
            if isSeen {
                try await world.office.confirmPayment(of: id, version: version, by: world[.dan])
            } else {
                try await world.office.rejectPayment(of: id, version: version, reason: "Nu se vede suma.", by: world[.dan])
            }
            let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
            #expect(file.isPaidInVain == isSeen && file.isPaymentOver == !isSeen)
            try await world.work()
            #expect(try world.mails().allSatisfy { !$0.contains("trimite alta") })
            try await world.close()
        }
    }

    @Test("Who did not come to a visit that was confirmed has had the act that was paid for: no money can be asked back")
    func missed() async throws {
        let world = try await World()
        let id = try await world.walk("muzeu-grup-programare", until: "confirmed")
        var file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        try #require(file.dossier.payment == .confirmed)
        let crew = try await world.crew(of: file.dossier.institution)
        let answers = Answers(["ziua": .text("\(world.office.today())")])
        try await world.office.take("nu-a-venit", answers, on: id, version: file.dossier.version, by: crew.clerks[0])
        file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.stage.kind == .closed && !file.isPaidInVain)
        try await world.close()
    }

    @Test("What the institution cancels after it confirmed it can be asked back")
    func cancelled() async throws {
        let world = try await World()
        let id = try await world.walk("muzeu-grup-programare", until: "confirmed")
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        let crew = try await world.crew(of: file.dossier.institution)
        try await world.office.take(
            "anulare", Answers(["motiv": .text("Ghidul s-a îmbolnăvit.")]), on: id, version: file.dossier.version, by: crew.head)
        #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).isPaidInVain)
        try await world.close()
    }

    @Test("A proof that nobody looked at before the end stands in the cashier's list and count until it is decided")
    func listed() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
        try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
        var filter = WorklistFilter()
        filter.payment = .given
        func listed() async throws -> [DossierID] {
            let lines = try await world.office.worklist(of: World.institution, filter, .start, limit: 9, seenBy: world[.dan]).lines
            let counts = try await world.office.worklistCounts(of: World.institution, [filter], seenBy: world[.dan])
            #expect(counts.lists == [lines.count] && counts.tiles.open == 0)
            return lines.map(\.id)
        }
        #expect(try await listed() == [id])
        try await world.office.confirmPayment(of: id, version: try await world.version(id), by: world[.dan])
        #expect(try await listed().isEmpty)
        try await world.close()
    }

    @Test("One file sent as the proof by two requests at once is one proof")
    func atOnce() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        let proof = try await world.paper()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 { group.addTask { try await world.office.givePaymentProof(proof, for: id, by: world[.smaranda]) } }
            try await group.waitForAll()
        }
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.events.count { $0.kind == "payment-proof" } == 1)
        #expect(file.attachments.count { $0.code == Attachment.paymentProof } == 1)
        try await world.close()
    }
}
