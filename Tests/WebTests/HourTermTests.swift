import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Terms in hours, through HTTP")
struct HourTermTests {
    /// A rental that is answered in 36 hours.
    private static let rental = """
        slug: proba-ore
        group: registratura
        title: Închiriere de probă
        summary: Pentru teste.
        applicants: Oricine.
        institution: cj-cluj
        desk: urbanism
        law: [{act: Regulamentul de probă}]
        steps:
          - name: cerere
            title: Cererea
            fields:
              - {key: obiect, kind: text, label: Ce ceri, example: O sală}
              - use: solicitant
                without: [act_identitate, cnp, ci_serie_numar, act_numar]
              - use: contact
        workflow: inchiriere
        fee: none
        term: {length: 36, unit: hours, basis: Regulamentul de probă}
        silence: {effect: none, basis: Regulamentul de probă}
        completion: {days: 10}
        retention: {years: 10, basis: Nomenclatorul arhivistic de probă}
        act:
          template: raspuns
          title: Contract de probă
          register: PO
          sections: [{name: raspuns, title: Răspunsul, heading: none, text: Se închiriază.}]
        subject: obiect
        sources: [probă]
        confidence: low
        """

    @Test(
        "An offer that is accepted a minute later costs the term that minute, not a day; the page tells what it waited for, and from when to when"
    )
    func offered() async throws {
        try await atTheDesk(services: ["services/registratura/proba-ore.yaml": Self.rental]) { world, client in
            // Monday, 23 November, 10:15.
            let (id, _) = try await world.submitted(.smaranda, service: "proba-ore")
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            world.clock.turn(by: 16 * 60)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let drawn = try await tiberiu.get(page)
            let form = try #require(drawn.forms(to: "\(page)/pas").first { $0.contains { $0 == ("pas", "oferta") } })
            let offer = [("oferta.ce", "Sala mică, vineri la 10."), ("oferta.garantie", "500,00")]
            #expect(try await tiberiu.post("\(page)/pas", form + offer).status == .seeOther)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            var own = try await smaranda.get("/dosare/\(id)")
            #expect(own.says("Ceasul stă din 23 noiembrie 2026, ora 10:31: oferta aștepta răspunsul solicitantului."))
            world.clock.turn(by: 60)
            #expect(try await smaranda.send("/dosare/\(id)/pas/accept", on: own, [("accept.de_acord", "true")]).status == .seeOther)
            own = try await smaranda.get("/dosare/\(id)")
            #expect(own.says("Ceasul a stat din 23 noiembrie 2026, ora 10:31, până în 23 noiembrie 2026, ora 10:32"))
            #expect(own.says("marți, 24 noiembrie 2026, la ora 22:16") && !own.says("la completat"))
            #expect(try await world.office.store.read { try $0.due(of: id) }?.time?.description == "22:16")
            #expect(try await tiberiu.get(page).says("22:16"))
        }
    }

    @Test("A completion in a term of hours lets it go on from the minute in which it is sent, and says so")
    func completed() async throws {
        let service = Self.rental.replacing("workflow: inchiriere", with: "workflow: simple")
        try await atTheDesk(services: ["services/registratura/proba-ore.yaml": service]) { world, client in
            let (id, _) = try await world.submitted(.smaranda, service: "proba-ore")
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            try await world.office.requestCompletion(
                of: id, items: [], message: "Ce sală?", version: try await world.version(id), by: world[.tiberiu])
            world.clock.turn(by: 3 * 3_600)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/dosare/\(id)/completeaza")
            #expect(page.says("De cum trimiți, termenul curge mai departe.") && !page.says("De a doua zi"))
            #expect(try await smaranda.send("/dosare/\(id)/completeaza", on: page).status == .seeOther)
            #expect(try await world.office.store.read { try $0.due(of: id) }?.time?.description == "01:15")
            #expect(try await smaranda.get("/dosare/\(id)").says("ora 13:15: dosarul a fost trimis la completat"))
        }
    }

    @Test("A dry run of a term in hours counts from this minute, and so does the last look before it is sent")
    func dryRun() async throws {
        try await atTheDesk { world, client in
            let service = try #require(world.office.content.service("dgaspc-sesizare-abuz"))
            let body = String(decoding: try JSONEncoder().encode(service.form.examples), as: UTF8.self)
            let run = try await client.execute(
                uri: "/api/v1/services/dgaspc-sesizare-abuz/check", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: body)
            ) { DeskAnswer($0) }
            #expect(run.says("\"date\":\"2026-11-24\"") && run.says("\"time\":\"10:15\"") && run.says("la ora 10:15"))
            let draft = try await world.filled(.smaranda, service: "dgaspc-sesizare-abuz")
            let check = try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(draft)/verifica")
            #expect(check.says("marți, 24 noiembrie 2026, ora 10:15"))
        }
    }

    @Test("A child in danger has its 24 hours by the clock, over days off; the lists and the letter call it late from the minute after")
    func danger() async throws {
        try await atTheDesk { world, client in
            // Sunday, the 29th of November, 15:26: Saint Andrew's is the day after.
            world.clock.turn(by: 6 * 86_400 + 5 * 3_600 + 11 * 60)
            let key = try await world.office.makeAccessKey(named: "Un program", by: world[.smaranda])
            var answers = try #require(world.office.content.service("dgaspc-sesizare-abuz")).form.examples
            answers["pericol_iminent"] = .text("true")
            var headers: HTTPFields = [.contentType: "application/json", .authorization: "Bearer \(key)"]
            headers[try #require(HTTPField.Name("Idempotency-Key"))] = "una"
            let body = String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
            let filed = try await client.execute(
                uri: "/api/v1/services/dgaspc-sesizare-abuz/dossiers", method: .post, headers: headers, body: ByteBuffer(string: body)
            ) { DeskAnswer($0) }
            #expect(filed.status == .created)
            let id = try #require(filed.location?.split(separator: "/").last.map(String.init))
            let crew = try await world.crew(of: "dgaspc-cluj")
            try await world.office.assign(id, to: crew.clerks[0].id, version: try await world.version(id), by: crew.registry)
            func browser() async throws -> DeskBrowser {
                let session = try await world.office.signIn(email: crew.clerks[0].person.email, password: World.password)
                return DeskBrowser(client, cookie: "sesiune=\(session)")
            }
            let list = "/birou/dgaspc-cluj/lucrari"
            var page = try await browser().get("/birou/dgaspc-cluj/dosare/\(id)")
            #expect(page.says("luni, 30 noiembrie") && page.says("15:26") && !page.says("miercuri, 2 decembrie"))
            // Ten minutes before its end it is due soon, ten minutes after it is late.
            world.clock.turn(by: 86_400 - 600)
            let soon = try await browser()
            #expect(try await !soon.get("\(list)?vedere=depasite").says(id))
            #expect(try await soon.get("\(list)?vedere=curand").says(id))
            world.clock.turn(by: 1_200)
            let late = try await browser()
            page = try await late.get("\(list)?vedere=depasite")
            #expect(page.says(id) && page.says("1\u{a0}oră peste") && page.says("15:26"))
            #expect(try await !late.get("\(list)?vedere=curand").says(id))
            #expect(try await late.get("/birou/dgaspc-cluj/dosare/\(id)").says("depășit"))
            #expect(try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(id)").says("ora 15:26"))
            // The calendar's reckoning keeps the minute, and the next working morning's letter counts it.
            try await world.office.reckonTerms()
            #expect(try await world.office.store.read { try $0.due(of: id) }?.time?.description == "15:26")
            world.later(days: 2)
            try await world.office.sendDigests()
            try await world.work()
            #expect(try world.mails().contains { $0.contains(crew.clerks[0].person.email) && $0.contains("peste termen") })
        }
    }
}
