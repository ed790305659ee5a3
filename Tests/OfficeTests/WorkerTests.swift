import Documents
import Foundation
import Logging
import Rulebook
import TestKit
import Testing

@testable import Office
@testable import Store

@Suite("The worker: lanes, rounds, ends")
struct WorkerTests {
    @Test("A mail server that takes the call and says nothing delays letters; the receipt is there within seconds")
    func hangingMail() async throws {
        let postOffice = try Receiver([.silence])
        let world = try await World(
            mail: .server(
                url: "smtp://127.0.0.1:\(postOffice.port)", user: "", password: "", from: "Ghișeul <ghiseu@example.ro>", requireTLS: false))
        let worker = Task { try await Worker(office: world.office, logger: Logger(label: "test")).run() }
        var dossiers: [DossierID] = []
        for _ in 0..<4 { dossiers.append(try await world.submitted(.smaranda).0) }
        // More letters wait than there are hands for them.
        let isSealed = try await eventually(within: 20) {
            for id in dossiers where try await world.office.store.read({ try $0.acts(of: id) }).contains(where: { $0.sha256 == nil }) {
                return false
            }
            return true
        }
        #expect(isSealed)
        #expect(try await states(world, of: .mail) == ["running": 2, "waiting": 2])

        // Told to end, it gives the letters in hand back within seconds, and they have lost no try.
        let told = ContinuousClock.now
        worker.cancel()
        try await worker.value
        #expect(ContinuousClock.now - told < .seconds(20))
        #expect(try await states(world, of: .mail) == ["waiting": 4])
        #expect(try await world.office.store.write { try $0.takeJob(.mail, at: world.now, leasedUntil: world.now + 60) }?.attempts == 1)
        postOffice.close()
        try await world.close()
    }

    private func states(_ world: World, of lane: Lane) async throws -> [String: Int] {
        let counts = try await world.office.jobCounts().filter { $0.kind == lane.rawValue }
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.state, $0.count) })
    }

    @Test("Pauses double from five seconds up to four hours; sixteen tries span eighteen")
    func pauses() {
        #expect((1...3).map(Worker.pause) == [5, 10, 20])
        #expect(Worker.pause(after: 15) == 4 * 3600)
        let hours = (1..<Lane.mail.tries).map(Worker.pause).reduce(0, +) / 3600
        #expect((17...19).contains(hours))
    }

    @Test("What an administrator reads of a failure quotes nothing of a dossier")
    func problems() {
        struct Quoting: Error { let row = "Smaranda Vălureanu" }
        #expect(Worker.problem(TypesettingFailure.refused("no field Smaranda")) == "typesetting: the template refused the data")
        #expect(Worker.problem(TypesettingFailure.timedOut) == "typesetting: the document was not ready in time")
        #expect(Worker.problem(OfficeFault.webhook("HTTP 500")).contains("HTTP 500"))
        #expect(Worker.problem(Quoting()) == "Quoting")
    }

    @Test("A round is due from its hour on, also on the day that has no such hour, under one key a day")
    func roundKeys() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Bucharest"))
        func key(_ text: String) throws -> String? { Round.sweepRecords.key(at: try Date(text, strategy: .iso8601), in: zone) }
        #expect(try key("2026-11-24T00:59:59Z") == nil)
        #expect(try key("2026-11-24T01:00:00Z") == "round:sweep-records:2026-11-24T03")
        #expect(try key("2026-11-24T21:59:59Z") == "round:sweep-records:2026-11-24T03")
        #expect(try key("2026-11-24T22:00:00Z") == nil)
        // 28 March 2027: after 02:59 comes 04:00.
        #expect(try key("2027-03-28T01:00:00Z") == "round:sweep-records:2027-03-28T03")
    }

    @Test("However often rounds are called, each comes once a day; it deletes what has had its time and keeps the rest")
    func rounds() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        let daily = Round.allCases.count
        try await world.work()
        _ = try await world.office.signIn(email: Cast.smaranda.email, password: World.password)
        for _ in 0..<3 {
            var called: Set<String> = []
            try await world.office.callRounds(except: &called)
            #expect(called.contains("round:sweep-records:2026-11-23T03"))
        }
        #expect(try await states(world, of: .round) == ["waiting": daily])
        try await world.work()
        let kept = try await rows(world)
        #expect(kept.jobs > 2 && kept.sessions == 1)

        world.later(days: 31)
        var called: Set<String> = []
        try await world.office.callRounds(except: &called)
        try await world.work()
        // The jobs of that day's rounds are all that is left, and the letter that tells the head of the dossier that is late.
        #expect(try await rows(world) == (daily + 1, 0))
        #expect(try await world.office.caseFile(id, seenBy: world[.ligia]).dossier.number != nil)
        try await world.close()
    }

    private func rows(_ world: World) async throws -> (jobs: Int, sessions: Int) {
        try await world.office.store.read { books in
            func count(_ table: String) throws -> Int { try books.sql.rows("SELECT COUNT(*) FROM \(table)", [])[0].integer(0) }
            return (try count("job"), try count("session"))
        }
    }
}
