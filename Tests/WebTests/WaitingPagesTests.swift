import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Who waits for whom, until when, and what silence is called")
struct WaitingPagesTests {
    /// Arieș asks for a completion; the applicant gives it three days later, or never.
    private func completion(isGiven: Bool, _ world: World) async throws -> (id: DossierID, leg: DossierID) {
        let id = try await world.asked(["apa-canal"])
        let leg = try await world.leg(of: id, at: .aries)
        try await world.take(leg, .aries)
        let code = try #require(try await world.office.caseFile(leg, seenBy: world[.lavinia]).service.form.attachments.first).kind.code
        try await world.office.requestCompletion(
            of: leg, items: [.init(field: "attachment:\(code)", reason: "Planul nu se citește.")], message: "",
            version: try await world.version(leg), by: world[.lavinia])
        if isGiven {
            world.later(days: 3)
            try await world.office.attach(try await world.paper("plan"), as: code, to: leg, by: world[.smaranda])
            try await world.office.complete(leg, by: world[.smaranda], language: .ro)
        }
        return (id, leg)
    }

    private func silence(of leg: DossierID, _ id: DossierID, _ world: World, _ client: any TestClientProtocol) async throws -> String {
        for _ in 0..<2 {
            world.later(days: 60)
            try await world.office.expireDossiers()
            try await world.office.lapseLegs()
        }
        try await world.work()
        let (_, paper) = try await world.office.endorsementPaper(of: leg, askedBy: id, seenBy: world[.smaranda])
        let pdf = try await world.office.store.files.read(paper.sha256)
        return try PrintedPages(Data(pdf)).words.map(\.text).joined(separator: " ")
    }

    @Test("A sealed tacit approval says that a completion was asked and given, and that silence came after it")
    func afterCompletion() async throws {
        try await atTheDesk { world, client in
            let (id, leg) = try await completion(isGiven: true, world)
            let text = try await silence(of: leg, id, world, client)
            #expect(text.contains("răspundă după completarea cerută la 23.11.2026 și depusă la 26.11.2026."), "\(text)")
            #expect(!text.contains("ori să ceară completări") && !text.contains("împlinit la"))
        }
    }

    @Test("It says so too where the completion never came, and where none was asked it says that")
    func withoutCompletion() async throws {
        try await atTheDesk { world, client in
            let (id, leg) = try await completion(isGiven: false, world)
            let text = try await silence(of: leg, id, world, client)
            #expect(text.contains("completarea cerută la 23.11.2026 nu a fost depusă"), "\(text)")
            let other = try await world.asked(["apa-canal"])
            let silent = try await silence(of: try await world.leg(of: other, at: .aries), other, world, client)
            #expect(silent.contains("fără ca avizatorul să răspundă ori să ceară completări."))
            let page = try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(other)")
            #expect(page.says("Un avizator nu a răspuns în termen") && !page.says("Un avizator a răspuns"))
        }
    }

    @Test("The citizen's list and page say first that an endorser waits for a completion; nothing says that there is nothing to do")
    func endorserWaits() async throws {
        try await atTheDesk { world, client in
            let (id, leg) = try await completion(isGiven: false, world)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let list = try await smaranda.get("/dosare")
            #expect(list.says("așteaptă la tine") && list.says("o instituție îți cere o completare"))
            let page = try await smaranda.get("/dosare/\(id)")
            #expect(page.says("Compania de Apă Arieș îți cere o completare.") && page.says("așteaptă la tine"))
            #expect(page.says("/dosare/\(leg)/completeaza") && !page.says("Nu ai nimic de făcut"))
            #expect(
                page.says("Termenul dosarului tău curge mai departe, iar dosarul așteaptă avizul")
                    && page.says("se așteaptă avizul: Compania de Apă Arieș"))
            // The endorser's own number says nothing to the applicant; the dossier's does.
            let number = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).dossier.number)
            #expect(try await smaranda.get("/dosare/\(leg)/completeaza").says("Este pentru dosarul tău \(number)."))
            let code = try #require(try await world.office.caseFile(leg, seenBy: world[.lavinia]).service.form.attachments.first).kind.code
            try await world.office.attach(try await world.paper("plan"), as: code, to: leg, by: world[.smaranda])
            try await world.office.complete(leg, by: world[.smaranda], language: .ro)
            let after = try await smaranda.get("/dosare")
            #expect(!after.says("o instituție îți cere") && !after.says("așteaptă la tine"))
        }
    }

    @Test("The citizen's list begins with what waits for them, then by last change; the registrar's opens on what waits for the registry")
    func first() async throws {
        try await atTheDesk { world, client in
            func petition() async throws -> DossierID {
                world.clock.turn(by: 60)
                return try await world.submitted(.smaranda, service: "petitie").0
            }
            let crew = try await world.crew(of: World.institution)
            let (asked, plain) = (try await petition(), try await petition())
            try await world.office.assign(asked, to: crew.clerks[0].id, version: try await world.version(asked), by: crew.registry)
            try await world.office.requestCompletion(
                of: asked, items: [], message: "Ce ai scris nu este limpede.", version: try await world.version(asked), by: crew.clerks[0])
            world.clock.turn(by: 60)
            let unpaid = try await world.submitted(.smaranda).0
            let late = try await petition()
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let list = try await smaranda.get("/dosare")
            #expect(list.says(", Consiliul Județean Cluj · "), "whose number it is")
            let places = try [unpaid, asked, late, plain].map { try #require(list.text.range(of: "/dosare/\($0)\"")).lowerBound }
            #expect(places == places.sorted())
            let titles = try ["Așteaptă la tine", "Celelalte dosare"].map { try #require(list.text.range(of: $0)).lowerBound }
            #expect(titles[0] < places[0] && places[1] < titles[1] && titles[1] < places[2])
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let usual = try await otilia.get("/birou/cj-cluj/lucrari")
            #expect(usual.says(plain) && usual.says(late) && !usual.says(asked))
            #expect(try await otilia.get("/birou/cj-cluj/lucrari?vedere=toate").says(asked))
        }
    }

    @Test("A day that has passed is not offered as one to come: the clarification of a petition can still be sent, and the pages say so")
    func passed() async throws {
        try await atTheDesk { world, client in
            let id = try await world.submitted(.smaranda, service: "petitie").0
            let crew = try await world.crew(of: World.institution)
            try await world.office.assign(id, to: crew.clerks[0].id, version: try await world.version(id), by: crew.registry)
            try await world.office.requestCompletion(
                of: id, items: [], message: "Ce ai scris nu este limpede.", version: try await world.version(id), by: crew.clerks[0])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await smaranda.get("/dosare/\(id)").says("Ai timp până"))
            #expect(try await smaranda.get("/dosare/\(id)/completeaza").says("Trimite până"))
            world.later(days: 25)
            let afterwards = try await DeskBrowser(client, world, as: .smaranda)
            let late = try await afterwards.get("/dosare/\(id)")
            #expect(late.says("Aveai timp până") && late.says("O poți trimite și acum") && !late.says("Ai timp până"))
            let form = try await afterwards.get("/dosare/\(id)/completeaza")
            #expect(form.says("poți trimite și acum") && !form.says("Trimite până"))
        }
    }

    @Test("A list longer than a page goes on from what waits to the others, none lost or twice")
    func pages() async throws {
        try await atTheDesk { world, client in
            var ids: [DossierID] = []
            for number in 0..<24 {
                world.clock.turn(by: 60)
                ids.append(try await world.submitted(.smaranda, service: number.isMultiple(of: 2) ? "petitie" : "cu-construire").0)
            }
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            var (path, seen): (String?, [String]) = ("/dosare", [])
            while let next = path {
                let page = try await smaranda.get(next)
                seen += page.text.matches(of: /href="\/dosare\/([0-9A-Za-z-]+)"/).map { String($0.1) }.filter(ids.contains)
                path = page.text.firstMatch(of: /href="(\/dosare\?dupa=[^"]+)"/).map { String($0.1) }
            }
            let due = ids.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element).reversed()
            let others = ids.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).reversed()
            #expect(seen == Array(due) + Array(others))
        }
    }

    @Test("An endorser that is over its term is called late, to the applicant and to who asked")
    func late() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["primar"])
            world.later(days: 20)
            let page = try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(id)")
            #expect(page.says("peste termen") && !page.says("în lucru</span>"))
            #expect(try await DeskBrowser(client, world, as: .tiberiu).get("/birou/cj-cluj/dosare/\(id)").says("depășit"))
        }
    }

    @Test("An offer says until when it has to be answered; its clock waits for the answer, not for a completion")
    func offer() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.walk("proba-inchiriere", until: "registered")
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let offer = Answers(["ce": .text("Sala mică, vineri la 10."), "garantie": .text("500,00")])
            try await world.office.take("oferta", offer, on: id, version: try await world.version(id), by: world[.tiberiu])
            world.later(days: 2)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let own = try await smaranda.get("/dosare/\(id)")
            #expect(own.says("Ai timp până joi, 3 decembrie 2026."))
            #expect(own.says("oferta aștepta răspunsul solicitantului") && own.says("după răspunsul la ofertă"))
            #expect(!own.says("la completat") && !own.says("după completare"))
            #expect(own.says("Ți-am trimis oferta") && !own.says("Trimite oferta"))
            _ = try await smaranda.send("/dosare/\(id)/pas/accept", on: own, [("accept.de_acord", "true")])
            let accepted = try await smaranda.get("/dosare/\(id)")
            #expect(accepted.says("Oferta a fost acceptată") && !accepted.says("Ai timp până"))
        }
    }

    @Test("Who rents gives the rental up after the contract; the desk says from when it ends and what is given back")
    func renouncing() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.walk("proba-inchiriere", until: "active")
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let own = try await smaranda.get("/dosare/\(id)")
            #expect(own.says("Renunț la închiriere") && own.says("Contractul spune cu cât timp înainte renunți fără cost."))
            let given = try await smaranda.send("/dosare/\(id)/pas/renuntare", on: own, [("renuntare.motiv", "Evenimentul s-a amânat.")])
            #expect(given.status == .seeOther)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let handler = try await PageHands(world: world, client: client).browser(try await world.crew(of: "cj-cluj").clerks[0])
            let drawn = try await handler.get(page)
            #expect(drawn.says("locatarul renunță") && drawn.says("Evenimentul s-a amânat."))
            let form = try #require(drawn.forms(to: "\(page)/pas").first { $0.contains { $0 == ("pas", "incetare") } })
            let silent = try await handler.post("\(page)/pas", form + [("incetare.ziua.zi", "1"), ("incetare.ziua.luna", "12")])
            #expect(silent.status == .unprocessableContent)
            let ended = try await handler.post(
                "\(page)/pas",
                form + [
                    ("incetare.ziua.zi", "1"), ("incetare.ziua.luna", "12"), ("incetare.ziua.an", "2026"),
                    ("incetare.bani", "Prețul și garanția, întregi."),
                ])
            #expect(ended.status == .seeOther)
            let after = try await smaranda.get("/dosare/\(id)")
            #expect(after.says("Închirierea a încetat pentru că ai renunțat") && after.says("Prețul și garanția, întregi."))
            #expect(after.says("S-a anunțat renunțarea") && !after.says("Renunț la închiriere"))
        }
    }

    @Test(
        "The general register shows files, who handles it, the term and the answer with its number and day; a register of acts the handler")
    func register() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("cu-construire")
            let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
            let clerk = try await world.crew(of: "cj-cluj").clerks[0].person.name
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let general = try await otilia.get("/birou/cj-cluj/registre/general/2026")
            for words in ["Anexe", "Responsabil", "Termen", "Răspuns", clerk, "CU \(try #require(act.number))/2026, 23"] {
                #expect(general.says(words), "\(words)")
            }
            let acts = try await otilia.get("/birou/cj-cluj/registre/CU/2026")
            #expect(acts.says(clerk) && !acts.says("Anexe"))
        }
    }

    @Test("A file's name keeps no mark that turns the direction of reading; an empty file of a message is refused by its name")
    func files() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let path = "/dosare/\(id)/mesaje"
            let page = try await smaranda.get("/dosare/\(id)")
            let sent = try await smaranda.upload(
                Array("%PDF-1.7\n%%EOF\n".utf8), named: "plan\u{202E}gnp\u{2066}.pdf", as: "fisiere", to: path, on: page,
                and: [("mesaj", "Planul.")])
            #expect(sent.status == .seeOther)
            let shown = try await smaranda.get("/dosare/\(id)")
            #expect(shown.says("plangnp.pdf") && !shown.says("\u{202E}") && !shown.says("\u{2066}"))
            let empty = try await smaranda.upload([], named: "gol.pdf", as: "fisiere", to: path, on: page, and: [("mesaj", "Vezi anexa.")])
            #expect(
                empty.status == .unprocessableContent && empty.says("Fișierul „gol.pdf” este gol.") && empty.says("Vezi anexa.</textarea>"))
            let none = try await smaranda.upload([], named: "", as: "fisiere", to: path, on: page, and: [("mesaj", "Fără anexă.")])
            #expect(none.status == .seeOther)
        }
    }

    @Test("Only those are offered as substitutes whose roles fit")
    func substitutes() async throws {
        try await atTheDesk { world, client in
            let page = try await DeskBrowser(client, world, as: .tiberiu).get("/birou/cj-cluj/absente")
            let list = try #require(page.text.firstMatch(of: /name="inlocuitor"[\s\S]*?<\/select>/)).0
            for name in ["Mirela Stănilă", "Ligia Sândulaș"] { #expect(list.contains(name), "\(name)") }
            for name in ["Dan Fărcaș", "Horea Tămășan", "Otilia Bărbat", "Voica Moldvai", "Tiberiu Ostrovel"] {
                #expect(!list.contains(name), "\(name)")
            }
        }
    }
}
