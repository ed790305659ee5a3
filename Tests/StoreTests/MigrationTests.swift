import Foundation
import Testing

@testable import Store

@Suite("Migrations")
struct MigrationTests {
    private static let steps = [
        "CREATE TABLE one (a INTEGER) STRICT; INSERT INTO one (a) VALUES (1)",
        "ALTER TABLE one ADD COLUMN b TEXT; UPDATE one SET b = 'two'",
        "CREATE TABLE three (c TEXT NOT NULL) STRICT",
    ]

    @Test("From nothing and from every earlier version the tables come to the same state", arguments: EngineKind.allCases, 0...3)
    func steps(kind: EngineKind, from version: Int) async throws {
        try await Bench.on(kind) { bench in
            try await bench.engine(Array(Self.steps.prefix(version))).close()
            let engine = try await bench.engine(Self.steps)
            let rows = try await engine.write { connection in
                try connection.run("INSERT INTO three (c) VALUES ('x')", [])
                return try connection.rows("SELECT a, b FROM one", [])
            }
            #expect(rows.map(\.values) == [[.integer(1), .text("two")]])
            try await engine.close()
        }
    }

    @Test("Books of every earlier version keep what was in them, and work on", arguments: EngineKind.allCases, 1..<Migration.all.count)
    func books(kind: EngineKind, from version: Int) async throws {
        try await Bench.on(kind) { bench in
            let before = try await bench.engine(Array(Migration.all.prefix(version)))
            try await before.write { connection in
                let books = Books(sql: connection)
                try Cast.enter(books)
                try connection.run(
                    """
                    INSERT INTO dossier (id, institution, service, revision, opener, opening_key, desk, stage, stage_kind, stage_since,
                        version, number, number_day, suspended, completions, payment, answers, title, applicant, opened_at, changed_at)
                    SELECT 'old', '\(Cast.council)', service, number, 'ana', 'k', 'urbanism', 'issued', 'solved', 1, 1, 7, '2026-01-05', 0, 0,
                        'none', '{}', 'T', 'A', 1, 1 FROM service_revision
                    """, [])
                try connection.run(
                    "INSERT INTO search_word (institution, word, dossier) VALUES ('\(Cast.council)', 'gardul', 'old')", [])
                try connection.run(
                    """
                    INSERT INTO job (id, kind, once_key, payload, run_at, attempts, state, created_at)
                    VALUES ('j', 'mail', 'j', '{}', 1, 0, 'waiting', 1)
                    """, [])
            }
            try await before.close()
            let store = try await bench.open()
            try await store.write { books in
                #expect(try books.person("ana") == Cast.ana)
                #expect(try books.takeJob(.mail, at: Cast.noon, leasedUntil: Cast.noon + 60)?.id == "j")
                try Cast.submit("late", number: 1, due: Cast.today, at: Cast.noon, books)
                try books.index("late", of: Cast.council, words: ["gard"])
                let view = StaffView(institution: Cast.council, desks: nil)
                #expect(try books.find(["gard"], in: view, limit: 9).lines.map(\.id) == ["late", "old"])
                #expect(try books.worklist(view, WorklistFilter(), .start, limit: 9).map(\.id) == ["late"])
            }
            try await store.close()
        }
    }

    @Test("A store opened again is as it was", arguments: EngineKind.allCases)
    func again(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            let first = try await bench.open()
            try await first.write { try Cast.enter($0) }
            try await first.close()
            let second = try await bench.open()
            #expect(try await second.read { try $0.person("ana") } == Cast.ana)
            try await second.close()
        }
    }

    @Test("Programs that start together on an empty database make the tables once", arguments: EngineKind.allCases)
    func together(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            try FileManager.default.createDirectory(at: bench.folder, withIntermediateDirectories: true)
            let engines = try await atOnce(4) { _ in try await bench.engine(Self.steps) }
            let rows = try await engines[0].read { try $0.rows("SELECT a FROM one", []) }
            #expect(rows.count == 1)
            for engine in engines { try await engine.close() }
        }
    }

    @Test("A database of a newer program is refused and left alone", arguments: EngineKind.allCases)
    func tooNew(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            try await bench.engine(Self.steps).close()
            await #expect {
                try await bench.engine(Array(Self.steps.prefix(1)))
            } throws: { error in
                if case StoreFault.tooNew(version: 3) = error { true } else { false }
            }
        }
    }

    @Test("A step that fails leaves no trace of itself", arguments: EngineKind.allCases)
    func failing(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            try await bench.engine(Array(Self.steps.prefix(1))).close()
            let broken = [Self.steps[0], "UPDATE one SET a = 2; INSERT INTO nowhere (x) VALUES (1)"]
            await #expect(throws: (any Error).self) { try await bench.engine(broken) }
            let engine = try await bench.engine(Self.steps)
            #expect(try await engine.read { try $0.rows("SELECT a FROM one", [])[0].integer(0) } == 1)
            try await engine.close()
        }
    }
}
