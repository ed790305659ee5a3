import Foundation
import Rulebook
import Store
import TestKit
import Testing

@testable import Office

@Suite("Terms that the content moves")
struct ReckoningTests {
    private static let decision = "HG nr. 1500/2026"

    /// The content with another text somewhere in one of its files.
    private func content(_ path: String, _ change: (String) -> String) throws -> Content {
        var files = try ContentFolder.files()
        files[path] = change(try #require(files[path]))
        return try Content.read(files)
    }

    /// Days given off by decision.
    private func content(free days: Day...) throws -> Content {
        let lines = days.map { "{ day: \($0), source: \(Self.decision) }" }.joined(separator: ", ")
        return try content("calendar/ro.yaml") { $0.replacing("bridges: []", with: "bridges: [\(lines)]") }
    }

    private func events(_ world: World, _ id: DossierID, _ kind: String) async throws -> [Event] {
        try await world.office.store.read { try $0.events(of: id) }.filter { $0.kind == kind }
    }

    private func due(_ world: World, _ id: DossierID) async throws -> Day? { try await world.office.store.read { try $0.due(of: id)?.day } }

    /// Jobs of the lane by their states.
    private func states(_ world: World) async throws -> [String: Int] {
        let counts = try await world.office.jobCounts().filter { $0.kind == Lane.terms.rawValue }
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.state, $0.count) })
    }

    @Test(
        "A law that comes later starts the term of what is pending anew, once, and says so; what is answered or filed later keeps its own")
    func reset() async throws {
        let world = try await World(sampling: true)
        let (pending, _) = try await world.submitted(.smaranda)
        let (petition, _) = try await world.submitted(.aron, service: "petitie")
        let before = try await world.office.caseFile(pending, seenBy: world[.tiberiu]).dossier
        let old = try #require(before.clock?.deadline(in: world.office.content.calendar).due)
        world.later(days: 9)
        let next = try content("calendar/resets.yaml") { $0 + "  - { day: 2026-12-02, groups: [urbanism], basis: OG nr. 99/2026 }\n" }
        try await world.office.take(next)
        let (late, _) = try await world.submitted(.smaranda)
        for _ in 0..<2 { try await world.work() }
        try await world.office.reckonTerms()

        let dossier = try await world.office.caseFile(pending, seenBy: world[.tiberiu]).dossier
        let deadline = try #require(dossier.clock?.deadline(in: next.calendar))
        #expect(try #require(deadline.due) > old && deadline.trace.contains { $0.key == "trace.reset" })
        let told = try await events(world, pending, "term-reset")
        #expect(told.count == 1 && told.first?.details == ["day": "2026-12-02", "basis": "OG nr. 99/2026"])
        #expect(try await events(world, pending, "term-moved").isEmpty)
        #expect(try await world.version(pending) == before.version + 1)
        for id in [petition, late] { #expect(try await events(world, id, "term-reset").isEmpty) }
        #expect(try await due(world, pending) == deadline.due)
        try await world.close()
    }

    @Test(
        "A day given off moves the last days of what is pending, a leg's too, once, and the history says why; taken back, it moves them back"
    )
    func bridge() async throws {
        let world = try await World()
        let old = world.office.content
        let (pending, _) = try await world.submitted(.smaranda)
        let parent = try await world.asked(["isu", "apa-canal"])
        let leg = try await world.leg(of: parent, at: .aries)
        let (waiting, _) = try await world.submitted(.aron)
        try await world.office.assign(waiting, to: world[.tiberiu].id, version: try await world.version(waiting), by: world[.otilia])
        try await world.office.requestCompletion(
            of: waiting, items: [], message: "Lipsește planul.", version: try await world.version(waiting), by: world[.tiberiu])
        let far = try await due(world, parent)
        #expect(try await due(world, pending) == Day("2026-12-16"))
        // Fifteen days, whatever they are; only the last has to be a working one.
        #expect(try await due(world, leg) == Day("2026-12-08"))
        try await world.work()
        let version = try await world.version(pending)

        world.later(days: 1)
        try await world.office.take(try content(free: try #require(Day("2026-12-07")), try #require(Day("2026-12-08"))))
        try await world.work()
        for _ in 0..<2 { try await world.office.reckonTerms() }
        #expect(try await due(world, pending) == Day("2026-12-18"))
        #expect(try await due(world, leg) == Day("2026-12-09"))
        let told = try await events(world, pending, "term-moved")
        #expect(told.map(\.details) == [["from": "2026-12-16", "to": "2026-12-18", "basis": Self.decision]])
        #expect(told.first?.actor == nil && told.first?.institution == World.institution)
        #expect(try await events(world, leg, "term-moved").map { $0.details["basis"] } == [Self.decision])
        #expect(try await world.version(pending) == version + 1)
        // Whose last day stays, and who has none while the clock stands, hears nothing of it.
        #expect(try await due(world, parent) == far)
        for id in [parent, waiting] { #expect(try await events(world, id, "term-moved").isEmpty) }

        world.later(days: 1)
        try await world.office.take(old)
        try await world.work()
        #expect(try await due(world, pending) == Day("2026-12-16"))
        #expect(try await due(world, leg) == Day("2026-12-08"))
        #expect(
            try await events(world, pending, "term-moved").last?.details == ["from": "2026-12-18", "to": "2026-12-16", "basis": ""])
        #expect(try await events(world, leg, "term-moved").count == 2)
        try await world.close()
    }

    @Test("The same days ask for nothing, however often the content is read, and other days for one look, also the next time")
    func once() async throws {
        let world = try await World()
        try await world.work()
        let old = world.office.content
        let next = try content(free: try #require(Day("2027-01-04")))
        for (content, asked) in [(old, 0), (next, 1), (next, 0), (old, 1), (next, 1)] {
            world.later(days: 1)
            for _ in 0..<2 { try await world.office.take(content) }
            #expect(try await states(world) == (asked == 0 ? [:] : ["waiting": asked]))
            try await world.work()
            #expect(try await states(world).isEmpty)
        }
        try await world.close()
    }

    @Test("A program that has not read the new days yet leaves the look to one that has; what was overtaken looks at nothing")
    func otherProgram() async throws {
        let world = try await World()
        try await world.work()
        let old = world.office.content
        let (pending, _) = try await world.submitted(.smaranda)
        let next = try content(free: try #require(Day("2026-12-07")))
        world.later(days: 1)
        // Another program has read them, and asks; this one has not.
        try await world.office.store.write { try world.office.askForReckoning(next, $0) }
        try await world.work()
        #expect(try await states(world) == ["waiting": 1])
        #expect(try await due(world, pending) == Day("2026-12-16"))
        world.later(days: 1)
        try await world.office.take(next)
        try await world.work()
        #expect(try await states(world).isEmpty)
        #expect(try await due(world, pending) == Day("2026-12-17"))

        for content in [old, next] {
            world.later(days: 1)
            try await world.office.store.write { try world.office.askForReckoning(content, $0) }
        }
        try await world.work()
        #expect(try await states(world).isEmpty)
        #expect(try await events(world, pending, "term-moved").count == 1)
        try await world.close()
    }
}
