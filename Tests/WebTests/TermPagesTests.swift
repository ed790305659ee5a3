import Foundation
import HTTPTypes
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Terms, as the pages tell them")
struct TermPagesTests {
    @Test("A term that moved with the days off is told to applicant and desk: from which day to which, by which decision, and why")
    func moved() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            try await world.work()
            var files = try ContentFolder.files()
            let calendar = try #require(files["calendar/ro.yaml"])
            files["calendar/ro.yaml"] = calendar.replacing("bridges: []", with: "bridges: [{day: 2026-12-07, source: HG nr. 1500/2026}]")
            world.later(days: 1)
            try await world.office.take(try Content.read(files))
            try await world.work()
            let own = try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(id)")
            #expect(own.says("Zilele libere s-au schimbat, termenul s-a mutat"))
            #expect(own.says("De la miercuri, 16 decembrie 2026 la joi, 17 decembrie 2026. HG nr. 1500/2026"))
            let desk = try await DeskBrowser(client, world, as: .tiberiu)
            let journal = try await desk.get("/birou/cj-cluj/dosare/\(id)/jurnal")
            #expect(journal.says("Zilele libere s-au schimbat, termenul s-a mutat") && journal.says("HG nr. 1500/2026"))
            #expect(journal.says("De la miercuri, 16 decembrie 2026 la joi, 17 decembrie 2026."))
            let list = try await DeskBrowser(client, world, as: .otilia).get("/birou/cj-cluj/lucrari")
            #expect(list.says("<small>17 dec.</small>"))
        }
    }

    @Test("The journal says by how much a term was extended, to which day, by which law and why")
    func extensionTold() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("petitie", until: "review")
            let head = try await world.crew(of: World.institution).head
            try await world.office.extend(id, reason: "Verificare în arhivă.", version: try await world.version(id), by: head)
            let due = try #require(try await world.office.caseFile(id, seenBy: head).clock?.due)
            let browser = try await PageHands(world: world, client: client).browser(head)
            let journal = try await browser.get("/birou/cj-cluj/dosare/\(id)/jurnal").text.replacing("\u{a0}", with: " ")
            let day = world.office.content.phrases.date(due, in: .ro).replacing("\u{a0}", with: " ")
            #expect(journal.contains("cu 15 zile · până \(day) · OG nr. 27/2002, art. 9 · Verificare în arhivă."))
        }
    }

    @Test("The head reads by how much the service's law extends a term; once it is over the page says so, and what was typed is not lost")
    func extending() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("petitie", until: "review")
            let head = try await world.crew(of: World.institution).head
            let hands = PageHands(world: world, client: client)
            let page = "/birou/cj-cluj/dosare/\(id)"
            world.later(days: 30)
            let open = try await hands.browser(head).get(page)
            #expect(
                open.text.replacing("\u{a0}", with: " ").contains(
                    "Cu cel mult 15 zile, o singură dată (OG nr. 27/2002, art. 9)."))
            let form = try #require(open.hiddenInputs(of: "\(page)/prelungeste"))

            world.later(days: 1)
            let browser = try await hands.browser(head)
            let now = try await browser.get(page)
            #expect(now.hiddenInputs(of: "\(page)/prelungeste") == nil)
            #expect(now.says("Termenul s-a încheiat miercuri, 23 decembrie 2026, iar un termen trecut nu se mai prelungește."))
            // The page was drawn before midnight.
            let token = try #require(now.token)
            let typed = form.filter { $0.0 != "jeton" } + [("jeton", token), ("motiv.prelungeste", "Verificare în arhiva veche.")]
            let refused = try await browser.post("\(page)/prelungeste", typed)
            #expect(refused.status == .conflict && refused.says("dă răspunsul acum, chiar dacă vine târziu"))
            #expect(refused.says("Verificare în arhiva veche."))
            let last = try #require(try await world.office.store.read { try $0.events(of: id) }.last)
            #expect(last.kind == "refused" && last.details["why"] == "term-over")
        }
    }

    @Test("A clock that was stopped says how it ended: answered in time, so many days late, or taken back; never how many days are left")
    func ended() async throws {
        try await atTheDesk { world, client in
            func clocks(_ id: DossierID) async throws -> [String] {
                let ligia = try await DeskBrowser(client, world, as: .ligia)
                let smaranda = try await DeskBrowser(client, world, as: .smaranda)
                let pages = [try await smaranda.get("/dosare/\(id)"), try await ligia.get("/birou/cj-cluj/dosare/\(id)")]
                return pages.map { page in
                    let start = page.text.range(of: "class=\"clock")?.lowerBound ?? page.text.endIndex
                    return String(page.text[start...].prefix(900)).replacing("\u{a0}", with: " ")
                }
            }
            let inTime = try await world.walk("petitie")
            let late = try await world.walk("petitie", until: "signing")
            let (taken, _) = try await world.submitted(.smaranda, service: "petitie")
            world.later(days: 3)
            try await world.office.withdraw(taken, version: try await world.version(taken), by: world[.smaranda])
            world.later(days: 30)
            let signatory = try await world.crew(of: World.institution).signatory
            try await world.office.seal(late, version: try await world.version(late), by: signatory)
            for clock in try await clocks(inTime) {
                #expect(
                    clock.contains("La timp")
                        && clock.contains("răspuns dat luni, 23 noiembrie 2026; termenul era miercuri, 23 decembrie 2026"))
            }
            for clock in try await clocks(late) {
                #expect(
                    clock.contains("3 zile") && clock.contains("peste termen") && clock.contains("răspuns dat sâmbătă, 26 decembrie 2026"))
            }
            for clock in try await clocks(taken) {
                #expect(clock.contains("La timp") && clock.contains("încheiat joi, 26 noiembrie 2026"))
            }
            for id in [inTime, late, taken] {
                #expect(try await clocks(id).allSatisfy { !$0.contains("zile rămase") && !$0.contains("zi rămasă") })
            }
        }
    }
}
