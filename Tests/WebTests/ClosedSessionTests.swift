import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import TestKit
import Testing

@Suite("Services that take applications in sessions only")
struct ClosedSessionTests {
    @Test("While no session is open the check page offers no submitting and says when the next opens; when none comes, nothing is begun")
    func closed() async throws {
        try await atTheDesk(content: ContentFolder.withTrials.get()) { world, client in
            let (service, check) = ("/servicii/proba-rezervare", "verifica")
            func browser() async throws -> DeskBrowser { try await DeskBrowser(client, world, as: .smaranda) }
            let place = try await browser().begin("proba-rezervare")
            let id = place.split(separator: "/")[1]
            #expect(try await browser().get("/dosare/\(id)/\(check)").says("Depune cererea"))

            // Between two sessions a draft may be prepared for the next.
            world.later(days: 1)
            let between = try await browser()
            let shown = try await between.get(service)
            #expect(shown.says("Sesiunea „2027” se deschide la 10 ianuarie 2027, ora 08:00") && shown.says("\(service)/cerere"))
            let waiting = try await between.get("/dosare/\(id)/\(check)")
            #expect(waiting.says("se deschide la 10 ianuarie 2027, ora 08:00") && waiting.says("Acum nu se poate depune"))
            #expect(!waiting.says("Depune cererea") && waiting.hiddenInputs(of: "/dosare/\(id)/\(check)") == nil)
            let token = try #require(shown.hiddenInputs(of: "\(service)/cerere"))
            #expect(try await between.post("/dosare/\(id)/\(check)", token).status != .seeOther)

            world.later(days: 90)
            let after = try await browser()
            let over = try await after.get(service)
            #expect(over.says("Cererile nu se mai primesc") && !over.says("\(service)/cerere") && !over.says("Începe cererea"))
            let stranger = try await DeskBrowser(client, cookie: DeskBrowser.visit).get(service)
            #expect(!stranger.says("începe cererea") && !stranger.says("Începe cererea"))
            #expect(try await !after.get("/dosare/\(id)/\(check)").says("Depune cererea"))
            let late = try #require(try await after.get("/dosare/\(id)/\(check)").hiddenInputs(of: "/dosare/\(id)/renunta"))
            let refused = try await after.post("\(service)/cerere", late + [("cheie", "alta")])
            #expect(refused.status == .conflict && refused.says("Acum nu se primesc cereri"))
        }
    }
}
