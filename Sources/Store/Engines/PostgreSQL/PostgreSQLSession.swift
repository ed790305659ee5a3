import Dispatch

/// A connection with a thread of its own: libpq blocks, and must never block the threads that everybody shares.
/// It connects when it is first needed, and again after it was lost.
actor PostgreSQLSession {
    /// How a transaction begins: what it sees and may do.
    enum Kind: String {
        /// One moment of the books, however many queries look at it.
        case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        /// Each statement sees what was committed before it. Rows that must not change meanwhile are locked as they are read:
        /// dossiers, the register's counter, the head of the event chain.
        case write = "BEGIN ISOLATION LEVEL READ COMMITTED"
    }

    /// Whatever hangs is ended by the server: a statement, a wait for a lock, a program that died inside a transaction.
    /// A commit is never acknowledged before it is on disk, whatever the server's default.
    private static let manners = """
        SET client_min_messages = warning; SET statement_timeout = '30s'; SET lock_timeout = '10s';
        SET idle_in_transaction_session_timeout = '60s';
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')
        """

    private let address: String
    private let thread = BlockingThread()
    private var link: PostgreSQLLink?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(address: String) { self.address = address }

    func transaction<Result: Sendable>(_ kind: Kind, _ body: @Sendable (any SQLConnection) throws -> Result) throws -> Result {
        let link = try connected()
        do {
            try link.command(kind.rawValue)
            link.locksRows = kind == .write
            let result = try body(link)
            try commit(link)
            return result
        } catch {
            rollBack(link)
            throw error
        }
    }

    func disconnect() { link = nil }

    private func connected() throws -> PostgreSQLLink {
        if let link { return link }
        let opened = try PostgreSQLLink(address)
        try opened.command(Self.manners)
        link = opened
        return opened
    }

    /// A connection that cannot even roll back is dropped, which rolls back as well.
    private func rollBack(_ link: PostgreSQLLink) {
        guard link.isInTransaction else { return }
        do {
            try link.command("ROLLBACK")
        } catch {
            self.link = nil
        }
    }

    private func commit(_ link: PostgreSQLLink) throws {
        do {
            // A transaction in which a statement failed answers the wish to commit with ROLLBACK.
            guard try link.command("COMMIT") == "COMMIT" else { throw StoreFault.unreadable("a failed transaction") }
        } catch let fault as PostgreSQLFault where fault.isLost {
            throw StoreFault.unknownOutcome
        }
    }
}

/// Runs an actor's jobs one after another on a thread that may block.
private final class BlockingThread: SerialExecutor {
    private let queue = DispatchQueue(label: "ghiseu.postgresql")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
