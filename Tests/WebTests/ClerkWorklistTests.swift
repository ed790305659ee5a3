import Foundation
import HTTPTypes
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("The worklist")
struct ClerkWorklistTests {
    @Test("What is late stands first and is counted; a search finds by number, name and cadastral number")
    func urgency() async throws {
        try await atTheDesk { world, client in
            let (old, oldNumber) = try await world.submitted(.smaranda)
            world.later(days: 40)
            let (_, newNumber) = try await world.submitted(.aron)
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let list = try await otilia.get("/birou/cj-cluj/lucrari")
            let (late, later) = (try #require(list.text.range(of: "\(oldNumber)")), try #require(list.text.range(of: "\(newNumber)")))
            #expect(late.lowerBound < later.lowerBound && list.says("Depășite"))
            let onlyLate = try await otilia.get("/birou/cj-cluj/lucrari?vedere=depasite")
            #expect(onlyLate.says("\(oldNumber)") && !onlyLate.says("\(newNumber)"))
            #expect(try await otilia.get("/birou/cj-cluj/lucrari?q=\(oldNumber.number)").says("/dosare/\(old)"))
            #expect(try await otilia.get("/birou/cj-cluj/lucrari?q=nimic-de-felul-asta").says("Niciun dosar nu se potrivește"))
        }
    }

    @Test("Days left are working days where the term is counted in them, and say so")
    func units() async throws {
        try await atTheDesk { world, client in
            let (_, certificate) = try await world.submitted(.smaranda)
            let (_, petition) = try await world.submitted(.aron, service: "petitie")
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            for (number, days) in [(certificate, "zile lucrătoare</b>"), (petition, "zile</b>")] {
                let list = try await otilia.get("/birou/cj-cluj/lucrari?q=\(number.number)")
                let row = try #require(list.text.components(separatedBy: "<tr").first { $0.contains("\(number)") })
                #expect(row.contains(days))
            }
        }
    }

    @Test("Pages lead forwards and back over the same lines, also where the running meet the suspended")
    func pages() async throws {
        let world = try await World()
        var all: [DossierID] = []
        for index in 0..<7 {
            let id = try await assigned(world)
            if index.isMultiple(of: 3) {
                try await world.office.requestCompletion(
                    of: id, items: [], message: "Lipsește planul.", version: try await world.version(id), by: world[.tiberiu])
            }
            world.later(days: 1)
            all.append(id)
        }
        let visitor = world[.otilia]
        func page(_ place: WorklistPlace) async throws -> [DossierLine] {
            try await world.office.worklist(of: World.institution, WorklistFilter(), place, limit: 2, seenBy: visitor).lines
        }
        func cursor(_ line: DossierLine) -> WorklistCursor { WorklistCursor(due: line.due, isSuspended: line.isSuspended, id: line.id) }
        var pages = [try await page(.start)]
        while let last = pages.last?.last, case let next = try await page(.after(cursor(last))), !next.isEmpty { pages.append(next) }
        let lines = pages.flatMap { $0 }
        #expect(Set(lines.map(\.id)) == Set(all) && lines.count == all.count)
        #expect(lines.map(\.isSuspended) == lines.map(\.isSuspended).sorted { !$0 && $1 })
        for (before, here) in zip(pages, pages.dropFirst()) {
            #expect(try await page(.before(cursor(try #require(here.first)))) == before)
        }
        try await world.close()
    }

    @Test("What a search finds and one page does not hold stands on the next")
    func foundPages() async throws {
        try await atTheDesk { world, client in
            var all: Set<DossierID> = []
            for _ in 0..<23 { all.insert(try await world.submitted(.aron, service: "petitie").0) }
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            var link = "/birou/cj-cluj/lucrari?q=petitie"
            var found: [DossierID] = []
            for length in [20, 3] {
                let page = try await otilia.get(link)
                let here = page.text.matches(of: /href="\/birou\/cj-cluj\/dosare\/([0-9a-z]+)"/).map { String($0.1) }
                let counted = length == 20 ? "20 de dosare" : "3 dosare"
                #expect(here.count == length && page.text.replacing("\u{a0}", with: " ").contains("\(counted) pe această pagină"))
                found += here
                let next = page.text.firstMatch(of: /href="([^"]+)" rel="next"/).map { String($0.1).replacing("&amp;", with: "&") }
                #expect((next == nil) == (length == 3))
                link = next ?? link
            }
            #expect(Set(found) == all && found.count == all.count)
            // A place that nobody was given is a place all the same.
            for place in ["zzz", "%27%22", "%00"] {
                #expect(try await otilia.get("/birou/cj-cluj/lucrari?q=petitie&dupa=\(place)").status == .ok)
            }
        }
    }

    @Test("Heads and signatories begin with what waits for them, clerks with everything")
    func views() async throws {
        try await atTheDesk { world, client in
            let id = try await assigned(world, paid: true)
            let number = try #require(try await world.office.caseFile(id, seenBy: world[.tiberiu]).dossier.number)
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await !ligia.get("/birou/cj-cluj/lucrari").says("\(number)"))
            #expect(try await ligia.get("/birou/cj-cluj/lucrari?vedere=toate").says("\(number)"))
            #expect(try await tiberiu.get("/birou/cj-cluj/lucrari").says("\(number)"))
            try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
            try await world.endorseOnPaper(id, by: world[.tiberiu])
            try await world.sendForApproval(id, by: world[.tiberiu])
            #expect(try await ligia.get("/birou/cj-cluj/lucrari").says("\(number)"))
            #expect(try await ligia.get("/birou").location == "/birou/cj-cluj/lucrari")
        }
    }
}
