package import Foundation

/// The kinds of work. Each has a lane of its own, so that what hangs in one delays nothing in another.
package enum Lane: String, CaseIterable, Sendable {
    case mail, document, webhook, round, terms, reading, paper

    /// How many jobs of this kind one program does at once.
    package var hands: Int {
        switch self {
        case .mail: 2
        case .document: 2
        case .webhook: 4
        case .round, .terms, .reading, .paper: 1
        }
    }

    /// How often a job is tried before it is given up. What depends on others' servers, or on what another program has read, is tried
    /// for some 18 hours.
    package var tries: Int {
        switch self {
        case .mail, .webhook, .terms: 16
        case .document, .paper: 8
        case .round: 4
        // Each may end with the program, which is no fault of the job's; how often one may be tried on its own account is counted
        // with the scan, and the last tries only put what cannot be read into the tray.
        case .reading: 48
        }
    }
}

/// Work to be done after a change, written in the same transaction as the change (outbox).
package struct Job: Hashable, Sendable {
    package let id: String
    /// A `Lane`'s raw value; among the dead there may be kinds that only an older or newer program knows.
    package let kind: String
    /// JSON; what it holds is the kind's matter.
    package let payload: String
    /// Tries so far, this one included. It counts when a job is taken, so that a job which kills its worker is not tried
    /// for ever; and it tells the worker that holds the lease from one that has lost it.
    package let attempts: Int
}

extension Books {
    /// Asks for work; the same key asks once, however often it is called.
    ///
    /// The key is kept for as long as the job is, which is 30 days after its end (`OfficeLimits.doneJobs`): whoever could ask
    /// again later than that needs a guard of its own.
    package func enqueue(_ lane: Lane, id: String, onceKey: String, payload: some Encodable, at due: Date, now: Date) throws {
        try run(
            """
            INSERT INTO job (id, kind, once_key, payload, run_at, attempts, state, created_at) VALUES (?, ?, ?, ?, ?, 0, 'waiting', ?)
            ON CONFLICT (once_key) DO NOTHING
            """, .text(id), .text(lane.rawValue), .text(onceKey), .json(payload), .instant(due), .instant(now))
    }

    /// What was asked last under the keys that begin so, `terms:`, whatever became of it; nil where nothing was in the last 30 days. Found
    /// by the key, since a lane has millions of jobs that are done and no index over them.
    package func lastJob(underKeys prefix: String) throws -> Job? {
        try rows(
            """
            SELECT id, kind, payload, attempts FROM job WHERE once_key >= ? AND once_key < ? ORDER BY created_at DESC, id DESC LIMIT 1
            """, .text(prefix), .text(prefix + "\u{10FFFF}")
        ).first.map(Self.job)
    }

    /// Takes the next job of a lane that is due, for as long as the lease lasts. A worker that died loses its lease, and a
    /// job whose workers died at every try is given up.
    package func takeJob(_ lane: Lane, at now: Date, leasedUntil: Date) throws -> Job? {
        // Each search walks one index to its first row, however many jobs there are. A job that another worker is just
        // taking is passed over, not waited for.
        while let lapsed = try lapsedJob(lane, at: now) {
            if lapsed.attempts < lane.tries { return try take("?", [.text(lapsed.id)], leasedUntil: leasedUntil) }
            try fail(lapsed, problem: "the worker died with it", retryAt: nil, at: now)
        }
        return try take(
            """
            SELECT id FROM job WHERE kind = ? AND state = 'waiting' AND run_at <= ? ORDER BY run_at, id LIMIT 1
            /*! FOR UPDATE SKIP LOCKED */
            """, [.text(lane.rawValue), .instant(now)], leasedUntil: leasedUntil)
    }

    /// Ends every lease: for whoever knows that no worker is left that could hold one.
    package func endLeases() throws { try run("UPDATE job SET leased_until = 0 WHERE state = 'running'") }

    private func lapsedJob(_ lane: Lane, at now: Date) throws -> Job? {
        try rows(
            """
            SELECT id, kind, payload, attempts FROM job WHERE kind = ? AND state = 'running' AND leased_until < ?
            ORDER BY leased_until, id LIMIT 1 /*! FOR UPDATE SKIP LOCKED */
            """, .text(lane.rawValue), .instant(now)
        ).first.map(Self.job)
    }

    private func take(_ which: String, _ arguments: [SQLValue], leasedUntil: Date) throws -> Job? {
        try sql.rows(
            """
            UPDATE job SET state = 'running', leased_until = ?, attempts = attempts + 1 WHERE id = (\(which))
            RETURNING id, kind, payload, attempts
            """, [.instant(leasedUntil)] + arguments
        ).first.map(Self.job)
    }

    /// Keeps a job that takes long from being taken by another.
    /// - Returns: false when it has been taken already.
    package func renew(_ job: Job, leasedUntil: Date) throws -> Bool {
        try run("UPDATE job SET leased_until = ? \(Self.held)", .instant(leasedUntil), .text(job.id), .integer(job.attempts)) == 1
    }

    package func finish(_ job: Job, at now: Date) throws {
        try run(
            "UPDATE job SET state = 'done', finished_at = ?, problem = NULL \(Self.held)", .instant(now), .text(job.id),
            .integer(job.attempts))
    }

    /// Puts a failed job back for later, or gives it up when `retryAt` is nil.
    package func fail(_ job: Job, problem: String, retryAt: Date?, at now: Date) throws {
        if let retryAt {
            try run(
                "UPDATE job SET state = 'waiting', run_at = ?, problem = ? \(Self.held)", .instant(retryAt), .text(problem),
                .text(job.id), .integer(job.attempts))
        } else {
            try run(
                "UPDATE job SET state = 'dead', finished_at = ?, problem = ? \(Self.held)", .instant(now), .text(problem),
                .text(job.id), .integer(job.attempts))
        }
    }

    /// Puts back a job that the worker cannot end because it must end itself: no try is lost, and another may take it at once.
    package func giveBack(_ job: Job, at now: Date) throws {
        try run(
            "UPDATE job SET state = 'waiting', run_at = ?, attempts = attempts - 1 \(Self.held)", .instant(now), .text(job.id),
            .integer(job.attempts))
    }

    /// Still held by the one who took it; what a worker says after it lost its lease counts no more.
    private static let held = "WHERE id = ? AND state = 'running' AND attempts = ?"

    private static func job(_ row: SQLRow) throws -> Job {
        Job(id: try row.text(0), kind: try row.text(1), payload: try row.text(2), attempts: try row.integer(3))
    }
}

// MARK: - What was given up, and what is over

/// How many jobs of a kind are in a state, and since when the first of those that wait could have been done.
package struct JobCount: Hashable, Sendable {
    package let kind: String
    /// `waiting`, `running` or `dead`.
    package let state: String
    package let count: Int
    /// Only of those that wait: when the first is or was due.
    package let dueSince: Date?
}

extension Books {
    /// Jobs that were given up, the last first: what an administrator has to look at.
    package func deadJobs(limit: Int) throws -> [(job: Job, problem: String, at: Date)] {
        try rows(
            "SELECT id, kind, payload, attempts, problem, finished_at FROM job WHERE state = 'dead' ORDER BY finished_at DESC LIMIT ?",
            .integer(limit)
        ).map { (try Self.job($0), $0.optionalText(4) ?? "", try $0.instant(5)) }
    }

    package func retry(deadJob id: String, at now: Date) throws {
        try run("UPDATE job SET state = 'waiting', run_at = ?, attempts = 0 WHERE id = ? AND state = 'dead'", .instant(now), .text(id))
    }

    package func retryDeadJobs(at now: Date) throws {
        try run("UPDATE job SET state = 'waiting', run_at = ?, attempts = 0 WHERE state = 'dead'", .instant(now))
    }

    /// What is still to be done, for the metrics: it costs as much as there is to do, not as was ever done.
    package func jobCounts() throws -> [JobCount] {
        try ["waiting", "running", "dead"].flatMap { state in
            try rows("SELECT kind, COUNT(*), MIN(run_at) FROM job WHERE state = '\(state)' GROUP BY kind ORDER BY kind").map { row in
                JobCount(
                    kind: try row.text(0), state: state, count: try row.integer(1), dueSince: state == "waiting" ? try row.instant(2) : nil)
            }
        }
    }

    /// Deletes jobs that were done before a moment, a batch at a time.
    /// - Returns: how many it deleted; fewer than `limit` when there are no more.
    package func deleteDoneJobs(before moment: Date, limit: Int) throws -> Int {
        try run(
            "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state = 'done' AND finished_at < ? ORDER BY finished_at LIMIT ?)",
            .instant(moment), .integer(limit))
    }
}
