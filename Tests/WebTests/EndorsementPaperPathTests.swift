import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Endorsements that are missing, and those that come on paper, through the pages")
struct EndorsementPaperPathTests {
    @Test("The page says what the law still wants; the act goes nowhere before; what came on paper is written down, and stands in the act")
    func onPaper() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda, paid: true)
            let page = "/birou/cj-cluj/dosare/\(id)"
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let overview = try await tiberiu.get(page)
            #expect(
                overview.says("de cerut") && overview.says("Obligatoriu, consultativ") && overview.says("Ordinul nr. 839/2009, art. 22"))
            // The mayor's people of Ciurila work here.
            #expect(!overview.says("La această instituție nu lucrează încă nimeni în program"))
            var answer = try await tiberiu.send("\(page)/redacteaza", on: overview)
            try await world.office.fillBlanks(ofActFor: id, with: "potrivit dosarului", by: world[.tiberiu])
            let editor = try await tiberiu.get("\(page)/act")
            #expect(editor.says("Legea vrea înainte de acest pas: Avizul primarului"))
            let drafted = try await tiberiu.get(page)
            #expect(
                drafted.says("Legea vrea înainte de acest pas: Avizul primarului")
                    && drafted.hiddenInputs(of: "\(page)/trimite-la-aprobat") == nil)
            answer = try await tiberiu.post(
                "\(page)/trimite-la-aprobat",
                [("jeton", try #require(drafted.token)), ("versiune", "\(try await world.version(id))")])
            #expect(answer.status == .conflict && answer.says("Legea vrea înainte de acest pas: Avizul primarului"))
            let refused = try await world.office.store.read { try $0.events(of: id) }.last
            #expect(refused?.kind == "refused" && refused?.details["why"] == "unasked")

            // Each thing that is missing is said beside its field, and what was typed stays.
            let form = try await tiberiu.get(page)
            answer = try await tiberiu.send(
                "\(page)/aviz-pe-hartie", on: form, [("avizul", "primar"), ("nr-data", "nr. 8 din 20.11.2026")])
            #expect(
                answer.status == .unprocessableContent && answer.says("Alege ce răspunde avizul.") && answer.says("nr. 8 din 20.11.2026"))
            answer = try await tiberiu.send(
                "\(page)/aviz-pe-hartie", on: form,
                [("avizul", "primar"), ("nr-data", "nr. 8 din 20.11.2026"), ("rezultat-pe-hartie", "conditional")])
            #expect(answer.status == .unprocessableContent)
            let typed = [
                ("avizul", "primar"), ("nr-data", "nr. 8 din 20.11.2026"), ("rezultat-pe-hartie", "conditional"),
                ("text-pe-hartie", "Accesul din strada Morii."),
            ]
            answer = try await tiberiu.upload(
                Array("abc".utf8), named: "aviz.txt", as: "hartia", to: "\(page)/aviz-pe-hartie", on: form, and: typed)
            #expect(answer.status == .unprocessableContent && answer.says("Fișierul nu este în formatul cerut."))
            #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).paperEndorsements.isEmpty)
            let scan = Array("%PDF-1.7\n% avizul primarului\n%%EOF\n".utf8)
            answer = try await tiberiu.upload(
                scan, named: "aviz.pdf", as: "hartia", to: "\(page)/aviz-pe-hartie", on: form, and: typed)
            #expect(answer.location == "\(page)?facut=aviz-pe-hartie")
            let paper = try #require(try await world.office.caseFile(id, seenBy: world[.tiberiu]).paperEndorsements.first)
            let recorded = try await tiberiu.get(answer.location ?? "")
            #expect(recorded.says("Avizul este consemnat.") && recorded.says("nr. 8 din 20.11.2026") && !recorded.says("de cerut"))
            #expect(recorded.hiddenInputs(of: "\(page)/aviz-pe-hartie") == nil)
            answer = try await tiberiu.send("\(page)/trimite-la-aprobat", on: recorded)
            #expect(answer.status == .seeOther)
            try await world.office.approve(id, version: try await world.version(id), by: world[.ligia])
            try await world.countersign(id)
            try await world.office.seal(id, version: try await world.version(id), by: world[.horea])
            #expect(
                try await world.office.caseFile(id, seenBy: world[.tiberiu]).act?.data?.contains("Accesul din strada Morii.") == true)
            let citizen = try await DeskBrowser(client, world, as: .smaranda)
            let mine = try await citizen.get("/dosare/\(id)")
            #expect(
                mine.says("pe hârtie: nr. 8 din 20.11.2026") && mine.says("consemnat 23 nov.") && mine.says("Accesul din strada Morii."))
            // The paper itself opens for whoever sees the dossier, and nobody else.
            #expect(recorded.says("Deschide hârtia"))
            let address = "/dosare/\(id)/fisiere/\(paper.id)"
            #expect(mine.says(address) && recorded.says(address))
            for browser in [citizen, tiberiu] { #expect(try await browser.get(address).text.contains("avizul primarului")) }
            for member in [Cast.aron, .nuta] {
                #expect(try await DeskBrowser(client, world, as: member).get(address).status == .notFound)
            }
        }
    }

    @Test("A question that was asked can be read and sent by hand, by those alone who follow the dossier that asks")
    func request() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            try await world.work()
            let leg = try await world.leg(of: id, at: .isu)
            let path = "/birou/cj-cluj/dosare/\(id)/avize/\(leg)/cerere.pdf"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(id)").says(path))
            #expect(try await tiberiu.download(path).starts(with: Array("%PDF-".utf8)))
            let stranger = try await DeskBrowser(client, world, as: .nuta)
            #expect(try await stranger.get(path).status == .notFound)
            let other = try await DeskBrowser(client, world, as: .nuta)
            #expect(try await other.get("/birou/primaria-ciurila/dosare/\(id)/avize/\(leg)/cerere.pdf").status == .notFound)
        }
    }

    @Test("A request for another institution is on its desk at once, and its applicant is led there")
    func redirected() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda, service: "petitie")
            let page = "/birou/cj-cluj/dosare/\(id)"
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            _ = try await world.crew(of: "primaria-turda")
            let shown = try await otilia.get(page)
            #expect(
                shown.says("Primăria Municipiului Turda – primește cererea pe loc")
                    && shown.says("Primăria Comunei Florești – prin scrisoare")
                    && !shown.says("Primăria Municipiului Turda – prin scrisoare"))
            let answer = try await otilia.send(
                "\(page)/redirectioneaza", on: shown,
                [("institutie", "primaria-turda"), ("motiv.redirectioneaza", "Strada este a municipiului.")])
            #expect(answer.location == "\(page)?facut=redirectioneaza")
            let closed = try await otilia.get(answer.location ?? "")
            #expect(closed.says("Cererea este înaintată") && closed.says("acolo are numărul 1/"))
            let vasile = try await DeskBrowser(client, world, as: .vasile)
            let list = try await vasile.get("/birou/primaria-turda/lucrari?vedere=toate")
            let there = try #require(
                list.text.firstMatch(of: /\/birou\/primaria-turda\/dosare\/([^"\/?]+)/).map { String($0.1) })
            #expect(try await vasile.get("/birou/primaria-turda/dosare/\(there)").says("Smaranda Vălureanu"))
            #expect(try await vasile.get("/birou/primaria-turda/dosare/\(id)").status == .notFound)
            let citizen = try await DeskBrowser(client, world, as: .smaranda)
            let mine = try await citizen.get("/dosare/\(id)")
            #expect(mine.says("Primăria Municipiului Turda") && mine.says("Acolo are numărul 1/") && mine.says("href=\"/dosare/\(there)\""))
            #expect(try await citizen.get("/dosare/\(there)").status == .ok)
        }
    }

    @Test("A planning request that went on to a town hall ends there by its pages: priced by its tariff, endorsed, countersigned, signed")
    func townHallIssues() async throws {
        let tariff = """
            institution: primaria-turda
            from: 2026-01-01
            source: Tarif inventat pentru probe.
            tariffs:
              certificat-urbanism:
                title: {ro: Taxa din Turda, hu: A tordai díj, en: The fee of Turda}
                law: Codul fiscal, art. 474
                inputs: ["suprafata?", "mediu?", "scutit?"]
                steps: [{label: {ro: Certificat, hu: Bizonylat, en: Certificate}, add: 20}]
            """
        try await atTheDesk(services: ["tariffs/primaria-turda/2026.yaml": tariff]) { world, client in
            _ = try await world.crew(of: "primaria-turda")
            let (id, _) = try await world.submitted(.smaranda)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let shown = try await otilia.get(page)
            #expect(shown.says("Primăria Municipiului Turda – primește cererea pe loc"))
            // Ciurila has nobody who countersigns, and nobody who takes fees.
            #expect(shown.says("Primăria Comunei Ciurila – prin scrisoare"))
            _ = try await otilia.send(
                "\(page)/redirectioneaza", on: shown,
                [("institutie", "primaria-turda"), ("motiv.redirectioneaza", "Certificatul îl emite primarul municipiului.")])
            let there = try #require(try await world.office.myDossiers(world[.smaranda], limit: 5).map(\.id).first { $0 != id })
            try await world.walkOn(there, by: .smaranda, hands: PageHands(world: world, client: client))
            let file = try await world.office.caseFile(there, seenBy: world[.smaranda])
            #expect(file.stage.kind == .solved && file.dossier.payment == .confirmed && file.payment?.fee.amount == 20)
            #expect(file.dossier.steps["contrasemnare"] != nil)
            try await world.work()
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let act = try #require(file.act)
            let paper = try await smaranda.download("/dosare/\(there)/acte/\(act.id).pdf")
            #expect(paper.starts(with: Array("%PDF-".utf8)))
        }
    }
}
