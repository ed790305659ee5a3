import Foundation
import HTTPTypes
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("The citizen's way, through the pages")
struct CitizenPathTests {
    @Test(
        "Each service is filled in step by step and handed in once, however often the button is pressed",
        arguments: ["cu-construire", "petitie", "turism-materiale"])
    func handsIn(_ slug: String) async throws {
        try await atTheDesk { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let service = try #require(world.office.content.service(slug))
            var place = try await smaranda.begin(slug)
            var pages = 0
            while place.contains("/cerere/") {
                let page = try await smaranda.get(place)
                #expect(page.status == .ok)
                let answer = try await smaranda.send(place, on: page, service.form.typing(page.questions(of: place)))
                try #require(answer.status == .seeOther, "\(place): \(answer.problems)")
                place = answer.path
                pages += 1
                try #require(pages < 40)
            }
            let dossier = "/dosare/\(place.split(separator: "/")[1])"
            if place.hasSuffix("/documente") {
                let form = try await world.office.form(String(dossier.dropFirst("/dosare/".count)), by: world[.smaranda], in: .ro)
                for (rule, required) in form.checked.attachments where required {
                    let answer = try await smaranda.upload(
                        Array("%PDF-1.7\n\(rule.kind.code)".utf8), named: "act.pdf", as: rule.kind.code, to: place,
                        on: try await smaranda.get(place))
                    #expect(answer.status == .seeOther)
                }
                let page = try await smaranda.get(place)
                #expect(page.says("act.pdf") || form.checked.attachments.allSatisfy { !$0.required })
                let answer = try await smaranda.upload([], named: "", as: "A-ALTE", to: place, on: page, and: [("apoi", "continua")])
                #expect(answer.path == "\(dossier)/verifica")
            }
            let check = try await smaranda.get("\(dossier)/verifica")
            #expect(!check.says("1800101120017"), "a personal number is never shown whole")
            let first = try await smaranda.send("\(dossier)/verifica", on: check)
            let second = try await smaranda.send("\(dossier)/verifica", on: check)
            #expect(first.location == "\(dossier)?depus=1" && second.location == first.location)
            let receipt = try await smaranda.get("\(dossier)?depus=1")
            #expect(receipt.says("Cererea este înregistrată") && receipt.says("1/23.11.2026") && receipt.says("Recipisa se pregătește"))
            try await world.work()
            let made = try await smaranda.get(dossier)
            #expect(made.says("Deschide PDF-ul"))
        }
    }

    @Test("One's own dossiers are paged, each on one page, however many there are")
    func pagesOwnDossiers() async throws {
        try await atTheDesk { world, client in
            var all: Set<DossierID> = []
            for index in 0..<45 { all.insert(try await world.office.open("petitie", key: "many-\(index)", by: world[.smaranda])) }
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            var seen: [DossierID] = []
            var next: String? = "/dosare"
            while let path = next {
                let page = try await smaranda.get(path)
                let here = page.text.matches(of: /<strong><a href="\/dosare\/([0-9a-z]+)">/).map { String($0.1) }
                try #require(!here.isEmpty && seen.count <= all.count)
                seen += here
                next = page.text.firstMatch(of: /href="([^"]*)" rel="next"/).map { String($0.1) }
            }
            #expect(seen.count == all.count && Set(seen) == all)
            #expect(try await smaranda.get("/dosare?dupa=altceva").status == .ok)
        }
    }

    @Test("What was typed wrong stays on the page, beside the reason, and stays in the draft")
    func keepsTyping() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let step = "/dosare/\(id)/cerere/teren"
            let answer = try await smaranda.send(step, on: try await smaranda.get(step), [("suprafata_mp", "o <mie>")])
            #expect(answer.status == .unprocessableContent && answer.says("<title>Eroare: "))
            #expect(answer.says("value=\"o &lt;mie&gt;\"") && answer.says("href=\"#suprafata_mp\""))
            #expect(try await smaranda.get(step).says("value=\"o &lt;mie&gt;\""))
        }
    }

    @Test("The draft is kept as one types, and goes on in another browser")
    func autosave() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            let step = "/dosare/\(id)/cerere/scop"
            let phone = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await phone.get(step)
            let fields = [("jeton", page.token(of: step)), ("campuri", "descriere_scop"), ("descriere_scop", "Casă și")]
            let body = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(
                separator: "&")
            let answer = try await phone.send(
                ByteBuffer(string: body), as: "application/x-www-form-urlencoded", to: step, [.init("X-Autosave") ?? .accept: "1"])
            #expect(answer.status == .noContent)
            let laptop = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await laptop.get(step).says("Casă și"))
        }
    }

    @Test("Questions that an answer opens are shown before anything is called wrong")
    func opensQuestions() async throws {
        try await atTheDesk { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let step = try await smaranda.begin("cu-construire")
            let page = try await smaranda.get(step)
            #expect(page.questions(of: step) == ["solicitant.tip"] && !page.says("solicitant.cnp"))
            let answer = try await smaranda.send(step, on: page, [("solicitant.tip", "PF")])
            #expect(answer.status == .seeOther && answer.path == step)
            let next = try await smaranda.get(step)
            #expect(next.questions(of: step).contains("solicitant.nume") && next.says("Smaranda Vălureanu"))
        }
    }

    @Test("A budget is added up by the page: each line, the cost, and what is asked and contributed; nobody types a sum")
    func budget() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda, service: "grant-cultura")
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let step = "/dosare/\(id)/cerere/buget"
            let page = try await smaranda.get(step)
            func lei(_ amount: Decimal) -> String { world.office.content.phrases.money(amount, in: .ro) }
            // 80 times 450 lei, and all lines together.
            #expect(page.says(lei(36_000)) && page.says(lei(60_000)))
            #expect(!page.says("name=\"buget.linii.0.total\"") && !page.says("name=\"buget.total_lei\""))
            let check = try await smaranda.get("/dosare/\(id)/verifica")
            #expect(check.says(lei(48_000)) && check.says(lei(12_000)))
            let service = try #require(world.office.content.service("grant-cultura"))
            var typed = service.form.typing(page.questions(of: step))
            let own = try #require(typed.firstIndex { $0.0 == "buget.linii.2.pret" })
            typed[own].1 = "50"
            let changed = try await smaranda.send(step, on: page, typed)
            #expect(changed.status == .unprocessableContent && changed.says("cel puțin 10 % din costul proiectului"))
            #expect(changed.says(lei(52_000)))
        }
    }

    @Test("A completion lists what was asked for, and goes back to the office")
    func completes() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let office = world.office
            try await office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.tiberiu])
            let items = [Completion.Item(field: "attachment:A-PIZ", reason: "Planul nu are scară.")]
            try await office.requestCompletion(of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let asked = try #require(world.office.content.service("cu-construire")?.form.attachments.first { $0.kind.code == "A-PIZ" })
            let awaited = try await smaranda.get("/dosare/\(id)")
            #expect(awaited.says("Dosarul așteaptă completarea ta.") && awaited.says("<li>\(asked.kind.title.ro)</li>"))
            let page = try await smaranda.get("/dosare/\(id)/completeaza")
            #expect(page.says("Planul nu are scară.") && page.says("/dosare/\(id)/documente"))
            let documents = try await smaranda.get("/dosare/\(id)/documente")
            #expect(documents.says("Planul nu are scară.") && documents.says("din 1\u{a0}cerute") && !documents.says("Phrase("))
            let desk = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await desk.get("/birou/cj-cluj/dosare/\(id)").says("Solicitantul răspunde până "))
            // What was asked for is not there: told before, and once more; it goes all the same where the applicant wants it so.
            #expect(page.says("Încă nu ai dat") && page.says(asked.kind.title.ro))
            let warned = try await smaranda.send("/dosare/\(id)/completeaza", on: page)
            #expect(
                warned.status == .unprocessableContent && warned.says("Încă nu ai dat") && warned.says("Trimite completarea așa cum este"))
            let answer = try await smaranda.send("/dosare/\(id)/completeaza", on: warned, [("asa", "1")])
            #expect(answer.location == "/dosare/\(id)")
            #expect(try await smaranda.get("/dosare/\(id)").says("Ai trimis completarea"))
            let completed = try await desk.get("/birou/cj-cluj/dosare/\(id)")
            #expect(completed.says("Cerut și nedat") && completed.says("cerut și nedat: \(asked.kind.title.ro)"))
        }
    }

    @Test("What a completion brought stands in a list at the desk: each answer as it is and as it was, and the documents")
    func broughtByCompletion() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let office = world.office
            try await office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.tiberiu])
            let items = [
                Completion.Item(field: "suprafata_mp", reason: "Nu este cea din extras."),
                Completion.Item(field: "attachment:A-PIZ", reason: "Planul nu are scară."),
            ]
            try await office.requestCompletion(of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
            world.clock.turn(by: 60)
            _ = try await office.save(Answers(["suprafata_mp": .text("980,25")]), in: id, by: world[.smaranda], language: .ro)
            try await office.attach(try await world.paper("plan cu scară"), as: "A-PIZ", to: id, by: world[.smaranda])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/dosare/\(id)/completeaza")
            #expect(!page.says("Încă nu ai dat"))
            #expect(try await smaranda.send("/dosare/\(id)/completeaza", on: page).status == .seeOther)
            let desk = try await DeskBrowser(client, world, as: .tiberiu).get("/birou/cj-cluj/dosare/\(id)")
            #expect(desk.says("Ce a adus completarea") && desk.says("Documente adăugate") && !desk.says("nedat"))
            let event = try #require(try await office.store.read { try $0.events(of: id) }.last { $0.kind == "complete" })
            let was = try #require(event.details["was.suprafata_mp"])
            #expect(was.contains("240,5") && desk.says("înainte: \(was)") && desk.says("980,25"))
            #expect(event.details["added"] == "A-PIZ" && event.details["is.suprafata_mp"] != nil && event.details["not-given"] == nil)
        }
    }

    @Test("The fee is proven by a file, and a dossier can be taken back")
    func paysAndWithdraws() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let payment = "/dosare/\(id)/plata"
            let page = try await smaranda.get(payment)
            #expect(page.says("8,20"))
            let wrong = try await smaranda.upload(Array("PK\u{3}\u{4}".utf8), named: "dovada.pdf", as: "dovada", to: payment, on: page)
            #expect(wrong.status == .unprocessableContent)
            let answer = try await smaranda.upload(Array("%PDF-1.4".utf8), named: "dovada.pdf", as: "dovada", to: payment, on: page)
            #expect(answer.location == payment)
            #expect(try await smaranda.get(payment).says("Am primit dovada"))
            let dossier = try await smaranda.get("/dosare/\(id)")
            let withdrawn = try await smaranda.send("/dosare/\(id)/retrage", on: dossier)
            #expect(withdrawn.status == .seeOther)
            #expect(try await smaranda.get("/dosare/\(id)").says("Ai retras cererea"))
            // A second click finds it done; a page of before is told so.
            #expect(try await smaranda.send("/dosare/\(id)/retrage", on: dossier).location == "/dosare/\(id)")
            world.later(days: 2.0 / 1_440)
            #expect(try await smaranda.send("/dosare/\(id)/retrage", on: dossier).status == .conflict)
        }
    }
}

extension DeskBrowser {
    /// Opens a draft by the button of the service's page.
    /// - Returns: the address of its first step.
    func begin(_ slug: String) async throws -> String {
        let opened = try await send("/servicii/\(slug)/cerere", on: try await get("/servicii/\(slug)"))
        return try await get(opened.path).path
    }
}

extension DeskAnswer {
    /// Where it leads, without the place on the page.
    var path: String { String((location ?? "").prefix { $0 != "#" && $0 != "?" }) }

    /// The problems that the page lists.
    var problems: String { text.matches(of: /<li><a href="#[^"]*">([^<]*)</).map { String($0.1) }.joined(separator: "; ") }
}
