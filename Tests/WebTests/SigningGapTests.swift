import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Who is left to sign, told before it is too late")
struct SigningGapTests {
    private static let institution = "isu-cluj"

    /// A leg of ISU's that waits for its head, who is away; the signatory stands in.
    private func waiting(_ world: World) async throws -> DossierID {
        let leg = try await world.leg(of: try await world.asked(["isu"]), at: .isu)
        try await world.take(leg, .isu)
        try await world.office.endorse(leg, as: .favourable, "", version: try await world.version(leg), by: world[.doina])
        let today = world.office.today()
        try await world.office.enterAbsence(
            of: world[.sever].id, in: Self.institution, from: today, to: today.adding(days: 3), substitute: world[.traian].id,
            by: world[.sever])
        return leg
    }

    @Test("The only signatory who would approve in the head's place is told that nobody is left to sign; at the signing the page says why")
    func alone() async throws {
        try await atTheDesk { world, client in
            let leg = try await waiting(world)
            let page = "/birou/\(Self.institution)/dosare/\(leg)"
            let traian = try await DeskBrowser(client, world, as: .traian)
            let before = try await traian.get(page)
            #expect(before.says("Dacă aprobi tu, nu mai rămâne cine să semneze") && before.says("Traian Hodor"))
            #expect(before.says("Aprobi, deși nu mai rămâne cine să semneze?"))
            #expect(try await traian.send("\(page)/aproba", on: before).status == .seeOther)
            let after = try await traian.get(page)
            #expect(after.says("Nu are cine să semneze") && after.says("Restituie-l la redactare") && after.says("Ai aprobat chiar tu"))
            #expect(try await DeskBrowser(client, world, as: .doina).get(page).says("Nu are cine să semneze"))
            // Nor when the head is back: given back and approved by the head, it is signed.
            world.later(days: 4)
            let later = try await DeskBrowser(client, world, as: .traian)
            let still = try await later.get(page)
            #expect(still.says("Nu are cine să semneze"))
            let returned = try await later.send("\(page)/restituie", on: still, [("motiv.restituie", "Să aprobe Sever.")])
            #expect(returned.status == .seeOther)
            try await world.office.endorse(leg, as: .favourable, "", version: try await world.version(leg), by: world[.doina])
            let sever = try await DeskBrowser(client, world, as: .sever)
            let right = try await sever.get(page)
            #expect(!right.says("nu mai rămâne cine să semneze"))
            #expect(try await sever.send("\(page)/aproba", on: right).status == .seeOther)
            #expect(try await later.send("\(page)/sigileaza", on: try await later.get(page)).status == .seeOther)
        }
    }

    @Test("With a second signatory, or where the head approves for themselves, nobody is warned")
    func others() async throws {
        try await atTheDesk { world, client in
            let leg = try await waiting(world)
            _ = try await world.crew(of: Self.institution)
            let page = try await DeskBrowser(client, world, as: .traian).get("/birou/\(Self.institution)/dosare/\(leg)")
            #expect(page.says("/aproba") && !page.says("nu mai rămâne cine să semneze"))
            let (id, _) = try await world.submitted(.smaranda, paid: true)
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
            try await world.endorseOnPaper(id, by: world[.tiberiu])
            try await world.sendForApproval(id, by: world[.tiberiu])
            let head = try await DeskBrowser(client, world, as: .ligia).get("/birou/cj-cluj/dosare/\(id)")
            #expect(head.says("/aproba") && !head.says("nu mai rămâne cine să semneze"))
        }
    }

    @Test("The signatory away and the head in their place: the head's approval leaves nobody until a day that is told")
    func away() async throws {
        try await atTheDesk { world, client in
            let leg = try await world.leg(of: try await world.asked(["isu"]), at: .isu)
            try await world.take(leg, .isu)
            try await world.office.endorse(leg, as: .favourable, "", version: try await world.version(leg), by: world[.doina])
            let today = world.office.today()
            try await world.office.enterAbsence(
                of: world[.traian].id, in: Self.institution, from: today, to: today.adding(days: 3), substitute: world[.sever].id,
                by: world[.traian])
            let page = try await DeskBrowser(client, world, as: .sever).get("/birou/\(Self.institution)/dosare/\(leg)")
            #expect(page.says("nu mai rămâne cine să semneze") && page.says("absent până în 26 noiembrie 2026 inclusiv"))
        }
    }
}
