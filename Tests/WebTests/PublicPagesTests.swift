import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@testable import Web

@Suite("What anybody sees")
struct PublicPagesTests {
    static let paths = [
        "/", "/servicii", "/servicii?q=construire%20casa", "/servicii?q=xyzzy", "/servicii/grup/urbanism", "/servicii/cu-construire",
        "/servicii/petitie",
        "/taxe", "/taxe/cu-construire", "/taxe/turism-materiale", "/intra", "/cont/nou", "/cont/parola-uitata", "/cont/parola-noua?jeton=x",
        "/cont/confirmare?jeton=x", "/verificare", "/verificare/AAAA-BBBB-CCCC-DDDD", "/accesibilitate", "/date-personale", "/despre",
        "/nimic",
    ]

    @Test(
        "Every public page is sound in every language: no missing word, well-formed, guarded by its headers", arguments: Language.allCases)
    func sound(_ language: Language) async throws {
        try await atTheDesk { world, client in
            for path in Self.paths {
                let headers: HTTPFields = [.acceptLanguage: language.rawValue]
                try await client.execute(uri: path, method: .get, headers: headers) { answer in
                    let html = String(buffer: answer.body)
                    #expect(!html.contains("⟦"), "\(path): \(html.matches(of: /⟦[^⟧]*⟧/).map { String($0.0) })")
                    #expect(html.contains("<html lang=\"\(language.rawValue)\""))
                    #expect(MarkupCheck.problems(html).isEmpty, "\(path)")
                    #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                    #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                }
            }
        }
    }

    @Test("A service is found by everyday words without diacritics, and an unknown one is not there")
    func finds() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let found = try await visit.get("/servicii?q=construire+casa")
            #expect(found.says("/servicii/cu-construire"))
            let hungarian = try await visit.get("/servicii?q=panasz")
            #expect(hungarian.says("/servicii/petitie"))
            let unknown = try await visit.get("/servicii/nu-exista")
            #expect(unknown.status == .notFound)
        }
    }

    @Test("The first page begins with what the institution says is asked for most, in its order")
    func begins() async throws {
        try await atTheDesk { world, client in
            let often = world.office.content.house.often
            #expect(often.count == 6 && often.first == "cu-construire")
            let cards = try await DeskBrowser(client, cookie: DeskBrowser.visit).get("/").text.matches(
                of: /href="\/servicii\/([a-z0-9-]+)"/)
            #expect(cards.prefix(6).map { String($0.1) } == often)
        }
    }

    @Test("A price that depends on the answers is no number before they are given, and only what it depends on is asked for")
    func prices() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let fees = try await visit.get("/taxe")
            let cards = fees.text.components(separatedBy: "href=\"/taxe/")
            for slug in ["drum-ast", "drum-acord-prealabil", "cu-construire", "djep-verificare-date", "inchiriere-patrimoniu"] {
                let card = try #require(cards.first { $0.hasPrefix("\(slug)\"") })
                #expect(card.contains("se calculează") && !card.contains("gratuit") && !card.contains("\u{A0}lei"), "\(slug)")
            }
            let fixed = try #require(cards.first { $0.hasPrefix("aviz-structura-specialitate\"") })
            #expect(fixed.contains("15,00\u{A0}lei"))
            let transport = try await visit.get("/taxe/drum-ast")
            #expect(transport.says("De la km") && transport.says("Până la km") && !transport.says("Drumul<"))
        }
    }

    @Test("A service's page says in which cases a document, an endorsement or an exemption counts, and comes to the point first")
    func cases() async throws {
        try await atTheDesk { world, client in
            let stranger = try await DeskBrowser(client, world, as: nil)
            let permit = try await stranger.get("/servicii/ac-construire")
            #expect(permit.says("(dacă la „Cine face cererea” ai răspuns „Persoană fizică”)"))
            #expect(permit.says("gratuit dacă la „Ești scutit de taxă?” ai răspuns altceva decât „Nu”"))
            #expect(permit.says("(dacă la „La ce va folosi” ai răspuns „Infrastructură”)") && !permit.says("în unele cazuri"))
            // The summary is written before the long text, for phones and for readers.
            let short = try #require(permit.text.range(of: ">Pe scurt<")), long = try #require(permit.text.range(of: "id=\"cine\""))
            let title = try #require(permit.text.range(of: "<h1"))
            #expect(title.lowerBound < short.lowerBound && short.lowerBound < long.lowerBound)
            #expect(try await stranger.get("/servicii/isu-aviz-securitate-incendiu").says("cât timp nu se schimbă condițiile"))
        }
    }

    @Test("The calculator says the fee with its steps, and what is wrong with a question")
    func calculates() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let village = "imobil.uat=com.%20Ciurila&imobil.localitate=S%C4%83li%C8%99te&calculeaza=1"
            let right = try await visit.get("/taxe/cu-construire?suprafata_mp=1240&\(village)")
            #expect(right.status == .ok && right.says("8,20") && right.says("14 + (1"), "\(right.problems)")
            #expect(try await visit.get("/taxe/cu-construire?suprafata_mp=1.240&\(village)").says("8,20"))
            let wrong = try await visit.get("/taxe/cu-construire?suprafata_mp=mult&\(village)")
            #expect(wrong.status == .unprocessableContent && wrong.says("value=\"mult\""))
        }
    }

    @Test("The calculator of a planning certificate asks for the place, and knows which villages count as urban")
    func byPlace() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let blank = try await visit.get("/taxe/cu-construire")
            #expect(
                blank.says("name=\"imobil.uat\"") && blank.says("name=\"imobil.localitate\"") && blank.says("<option value=\"Ciurila\">"))
            #expect(!blank.says("Mediul localității"))
            // A village that belongs to a town costs what the town does.
            let town = try await visit.get(
                "/taxe/cu-construire?suprafata_mp=1240&imobil.uat=Dej&imobil.localitate=Ocna%20Dejului&calculeaza=1")
            #expect(town.says("16,40"), "\(town.problems)")
            let elsewhere = try await visit.get(
                "/taxe/cu-construire?suprafata_mp=1240&imobil.uat=Dej&imobil.localitate=Ciurila&calculeaza=1")
            #expect(elsewhere.status == .unprocessableContent)
        }
    }

    @Test(
        "Romanian sentences on pages of another language are told to be Romanian, by their language and by the mark",
        arguments: [Language.hu, .en])
    func romanian(_ language: Language) async throws {
        try await atTheDesk { world, client in
            for slug in ["cu-construire", "drum-ast", "petitie", "grant-cultura", "isu-aviz-securitate-incendiu", "arena-teren-fotbal"] {
                let service = try #require(world.office.content.service(slug))
                let page = try await client.execute(uri: "/servicii/\(slug)", method: .get, headers: [.acceptLanguage: language.rawValue]) {
                    DeskAnswer($0)
                }
                let sentences =
                    [service.term?.basis, service.silence.basis, service.retention?.basis, service.publication?.basis].compactMap { $0 }
                    + (service.sessions ?? []).prefix(1).map(\.basis)
                for sentence in sentences {
                    let escaped = sentence.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
                    #expect(page.says("<span lang=\"ro\">\(escaped)</span> <span class=\"borrowed\""), "\(slug): \(sentence)")
                }
            }
        }
    }

    @Test("What was paid too much is called so, in an amount without a sign, with the word that it has to be asked for")
    func givenBack() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            func page(_ real: String) async throws -> DeskAnswer {
                try await visit.get(
                    "/taxe/declaratie-valoare-reala?destinatie=locuinta&valoare_autorizata=300000&valoare_reala=\(real)&calculeaza=1")
            }
            let less = try await page("100")
            #expect(
                less.says("De restituit, la cerere") && !less.says(">De plată<")
                    && less.says("<td class=\"num\">1\u{A0}499,50\u{A0}lei</td>"))
            #expect(less.says("nu se restituie de la sine"))
            let more = try await page("360000")
            #expect(more.says(">De plată<") && more.says("300,00\u{A0}lei") && !more.says("nu se restituie"))
        }
    }

    @Test("Of people a calculator asks only how many they are; with nobody named there is no amount")
    func counts() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let asked = try await visit.get("/taxe/djep-verificare-date")
            #expect(asked.says("name=\"persoane\"") && !asked.says("persoane.0") && asked.says("Scrie numai câte sunt"))
            let three = try await visit.get("/taxe/djep-verificare-date?despre=altul&persoane=3&calculeaza=1")
            #expect(three.status == .ok && three.says("3,00\u{A0}lei") && three.says("3 × 1"))
            let nobody = try await visit.get("/taxe/djep-verificare-date?despre=altul&calculeaza=1")
            #expect(!nobody.says("<table class=\"fee\">") && !nobody.says("0 × 1") && nobody.says("Mai lipsește un răspuns"))
            let own = try await visit.get("/taxe/djep-verificare-date?despre=mine&calculeaza=1")
            #expect(own.status == .ok && own.says("0,00\u{A0}lei") && own.says("Datele tale: gratuit"))
        }
    }

    @Test(
        "A service that is always free asks nothing before it says so",
        arguments: ["transport-licenta-curse-speciale", "turism-ghidaj", "turism-materiale", "acord-unic"])
    func alwaysFree(slug: String) async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let page = try await visit.get("/taxe/\(slug)")
            #expect(page.status == .ok && page.says("Serviciul este gratuit.") && page.says("<table class=\"fee\">"))
            #expect(!page.says("action=\"/taxe/"))
            let cards = try await visit.get("/taxe").text.components(separatedBy: "href=\"/taxe/")
            #expect(cards.contains { $0.hasPrefix("\(slug)\"") && $0.contains("gratuit") })
        }
    }

    @Test("A receipt proves authentic by its code and as a file; one changed byte and it is told as altered")
    func verifies() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            try await world.work()
            let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
            let receipt = try #require(file.receipt)
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let byCode = try await visit.get("/verificare/\(try #require(receipt.code).lowercased())")
            #expect(byCode.says("Document emis de noi") && !byCode.says("Vălureanu") && byCode.says("de probă"))
            let (_, sealed) = try await world.office.document(receipt.id, of: id, seenBy: world[.smaranda])
            var pdf = [UInt8](try await world.office.store.files.read(sealed.sha256))
            let page = try await visit.get("/verificare")
            #expect(try await visit.upload(pdf, named: "r.pdf", as: "fisier", to: "/verificare", on: page).says("Document autentic"))
            pdf[pdf.count / 2] ^= 1
            #expect(try await visit.upload(pdf, named: "r.pdf", as: "fisier", to: "/verificare", on: page).says("Document modificat"))
            #expect(try await visit.upload([1, 2, 3], named: "r.pdf", as: "fisier", to: "/verificare", on: page).says("nu este un PDF"))
        }
    }

    @Test("Language and colours are chosen by a button and remembered")
    func chooses() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let answer = try await visit.send("/limba", on: try await visit.get("/taxe"), [("limba", "hu")])
            #expect(answer.location == "/taxe")
            let hungarian = DeskBrowser(client, cookie: "\(DeskBrowser.visit); limba=hu; tema=dark")
            let page = try await hungarian.get("/taxe")
            #expect(page.says("lang=\"hu\"") && page.says("data-theme=\"dark\"") && page.says("Mennyibe kerül?"))
        }
    }

    @Test("Who sells a monument reads that the right ends with the term, not that silence is no approval")
    func waived() async throws {
        try await atTheDesk { _, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let page = try await visit.get("/servicii/drept-preemtiune")
            #expect(page.says("Dacă termenul trece fără răspuns, dreptul instituției se stinge") && !page.says("Tăcerea nu înseamnă"))
        }
    }

    @Test("What the page's language lacks is Romanian with a visible mark, one for each question, and the page says what the mark means")
    func borrowed() async throws {
        try await atTheDesk(content: ContentFolder.withTrials.get()) { world, client in
            let signedIn = try await DeskBrowser(client, world, as: .smaranda)
            let smaranda = DeskBrowser(client, cookie: "\(signedIn.cookie); limba=hu")
            let step = try await smaranda.get(try await smaranda.begin("proba-toate"))
            let mark = "<span class=\"borrowed\" title=\"Egyelőre csak románul\" aria-hidden=\"true\">RO</span>"
            #expect(step.says("<label for=\"inceput\"><span lang=\"ro\">Ora de început</span> \(mark)</label>"))
            #expect(step.says("<p class=\"small muted\">\(mark) Egyelőre csak románul</p>"))
            let service = try await smaranda.get("/servicii/proba-toate")
            #expect(service.says("<h1>Próba minden mezővel</h1>") && service.says("<li><span lang=\"ro\">Lucruri</span> \(mark)</li>"))
            // What is whole has no mark, and neither has Romanian. Of a service that is whole only what the law's lines say is Romanian.
            let whole = try await smaranda.get("/taxe")
            #expect(whole.says("lang=\"hu\"") && !whole.says("class=\"borrowed\""))
            let petition = try await smaranda.get("/servicii/petitie").text.matches(of: /class="borrowed"/).count
            #expect(petition == 4, "term, silence, keeping, and the note that says what the mark means")
            let romanian = try await signedIn.get("/servicii/proba-toate")
            #expect(!romanian.says("class=\"borrowed\"") && !romanian.says("lang=\"ro\">Lucruri"))
        }
    }

    @Test("Health and measures answer without a session and name nobody")
    func measures() async throws {
        try await atTheDesk { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            _ = try await smaranda.get("/cont")
            #expect(try await smaranda.get("/healthz").text == "ok\n")
            #expect(try await smaranda.get("/readyz").status == .ok)
            let metrics = try await smaranda.get("/metrics")
            #expect(metrics.says("route=\"/cont\",status=\"200\"") && metrics.says("ghiseu_jobs"))
            #expect(!metrics.says("smaranda") && !metrics.says("Vălureanu"))
        }
    }

    @Test("Every static file has a name that changes with its content, is kept for good, and travels packed")
    func staticFiles() async throws {
        try await atTheDesk { _, client in
            let page = try await DeskBrowser(client, cookie: DeskBrowser.visit).get("/")
            let style = try #require(page.text.firstMatch(of: /href="(\/static\/ghiseu\.[0-9a-f]{12}\.css)"/)?.1)
            try await client.execute(uri: String(style), method: .get, headers: [.acceptEncoding: "gzip"]) { answer in
                #expect(answer.headers[.cacheControl]?.contains("immutable") == true && answer.headers[.contentEncoding] == "gzip")
            }
            try await client.execute(uri: "/static/ghiseu.css", method: .get) { #expect($0.status == .notFound) }
            try await client.execute(uri: "/", method: .get, headers: [.acceptEncoding: "br, gzip"]) { answer in
                #expect(answer.headers[.contentEncoding] == "gzip" && answer.body.readableBytes < page.text.utf8.count / 2)
            }
        }
    }
}
