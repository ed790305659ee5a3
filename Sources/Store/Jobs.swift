package import Foundation

/// Work to be done after a change, written in the same transaction as the change (outbox).
package struct Job: Hashable, Sendable {
    package let id: String
    package let kind: String
    /// JSON; what it holds is the kind's matter.
    package let payload: String
    /// Tries so far, this one included.
    package let attempts: Int
}

extension Books {
    /// Asks for work; the same key asks once, however often it is called.
    package func enqueue(_ kind: String, id: String, onceKey: String, payload: some Encodable, at due: Date, now: Date) throws {
        try run(
            """
            INSERT INTO job (id, kind, once_key, payload, run_at, attempts, state, created_at) VALUES (?, ?, ?, ?, ?, 0, 'waiting', ?)
            ON CONFLICT (once_key) DO NOTHING
            """, .text(id), .text(kind), .text(onceKey), .json(payload), .instant(due), .instant(now))
    }

    /// Takes the next job that is due, for as long as the lease lasts; a worker that died loses its lease.
    package func takeJob(at now: Date, leasedUntil: Date) throws -> Job? {
        // Each search walks one index to its first row, however many jobs there are. A job that another worker is just
        // taking is passed over, not waited for.
        let searches = [
            "SELECT id FROM job WHERE state = 'running' AND leased_until < ? ORDER BY leased_until LIMIT 1 /*! FOR UPDATE SKIP LOCKED */",
            "SELECT id FROM job WHERE state = 'waiting' AND run_at <= ? ORDER BY run_at, id LIMIT 1 /*! FOR UPDATE SKIP LOCKED */",
        ]
        for search in searches {
            let taken = try rows(
                """
                UPDATE job SET state = 'running', leased_until = ?, attempts = attempts + 1 WHERE id = (\(search))
                RETURNING id, kind, payload, attempts
                """, .instant(leasedUntil), .instant(now))
            if let row = taken.first {
                return Job(id: try row.text(0), kind: try row.text(1), payload: try row.text(2), attempts: try row.integer(3))
            }
        }
        return nil
    }

    package func finish(job id: String, at now: Date) throws {
        try run(
            "UPDATE job SET state = 'done', finished_at = ?, problem = NULL WHERE id = ? AND state = 'running'", .instant(now), .text(id))
    }

    /// Puts a failed job back for later, or gives it up when `retryAt` is nil.
    package func fail(job id: String, problem: String, retryAt: Date?, at now: Date) throws {
        if let retryAt {
            try run(
                "UPDATE job SET state = 'waiting', run_at = ?, problem = ? WHERE id = ? AND state = 'running'", .instant(retryAt),
                .text(problem), .text(id))
        } else {
            try run(
                "UPDATE job SET state = 'dead', finished_at = ?, problem = ? WHERE id = ? AND state = 'running'", .instant(now),
                .text(problem), .text(id))
        }
    }

    /// Jobs that were given up: what an administrator has to look at.
    package func deadJobs(limit: Int) throws -> [(job: Job, problem: String, at: Date)] {
        try rows(
            "SELECT id, kind, payload, attempts, problem, finished_at FROM job WHERE state = 'dead' ORDER BY run_at DESC LIMIT ?",
            .integer(limit)
        ).map { row in
            let job = Job(id: try row.text(0), kind: try row.text(1), payload: try row.text(2), attempts: try row.integer(3))
            return (job, row.optionalText(4) ?? "", try row.instant(5))
        }
    }

    package func retry(deadJob id: String, at now: Date) throws {
        try run("UPDATE job SET state = 'waiting', run_at = ?, attempts = 0 WHERE id = ? AND state = 'dead'", .instant(now), .text(id))
    }

    /// Jobs by state, for the metrics.
    package func jobCounts() throws -> [String: Int] {
        try Dictionary(rows("SELECT state, COUNT(*) FROM job GROUP BY state").map { (try $0.text(0), try $0.integer(1)) }) { first, _ in
            first
        }
    }
}
