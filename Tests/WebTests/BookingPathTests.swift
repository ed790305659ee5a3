import Foundation
import HTTPTypes
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Bookings and sessions, through the pages")
struct BookingPathTests {
    private static let trials = ContentFolder.withTrials

    private static func book(_ world: World, _ member: Cast, _ slot: String = "mare/2026-12-08T10:00/2") async throws -> DossierID {
        let id = try await world.office.open("proba-rezervare", key: UUID().uuidString, by: world[member])
        var answers = try #require(world.office.content.service("proba-rezervare")).form.examples
        answers["interval"] = .text(slot)
        _ = try await world.office.save(answers, in: id, by: world[member], language: .ro)
        return id
    }

    @Test("Unit, day, time and length are typed without script; what is free on the day is shown, and what is typed stays")
    func typing() async throws {
        try await atTheDesk(content: Self.trials.get()) { world, client in
            let ana = try await DeskBrowser(client, world, as: .smaranda)
            let taken = try await Self.book(world, .smaranda)
            _ = try await world.office.submit(taken, by: world[.smaranda], language: .ro)
            let place = try await ana.begin("proba-rezervare")
            let page = try await ana.get(place)
            #expect(page.says("Un interval are 60 de minute"))
            let day = [("interval.unitate", "mare"), ("interval.zi", "8"), ("interval.luna", "12"), ("interval.an", "2026")]
            let shown = try await ana.send(place, on: page, day + [("interval.numar", "2"), ("apoi", "actualizeaza")])
            #expect(shown.status == .seeOther)
            let free = try await ana.get(place)
            #expect(free.says("de la: 08:00, 13:00, 14:00, 15:00, 16:00, 17:00."))
            #expect(free.says("<option value=\"13:00\">13:00</option>") && !free.says("<option value=\"10:00\">"))
            #expect(free.says("name=\"interval.luna\" value=\"12\""))
            let wrong = try await ana.send(place, on: free, day + [("interval.ora", "10"), ("interval.numar", "1")])
            #expect(wrong.status == .unprocessableContent && wrong.says("este deja rezervat. Liber la „Intervalul”:"))
            let right = try await ana.send(place, on: free, day + [("interval.ora", "14"), ("interval.numar", "2")])
            #expect(right.status == .seeOther)
            #expect(
                try await ana.get("/dosare/\(place.split(separator: "/")[1])/verifica").says(
                    "Sala mare, marți, 8 decembrie 2026, 14:00–16:00"))
        }
    }

    @Test("Who hands in second is refused at the field, with what is free instead; who withdraws gives it back")
    func second() async throws {
        try await atTheDesk(content: Self.trials.get()) { world, client in
            let (first, second) = (try await Self.book(world, .smaranda), try await Self.book(world, .aron))
            let (smaranda, aron) = (try await DeskBrowser(client, world, as: .smaranda), try await DeskBrowser(client, world, as: .aron))
            let pages = (try await smaranda.get("/dosare/\(first)/verifica"), try await aron.get("/dosare/\(second)/verifica"))
            #expect(try await smaranda.send("/dosare/\(first)/verifica", on: pages.0).status == .seeOther)
            let refused = try await aron.send("/dosare/\(second)/verifica", on: pages.1)
            #expect(refused.status == .unprocessableContent && refused.says("arata=1#interval"))
            #expect(refused.says("Sala mare, marți, 8 decembrie 2026, 08:00–10:00") && refused.says("Sala mică"))
            let number = try await world.office.store.read { try $0.dossier(forJob: second)?.number }
            #expect(number == nil)
            try await world.office.withdraw(first, version: try await world.version(first), by: world[.smaranda])
            let again = try await aron.send("/dosare/\(second)/verifica", on: try await aron.get("/dosare/\(second)/verifica"))
            #expect(again.status == .seeOther)
        }
    }

    @Test("Thirty programs that file for one slot at once: one gets it, the others are told what is free")
    func atOnce() async throws {
        let world = try await World(content: Self.trials.get())
        let answers = try #require(world.office.content.service("proba-rezervare")).form.examples
        let visitor = world[.smaranda]
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<30 {
                group.addTask {
                    do {
                        _ = try await world.office.file("proba-rezervare", answers, key: "k\(index)", by: visitor, language: .ro)
                        return true
                    } catch Refusal.invalid(let problems) {
                        #expect(problems.map(\.code) == ["slot-taken"] && problems.allSatisfy { $0.field == "interval" })
                        return false
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        try await world.close()
    }

    /// Seconds from Monday 10:15 to the session's last moment, 16:00.
    private static let untilClose = 20_700.0

    @Test(
        "The last second of a session is in time, the next one is not, and the page says when it opens again",
        arguments: [(0.0, true), (1.0, false)])
    func lastSecond(late: Double, isTaken: Bool) async throws {
        try await atTheDesk(content: Self.trials.get()) { world, client in
            let id = try await Self.book(world, .smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/dosare/\(id)/verifica")
            #expect(page.says("cererile se primesc până la 23 noiembrie 2026, ora 16:00"))
            world.later(days: (Self.untilClose + late) / 86_400)
            let answer = try await smaranda.send("/dosare/\(id)/verifica", on: page)
            #expect(answer.status == (isTaken ? .seeOther : .conflict))
            if isTaken { return }
            #expect(answer.says("se primesc de la 10 ianuarie 2027, ora 08:00, până la 10 februarie 2027, ora 16:00"))
            #expect(try await smaranda.get("/servicii/proba-rezervare").says("Sesiunea „2027” se deschide la 10 ianuarie 2027"))
            #expect(try await world.office.store.read { try $0.dossier(forJob: id)?.number } == nil)
        }
    }

    @Test("The first second of a session is in time, the one before is not", arguments: [(-1.0, false), (0.0, true)])
    func firstSecond(late: Double, isTaken: Bool) async throws {
        let world = try await World(content: Self.trials.get())
        let opens = try #require(
            world.office.content.service("proba-rezervare")?.sessions?.last?.opens.instant(in: world.office.content.house.timeZone))
        let id = try await Self.book(world, .smaranda, "mare/2027-02-10T10:00/1")
        world.later(days: (opens.timeIntervalSince(world.now) + late) / 86_400)
        do {
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            #expect(isTaken)
        } catch Refusal.outOfSession(let session) {
            #expect(!isTaken && session.name == "2027")
        }
        try await world.close()
    }

    @Test(
        "Every kind of field is typed, kept, drawn and read back without script; a shape is drawn, a file is taken for it, sums are shown")
    func everyKind() async throws {
        try await atTheDesk(content: Self.trials.get()) { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let form = try #require(world.office.content.service("proba-toate")).form
            let first = try await smaranda.begin("proba-toate")
            let typed = try await smaranda.send(first, on: try await smaranda.get(first), form.typing(form.steps[0].fields.map(\.key)))
            #expect(typed.status == .seeOther, "\(typed.problems)")
            #expect(try await smaranda.get(first).says("name=\"perioada.pana.zi\" value=\"3\""))
            let second = typed.path
            let page = try await smaranda.get(second)
            let fields = form.typing(["masina", "monument", "cheltuieli"])
            let shape = "{\"type\":\"Point\",\"coordinates\":[23.6,46.8]}"
            let sent = try await smaranda.upload(
                Array(shape.utf8), named: "teren.geojson", as: "teren.fisier", to: second, on: page, and: fields + [("teren", "altceva")])
            #expect(sent.status == .seeOther, "\(sent.problems)")
            let shown = try await smaranda.get(second)
            #expect(shown.says("<svg viewBox=\"0 0 300 300\"") && shown.says("Un punct (WGS 84)"))
            #expect(shown.says("Total: Suma 1\u{A0}300,00"))
            let id = second.split(separator: "/")[1]
            let check = try await smaranda.get("/dosare/\(id)/verifica")
            #expect(check.says("12+350") && check.says("Câți metri") && check.says("Total: Suma 1\u{A0}300,00"))
        }
    }
}
