import Foundation
import Rulebook
import Synchronization
import Testing

@testable import Store

@Suite("Copying a house")
struct HouseCopyTests {
    /// Two empty stores, from one engine to another.
    private static func pair(
        _ from: EngineKind, _ to: EngineKind, _ body: (Store, Store, HouseCopy) async throws -> Void
    ) async throws {
        try await Bench.on(from) { origin in
            try await Bench.on(to) { destination in
                let (source, target) = (try await origin.open(), try await destination.open())
                try await body(source, target, HouseCopy(from: source, to: target))
                try await source.close()
                try await target.close()
            }
        }
    }

    /// Texts of every kind, more rows than a page, an empty field and bytes.
    static func fill(_ store: Store) async throws {
        let sha256 = try await store.files.keep(Data("paper".utf8))
        try await store.write { books in
            try Cast.enter(books)
            for number in 1...450 {
                let id = "d\(number)"
                try Cast.submit(id, number: number, due: nil, books) { $0.place = "Șuțu „\(number)” 🜛 ő'?" }
                try books.record("submitted", of: id, in: Cast.council, by: number.isMultiple(of: 2) ? "ana" : nil, at: Cast.noon)
            }
            try books.add(
                Attachment(
                    id: "paper", dossier: "d1", code: "A-CI", name: "?", mediaType: "application/pdf", size: 5, sha256: sha256,
                    addedAt: Cast.noon, addedBy: "ana"))
            let head = try books.chainHead(of: Cast.council) ?? ChainHead(sequence: 0, hash: "")
            try books.keep(
                SealedHead(
                    institution: Cast.council, day: Cast.today, head: head, sealedAt: Cast.noon, signature: Data((0...255).map(UInt8.init)))
            )
        }
    }

    @Test(
        "Every table, the history and the files come to the other side, whichever engine that is",
        arguments: [(EngineKind.sqlite, EngineKind.postgreSQL), (.postgreSQL, .sqlite), (.sqlite, .sqlite)])
    func directions(from: EngineKind, to: EngineKind) async throws {
        try await Self.pair(from, to) { source, target, copy in
            try await Self.fill(source)
            let seen = Mutex<[String: Int]>([:])
            let (tables, files) = try await copy.run { table, done, _ in seen.withLock { $0[table] = done } }
            #expect(Set(tables.map(\.table)) == Set(try await source.read { try $0.tables().map(\.name) }).subtracting(["migration"]))
            #expect(tables.first { $0.table == "dossier" }?.rows == 450)
            #expect(seen.withLock { $0["event"] } == 450 && files == 1)
            #expect(try await target.read { try $0.dossier(forJob: "d7") } == source.read { try $0.dossier(forJob: "d7") })
            #expect(try await target.read { try $0.sealedHead(of: Cast.council, on: Cast.today) } != nil)
            let paper = try #require(try await target.read { try $0.attachments(of: "d1") }.first)
            #expect(try await target.files.read(paper.sha256) == Data("paper".utf8))
            _ = try await target.write { try $0.record("next", of: "d1", in: Cast.council, by: nil, at: Cast.noon) }
            #expect(try await target.read { try $0.chainBreak(in: Cast.council) } == nil)
        }
    }

    @Test("A target with anything in it is refused and left as it is", arguments: EngineKind.allCases)
    func notEmpty(kind: EngineKind) async throws {
        try await Self.pair(.sqlite, kind) { source, target, copy in
            try await Self.fill(source)
            try await target.write { try $0.add(Cast.ana, password: nil, at: Cast.noon) }
            await #expect {
                try await copy.run()
            } throws: { error in
                if case CopyFault.targetNotEmpty(table: "person") = error { true } else { false }
            }
            #expect(try await target.read { try $0.rowCounts()["person"] } == 1)
            #expect(try await target.read { try $0.migrationVersion() } == Migration.all.count)
        }
    }

    @Test("What an interrupted copy leaves cannot be opened, so nobody works in half a house", arguments: EngineKind.allCases)
    func interrupted(kind: EngineKind) async throws {
        try await Bench.on(.sqlite) { origin in
            try await Bench.on(kind) { destination in
                let (source, target) = (try await origin.open(), try await destination.open())
                try await Self.fill(source)
                #expect(try await source.files.remove(Data("paper".utf8).digest, unlessKeptAfter: .distantFuture))
                await #expect(throws: BackupFault.self) { try await HouseCopy(from: source, to: target).run() }
                try await source.close()
                try await target.close()
                await #expect {
                    try await destination.open()
                } throws: { error in
                    if case StoreFault.unfinishedCopy = error { true } else { false }
                }
            }
        }
    }

    @Test("A broken history is not carried over as if it were whole")
    func broken() async throws {
        try await Self.pair(.sqlite, .sqlite) { source, _, copy in
            try await Self.fill(source)
            _ = try await source.write { try $0.run("DELETE FROM event WHERE sequence = 9") }
            await #expect {
                try await copy.run()
            } throws: { error in
                if case CopyFault.brokenChain(institution: Cast.council, ChainBreak(sequence: 9, kind: .missing)) = error {
                    true
                } else {
                    false
                }
            }
        }
    }

    @Test("A source that is written to meanwhile is noticed")
    func moving() async throws {
        try await Self.pair(.sqlite, .sqlite) { source, target, copy in
            try await Self.fill(source)
            let late = Mutex(false)
            // The engine's own file, so that the write comes between two pages of a copy that runs.
            await #expect {
                try await copy.run { table, done, total in
                    guard table == "event", done == total, late.withLock({ !$0 }) else { return }
                    late.withLock { $0 = true }
                    let waiting = DispatchSemaphore(value: 0)
                    Task.detached {
                        _ = try await source.write { try $0.run("UPDATE person SET name = 'Altcineva'") }
                        waiting.signal()
                    }
                    waiting.wait()
                }
            } throws: { error in
                if case CopyFault.differs(table: "person") = error { true } else { false }
            }
        }
    }

    @Test("Tables come after those that they refer to, and a circle is named")
    func order() throws {
        func table(_ name: String, _ references: Set<String>) -> TableShape {
            TableShape(name: name, columns: ["id"], key: ["id"], references: references)
        }
        let ordered = try TableShape.inOrder([table("a", ["c"]), table("b", []), table("c", ["b"])])
        #expect(ordered.map(\.name) == ["b", "c", "a"])
        #expect(throws: CopyFault.self) { try TableShape.inOrder([table("a", ["b"]), table("b", ["a"])]) }
    }

    @Test("Both engines describe the same tables, and each can be copied", arguments: EngineKind.allCases)
    func shapes(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let tables = try await store.read { try $0.tables() }
            #expect(tables.allSatisfy { !$0.key.isEmpty })
            let payment = try #require(tables.first { $0.name == "payment" })
            #expect(payment.references == ["dossier", "attachment", "person"] && payment.key == ["dossier"])
            let stamp = try #require(tables.first { $0.name == "head_stamp" })
            #expect(stamp.references == ["sealed_head"] && stamp.key == ["institution", "day"])
            #expect(try TableShape.inOrder(tables).count == tables.count)
        }
    }
}
