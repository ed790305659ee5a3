/// The engine for several programs on one database. Writers of different institutions do not wait for each other; those of
/// one institution do from the first number or event on, and those of one dossier from looking it up.
struct PostgreSQLEngine: Engine {
    /// Connections of one program at most; whoever comes when all are busy waits in line.
    static let connectionLimit = 8
    /// Runs of one transaction that collides, the first included, and of one that finds its key taken.
    private static let runLimit = 30
    private static let duplicateLimit = 3
    /// How often a connection is tried: with pauses that double from 50 ms, some 3 seconds.
    private static let connectLimit = 7
    /// Held, with the schema's name, while tables are made: any number that all our programs share ("ghis").
    private static let migrationLock = 0x6768_6973

    private let pool: PostgreSQLPool

    /// - Parameter address: `postgresql://…`, as libpq reads it.
    /// - Throws: `StoreFault.tooNew` when the database was written by a newer program.
    init(address: String, migrations: [String] = Migration.all) async throws {
        pool = PostgreSQLPool(address: address, limit: Self.connectionLimit)
        do {
            try await transaction(.write) { connection in
                try connection.run("SET LOCAL lock_timeout = 0", [])
                try connection.run("SET LOCAL statement_timeout = 0", [])
                _ = try connection.rows("SELECT pg_advisory_xact_lock(\(Self.migrationLock), hashtext(current_schema()))", [])
                try Migration.bringUpToDate(connection, to: migrations)
            }
        } catch {
            await pool.close()
            throw error
        }
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await transaction(.read, body)
    }

    func write<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        try await transaction(.write, body)
    }

    func close() async { await pool.close() }

    /// Runs a transaction again when it collided, and when the connection was lost before the commit was asked for.
    private func transaction<Result: Sendable>(
        _ kind: PostgreSQLSession.Kind, _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        var runs = 0
        var losses = 0
        while true {
            do {
                return try await pool.withSession { try await $0.transaction(kind, body) }
            } catch let fault as PostgreSQLFault where fault.isLost && losses + 1 < Self.connectLimit {
                losses += 1
                try await Task.sleep(for: .milliseconds(25 << losses))
            } catch let fault as PostgreSQLFault
                where (fault.isCollision && runs + 1 < Self.runLimit) || (fault.isDuplicate && runs + 1 < Self.duplicateLimit)
            {
                runs += 1
                // Chance keeps two that collided from doing so again.
                try await Task.sleep(for: .microseconds(Int.random(in: 0...(1_000 * min(runs, 20)))))
            }
        }
    }
}
