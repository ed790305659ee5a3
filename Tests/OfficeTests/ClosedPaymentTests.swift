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
}
