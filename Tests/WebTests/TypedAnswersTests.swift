import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What people type, as they type it")
struct TypedAnswersTests {
    /// What the dry run says of a service's examples with some of them changed; nil: not answered.
    struct Tried: Decodable {
        let valid: Bool
        let problems: [Fault]

        struct Fault: Decodable {
            let field: String
            let code: String
            let message: String
        }
    }

    private static func dryRun(
        _ slug: String, _ changes: [String: String?], in language: Language = .ro, _ world: World, _ client: any TestClientProtocol
    ) async throws -> Tried {
        var answers = try #require(world.office.content.service(slug)).form.examples
        for (key, answer) in changes { answers[key] = answer.map { .text($0) } }
        let headers: HTTPFields = [.contentType: "application/json", .acceptLanguage: language.rawValue]
        return try await client.execute(
            uri: "/api/v1/services/\(slug)/check", method: .post, headers: headers, body: ByteBuffer(bytes: try answers.canonicalJSON())
        ) { answer in
            #expect(answer.status == .ok)
            return try JSONDecoder().decode(Tried.self, from: Data(answer.body.readableBytesView))
        }
    }

    @Test("Who lives abroad, with a passport and a telephone number of that country, finishes a form")
    func foreigner() async throws {
        try await atTheDesk { world, client in
            let tried = try await Self.dryRun(
                "cu-construire",
                [
                    "solicitant.act_identitate": "alt", "solicitant.act_numar": "BA1234567", "solicitant.cnp": nil,
                    "solicitant.ci_serie_numar": nil, "solicitant.judet": "alta-tara", "solicitant.localitate_alta": "Debrecen, Ungaria",
                    "solicitant.uat": nil, "solicitant.localitate": nil, "solicitant.cod_postal": nil,
                    "solicitant.telefon": "+36 30 123 4567",
                ], world, client)
            #expect(tried.valid, "\(tried.problems)")
        }
    }

    @Test("A person's name has letters, and an organisation's at least one; marks that nobody sees are left out")
    func names() async throws {
        try await atTheDesk { world, client in
            for wrong in ["😀😀😀", "12345", "<b>x</b>", "Ana Pop 2", "- - -", "Ana_Pop"] {
                let tried = try await Self.dryRun("cu-construire", ["solicitant.nume": wrong], world, client)
                #expect(
                    tried.problems.map(\.code) == ["not-a-name"] && tried.problems[0].message.contains("Numele și prenumele"), "\(wrong)")
            }
            for right in [
                "Ana-Maria d'Ambrosio", "Szabó Zsófia-Ágnes", "dr. ing. Pop I. Ion", "O’Neill, Seán", "Ştefan Ţepeş", "李小龙",
                "A\u{301}na Pop",
            ] {
                #expect(try await Self.dryRun("cu-construire", ["solicitant.nume": right], world, client).valid, "\(right)")
            }
            let firm: [String: String?] = ["solicitant.tip": "PJ", "solicitant.functie": "director", "solicitant.act_identitate": nil]
            for (name, isRight) in [
                ("Construct & Fiii 2000 S.R.L.", true), ("„Casa Albă” (în insolvență) S.A.", true), ("12345", false), ("Casa <b>", false),
                ("🏠 Casa", false),
            ] {
                let tried = try await Self.dryRun("cu-construire", firm.merging(["solicitant.denumire": name]) { $1 }, world, client)
                #expect(!tried.problems.contains { $0.field == "solicitant.denumire" } == isRight, "\(name): \(tried.problems)")
            }
            let id = try await world.filled(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let step = "/dosare/\(id)/cerere/solicitant"
            let page = try await smaranda.get(step)
            let form = try #require(world.office.content.service("cu-construire")).form
            let others = form.typing(page.questions(of: step).filter { $0 != "solicitant.nume" })
            let sent = try await smaranda.send(step, on: page, others + [("solicitant.nume", "Şte\u{200B}fan \u{202E}Ţepeş")])
            #expect(sent.status == .seeOther)
            #expect(try await smaranda.get("/dosare/\(id)/verifica").says(">Ștefan Țepeș<"))
        }
    }

    @Test("Cedillas and marks that nobody sees get into no act, however it is written, and into no message")
    func sections() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("cu-construire", until: "drafting")
            let crew = try await world.crew(of: World.institution)
            let handler = try #require(try await world.office.store.read { try $0.dossier(forJob: id)?.assignee })
            let clerk = try #require(crew.clerks.first { $0.id == handler })
            let browser = DeskBrowser(
                client, cookie: "sesiune=\(try await world.office.signIn(email: clerk.person.email, password: World.password))")
            let page = "/birou/cj-cluj/dosare/\(id)"
            let editor = try await browser.get("\(page)/act")
            let sent = try await browser.send(
                "\(page)/act", on: editor, [("sectiune.scop", "Se menţin condiţiile\u{202E}\u{7}, aşa.\nŞi atât.")])
            #expect(sent.status == .seeOther)
            let acts = try await world.office.store.read { try $0.acts(of: id) }
            #expect(acts.flatMap(\.sections).first { $0.name == "scop" }?.text == "Se mențin condițiile, așa.\nȘi atât.")
            _ = try await browser.upload(
                [], named: "", as: "fisiere", to: "\(page)/mesaje", on: try await browser.get("\(page)/mesaje"),
                and: [("mesaj", "Vă aşteptăm\u{200F}, ţineţi legătura.")])
            let messages = try await world.office.store.read { try $0.messages(of: id, limit: 10) }
            #expect(messages.last?.body == "Vă așteptăm, țineți legătura.")
        }
    }

    @Test("A date is read with its month in words, of three languages")
    func monthNames() async throws {
        try await atTheDesk { world, client in
            for typed in [
                "15.05.2027", "15 mai 2027", "15 mai. 2027", "2027. május 15.", "2027. máj. 15.", "15 May 2027", "May 15th, 2027",
                "the 15th of May 2027", "2027-05-15", "2027. 05. 15.", "15/5/2027",
            ] {
                let tried = try await Self.dryRun("turism-materiale", ["data_eveniment": typed], world, client)
                #expect(tried.valid, "\(typed): \(tried.problems)")
            }
            let place = try await DeskBrowser(client, world, as: .smaranda).begin("turism-materiale")
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let form = try #require(world.office.content.service("turism-materiale")).form
            let page = try await smaranda.get(place)
            let others = form.typing(page.questions(of: place).filter { $0 != "data_eveniment" })
            let day = [("data_eveniment.zi", "5."), ("data_eveniment.luna", "mai"), ("data_eveniment.an", "2027")]
            #expect(try await smaranda.send(place, on: page, others + day).status == .seeOther)
            #expect(try await smaranda.get(place).says("name=\"data_eveniment.luna\" value=\"5\""))
        }
    }

    @Test("A day that its month has not is told so; another slip with an example in the page's order")
    func noSuchDay() async throws {
        try await atTheDesk { world, client in
            func sentence(_ typed: String, _ language: Language = .ro) async throws -> String {
                let tried = try await Self.dryRun("turism-materiale", ["data_eveniment": typed], in: language, world, client)
                let fault = try #require(tried.problems.first)
                #expect(tried.problems.count == 1 && fault.code == "not-a-date")
                return fault.message.replacing("\u{A0}", with: " ")
            }
            let cases: [(typed: String, language: Language, says: String)] = [
                ("31.02.2027", .ro, "februarie 2027 nu are ziua 31."), ("2027-04-31", .en, "April 2027 has no day 31."),
                ("31 aprilie 2027", .hu, "2027. április: ebben a hónapban nincs 31. nap."), ("la primăvară", .ro, "de exemplu 15.05.2027."),
                ("5.5.27", .ro, "de exemplu 15.05.2027."), ("1.13.2027", .hu, "például 2027. 05. 15."),
                ("soon", .en, "for example 15/05/2027."),
            ]
            for (typed, language, says) in cases {
                let told = try await sentence(typed, language)
                #expect(told.contains(says), "\(told)")
            }
        }
    }

    @Test(
        "A place is found however it is written",
        arguments: [
            ("CLUJ NAPOCA", "54975"), ("Municipiul Cluj-Napoca", "54975"), ("mun. Cluj Napoca", "54975"), ("Cîmpia Turzii", "55357"),
            ("campia turzii", "55357"), ("Comuna Ciurila", "57225"), ("com. Ciurila", "57225"), ("CIURILA", "57225"), ("57225", "57225"),
            ("Csürülye", "57225"), ("Csürülye község", "57225"), ("Kolozsvár", "54975"), ("torda", "55259"),
            ("commune of Ciurila", "57225"),
        ])
    func places(typed: String, siruta: String) async throws {
        try await atTheDesk { world, client in
            let place = try #require(world.office.content.places.uat(siruta))
            let locality = try #require(world.office.content.places.localities(in: place.siruta).first)
            let tried = try await Self.dryRun(
                "cu-construire", ["imobil.uat": typed, "imobil.localitate": "loc. \(locality.name)"], world, client)
            #expect(!tried.problems.contains { $0.field.hasPrefix("imobil.uat") || $0.field == "imobil.localitate" }, "\(tried.problems)")
        }
    }

    @Test("A misspelt place is told with names like it, its rank left aside; the Hungarian form offers both names")
    func placesLike() async throws {
        try await atTheDesk { world, client in
            let tried = try await Self.dryRun("cu-construire", ["imobil.uat": "comuna Ciurilla"], world, client)
            #expect(tried.problems.first?.message.contains("Ciurila") == true, "\(tried.problems)")
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let hungarian = try await visit.get("/taxe/cu-construire", [.acceptLanguage: "hu"])
            #expect(hungarian.says("<option value=\"Csürülye\">") && hungarian.says("<option value=\"Ciurila\">"))
            let romanian = try await visit.get("/taxe/cu-construire")
            #expect(!romanian.says("Csürülye"))
        }
    }
}
