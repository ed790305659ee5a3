import GRDB

/// A database file that is looked at and never changed: the one that a running program writes, or a copy of it.
struct SQLiteFile {
    private let queue: DatabaseQueue

    init(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    func read<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        try queue.read { try body(SQLiteConnection(database: $0)) }
    }

    /// Copies one moment of the database while others go on writing (SQLite's online backup).
    /// In one step: a backup in several begins again whenever another program has written, and under load never ends.
    func backUp(to path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        let copy = try DatabaseQueue(path: path, configuration: configuration)
        try queue.backup(to: copy)
        // One file, without a write-ahead log beside it.
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
    }

    /// What SQLite itself finds wrong with the file; empty when it is sound.
    func problems() throws -> [String] {
        try queue.read { database in
            let damage = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map {
                "a row of \($0[0] as String) refers to nothing"
            }
            return damage + orphans
        }
    }

    func close() throws { try queue.close() }
}
