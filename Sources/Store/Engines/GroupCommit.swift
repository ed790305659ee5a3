import GRDB
import Synchronization

/// Lets writes that arrive together share one durable commit. Each runs in a savepoint of its own, so a bad one leaves its
/// neighbours alone, and each is acknowledged only when the commit is on disk.
///
/// While one commit waits for the disk, the next batch gathers; a single write is committed at once.
final class GroupCommit: Sendable {
    /// How many writes share a commit at most: more made it slower, since none is acknowledged before the last.
    static let batchLimit = 64

    private struct Line {
        var waiting: [PendingWrite] = []
        /// The writer's thread is at work, and looks here again before it rests.
        var isServed = false
    }

    private let pool: DatabasePool
    private let limit: Int
    private let line = Mutex(Line())

    init(pool: DatabasePool, limit: Int) {
        self.pool = pool
        self.limit = limit
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(body, settling: continuation)
            let isFirst = line.withLock { line in
                line.waiting.append(write)
                defer { line.isServed = true }
                return !line.isServed
            }
            if isFirst { pool.asyncWriteWithoutTransaction { self.commitAll($0) } }
        }
    }

    private func commitAll(_ database: Database) {
        while let batch = nextBatch() { commit(batch, database) }
    }

    private func nextBatch() -> [PendingWrite]? {
        line.withLock { line in
            let batch = Array(line.waiting.prefix(limit))
            line.waiting.removeFirst(batch.count)
            line.isServed = !batch.isEmpty
            return batch.isEmpty ? nil : batch
        }
    }

    private func commit(_ batch: [PendingWrite], _ database: Database) {
        do {
            var attempts: [@Sendable () -> Void] = []
            try database.inTransaction {
                // One that is alone is taken back with its transaction.
                attempts = try batch.map { try batch.count == 1 ? $0.runAlone(database) : $0.run(database) }
                return .commit
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
