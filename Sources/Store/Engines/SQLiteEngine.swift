import Foundation
import GRDB

/// The embedded engine: one file, one writer, many readers (WAL); a commit is on disk before it is acknowledged.
struct SQLiteEngine: Engine {
    private let pool: DatabasePool
    private let writes: GroupCommit

    /// - Throws: `StoreFault.tooNew` when the file was written by a newer program.
    init(path: String, migrations: [String] = Migration.all, writesPerCommit: Int = GroupCommit.batchLimit) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA cache_size = -8000")
        }
        pool = try DatabasePool(path: path, configuration: configuration)
        try pool.write { try Migration.bringUpToDate(SQLiteConnection(database: $0), to: migrations) }
        writes = GroupCommit(pool: pool, limit: writesPerCommit)
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await pool.read { try body(SQLiteConnection(database: $0)) }
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await writes.write { try body(SQLiteConnection(database: $0)) }
    }

    func close() async throws { try pool.close() }
}

private struct SQLiteConnection: SQLConnection {
    let database: Database

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        let statement = try database.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments.checked().map(\.databaseValue)))
        var rows: [SQLRow] = []
        while let row = try cursor.next() {
            rows.append(SQLRow(values: (0..<row.count).map { SQLValue(row[$0] as DatabaseValue) }))
        }
        return rows
    }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try database.cachedStatement(sql: sql)
        try statement.execute(arguments: StatementArguments(arguments.checked().map(\.databaseValue)))
        return database.changesCount
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let integer): integer.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let data): data.databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(Int(integer))
        case .double(let double): self = .text("\(double)")
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(data)
        }
    }
}
