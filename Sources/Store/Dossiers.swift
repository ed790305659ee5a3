package import Foundation
package import Rulebook

/// Facts about a dossier's stage that lists are read by; they come from its workflow.
package struct StageFacts: Hashable, Sendable {
    package let kind: Stage.Kind
    package let holder: Role?
    /// The last day of the term; nil while the clock stands or where there is none.
    package let due: Day?
    /// Of a term in hours: the minute of `due` at which it ends.
    package let dueTime: WallTime?
    package let isSuspended: Bool

    package init(kind: Stage.Kind, holder: Role?, due: Day?, at dueTime: WallTime? = nil, isSuspended: Bool) {
        self.kind = kind
        self.holder = holder
        self.due = due
        self.dueTime = dueTime
        self.isSuspended = isSuspended
    }
}

extension Books {
    static let dossierColumns = """
        id, institution, service, revision, opener, desk, stage, version, assignee, number, number_day, registered_at, clock,
        completions, payment, drafter, approver, answers, title, applicant, place, opened_at, open_legs,
        steps, archived_on, writers
        """

    /// Who looks a dossier up to change it has it until the transaction ends: deeds on one dossier come one after another.
    private static let lock = "/*! FOR NO KEY UPDATE */"

    /// Opens a draft; the same key opens it once, however often it is sent.
    /// - Returns: the id of the draft that the key opened, now or before.
    /// - Throws: `Refusal.stale` when the key is another person's.
    @discardableResult
    package func open(_ dossier: Dossier, key: String, at now: Date) throws -> DossierID {
        let opened = try run(
            """
            INSERT INTO dossier (id, institution, service, revision, opener, opening_key, desk, stage, stage_kind, holder, stage_since,
                version, suspended, completions, payment, answers, title, applicant, opened_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'draft', 'applicant', ?, ?, 0, 0, 'none', ?, ?, '', ?, ?)
            ON CONFLICT (opening_key) DO NOTHING
            """,
            .text(dossier.id), .text(dossier.institution), .text(dossier.service), .integer(dossier.revision), .text(dossier.opener),
            .text(key), .text(dossier.desk), .text(dossier.stage), .instant(now), .integer(dossier.version), .json(dossier.answers),
            .text(dossier.title), .instant(now), .instant(now))
        if opened == 1 { return dossier.id }
        let kept = try rows("SELECT id FROM dossier WHERE opening_key = ? AND opener = ?", .text(key), .text(dossier.opener)).first
        guard let kept else { throw Refusal.stale }
        return try kept.text(0)
    }

    package func dossier(openingKey key: String, of person: PersonID) throws -> Dossier? {
        try rows("SELECT \(Self.dossierColumns) FROM dossier WHERE opening_key = ? AND opener = ?", .text(key), .text(person))
            .first.map(Self.dossier)
    }

    /// The institution that a dossier is at, and the key that opened it.
    package func origin(of id: DossierID) throws -> (institution: String, openingKey: String)? {
        try rows("SELECT institution, opening_key FROM dossier WHERE id = ?", .text(id)).first.map { (try $0.text(0), try $0.text(1)) }
    }

    /// A dossier as the person who filed it sees it.
    package func dossier(_ id: DossierID, openedBy person: PersonID) throws -> Dossier? {
        try rows("SELECT \(Self.dossierColumns) FROM dossier WHERE id = ? AND opener = ? \(Self.lock)", .text(id), .text(person))
            .first.map(Self.dossier)
    }

    /// A dossier as staff sees it: of their institution, submitted, on a desk of theirs.
    package func dossier(_ id: DossierID, seenBy staff: StaffView) throws -> Dossier? {
        let found = try rows(
            "SELECT \(Self.dossierColumns) FROM dossier WHERE id = ? AND institution = ? AND stage_kind <> 'draft' \(Self.lock)", .text(id),
            .text(staff.institution)
        ).first.map(Self.dossier)
        return found.flatMap { staff.sees(desk: $0.desk) ? $0 : nil }
    }

    /// A dossier by its id alone: for the program's own jobs, never for a person's request.
    package func dossier(forJob id: DossierID) throws -> Dossier? {
        try rows("SELECT \(Self.dossierColumns) FROM dossier WHERE id = ? \(Self.lock)", .text(id)).first.map(Self.dossier)
    }

    /// Writes a changed dossier back.
    /// - Parameter version: the version it was changed from; anything else means that somebody was faster.
    /// - Throws: `Refusal.stale`.
    package func save(_ dossier: Dossier, from version: Int, _ facts: StageFacts, at now: Date) throws {
        let changed = try run(
            """
            UPDATE dossier SET desk = ?,
                stage_since = CASE WHEN stage = ? THEN stage_since ELSE ? END,
                stage = ?, stage_kind = ?, holder = ?, version = ?, assignee = ?, number = ?, number_day = ?, registered_at = ?,
                clock = ?, due_on = ?, suspended = ?, completions = ?, payment = ?, drafter = ?, approver = ?, answers = ?, title = ?,
                applicant = ?, place = ?, changed_at = ?, steps = ?, archived_on = ?
            WHERE id = ? AND version = ?
            """,
            .text(dossier.desk), .text(dossier.stage), .instant(now), .text(dossier.stage), .text(facts.kind.rawValue),
            .optional(facts.holder?.rawValue), .integer(dossier.version), .optional(dossier.assignee), .optional(dossier.number?.number),
            .optional(dossier.number.map { "\($0.day)" }), .optional(dossier.registeredAt),
            dossier.clock.map { try .json($0) } ?? .null, .text(DueKey.text(facts.due, at: facts.dueTime)),
            .integer(facts.isSuspended ? 1 : 0),
            .integer(dossier.completionsAsked), .text(dossier.payment.rawValue), .optional(dossier.draft?.drafter),
            .optional(dossier.draft?.approver), .json(dossier.answers), .text(dossier.title), .text(dossier.applicant),
            .optional(dossier.place), .instant(now), .json(dossier.steps),
            .optional(dossier.archivedOn.map { "\($0)" }), .text(dossier.id),
            .integer(version))
        if changed == 0 { throw Refusal.stale }
        // What ends without success needs its slots no more.
        if facts.kind == .closed { try free(bookingsOf: dossier.id) }
    }

    /// Keeps that somebody wrote of the dossier's act; nothing takes them off again.
    package func note(writer: PersonID, of dossier: Dossier) throws {
        let writers = (dossier.draft?.writers ?? []).union([writer])
        try run("UPDATE dossier SET writers = ? WHERE id = ?", .json(writers.sorted()), .text(dossier.id))
    }

    /// Removes a draft and its attachments' rows; what was submitted is never deleted.
    package func discard(draft id: DossierID, of person: PersonID) throws -> Bool {
        guard
            try !rows("SELECT 1 FROM dossier WHERE id = ? AND opener = ? AND stage_kind = 'draft' \(Self.lock)", .text(id), .text(person))
                .isEmpty
        else { return false }
        try run("DELETE FROM attachment WHERE dossier = ?", .text(id))
        try run("UPDATE scan SET dossier = NULL WHERE dossier = ?", .text(id))
        guard try run("DELETE FROM dossier WHERE id = ? AND stage_kind = 'draft'", .text(id)) == 1 else { throw Refusal.stale }
        return true
    }

    /// Makes a dossier findable by these words (already lower case, without diacritics), and by no others.
    /// - Parameter isNew: it has never been indexed.
    package func index(_ dossier: DossierID, of institution: String, words: Set<String>, isNew: Bool = false) throws {
        if !isNew { try run("DELETE FROM search_word WHERE dossier = ?", .text(dossier)) }
        let words = Set(words.map(Self.searchKey)).sorted()
        if words.isEmpty { return }
        // In one statement: on PostgreSQL each is a question over the network while others wait for the register.
        try sql.run(
            "INSERT INTO search_word (institution, word, dossier) VALUES \(words.map { _ in "(?, ?, ?)" }.joined(separator: ", "))",
            words.flatMap { [.text(institution), .text($0), .text(dossier)] })
    }

    static func dossier(_ row: SQLRow) throws -> Dossier {
        var dossier = Dossier(
            id: try row.text(0), institution: try row.text(1), service: try row.text(2), revision: try row.integer(3),
            opener: try row.text(4), desk: try row.text(5), stage: try row.text(6), title: try row.text(18),
            openedAt: try row.instant(21))
        dossier.version = try row.integer(7)
        dossier.assignee = row.optionalText(8)
        if let number = row.optionalInteger(9), let day = row.optionalText(10).flatMap({ Day($0) }) {
            dossier.number = RegisterNumber(number: number, day: day)
        }
        dossier.registeredAt = row.optionalInstant(11)
        dossier.clock = row.optionalText(12) == nil ? nil : try row.json(12)
        dossier.completionsAsked = try row.integer(13)
        dossier.payment = Dossier.PaymentState(rawValue: try row.text(14)) ?? .due
        let writers: Set<PersonID> = try row.text(25) == "[]" ? [] : row.json(25)
        dossier.draft = row.optionalText(15).map { Dossier.DraftState(drafter: $0, approver: row.optionalText(16), writers: writers) }
        dossier.answers = try row.json(17)
        dossier.applicant = try row.text(19)
        dossier.place = row.optionalText(20)
        dossier.openLegs = try row.integer(22)
        dossier.steps = try row.text(23) == "{}" ? [:] : row.json(23)
        dossier.archivedOn = row.optionalText(24).flatMap { Day($0) }
        return dossier
    }
}
