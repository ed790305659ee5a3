import Foundation
import Rulebook
import Synchronization
import TestKit
import Testing

@testable import Store

@Suite("What only the database server can do to us")
struct PostgreSQLTests {
    @Test("The dialect changes the few words that it lists and nothing in quotes")
    func dialect() {
        #expect(
            Dialect.postgreSQL("CREATE TABLE t (a TEXT NOT NULL, b INTEGER, c BLOB) STRICT")
                == "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, b BIGINT, c BYTEA)")
        #expect(Dialect.postgreSQL("SELECT '?', a FROM t WHERE b = ? AND c = ?") == "SELECT '?', a FROM t WHERE b = $1 AND c = $2")
        #expect(Dialect.postgreSQL("SELECT 1 /*! FOR UPDATE */") == "SELECT 1  FOR UPDATE ")
        #expect(Dialect.postgreSQL("SELECT 1 /*! FOR UPDATE */", locksRows: false) == "SELECT 1 /*! FOR UPDATE */")
    }

    @Test("Connections that the server cut are replaced, and the caller does not notice")
    func reconnecting() async throws {
        try await Bench.store(.postgreSQL) { store in
            for round in 1...5 {
                _ = try await store.write { books in
                    try books.record("round\(round)", of: nil, in: Cast.council, by: "ana", at: Cast.noon)
                }
                try await Self.cutAll(of: store)
            }
            #expect(try await store.read { try $0.firstBreak(in: Cast.council) } == nil)
            #expect(try await store.read { try $0.rows("SELECT COUNT(*) FROM event")[0].integer(0) } == 5)
        }
    }

    @Test("A connection cut in the middle of a transaction makes it run again, and its changes are made once")
    func cutInside() async throws {
        try await Bench.store(.postgreSQL) { store in
            let runs = Mutex(0)
            try await store.write { books in
                try books.record("once", of: nil, in: Cast.council, by: "ana", at: Cast.noon)
                let run = runs.withLock { count in
                    count += 1
                    return count
                }
                if run == 1 { _ = try books.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(runs.withLock { $0 } == 2)
            #expect(try await store.read { try $0.rows("SELECT COUNT(*) FROM event")[0].integer(0) } == 1)
        }
    }

    @Test("A connection cut while committing is told as what it is: nobody knows")
    func cutAtCommit() async throws {
        try await Bench.store(.postgreSQL) { store in
            try await store.write { books in
                try books.run(
                    """
                    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END'
                    """)
                try books.run(
                    """
                    CREATE CONSTRAINT TRIGGER cut AFTER UPDATE ON person DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION cut()
                    """)
            }
            await #expect {
                try await store.write { try $0.setLanguage(.en, of: "ana") }
            } throws: { error in
                if case StoreFault.unknownOutcome = error { true } else { false }
            }
            #expect(try await store.read { try $0.person("ana")?.language } == .ro)
        }
    }

    @Test("An address that is none of ours is refused")
    func address() async throws {
        try await FileBench.on(.folder) { bench in
            await #expect(throws: StoreFault.self) { _ = try await Store(database: "mysql://localhost", files: bench.files) }
        }
    }

    // The limit also holds the wait for a thread while all other tests begin.
    @Test("Where no server answers, opening gives up", .timeLimit(.minutes(5)))
    func nobody() async throws {
        await #expect(throws: PostgreSQLFault.self) { try await PostgreSQLEngine(address: "postgresql://127.0.0.1:1/none") }
    }

    @Test("More callers than connections wait in line, and all are served")
    func line() async throws {
        try await Bench.store(.postgreSQL) { store in
            let answers = try await atOnce(200) { _ in try await store.read { try $0.person("ana")?.name } }
            #expect(answers.count == 200 && answers.allSatisfy { $0 == Cast.ana.name })
        }
    }

    @Test("A statement that failed is never committed, even if its error was swallowed")
    func swallowed() async throws {
        try await Bench.store(.postgreSQL) { store async throws in
            await #expect(throws: (any Error).self) {
                try await store.write { books in
                    try books.setLanguage(.en, of: "ana")
                    _ = try? books.rows("SELECT nothing FROM nowhere")
                }
            }
            #expect(try await store.read { try $0.person("ana")?.language } == .ro)
        }
    }

    /// Has the server cut every connection of this store; a bench's connections bear its name.
    private static func cutAll(of store: Store) async throws {
        let schema = try await store.read { try $0.rows("SELECT current_schema()")[0].text(0) }
        let server = PostgreSQLSession(address: try PostgreSQLServer.address.get())
        try await server.transaction(.write) { connection in
            let cut = try connection.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ?", [.text(schema)])
            #expect(!cut.isEmpty)
        }
        await server.disconnect()
    }
}
