import Documents
import Foundation
import Rulebook
import TestKit
import Testing

@testable import Office
@testable import Store

@Suite("Sealing the history")
struct SealedHeadTests {
    private static func audit(_ world: World, alsoAgainst kept: [SealedHead] = []) async throws -> HistoryFinding {
        let audit = HistoryAudit(world.office.store, trusting: world.office.seals.roots, at: world.now)
        return try #require(try await audit.run(alsoAgainst: kept).first { $0.institution == World.institution })
    }

    private static func heads(_ world: World) async throws -> [SealedHead] {
        try await world.office.store.read { try $0.sealedHeads(of: World.institution, after: nil, limit: 99) }
    }

    /// What a thief with the database and a book about hashes would do: another history, every link of it right.
    private static func rewrite(_ world: World, from sequence: Int) async throws {
        try await world.office.store.write { books in
            var previous = try books.eventHash(sequence - 1, in: World.institution) ?? ""
            for row in try books.rows(
                "SELECT sequence, dossier, kind, actor, at, details FROM event WHERE institution = ? AND sequence >= ? ORDER BY sequence",
                .text(World.institution), .integer(sequence))
            {
                let details = try row.integer(0) == sequence ? #"{"forged":"yes"}"# : row.text(5)
                let hash = Books.chainHash(
                    previous: previous,
                    [
                        World.institution, "\(try row.integer(0))", row.optionalText(1) ?? "", try row.text(2), row.optionalText(3) ?? "",
                        "\(try row.integer(4))", details,
                    ])
                try books.run(
                    "UPDATE event SET details = ?, previous = ?, hash = ? WHERE institution = ? AND sequence = ?", .text(details),
                    .text(previous), .text(hash), .text(World.institution), try .integer(row.integer(0)))
                previous = hash
            }
            try books.run("UPDATE chain_head SET hash = ? WHERE institution = ?", .text(previous), .text(World.institution))
        }
    }

    @Test("A head is sealed once a day, however often and by however many it is asked for")
    func once() async throws {
        let world = try await World()
        _ = try await world.submitted(.smaranda)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 { group.addTask { try await world.office.sealHeads() } }
            try await group.waitForAll()
        }
        let first = try await Self.heads(world)
        #expect(first.map(\.day) == [world.office.today()])
        _ = try await world.submitted(.aron)
        try await world.office.sealHeads()
        #expect(try await Self.heads(world) == first)

        world.later(days: 1)
        try await world.office.sealHeads()
        let second = try await Self.heads(world)
        #expect(second.count == 2 && second[1].head.sequence > second[0].head.sequence)
        let finding = try await Self.audit(world)
        #expect(finding.isWhole && finding.sealedHeads == 2 && finding.stampedHeads == 0)
        #expect(finding.sealers == ["Consiliul Județean Cluj (TEST)"])
        try await world.close()
    }

    @Test("A history rewritten as a whole, with fresh hashes, is found by what was sealed, and is not sealed again")
    func rewritten() async throws {
        let world = try await World()
        _ = try await world.submitted(.smaranda)
        try await world.office.sealHeads()
        let sealed = try #require(try await Self.heads(world).first)
        world.later(days: 1)
        _ = try await world.submitted(.aron)
        try await Self.rewrite(world, from: 2)
        let finding = try await Self.audit(world)
        #expect(finding.chainBreak == nil)
        #expect(finding.headProblem == HeadProblem(day: sealed.day, sequence: sealed.head.sequence, kind: .rewritten))
        await #expect {
            try await world.office.sealHeads()
        } throws: { error in
            if case OfficeFault.rewrittenHistory(institution: World.institution) = error { true } else { false }
        }
        #expect(try await Self.heads(world).count == 1)
        try await world.close()
    }

    @Test("Who deletes the sealed heads as well is found by those that were kept elsewhere")
    func kept() async throws {
        let world = try await World()
        _ = try await world.submitted(.smaranda)
        try await world.office.sealHeads()
        let sealed = try #require(try await Self.heads(world).first)
        let kept = try #require(SealedHead(text: sealed.text, signature: sealed.signature, stamp: nil))
        #expect(try await Self.audit(world, alsoAgainst: [kept]).isWhole)
        _ = try await world.office.store.write { try $0.run("DELETE FROM sealed_head") }
        try await Self.rewrite(world, from: 1)
        #expect(try await Self.audit(world).isWhole)
        #expect(try await Self.audit(world, alsoAgainst: [kept]).headProblem?.kind == .rewritten)
        try await world.close()
    }

    @Test(
        "A sealed head that was touched, or moved to another day, does not hold",
        arguments: [
            ("UPDATE sealed_head SET hash = substr(hash, 2) || substr(hash, 1, 1)", HeadProblem.Kind.altered),
            ("UPDATE sealed_head SET sequence = sequence - 1", .altered),
            ("UPDATE sealed_head SET day = '2026-11-20'", .altered),
            ("UPDATE sealed_head SET signature = x'3000'", .altered),
            ("DELETE FROM event", .missing),
        ])
    func touched(deed: (sql: String, kind: HeadProblem.Kind)) async throws {
        let world = try await World()
        _ = try await world.submitted(.smaranda)
        try await world.office.sealHeads()
        _ = try await world.office.store.write { try $0.run(deed.sql) }
        #expect(try await Self.audit(world).headProblem?.kind == deed.kind)
        try await world.close()
    }

    @Test("A seal by somebody who is not trusted here is no seal; one whose certificate has expired since still is")
    func trust() async throws {
        let world = try await World()
        _ = try await world.submitted(.smaranda)
        try await world.office.sealHeads()
        let store = world.office.store
        let stranger = try TestAuthority(folder: world.folder.appending(path: "stranger"), at: world.now)
        let untrusted = try await HistoryAudit(store, trusting: [try stranger.root], at: world.now).run()
        #expect(untrusted.first { $0.institution == World.institution }?.headProblem?.kind == .untrusted)
        let muchLater = try await HistoryAudit(store, trusting: world.office.seals.roots, at: world.now + 1_000 * 86_400).run()
        #expect(muchLater.allSatisfy(\.isWhole) && !muchLater.isEmpty)
        try await world.close()
    }

    @Test("An authority that cannot be reached delays the timestamp, not the seal")
    func unreachable() async throws {
        let world = try await World()
        _ = try await world.submitted(.smaranda)
        let settings = world.office.settings
        // Port 9 of this machine: nobody listens there.
        let office = Office(
            content: world.office.content, store: world.office.store,
            settings: OfficeSettings(
                now: settings.now, random: settings.random, publicAddress: settings.publicAddress, mail: settings.mail, isTestSeal: true,
                timestampAuthority: TimestampAuthority("http://127.0.0.1:9/")),
            typesetter: Typesetter(python: world.folder, worker: world.folder, templates: world.folder, fonts: []),
            seals: world.office.seals)
        await #expect(throws: OfficeFault.self) { try await office.sealHeads() }
        #expect(try await Self.heads(world).map(\.stamp) == [nil])
        #expect(try await Self.audit(world).isWhole)
        try await world.close()
    }

    @Test("Only http and https are addresses of an authority", arguments: ["", "tsa.example.ro", "file:///etc/passwd", "smtp://x"])
    func address(text: String) {
        #expect(TimestampAuthority(text) == nil)
    }
}
