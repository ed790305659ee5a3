/// The tables' history: append-only, each step in the same transaction as its mark.
enum Migration {
    static let all: [String] = [
        foundation, accessKeys, lanes, attachmentsByHash, sealedHeads, openDossiers, endorsements, steps, bookings, paperMaps, links,
        correspondence, absences, scans, scanTries, reviews, paperEndorsements, secretaries, writers,
        denials, formerDays, proofs, waitingForApplicants, houseLog, standings, contentMark,
    ]

    /// Stands as a version in a house that is still being copied: nothing opens it before the copy is whole.
    static let unfinishedCopy = 1_000_000

    /// - Throws: `StoreFault.tooNew` when the database has been through more than `scripts`; `StoreFault.unfinishedCopy`.
    static func bringUpToDate(_ sql: any SQLConnection, to scripts: [String]) throws {
        try sql.run("CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY) STRICT", [])
        let applied = try sql.rows("SELECT COALESCE(MAX(version), 0) FROM migration", [])[0].integer(0)
        guard applied != unfinishedCopy else { throw StoreFault.unfinishedCopy }
        guard applied <= scripts.count else { throw StoreFault.tooNew(version: applied) }
        for (index, script) in scripts.enumerated().dropFirst(applied) {
            for statement in script.split(separator: ";").map({ $0.trimmed }) where !statement.isEmpty {
                try sql.run(statement, [])
            }
            try sql.run("INSERT INTO migration (version) VALUES (?)", [.integer(index + 1)])
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
