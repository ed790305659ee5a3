import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Steps that a workflow names, through the pages")
struct StepPathTests {
    @Test("A clerk sends an offer, the applicant reads it and accepts; what is missing stays on the page with what was typed")
    func offer() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.walk("proba-inchiriere", until: "registered")
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let drawn = try await tiberiu.get(page)
            #expect(drawn.says("Trimite oferta") && drawn.says("Garanția") && drawn.says("OG nr. 27/2002, art. 6¹"))
            let refused = try await tiberiu.send("\(page)/pas", on: drawn, [("oferta.garantie", "cinci sute")])
            #expect(refused.status == .unprocessableContent && refused.says("cinci sute"))
            #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).stage.name == "review")
            let sent = try await tiberiu.send(
                "\(page)/pas", on: refused, [("oferta.ce", "Sala mică, vineri la 10."), ("oferta.garantie", "500")])
            #expect(sent.status == .seeOther)
            #expect(try await tiberiu.get("\(page)/jurnal").says("Sala mică, vineri la 10."))

            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let own = try await smaranda.get("/dosare/\(id)")
            #expect(own.says("Sala mică, vineri la 10.") && own.says("500,00") && own.says("Cer altă ofertă"))
            let unticked = try await smaranda.send("/dosare/\(id)/pas/accept", on: own)
            #expect(unticked.status == .unprocessableContent)
            let accepted = try await smaranda.send("/dosare/\(id)/pas/accept", on: own, [("accept.de_acord", "true")])
            #expect(accepted.status == .seeOther)
            #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).stage.name == "accepted")
            // The second of two clicks finds what the first has done; later, the page that was open says what is no longer so.
            let twice = try await smaranda.send("/dosare/\(id)/pas/accept", on: own, [("accept.de_acord", "true")])
            #expect(twice.status == .seeOther)
            world.later(days: 2.0 / 1_440)
            let late = try await smaranda.send("/dosare/\(id)/pas/accept", on: own, [("accept.de_acord", "true")])
            #expect(late.status == .conflict)
            let stranger = try await DeskBrowser(client, world, as: .aron)
            let token = own.hiddenInputs(of: "/dosare/\(id)/pas/accept") ?? []
            #expect(try await stranger.post("/dosare/\(id)/pas/accept", token).status != .seeOther)
        }
    }

    @Test("A step that somebody else has to take is refused with its sentence, changes nothing, and is in the log")
    func fourEyes() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.walk("proba-finantare", until: "registered")
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            _ = try await tiberiu.send("\(page)/pas", on: try await tiberiu.get(page), [("eligibil.constatari", "Totul este în regulă.")])
            let scores = [("punctaj-1.puncte", "87,5"), ("punctaj-1.motivare", "Proiect coerent și realist.")]
            let drawn = try await tiberiu.get(page)
            #expect(try await tiberiu.send("\(page)/pas", on: drawn, scores).status == .seeOther)
            let mirela = try await DeskBrowser(client, world, as: .mirela)
            #expect(try await !mirela.get("\(page)/jurnal").says("87,5"))
            #expect(try await tiberiu.get("\(page)/jurnal").says("87,5"))
            let after = try await tiberiu.get(page)
            #expect(after.says("îl face altcineva"))
            let version = try await world.version(id)
            let hidden = (after.hiddenInputs(of: "\(page)/pas") ?? []).filter { $0.0 != "pas" }
            let refused = try await tiberiu.post(
                "\(page)/pas", hidden + [("pas", "punctaj-2"), ("punctaj-2.puncte", "90"), ("punctaj-2.motivare", "Tot eu o spun.")])
            #expect(refused.status == .conflict && refused.says("l-ai făcut chiar tu"))
            #expect(try await world.version(id) == version)
            let last = try #require(try await world.office.store.read { try $0.events(of: id) }.last)
            #expect(last.kind == "refused" && last.details["why"] == "own-step" && last.details["tried"] == "punctaj-2")
            #expect(try await tiberiu.get("\(page)/jurnal").says("cine a făcut celălalt pas nu îl face și pe acesta"))
        }
    }

    @Test("The second score given first keeps its giver from the first, and whoever ever scored approves no payment")
    func scores() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.walk("proba-finantare", until: "evaluation")
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let mirela = try await DeskBrowser(client, world, as: .mirela)
            func score(_ step: String, _ points: String, by browser: DeskBrowser) async throws -> HTTPResponse.Status {
                let drawn = try await browser.get(page)
                let typed = [("pas", step), ("\(step).puncte", points), ("\(step).motivare", "Proiect coerent și realist.")]
                let (token, version) = (try #require(drawn.token), "\(try await world.version(id))")
                let answer = try await browser.post("\(page)/pas", [("jeton", token), ("versiune", version)] + typed)
                return answer.status
            }
            #expect(try await score("punctaj-2", "95", by: tiberiu) == .seeOther)
            #expect(try await score("punctaj-1", "96", by: tiberiu) == .conflict)
            let last = try #require(try await world.office.store.read { try $0.events(of: id) }.last)
            #expect(last.kind == "refused" && last.actor == world[.tiberiu].id && last.details["why"] == "own-step")
            // A third does not write over Mirela's score.
            #expect(try await score("punctaj-1", "80", by: mirela) == .seeOther)
            let crew = try await world.crew(of: World.institution)
            let file = try await world.office.caseFile(id, seenBy: crew.clerks[0])
            let examples = try #require(file.service.workflow.step("punctaj-1")).form.examples
            let scored = try await world.version(id)
            await #expect(throws: Refusal.takenStep("Dă punctajul (primul evaluator)")) {
                try await world.office.take("punctaj-1", examples, on: id, version: scored, by: crew.clerks[0])
            }
            #expect(try await score("punctaj-2", "10", by: mirela) == .conflict)
            try await world.walkOn(id, by: .smaranda, until: "reporting")
            try await world.away(.ligia, to: 3, substitute: .mirela)
            let before = try await world.version(id)
            let drawn = try await mirela.get(page)
            let paid = try await mirela.post(
                "\(page)/pas",
                [
                    ("jeton", try #require(drawn.token)), ("versiune", "\(before)"), ("pas", "transa"), ("transa.suma", "10000"),
                    ("transa.ziua", "2026-11-23"),
                ])
            #expect(paid.status == .conflict && paid.says("l-ai făcut chiar tu"))
            #expect(try await world.version(id) == before)
        }
    }

    @Test("What the tariff makes of a declaration stands before whoever sets the sum; until then nothing is owed")
    func estimate() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("declaratie-valoare-reala", until: "registered")
            #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).payment == nil)
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let drawn = try await tiberiu.get(page)
            #expect(drawn.says("Înscrie calculul") && drawn.says("tariful dă 300,00"))
            let computed = try await tiberiu.get("\(page)/plati")
            #expect(computed.says("Locuință: 0,5\u{a0}% din valoarea reală") && computed.says("Este o estimare"))
            let entered = try await tiberiu.send(
                "\(page)/pas", on: drawn,
                [("calcul.rezultat", "de-plata"), ("calcul.de_plata", "300"), ("calcul.cum", "0,5 % din 60.000 lei.")])
            #expect(entered.status == .seeOther)
            // Nothing is asked for before the decision that says so is sealed.
            #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).payment == nil)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await !smaranda.get("/dosare/\(id)").says("/dosare/\(id)/plata"))
            try await world.walkOn(id, by: .smaranda, until: "settlement")
            #expect(try await !tiberiu.get("\(page)/plati").says("Este o estimare"))
            let own = try await smaranda.get("/dosare/\(id)")
            #expect(own.says("De plătit: 300,00") && own.says("DRT 1/2026") && own.says("/dosare/\(id)/plata"))
            #expect(own.says("O sumă de plătit de contribuabil"))
            let stranger = try await DeskBrowser(client, world, as: nil)
            let calculator = try await stranger.get(
                "/taxe/declaratie-valoare-reala?destinatie=alta&valoare_autorizata=100000&valoare_reala=90000&calculeaza=1")
            #expect(calculator.says("100,00") && calculator.says("Este o estimare"))
        }
    }

    @Test("Heads and administrators see what each service rests on, with its drawing; others do not")
    func services() async throws {
        try await atTheDesk { world, client in
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let list = try await ligia.get("/birou/cj-cluj/servicii")
            #expect(list.status == .ok && list.says("/birou/cj-cluj/servicii/petitie"))
            // One name for what several services ask; of a completion, what each road does when it does not come.
            #expect(list.says("se cere pentru „Autorizație de construire”"))
            for (service, words) in [
                ("petitie", "dosarul nu se închide singur"), ("drum-judetean.ac-construire", "apoi se merge mai departe fără completare"),
                ("cu-construire", "apoi dosarul se închide"),
            ] {
                #expect(try await ligia.get("/birou/cj-cluj/servicii/\(service)").says(words), "\(service)")
            }
            let page = try await ligia.get("/birou/cj-cluj/servicii/petitie")
            #expect(
                page.says("OG nr. 27/2002, art. 8") && page.says("OG nr. 27/2002, art. 9")
                    && page.says("/birou/cj-cluj/drumuri/petitie.svg"))
            let drawing = try await ligia.get("/birou/cj-cluj/drumuri/petitie.svg")
            #expect(drawing.headers[.contentType]?.hasPrefix("image/svg+xml") == true)
            #expect(drawing.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(drawing.says("<title id=\"wf-t\">Petiții</title>") && drawing.says("Petiția a fost clasată"))
            let ilarie = try await DeskBrowser(client, world, as: .ilarie)
            #expect(try await ilarie.get("/birou/cj-cluj/servicii/petitie").status == .ok)
            #expect(try await ilarie.get("/birou/cj-cluj/personal").says("/birou/cj-cluj/servicii"))
            for member in [Cast.tiberiu, .smaranda, .sever] {
                let browser = try await DeskBrowser(client, world, as: member)
                for path in ["servicii", "servicii/petitie", "drumuri/petitie.svg"] {
                    #expect(try await browser.get("/birou/cj-cluj/\(path)").status == .notFound)
                }
            }
        }
    }

    @Test("A refused request comes with its reasons and the ways to contest them, on the page and in a sealed paper")
    func refusal() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.walk("proba-simple", until: "review")
            try await world.refuse(id, "Terenul nu este în județ.", draftedBy: world[.mirela], by: world[.ligia])
            let page = try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(id)")
            #expect(page.says("Terenul nu este în județ.") && page.says("Legea nr. 554/2004, art. 7") && page.says("Tribunalul Cluj"))
            let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
            #expect(act.register == "RSP" && act.number == 1 && act.data?.contains("Tribunalul Cluj") == true)
            try await world.work()
            #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).act?.sha256 != nil)
        }
    }

    @Test("An outline that crosses itself is refused at its field, as a list or as GeoJSON, with what was typed; in order it is measured")
    func crossing() async throws {
        try await atTheDesk { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let id = try await world.office.open("aviz-oportunitate", key: UUID().uuidString, by: world[.smaranda])
            let answers = try #require(world.office.content.service("aviz-oportunitate")).form.examples
            _ = try await world.office.save(answers, in: id, by: world[.smaranda], language: .ro)
            let place = "/dosare/\(id)/cerere/teritoriu"
            let page = try await smaranda.get(place)
            let others = [("suprafata_teritoriu_ha", "99"), ("functiuni", "rezidential")]
            let eight = "570100 391200\r\n570215 391360\r\n570215 391200\r\n570100 391360"
            let bow = "{\"type\":\"Polygon\",\"coordinates\":[[[23.5,46.7],[23.6,46.8],[23.6,46.7],[23.5,46.8],[23.5,46.7]]]}"
            for drawn in [eight, bow] {
                let answer = try await smaranda.fill(place, page, [("teritoriu", drawn)] + others)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.says("latura care pleacă din colțul 1 și cea care pleacă din colțul 3"))
                #expect(answer.says("id=\"teritoriu-err\"") && answer.says(drawn.contains("{") ? "[23.5,46.8]" : "570215 391360"))
            }
            let inOrder = "570100 391200\r\n570215 391200\r\n570215 391360\r\n570100 391360"
            let tooLarge = try await smaranda.fill(place, page, [("teritoriu", inOrder)] + others)
            #expect(tooLarge.status == .unprocessableContent && tooLarge.says("10 %") && !tooLarge.says("latura care pleacă"))
        }
    }
}
