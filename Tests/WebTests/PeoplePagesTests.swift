import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("People who stand in, and people of two institutions, through their pages")
struct PeoplePagesTests {
    @Test(
        "While a head is on leave her substitute approves by the button of his own page, and she does not; the log says who tried and in whose place"
    )
    func headOnLeave() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda, paid: true)
            let page = "/birou/cj-cluj/dosare/\(id)"
            try await world.office.assign(id, to: world[.mirela].id, version: try await world.version(id), by: world[.otilia])
            try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.mirela])
            try await world.endorseOnPaper(id, by: world[.mirela])
            try await world.sendForApproval(id, by: world[.mirela])

            let early = try await DeskBrowser(client, world, as: .tiberiu)
            let shown = try await early.get(page)
            #expect(shown.hiddenInputs(of: "\(page)/aproba") == nil)
            let version = ("versiune", "\(try await world.version(id))")
            let refused = try await early.post("\(page)/aproba", [("jeton", try #require(shown.token)), version])
            #expect(refused.status == .conflict && refused.says("nu ține de rolul tău"))
            let noted = try await world.office.store.read { try $0.events(of: id) }.last
            #expect(noted?.kind == "refused" && noted?.actor == world[.tiberiu].id && noted?.details["why"] == "not-yours")
            #expect(try await world.office.caseFile(id, seenBy: world[.mirela]).stage.name == "approval")

            try await world.away(.ligia, to: 4, substitute: .tiberiu)
            // She herself decides nothing meanwhile, and reads why.
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let away = try await ligia.get(page)
            #expect(away.says("Ești trecut absent până vineri, 27 noiembrie 2026") && away.hiddenInputs(of: "\(page)/aproba") == nil)
            let absent = try await ligia.post("\(page)/aproba", [("jeton", try #require(away.token)), version])
            #expect(absent.status == .conflict && absent.says("Ești trecut absent"))
            let last = try await world.office.store.read { try $0.events(of: id) }.last
            #expect(last?.actor == world[.ligia].id && last?.details["why"] == "on-leave")
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let approved = try await tiberiu.send("\(page)/aproba", on: try await tiberiu.get(page))
            #expect(approved.location == "\(page)?facut=aproba")
            #expect(try await tiberiu.get("\(page)/jurnal").says("în locul lui Ligia Sândulaș"))
            #expect(try await world.office.store.read { try $0.firstBreak(in: World.institution) } == nil)
        }
    }

    @Test("A dossier that waits for a role which nobody has any more says so at the desk, as does a proof of payment without a cashier")
    func nobody() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let words = "nimeni nu are aici acest rol"
            #expect(try await !tiberiu.get(page).says(words))
            func dismiss(_ member: Cast, _ role: Role) async throws {
                try await world.office.dismiss(
                    world[member].id, Appointment(institution: World.institution, role: role), by: world[.ilarie])
            }
            try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            #expect(try await !tiberiu.get(page).says(words))
            try await dismiss(.dan, .cashier)
            let waiting = try await tiberiu.get(page)
            #expect(waiting.says(words) && waiting.says("Dosarul așteaptă la"))
            let (other, _) = try await world.submitted(.smaranda, service: "petitie")
            try await dismiss(.otilia, .registry)
            #expect(try await DeskBrowser(client, world, as: .ligia).get("/birou/cj-cluj/dosare/\(other)").says(words))
        }
    }

    @Test("Who works for two town halls has a desk at each: what belongs to one is not found at the other's, nor a role carried over")
    func twoInstitutions() async throws {
        try await atTheDesk { world, client in
            let turda = Appointment(institution: "primaria-turda", role: .auditor)
            try await world.office.addStaff(email: Cast.nuta.email, name: Cast.nuta.name, password: nil, [turda], by: nil)
            _ = try await world.crew(of: "primaria-turda")
            let (id, _) = try await world.submitted(.smaranda, service: "petitie")
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let page = "/birou/cj-cluj/dosare/\(id)"
            _ = try await otilia.send(
                "\(page)/redirectioneaza", on: try await otilia.get(page),
                [("institutie", "primaria-turda"), ("motiv.redirectioneaza", "Strada este a municipiului.")])
            let there = try #require(try await world.office.myDossiers(world[.smaranda], limit: 5).map(\.id).first { $0 != id })

            let nuta = try await DeskBrowser(client, world, as: .nuta)
            #expect(try await nuta.get("/birou/primaria-turda/lucrari?vedere=toate").says(there))
            #expect(try await !nuta.get("/birou/primaria-ciurila/lucrari?vedere=toate").says(there))
            let seen = try await nuta.get("/birou/primaria-turda/dosare/\(there)")
            // She looks on there as an auditor, and registers here.
            #expect(seen.status == .ok && seen.hiddenInputs(of: "/birou/primaria-turda/dosare/\(there)/repartizeaza") == nil)
            #expect(try await nuta.get("/birou/primaria-ciurila/dosare/\(there)").status == .notFound)
            let tried = try await nuta.post(
                "/birou/primaria-turda/dosare/\(there)/repartizeaza",
                [("jeton", try #require(seen.token)), ("versiune", "\(try await world.version(there))"), ("inspector", world[.nuta].id)])
            #expect([.conflict, .notFound].contains(tried.status))
            #expect(try await world.office.caseFile(there, seenBy: world[.vasile]).dossier.assignee == nil)
        }
    }
}
