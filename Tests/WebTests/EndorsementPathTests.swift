import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Endorsements, through the pages of all who take part")
struct EndorsementPathTests {
    @Test("A building permit is issued after ISU's conditions, the mayor's yes and the water company's silence")
    func permit() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda, service: "ac-construire", paid: true)
            let page = "/birou/cj-cluj/dosare/\(id)"
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let handler = try await DeskBrowser(client, world, as: .tiberiu)
            let overview = try await handler.get(page)
            // What the answers call for is ticked; the county road is only offered.
            #expect(overview.says("name=\"avize\" value=\"isu\" checked") && overview.says("name=\"avize\" value=\"primar\" checked"))
            #expect(overview.says("name=\"avize\" value=\"drum-judetean\"") && !overview.says("value=\"drum-judetean\" checked"))
            var answer = try await handler.send(
                "\(page)/cere-avize", on: overview,
                [("avize", "isu"), ("avize", "apa-canal"), ("avize", "primar"), ("mesaj", "Accesul se face din DJ 107R.")])
            #expect(answer.location == "\(page)?facut=cere-avize")
            let asked = try await handler.get(answer.location ?? "")
            // What the act cannot go without comes first; once it is asked, the act does.
            let first = try #require(overview.text.range(of: "action=\"\(page)/cere-avize\""))
            let second = try #require(overview.text.range(of: "action=\"\(page)/redacteaza\""))
            #expect(first.lowerBound < second.lowerBound)
            #expect(overview.says("De cerut cel târziu"))
            #expect(asked.says("Avizele au fost cerute.") && asked.says("Compania de Apă Arieș") && asked.says("Primăria Comunei Ciurila"))

            let isu = try await world.leg(of: id, at: .isu)
            try await answerByButtons(
                world, client, isu, .isu, [("rezultat", "conditional"), ("text-aviz", "Un hidrant la 100 m,\r\ncu racord propriu.")])
            try await answerByButtons(world, client, try await world.leg(of: id, at: .mayor), .mayor, [("rezultat", "favourable")])
            world.later(days: 16)
            try await world.office.lapseLegs()
            try await world.work()

            let citizen = try await DeskBrowser(client, world, as: .smaranda)
            let mine = try await citizen.get("/dosare/\(id)")
            #expect(
                mine.says("favorabil cu condiții") && mine.says("Un hidrant la 100 m,<br>cu racord propriu.") && mine.says("aprobat tacit"))
            let papers = mine.text.matches(of: /\/dosare\/[^"\/]+\/acte\/[^"]+\.pdf/).map { String($0.0) }.filter { !$0.contains(id) }
            #expect(Set(papers).count == 3)
            for paper in papers { #expect(try await citizen.get(paper).status == .ok) }
            // Each answer says at its own address what it is, the silent one too, and so does who verifies it.
            #expect(try await citizen.get("/dosare/\(isu)").says("favorabil, cu condiții"))
            let aries = try await world.leg(of: id, at: .aries)
            #expect(try await DeskBrowser(client, world, as: .lavinia).get("/birou/apa-aries/dosare/\(aries)").says("aprobat tacit"))
            // What the county asked, and found of the silence, came to Arieș; its journal names whose chain each line stands in.
            let lavinia = try await DeskBrowser(client, world, as: .lavinia)
            let files = try await lavinia.get("/birou/apa-aries/dosare/\(aries)/documente")
            #expect(files.says("Constatarea aprobării tacite") && !files.says(">Emise<"))
            let journal = try await lavinia.get("/birou/apa-aries/dosare/\(aries)/jurnal")
            #expect(journal.says("stă în lanțul ei") && journal.says(">CJ Cluj "))
            let acts = try await world.office.store.read { try $0.acts(of: aries) + $0.acts(of: id) }
            let finding = try #require(acts.first { $0.register == "AT" }?.code)
            #expect(try await citizen.get("/verificare/\(finding)").says("aprobat tacit"))
            let sealed = try #require(acts.first { $0.register == "AT" }?.data)
            #expect(sealed.contains("OUG nr. 31/2025") && !sealed.contains("de confirmat"))
            // Sixteen days later everybody signs in anew.
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let followed = try await tiberiu.get(page)
            let own = followed.text.matches(of: /\/birou\/cj-cluj\/dosare\/[^"\/]+\/avize\/[^"]+\.pdf/).map { String($0.0) }
            #expect(own.count == 3)
            for paper in own { #expect(try await tiberiu.get(paper).status == .ok) }
            #expect(followed.says("Condiții: Un hidrant la 100 m,<br>cu racord propriu.") && followed.says("Un aviz s-a încheiat"))
            #expect(followed.says("la ei 1/23.11.2026") && followed.says("încheiat "))

            answer = try await tiberiu.send("\(page)/redacteaza", on: followed)
            // Who drafts sees what the act will say of the endorsements.
            let editor = try await tiberiu.get("\(page)/act")
            #expect(editor.says("Avizele pe care se sprijină actul") && editor.says("favorabil cu condiții: Un hidrant la 100 m,<br>"))
            #expect(editor.says("aprobat tacit"))
            try await world.office.fillBlanks(ofActFor: id, with: "potrivit avizelor", by: world[.tiberiu])
            answer = try await tiberiu.send("\(page)/trimite-la-aprobat", on: try await tiberiu.get(page))
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            answer = try await ligia.send("\(page)/aproba", on: try await ligia.get(page))
            let emilia = try await DeskBrowser(client, world, as: .emilia)
            let drawn = try await emilia.get(page)
            answer = try await emilia.post("\(page)/pas", try #require(drawn.forms(to: "\(page)/pas").first))
            let horea = try await DeskBrowser(client, world, as: .horea)
            answer = try await horea.send("\(page)/sigileaza", on: try await horea.get(page))
            #expect(answer.status == .seeOther)
            let issued = try await citizen.get("/dosare/\(id)")
            #expect(issued.says("AC 1/2026") && issued.says("Actul a fost contrasemnat pentru legalitate"))
            #expect(try await horea.get("/birou/cj-cluj/registre/AC/2026").says("Autorizație de construire: "))
            // The lines of a condition stay lines of it, whatever the browser ended them with.
            let act = try #require(try await world.office.caseFile(id, seenBy: world[.tiberiu]).act?.data)
            #expect(act.contains("Un hidrant la 100 m,\\ncu racord propriu.") && !act.contains("\\r"))
        }
    }

    /// The endorser's three people, each by the buttons of the leg's page.
    private func answerByButtons(
        _ world: World, _ client: any TestClientProtocol, _ leg: DossierID, _ endorser: Endorser, _ typed: [(String, String)]
    ) async throws {
        let page = "/birou/\(endorser.institution)/dosare/\(leg)"
        let clerk = try await DeskBrowser(client, world, as: endorser.clerk)
        let list = try await clerk.get("/birou/\(endorser.institution)/lucrari?vedere=toate")
        #expect(list.says(leg))
        _ = try await clerk.send("\(page)/repartizeaza", on: try await clerk.get(page), [("inspector", world[endorser.clerk].id)])
        let form = try await clerk.get(page)
        #expect(form.says("Consiliul Județean Cluj") && form.says("Ce ni se cere") && form.says("Accesul se face din DJ 107R."))
        #expect(!form.says("1800101120017") && form.says("Este rândul tău."))
        var answer = try await clerk.send("\(page)/avizeaza", on: form, typed)
        #expect(answer.location == "\(page)?facut=avizeaza")
        let head = try await DeskBrowser(client, world, as: endorser.head)
        #expect(try await head.get("\(page)/proiect.pdf").status == .ok)
        // Who decides has beside the button what is answered, and where it goes.
        let due = try await head.get(page)
        #expect(due.says("Proiectul de răspuns") && due.says("Dosarul trece apoi în stadiul „la semnat”.") && due.says("Este rândul tău."))
        #expect(try await clerk.get(page).says("Urmează: șef de serviciu."))
        answer = try await head.send("\(page)/aproba", on: due)
        let signatory = try await DeskBrowser(client, world, as: endorser.signatory)
        answer = try await signatory.send("\(page)/sigileaza", on: try await signatory.get(page))
        #expect(answer.status == .seeOther)
    }

    @Test("A condition without its text is asked for beside its field; nothing is drafted")
    func emptyConditions() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let leg = try await world.leg(of: id, at: .isu)
            try await world.take(leg, .isu)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            let doina = try await DeskBrowser(client, world, as: .doina)
            let form = try await doina.get(page)
            let before = try await world.version(leg)
            for typed in [[("rezultat", "conditional")], [("rezultat", "")], [("rezultat", "tacit"), ("text-aviz", "da")]] {
                let answer = try await doina.send("\(page)/avizeaza", on: form, typed)
                #expect([.unprocessableContent, .notFound].contains(answer.status))
                #expect(typed.first?.1 != "conditional" || answer.says("Scrie condițiile: un aviz cu condiții nu se dă fără ele."))
            }
            #expect(try await world.version(leg) == before)
            #expect(try await world.office.caseFile(leg, seenBy: world[.doina]).act == nil)
        }
    }

    @Test("A leg's answer that is not against takes no reasons of a refusal, ticked or written; nothing is drafted, what was typed stays")
    func reasonsInFavour() async throws {
        try await atTheDesk { world, client in
            let leg = try await world.leg(of: try await world.asked(["isu"]), at: .isu)
            try await world.take(leg, .isu)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            let doina = try await DeskBrowser(client, world, as: .doina)
            let form = try await doina.get(page)
            #expect(form.says("data-when=\"rezultat\" data-is=\"unfavourable\""))
            try await Self.refusesReasons("Accesul autospecialelor nu este asigurat.", by: doina, on: page, form)
            #expect(try await world.office.caseFile(leg, seenBy: world[.doina]).act == nil)
            let refused = try await doina.send(
                "\(page)/avizeaza", on: form, [("rezultat", "unfavourable"), ("motive", "Accesul autospecialelor nu este asigurat.")])
            #expect(refused.status == .seeOther)
            #expect(try await world.office.caseFile(leg, seenBy: world[.doina]).act?.sections.map(\.name) == ["unfavourable"])
        }
    }

    @Test("Neither does the answer to what an applicant asked for directly")
    func reasonsInFavourOfAnApplicant() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("isu-aviz-securitate-incendiu", until: "review")
            let clerk = try await world.crew(of: "isu-cluj").clerks[0]
            let session = try await world.office.signIn(email: clerk.person.email, password: World.password)
            let browser = DeskBrowser(client, cookie: "sesiune=\(session)")
            let page = "/birou/isu-cluj/dosare/\(id)"
            let form = try await browser.get(page)
            try await Self.refusesReasons("Soluția proiectată nu respectă normativul P118.", by: browser, on: page, form)
            let given = try await browser.send("\(page)/avizeaza", on: try await browser.get(page), [("rezultat", "favourable")])
            #expect(given.status == .seeOther)
        }
    }

    private static func refusesReasons(_ reason: String, by browser: DeskBrowser, on page: String, _ form: DeskAnswer) async throws {
        for outcome in ["favourable", "conditional"] {
            for typed in [[("motive", reason), ("text-aviz", "Un hidrant la 100 m.")], [("text-aviz", "Un hidrant.\r\n\(reason)")]] {
                let answer = try await browser.send("\(page)/avizeaza", on: form, [("rezultat", outcome)] + typed)
                #expect(answer.status == .unprocessableContent && answer.says("„\(reason)” este un motiv de refuz"))
                #expect(answer.says("Un hidrant") && answer.says("href=\"#rezultat\""), "\(outcome)")
            }
        }
    }

    @Test("What nobody was ticked for is not asked")
    func nobody() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let answer = try await tiberiu.send("\(page)/cere-avize", on: try await tiberiu.get(page))
            #expect(answer.status == .unprocessableContent && answer.says("Bifează cel puțin o instituție"))
            #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).legs.count == 1)
        }
    }
}
