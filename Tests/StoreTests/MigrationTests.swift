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
