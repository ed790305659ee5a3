import Foundation
import HTTPTypes
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("The desk, through its pages")
struct ClerkPathTests {
    @Test("A request goes from the registry to a sealed act, each by the buttons of his own page")
    func wholeRoad() async throws {
        try await atTheDesk { world, client in
            let (id, number) = try await world.submitted(.smaranda)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let emilia = try await DeskBrowser(client, world, as: .emilia)
            let horea = try await DeskBrowser(client, world, as: .horea)
            let dan = try await DeskBrowser(client, world, as: .dan)

            let list = try await otilia.get("/birou/cj-cluj/lucrari")
            #expect(list.says("\(number)") && list.says("nerepartizat"))
            var answer = try await otilia.send("\(page)/repartizeaza", on: try await otilia.get(page), [("inspector", world[.tiberiu].id)])
            #expect(answer.status == .seeOther && answer.location == "\(page)?facut=repartizeaza")
            #expect(try await otilia.get(answer.location ?? "").says("Dosarul este repartizat."))

            answer = try await tiberiu.send(
                "\(page)/cere-completare", on: try await tiberiu.get("\(page)/cere-completare"),
                [
                    ("cer.attachment:A-PIZ", "da"), ("motiv.attachment:A-PIZ", "Planul nu are scara trecută."),
                    ("mesaj", "Te rugăm să îl înlocuiești."),
                ])
            #expect(answer.status == .seeOther)
            let waiting = try await tiberiu.get(page)
            #expect(waiting.says("ceasul stă") && waiting.says("Planul nu are scara trecută."))
            try await world.office.complete(id, by: world[.smaranda], language: .ro)

            answer = try await tiberiu.send("\(page)/redacteaza", on: try await tiberiu.get(page))
            #expect(answer.location == "\(page)/act?facut=redacteaza")
            try await world.endorseOnPaper(id, by: world[.tiberiu])
            let editor = try await tiberiu.get("\(page)/act")
            #expect(editor.says("Regimul juridic") && editor.says("Ciurila"))
            answer = try await tiberiu.send("\(page)/act", on: editor, [("sectiune.scop", "Construire locuință, scris de mână.")])
            #expect(try await tiberiu.get(answer.location ?? "").says("Construire locuință, scris de mână."))

            // What only he can know is not filled in yet: the page says where, and keeps what he typed.
            let unfinished = try await tiberiu.send(
                "\(page)/act", on: try await tiberiu.get("\(page)/act"),
                [("sectiune.regim-juridic", "Imobilul este în extravilan."), ("apoi", "trimite-la-aprobat")])
            #expect(unfinished.status == .conflict && unfinished.says("mai este de scris în Temeiul; Regimul economic; Regimul tehnic; "))
            #expect(unfinished.says("Imobilul este în extravilan.") && unfinished.says("‹de completat"))
            answer = try await tiberiu.send("\(page)/trimite-la-aprobat", on: try await tiberiu.get(page))
            #expect(answer.status == .conflict && answer.says("Mai este de scris în: Temeiul; Regimul economic; Regimul tehnic; "))
            answer = try await tiberiu.send(
                "\(page)/act", on: try await tiberiu.get("\(page)/act"),
                [
                    ("sectiune.temei", "Planul urbanistic general nr. 14/2019"), ("sectiune.regim-economic", "Teren arabil."),
                    ("sectiune.regim-tehnic", "POT 35 %, CUT 0,9."), ("sectiune.regim-actualizare", "Nu este necesară."),
                    ("sectiune.documente-ac", ""),
                ])
            #expect(answer.status == .seeOther)
            answer = try await tiberiu.send("\(page)/trimite-la-aprobat", on: try await tiberiu.get(page))
            #expect(answer.status == .seeOther)

            // Unpaid: the head reads why, and finds no button.
            let unpaid = try await ligia.get(page)
            #expect(unpaid.says("Taxa nu este încă plătită") && unpaid.hiddenInputs(of: "\(page)/aproba") == nil)
            try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
            #expect(try await dan.get("/birou/cj-cluj/lucrari").says("\(number)"))
            answer = try await dan.send("\(page)/confirma-plata", on: try await dan.get("\(page)/plati"))
            #expect(answer.location == "\(page)/plati?facut=confirma-plata")

            answer = try await ligia.send("\(page)/aproba", on: try await ligia.get(page))
            #expect(answer.status == .seeOther)
            // It waits for the secretary general: her list begins with it, her page has the draft to read and one button.
            #expect(try await emilia.get("/birou/cj-cluj/lucrari").says("\(number)"))
            #expect(try await horea.get(page).hiddenInputs(of: "\(page)/sigileaza") == nil)
            let countersigning = try await emilia.get(page)
            #expect(countersigning.says("Contrasemnează pentru legalitate") && countersigning.says("Vezi proiectul (PDF)"))
            answer = try await emilia.post("\(page)/pas", try #require(countersigning.forms(to: "\(page)/pas").first))
            #expect(answer.status == .seeOther)
            answer = try await horea.send("\(page)/sigileaza", on: try await horea.get(page))
            #expect(try await horea.get(answer.location ?? "").says("Actul are număr."))
            let documents = try await horea.get("\(page)/documente")
            #expect(documents.says("CU 1/2026"))
            let journal = try await horea.get("\(page)/jurnal")
            #expect(journal.says("Actul a fost semnat și numerotat") && journal.says("Horea Tămășan") && journal.says("Emilia Căpușan"))
            #expect(try await horea.get("/birou/cj-cluj/registre/CU/2026").says("Smaranda"))
            #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).stage.kind == .solved)
            // Filed away, the general register says where it lies.
            let (place, version) = (Answers(["indicativ": .text("VI.B.12")]), try await world.version(id))
            try await world.office.take("arhivare", place, on: id, version: version, by: world[.otilia])
            let register = try await horea.get("/birou/cj-cluj/registre/general/2026")
            #expect(register.says("VI.B.12") && register.says("Certificat de urbanism"))
        }
    }

    @Test("A completion without any reason is drawn again with what was ticked, and changes nothing")
    func unexplainedCompletion() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let form = try await tiberiu.get("\(page)/cere-completare")
            let before = try await world.version(id)
            let empty = try await tiberiu.send("\(page)/cere-completare", on: form)
            #expect(empty.status == .unprocessableContent && empty.says("<title>Eroare: "))
            let ticked = try await tiberiu.send(
                "\(page)/cere-completare", on: form, [("cer.suprafata_mp", "da"), ("mesaj", "Scris cu grijă <b>")])
            #expect(ticked.status == .unprocessableContent)
            let label = try #require(world.office.content.service("cu-construire")?.form.field("suprafata_mp")?.label.ro)
            #expect(ticked.says("Scrie de ce ceri „\(label)”.") && ticked.says("Scris cu grijă &lt;b&gt;"))
            #expect(ticked.says("name=\"cer.suprafata_mp\" value=\"da\" checked"))
            // A tick that was taken back may have left its reason behind: nobody is asked for what is not ticked.
            let unticked = try await tiberiu.send(
                "\(page)/cere-completare", on: form, [("motiv.suprafata_mp", "Nu se potrivește."), ("mesaj", "Restul este bun.")])
            #expect(unticked.status == .unprocessableContent && unticked.says("dar „\(label)” nu este bifat"))
            #expect(unticked.says("Nu se potrivește.") && unticked.says("Restul este bun."))
            #expect(try await world.version(id) == before)
        }
    }

    @Test("An exemption without proof is asked about; whoever gives it up finds the fee, pays, and the way goes on")
    func exemptionRejected() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            let exempt = Answers(["scutire.temei": .text("cult")])
            _ = try await world.office.save(exempt, in: id, by: world[.smaranda], language: .ro)
            try await world.office.attach(try await world.paper("scutire"), as: "A-SCUTIRE", to: id, by: world[.smaranda])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            _ = try await smaranda.send("/dosare/\(id)/verifica", on: try await smaranda.get("/dosare/\(id)/verifica"))
            #expect(try await !smaranda.get("/dosare/\(id)").says("/dosare/\(id)/plata"))
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let form = try await tiberiu.get("\(page)/cere-completare")
            #expect(form.says("Scutirea de taxă nu este dovedită"))
            let asked = try await tiberiu.send(
                "\(page)/cere-completare", on: form,
                [("cer.scutire.temei", "da"), ("motiv.scutire.temei", "Dovada este a altei parohii.")])
            #expect(asked.status == .seeOther)

            let completion = try await smaranda.get("/dosare/\(id)/completeaza")
            #expect(completion.says("Dovada este a altei parohii.") && !completion.says("class=\"fee\""))
            let step = "/dosare/\(id)/cerere/declaratii"
            #expect(completion.says(step))
            let drawn = try await smaranda.get(step)
            let service = try #require(world.office.content.service("cu-construire"))
            let typed = service.form.typing(drawn.questions(of: step).filter { $0 != "scutire.temei" }) + [("scutire.temei", "nu")]
            #expect(try await smaranda.send(step, on: drawn, typed).status == .seeOther)
            let priced = try await smaranda.get("/dosare/\(id)/completeaza")
            #expect(priced.says("Taxa, cu răspunsurile de acum") && priced.says("8,20"))
            #expect(try await smaranda.send("/dosare/\(id)/completeaza", on: priced).location == "/dosare/\(id)")
            #expect(try await smaranda.get("/dosare/\(id)").says("8,20"))
            #expect(try await smaranda.get("/dosare/\(id)/plata").says("De plătit: 8,20"))
            #expect(try await tiberiu.get("\(page)/plati").says("taxă neplătită"))
        }
    }

    @Test("An exemption that is insisted on is decided by a form of the desk; not granted, the applicant reads why and finds the fee")
    func exemptionDecided() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            _ = try await world.office.save(Answers(["scutire.temei": .text("cult")]), in: id, by: world[.smaranda], language: .ro)
            try await world.office.attach(try await world.paper("scutire"), as: "A-SCUTIRE", to: id, by: world[.smaranda])
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await smaranda.get("/dosare/\(id)/plata").status == .notFound)

            let drawn = try await tiberiu.get(page)
            #expect(drawn.says("Hotărăște scutirea de taxă") && drawn.says("Se admite"))
            let form = try #require(drawn.forms(to: "\(page)/pas").first { $0.contains { $0 == ("pas", "scutire") } })
            let unexplained = try await tiberiu.post("\(page)/pas", form + [("scutire.hotarare", "respinsa")])
            #expect(unexplained.status == .unprocessableContent && unexplained.says("Completează „De ce”"))
            #expect(unexplained.says("value=\"respinsa\" checked"))
            let typed = [("scutire.hotarare", "respinsa"), ("scutire.motiv", "Dovada este a altei clădiri.")]
            #expect(try await tiberiu.post("\(page)/pas", form + typed).status == .seeOther)
            #expect(try await tiberiu.get("\(page)/plati").says("taxă neplătită"))
            #expect(try await tiberiu.get("\(page)/jurnal").says("Dovada este a altei clădiri."))

            let told = try await smaranda.get("/dosare/\(id)")
            #expect(told.says("Dovada este a altei clădiri.") && told.says("8,20"))
            #expect(try await smaranda.get("/dosare/\(id)/plata").says("De plătit: 8,20"))
        }
    }

    @Test("Where no exemption is claimed the desk offers none to decide")
    func noExemption() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await !tiberiu.get("/birou/cj-cluj/dosare/\(id)").says("Hotărăște scutirea de taxă"))
        }
    }

    @Test("A clerk proposes a refusal with ticked reasons and text together; the head reads it, gives it back once, then decides")
    func refusing() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let (tiberiu, ligia) = (
                try await DeskBrowser(client, world, as: .tiberiu), try await DeskBrowser(client, world, as: .ligia)
            )
            let panel = try await tiberiu.get(page)
            let empty = try await tiberiu.send("\(page)/propune-respingerea", on: panel)
            #expect(empty.status == .unprocessableContent && empty.says("class=\"act bad\" name=\"act\" open"))
            let usual = try #require(world.office.content.service("cu-construire")?.refusalReasons.first)
            func propose(_ reason: String) async throws {
                let answer = try await tiberiu.send(
                    "\(page)/propune-respingerea", on: try await tiberiu.get(page),
                    [("motive", usual), ("motiv.propune-respingerea", reason)])
                #expect(answer.status == .seeOther)
            }
            try await propose("Vezi art. 3.")
            let first = try await ligia.get(page)
            #expect(first.says("Propunere de respingere, scrisă de Tiberiu Ostrovel") && first.says("Vezi art. 3."))
            let back = try await ligia.send("\(page)/restituie", on: first, [("motiv.restituie", "Art. 30, nu 3.")])
            #expect(back.status == .seeOther)
            let returned = try await world.office.caseFile(id, seenBy: world[.ligia])
            #expect(returned.stage.name == "review" && returned.dossier.proposedRefusal == nil)
            try await propose("Vezi art. 30.")
            // Nothing reaches the applicant before it is decided.
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await !smaranda.get("/dosare/\(id)").says("Vezi art. 30."))
            #expect(try await ligia.send("\(page)/respinge", on: try await ligia.get(page)).status == .seeOther)
            let file = try await world.office.caseFile(id, seenBy: world[.ligia])
            #expect(file.stage.name == "refused" && file.events.last?.details["reason"] == "\(usual)\nVezi art. 30.")
            let paper = try #require(file.act?.data)
            #expect(paper.contains("Vezi art. 30.") && paper.contains("Ligia Sândulaș") && !paper.contains("Vezi art. 3.\""))
            #expect(try await smaranda.get("/dosare/\(id)").says("Vezi art. 30."))
        }
    }

    @Test("An administrator adds a colleague with a role, takes it back, and sees no dossiers")
    func accounts() async throws {
        try await atTheDesk { world, client in
            let ilarie = try await DeskBrowser(client, world, as: .ilarie)
            let staff = try await ilarie.get("/birou/cj-cluj/personal")
            // The cast's clerks are of one desk: at the others nobody would draft.
            let warnings = staff.text.matches(of: /pentru actele de la: ([^<]*)/).map { String($0.1) }.joined()
            #expect(warnings.contains("Direcția Drumuri Județene") && !warnings.contains("Direcția Urbanism"))
            let added = try await ilarie.post(
                "/birou/cj-cluj/personal",
                (staff.hiddenInputs(of: "/birou/cj-cluj/personal") ?? []).filter { $0.0 == "jeton" } + [
                    ("fapta", "adauga"), ("name", "Corina Nouă"), ("email", "corina@example.ro"), ("roluri", "clerk"),
                    ("compartiment", "urbanism"),
                ])
            #expect(added.status == .seeOther)
            let colleague = try #require(
                try await world.office.staff(of: "cj-cluj", seenBy: world[.ilarie]).first { $0.person.email == "corina@example.ro" })
            #expect(colleague.appointments == [Appointment(institution: "cj-cluj", role: .clerk, desk: "urbanism")])
            let page = try await ilarie.get("/birou/cj-cluj/personal")
            let removed = try await ilarie.post(
                "/birou/cj-cluj/personal",
                (page.hiddenInputs(of: "/birou/cj-cluj/personal") ?? []).filter { $0.0 == "jeton" } + [
                    ("fapta", "scoate"), ("persoana", colleague.person.id), ("rol", "clerk"), ("compartiment", "urbanism"),
                ])
            #expect(removed.status == .seeOther)
            #expect(
                try await world.office.staff(of: "cj-cluj", seenBy: world[.ilarie]).allSatisfy { $0.person.email != "corina@example.ro" })
            #expect(try await ilarie.get("/birou/cj-cluj/lucrari").status == .seeOther)
            #expect(try await ilarie.get("/birou/cj-cluj/lucrari-esuate").says("Totul a mers"))
        }
    }
}

@Suite("What is posted to the accounts' page by hand")
struct CraftedStaffPostTests {
    private static let page = "/birou/cj-cluj/personal"

    private func post(_ answers: [(String, String)], by browser: DeskBrowser) async throws -> DeskAnswer {
        let form = try await browser.get(Self.page)
        return try await browser.post(Self.page, (form.hiddenInputs(of: Self.page) ?? []).filter { $0.0 == "jeton" } + answers)
    }

    @Test(
        "Roles that nobody gives, a desk that is no more, one's own administration and a role that nobody has are refused, and nothing changes"
    )
    func refused() async throws {
        try await atTheDesk { world, client in
            let ilarie = try await DeskBrowser(client, world, as: .ilarie)
            let colleague = [("fapta", "adauga"), ("name", "Corina Nouă"), ("email", "corina@example.ro")]
            for role in ["asker", "program", "applicant", "împărat"] {
                let page = try await post(colleague + [("roluri", role), ("compartiment", "")], by: ilarie)
                #expect(page.status == .unprocessableContent && page.says("Bifează cel puțin un rol."), "\(role)")
            }
            let desk = try await post(colleague + [("roluri", "clerk"), ("compartiment", "nicăieri")], by: ilarie)
            #expect(desk.status == .unprocessableContent && desk.says("Compartimentul ales nu mai există."))
            let taking = [("fapta", "scoate"), ("rol", "administrator"), ("compartiment", "")]
            let own = try await post(taking + [("persoana", world[.ilarie].id)], by: ilarie)
            #expect(own.status == .unprocessableContent && own.says("Administrarea o ia altcineva"))
            #expect(try await post(taking + [("persoana", world[.tiberiu].id)], by: ilarie).status == .notFound)
            let staff = try await world.office.staff(of: World.institution, seenBy: world[.ilarie])
            #expect(staff.allSatisfy { $0.person.email != "corina@example.ro" } && staff.contains { $0.person.id == world[.ilarie].id })
        }
    }
}

/// A submitted request that Tiberiu handles.
func assigned(_ world: World, paid: Bool = false) async throws -> DossierID {
    let (id, _) = try await world.submitted(.smaranda, paid: paid)
    try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
    return id
}
