package import Foundation
package import Rulebook

/// What time has to be looked after: terms that have passed, applicants whose days are over.
extension Books {
    /// A dossier among those that a round walks through.
    package struct DueDossier: Hashable, Sendable {
        package let id: DossierID
        fileprivate let due: String
    }

    /// Open dossiers of an institution whose clock runs and whose last day is before `day`, by that day; legs of others' dossiers
    /// are not among them.
    package func dossiers(of institution: String, dueBefore day: Day, after cursor: DueDossier?, limit: Int) throws -> [DueDossier] {
        try rows(
            """
            SELECT d.id, d.due_on FROM dossier d
            WHERE d.institution = ? AND d.stage_kind = 'open' AND d.suspended = 0 AND d.due_on < ? AND (d.due_on, d.id) > (?, ?)
                AND NOT EXISTS (SELECT 1 FROM endorsement e WHERE e.leg = d.id)
            ORDER BY d.due_on, d.id LIMIT ?
            """,
            .text(institution), .text(DueKey.passed(before: day)), .text(cursor?.due ?? ""), .text(cursor?.id ?? ""), .integer(limit)
        ).map { DueDossier(id: try $0.text(0), due: try $0.text(1)) }
    }

    /// An open dossier's place in the order of what is due.
    package struct OpenPlace: Hashable, Sendable {
        package let id: DossierID
        let isSuspended: Int
        let due: String
    }

    /// Open dossiers of an institution, whether their clock runs or stands, in the order of what is due.
    package func openDossiers(of institution: String, after cursor: OpenPlace?, limit: Int) throws -> [OpenPlace] {
        try rows(
            """
            SELECT id, suspended, due_on FROM dossier
            WHERE institution = ? AND stage_kind = 'open' AND (suspended, due_on, id) > (?, ?, ?)
            ORDER BY suspended, due_on, id LIMIT ?
            """,
            .text(institution), .integer(cursor?.isSuspended ?? -1), .text(cursor?.due ?? ""), .text(cursor?.id ?? ""), .integer(limit)
        ).map { OpenPlace(id: try $0.text(0), isSuspended: try $0.integer(1), due: try $0.text(2)) }
    }

    /// The last day of a dossier's term, as lists have it, and of a term in hours the minute; nil while it has none.
    package func due(of dossier: DossierID) throws -> (day: Day, time: WallTime?)? {
        DueKey.read(try rows("SELECT due_on FROM dossier WHERE id = ?", .text(dossier)).first?.optionalText(0))
    }

    /// Open dossiers that wait for their applicant, by id.
    package func dossiersWaitingForApplicants(after cursor: DossierID, limit: Int) throws -> [DossierID] {
        try rows(
            "SELECT id FROM dossier WHERE stage_kind = 'open' AND holder = 'applicant' AND id > ? ORDER BY id LIMIT ?", .text(cursor),
            .integer(limit)
        ).map { try $0.text(0) }
    }

    /// Since when a dossier is at its stage, as milliseconds are kept.
    package func day(ofStageOf dossier: DossierID, in zone: TimeZone) throws -> Day? {
        try rows("SELECT stage_since FROM dossier WHERE id = ?", .text(dossier)).first.map { Day(try $0.instant(0), in: zone) }
    }

    /// How many open dossiers of one desk and handler are late, and how many will be soon.
    package struct DueCount: Hashable, Sendable {
        package let desk: String
        package let assignee: PersonID?
        package let late: Int
        package let soon: Int
    }

    /// What an institution has late, and due by `soon`, in one walk over the index of what is due.
    package func dueCounts(of institution: String, now: WallMoment, soon: Day) throws -> [DueCount] {
        try rows(
            """
            SELECT desk, assignee, SUM(CASE WHEN due_on < ? THEN 1 ELSE 0 END), COUNT(*) FROM dossier
            WHERE institution = ? AND stage_kind = 'open' AND suspended = 0 AND due_on <= ? GROUP BY desk, assignee
            """, .text(DueKey.passed(by: now)), .text(institution), .text("\(soon)")
        ).map { row in
            let late = try row.integer(2)
            return DueCount(desk: try row.text(0), assignee: row.optionalText(1), late: late, soon: try row.integer(3) - late)
        }
    }
}
