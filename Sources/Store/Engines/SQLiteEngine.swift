import Foundation
import GRDB

/// The embedded engine: one file, one writer, many readers (WAL); a commit is on disk before it is acknowledged.
struct SQLiteEngine: Engine {
    private let pool: DatabasePool
    private let writes: GroupCommit

    /// - Throws: `StoreFault.tooNew` when the file was written by a newer program.
    init(path: String, migrations: [String] = Migration.all, writesPerCommit: Int = GroupCommit.batchLimit) throws {
        var configuration = Configuration()
        // As many as there are threads to ask: none of these waits for another.
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount)
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -8000")
        }
        pool = try DatabasePool(path: path, configuration: configuration)
        // Only now: opening in WAL mode, GRDB sets NORMAL, with which a commit may still be lost when the power fails.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try pool.write { try Migration.bringUpToDate(SQLiteConnection(database: $0), to: migrations) }
        // Where a write can be taken back alone, SQLite keeps each page that it changes as it was before: in memory, since in a file it
        // writes more than the commit itself. Only now: the sorts of a migration may be large.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA temp_store = MEMORY") }
        writes = GroupCommit(pool: pool, limit: writesPerCommit)
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try look(body)
    }

    /// In the thread that asks: a reader waits for nobody, and to hand over to another thread and back took longer than most questions.
    private func look<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        try pool.read { try body(SQLiteConnection(database: $0)) }
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await writes.write { try body(SQLiteConnection(database: $0)) }
    }

    func close() async throws { try pool.close() }
}
