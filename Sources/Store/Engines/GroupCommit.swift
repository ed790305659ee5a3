import GRDB

/// Lets writes that arrive together share one durable commit. Each runs in a savepoint of its own, so a bad one leaves its
/// neighbours alone, and each is acknowledged only when the commit is on disk.
///
/// While one commit waits for the disk, the next batch gathers; a single write is committed at once.
actor GroupCommit {
    /// How many writes share a commit at most: more made it slower, since none is acknowledged before the last.
    static let batchLimit = 64

    private let pool: DatabasePool
    private let limit: Int
    private var waiting: [PendingWrite] = []
    private var isCommitting = false

    init(pool: DatabasePool, limit: Int) {
        self.pool = pool
        self.limit = limit
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(PendingWrite(body, settling: continuation))
            if isCommitting { return }
            isCommitting = true
            Task { await commitAll() }
        }
    }

    private func commitAll() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(limit))
            waiting.removeFirst(batch.count)
            await commit(batch)
        }
        isCommitting = false
    }

    private func commit(_ batch: [PendingWrite]) async {
        do {
            let attempts = try await pool.write { database in
                // One that is alone is taken back with its transaction.
                try batch.map { try batch.count == 1 ? $0.runAlone(database) : $0.run(database) }
            }
            for settle in attempts { settle() }
        } catch {
            for write in batch { write.fail(error) }
        }
    }
}

/// One write on its way into a commit, whatever its type.
private struct PendingWrite: Sendable {
    /// Runs the body and returns what is to be done once the commit is on disk: resume the caller, with its value or its error.
    /// - Throws: only what breaks the whole transaction.
    let run: @Sendable (Database) throws -> @Sendable () -> Void
    /// The same without a savepoint: whatever the body throws breaks the transaction.
    let runAlone: @Sendable (Database) throws -> @Sendable () -> Void
    /// Tells the caller that the commit failed.
    let fail: @Sendable (any Error) -> Void

    init<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value, settling continuation: CheckedContinuation<Value, any Error>
    ) {
        run = { database in
            let connection = SQLiteConnection(database: database)
            try connection.run("SAVEPOINT one_write", [])
            do {
                let value = try body(database)
                try connection.run("RELEASE one_write", [])
                return { continuation.resume(returning: value) }
            } catch {
                // A full disk rolls the whole transaction back by itself: then there is no savepoint left, and this throws.
                try connection.run("ROLLBACK TO one_write", [])
                try connection.run("RELEASE one_write", [])
                return { continuation.resume(throwing: error) }
            }
        }
        runAlone = { database in
            let value = try body(database)
            return { continuation.resume(returning: value) }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}
