import Foundation
import HTTPTypes
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What the desk refuses, changing nothing")
struct ClerkRefusalTests {
    @Test("Of two clerks who decide at once, the second reads who was faster and what changed")
    func stale() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let (first, second) = (try await otilia.get(page), try await ligia.get(page))
            #expect(try await otilia.send("\(page)/repartizeaza", on: first, [("inspector", world[.tiberiu].id)]).status == .seeOther)
            let late = try await ligia.send("\(page)/repartizeaza", on: second, [("inspector", world[.mirela].id)])
            #expect(late.status == .conflict)
            #expect(late.says("Dosarul s-a schimbat între timp") && late.says("Otilia Bărbat") && late.says("href=\"\(page)\""))
            #expect(try await world.office.caseFile(id, seenBy: world[.ligia]).dossier.assignee == world[.tiberiu].id)
        }
    }

    @Test("Who drafts finds no button for approving, reads why, and is refused when he posts all the same")
    func fourEyes() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world, paid: true)
            let office = world.office
            let (institution, ilarie) = (World.institution, world[.ilarie])
            try await office.addStaff(
                email: Cast.tiberiu.email, name: Cast.tiberiu.name, password: nil,
                [Role.head, .signatory].map { Appointment(institution: institution, role: $0) }, by: ilarie)
            try await office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
            try await world.endorseOnPaper(id, by: world[.tiberiu])
            try await world.sendForApproval(id, by: world[.tiberiu])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let shown = try await tiberiu.get(page)
            #expect(shown.says("Ai scris chiar tu acest răspuns.") && shown.hiddenInputs(of: "\(page)/aproba") == nil)
            #expect(!shown.says("Este rândul tău.") && shown.says("Urmează: șef de serviciu."))
            let refused = try await tiberiu.post(
                "\(page)/aproba", [("jeton", try #require(shown.token)), ("versiune", "\(try await world.version(id))")])
            #expect(refused.status == .conflict && refused.says("Ai scris chiar tu acest răspuns."))
            #expect(try await office.caseFile(id, seenBy: world[.ligia]).dossier.stage == "approval")
        }
    }

    @Test("Who approves an act cannot sign it in the president's place, who countersigns cannot either; both are told and logged")
    func approverInPlaceOfSignatory() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world, paid: true)
            try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
            try await world.endorseOnPaper(id, by: world[.tiberiu])
            try await world.sendForApproval(id, by: world[.tiberiu])
            try await world.away(.horea, to: 3, substitute: .ligia)
            try await world.away(.emilia, to: 3, substitute: .ligia)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            #expect(try await ligia.send("\(page)/aproba", on: try await ligia.get(page)).status == .seeOther)
            let shown = try await ligia.get(page)
            #expect(shown.says("Ai aprobat chiar tu acest act.") && shown.hiddenInputs(of: "\(page)/pas") == nil)
            func tries(_ deed: String, _ more: [(String, String)] = []) async throws {
                let version = try await world.version(id)
                let refused = try await ligia.post(
                    "\(page)/\(deed)", [("jeton", try #require(shown.token)), ("versiune", "\(version)")] + more)
                #expect(refused.status == .conflict && refused.says("Ai aprobat chiar tu acest act."))
                #expect(try await world.version(id) == version)
                let last = try await world.office.store.read { try $0.events(of: id) }.last
                #expect(last?.kind == "refused" && last?.actor == world[.ligia].id && last?.details["why"] == "not-approver")
            }
            try await tries("pas", [("pas", "contrasemnare")])
            try await world.back(.horea)
            try await world.back(.emilia)
            try await world.countersign(id)
            try await world.away(.horea, to: 3, substitute: .ligia)
            try await tries("sigileaza")
            try await world.back(.horea)
            let horea = try await DeskBrowser(client, world, as: .horea)
            #expect(try await horea.send("\(page)/sigileaza", on: try await horea.get(page)).status == .seeOther)
        }
    }

    @Test("A head refuses nothing alone: a clerk proposes, and who proposed does not decide, in whosever place")
    func refusalByOne() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let before = try await ligia.get(page)
            #expect(before.hiddenInputs(of: "\(page)/respinge") == nil)
            let alone = try await ligia.post(
                "\(page)/respinge", [("jeton", try #require(before.token)), ("versiune", "\(try await world.version(id))")])
            #expect(alone.status == .conflict)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let proposed = try await tiberiu.send(
                "\(page)/propune-respingerea", on: try await tiberiu.get(page), [("motiv.propune-respingerea", "Lipsește dreptul.")])
            #expect(proposed.status == .seeOther)
            #expect(try await world.office.caseFile(id, seenBy: world[.ligia]).stage.name == "refusal")
            try await world.away(.ligia, to: 3, substitute: .tiberiu)
            let own = try await tiberiu.get(page)
            #expect(own.says("Ai scris chiar tu acest răspuns.") && own.hiddenInputs(of: "\(page)/respinge") == nil)
            let refused = try await tiberiu.post(
                "\(page)/respinge", [("jeton", try #require(own.token)), ("versiune", "\(try await world.version(id))")])
            #expect(refused.status == .conflict && refused.says("Ai scris chiar tu acest răspuns."))
            #expect(
                try await world.office.store.read { try $0.events(of: id) }.filter { $0.kind == "refused" }.map { $0.details["why"] }
                    == ["wrong-stage", "not-drafter"])
            #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).stage.name == "refusal")
        }
    }

    @Test("A step posted too early is refused by its own name, and the journal says which it was, and why")
    func earlyStep() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let emilia = try await DeskBrowser(client, world, as: .emilia)
            let token = try #require(try await emilia.get(page).token)
            let version = try await world.version(id)
            let tried = try await emilia.post(
                "\(page)/pas", [("jeton", token), ("versiune", "\(version)"), ("pas", "contrasemnare")])
            #expect(tried.status == .conflict)
            let words = "„Contrasemnează pentru legalitate”"
            #expect(tried.says("\(words) nu se poate face la etapa la care este dosarul: în verificare."))
            let journal = try await emilia.get("\(page)/jurnal")
            #expect(journal.says("\(words): nu se face la etapa „în verificare”"))
        }
    }

    @Test("Of every condition that can refuse a deed the journal has its words")
    func reasonsInJournal() throws {
        let phrases = try ContentFolder.content.get().phrases
        for why in Guard.allCases.map(\.rawValue) + EndorsementGap.Reason.allCases.map(\.rawValue) {
            #expect(phrases.has("desk.why.\(why)"), "\(why)")
        }
    }

    @Test("A second request for completion is refused on its page and when posted")
    func secondCompletion() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            let items = [Completion.Item(field: "attachment:A-PIZ", reason: "Nu se vede.")]
            try await world.office.requestCompletion(
                of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
            try await world.office.complete(id, by: world[.smaranda], language: .ro)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let form = try await tiberiu.get("\(page)/cere-completare")
            #expect(form.status == .conflict && form.says("Completarea s-a cerut deja o dată"))
            let shown = try await tiberiu.get(page)
            #expect(shown.says("Completarea s-a cerut deja o dată"))
            let posted = try await tiberiu.post(
                "\(page)/cere-completare",
                [
                    ("jeton", try #require(shown.token)), ("versiune", "\(try await world.version(id))"), ("cer.suprafata_mp", "da"),
                    ("motiv.suprafata_mp", "Încă o dată."),
                ])
            #expect(posted.status == .conflict)
            #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).dossier.completionsAsked == 1)
        }
    }

    @Test("Another institution, another desk, one's own dossier and a stranger: not found, or asked to sign in")
    func foreign() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let (own, _) = try await world.submitted(.tiberiu)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await tiberiu.get(page).status == .ok)
            #expect(try await tiberiu.get("/birou/alta-institutie/dosare/\(id)").status == .notFound)
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(own)").status == .notFound)
            #expect(try await DeskBrowser(client, world, as: .aron).get(page).status == .notFound)
            #expect(try await DeskBrowser(client, world, as: .ilarie).get(page).status == .notFound)
            let stranger = try await DeskBrowser(client, world, as: nil).get(page)
            #expect(stranger.status == .seeOther && stranger.location?.hasPrefix("/intra?inapoi=") == true)
            // A clerk is no head of accounts, and keeps no register.
            for place in ["personal", "lucrari-esuate", "registre/general/2026"] {
                #expect(try await tiberiu.get("/birou/cj-cluj/\(place)").status == .notFound)
            }
        }
    }

    @Test("A move that the stage does not know says where the dossier is; a form without our token is forged")
    func wrongMove() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let horea = try await DeskBrowser(client, world, as: .horea)
            let token = try #require(try await horea.get(page).token)
            let early = try await horea.post("\(page)/sigileaza", [("jeton", token), ("versiune", "\(try await world.version(id))")])
            #expect(early.status == .conflict && early.says("înregistrat"))
            #expect(try await horea.post("\(page)/sigileaza", [("versiune", "2")]).status == .forbidden)
            #expect(try await horea.post("\(page)/nimic", [("jeton", token)]).status == .notFound)
        }
    }

    @Test("Sections typed over a colleague's newer draft stay on the page, unsaved")
    func overtakenEditor() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let editor = try await tiberiu.get("\(page)/act")
            try await world.office.edit(["scop": "Al Mirelei."], ofActFor: id, version: 1, by: world[.mirela])
            let late = try await tiberiu.send("\(page)/act", on: editor, [("sectiune.scop", "Al lui Tiberiu.")])
            #expect(late.status == .conflict && late.says("Al lui Tiberiu."))
            #expect(
                try await world.office.caseFile(id, seenBy: world[.tiberiu]).act?.sections.contains { $0.text == "Al Mirelei." } == true)
        }
    }

    @Test("No page of the desk shows a personal number whole")
    func masked() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
            let numbers = file.service.form.fields.filter { $0.kind == .cnp }.compactMap { file.dossier.answers.text($0.key) }
            try #require(!numbers.isEmpty)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            for part in ["", "/cerere", "/documente", "/plati", "/jurnal", "/cere-completare"] {
                let shown = try await tiberiu.get("/birou/cj-cluj/dosare/\(id)\(part)")
                #expect(shown.status == .ok && numbers.allSatisfy { !shown.says($0) }, "\(part)")
                #expect(!shown.says("⟦desk."), "\(part) lacks a text")
            }
        }
    }
}

extension DeskAnswer {
    /// The form token of any form on the page.
    var token: String? { text.firstMatch(of: /name="jeton" value="([^"]+)"/).map { String($0.1) } }
}
