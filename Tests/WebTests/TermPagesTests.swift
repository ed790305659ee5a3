import Foundation
import Office
import Rulebook
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
}
