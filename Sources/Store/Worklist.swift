package import Foundation
package import Rulebook

/// A dossier as lists show it: no answers are read for it.
package struct DossierLine: Hashable, Sendable {
    package let id: DossierID
    package let service: String
    package let number: RegisterNumber?
    package let title: String
    package let applicant: String
    package let place: String?
    package let stage: String
    package let kind: Stage.Kind
    package let holder: Role?
    package let assignee: PersonID?
    package let due: Day?
    package let isSuspended: Bool
    package let payment: Dossier.PaymentState
    package let changedAt: Date
}

/// What a worklist shows; nil means any.
package struct WorklistFilter: Hashable, Sendable {
    package var service: String?
    package var stage: String?
    package var place: String?
    package var assignee: PersonID?
    package var holders: Set<Role>?
    package var payment: Dossier.PaymentState?
    /// Due on this day at the latest, the clock running.
    package var dueBy: Day?
    package var dueAfter: Day?
    package var onlySuspended = false

    package init() {}
}

/// Where a page of a list begins: after the last line of the page before.
package struct WorklistCursor: Hashable, Sendable {
    package let due: Day?
    package let isSuspended: Bool
    package let id: DossierID

    package init(due: Day?, isSuspended: Bool, id: DossierID) {
        self.due = due
        self.isSuspended = isSuspended
        self.id = id
    }
}

/// The numbers above a worklist.
package struct WorklistCounts: Hashable, Sendable {
    package let open: Int
    package let late: Int
    /// Due from today to the end of the near future.
    package let soon: Int
    package let suspended: Int
    package let mine: Int
}

extension Books {
    private static let lineColumns = """
        d.id, d.service, d.number, d.number_day, d.title, d.applicant, d.place, d.stage, d.stage_kind, d.holder, d.assignee, d.due_on,
        d.suspended, d.payment, d.changed_at
        """

    /// Open dossiers of an institution: running clocks by what is due first, then the suspended ones.
    /// Dossiers without a term come last among the running.
    package func worklist(
        _ view: StaffView, _ filter: WorklistFilter, after cursor: WorklistCursor?, limit: Int
    ) throws -> [DossierLine] {
        var lines: [DossierLine] = []
        for suspended in [false, true] where lines.count < limit && (cursor.map { suspended || !$0.isSuspended } ?? true) {
            if filter.onlySuspended, !suspended { continue }
            if filter.dueBy != nil || filter.dueAfter != nil, suspended { continue }
            let start = cursor?.isSuspended == suspended ? cursor : nil
            lines += try run(view, filter, suspended: suspended, after: start, limit: limit - lines.count)
        }
        return lines
    }

    private func run(
        _ view: StaffView, _ filter: WorklistFilter, suspended: Bool, after cursor: WorklistCursor?, limit: Int
    ) throws -> [DossierLine] {
        var conditions = ["d.institution = ?", "d.stage_kind = 'open'", "d.suspended = ?"]
        var arguments: [SQLValue] = [.text(view.institution), .integer(suspended ? 1 : 0)]
        func demand(_ condition: String, _ values: SQLValue...) {
            conditions.append(condition)
            arguments += values
        }
        func demand(_ column: String, oneOf texts: [String]) {
            let marks = Array(repeating: "?", count: texts.count).joined(separator: ", ")
            conditions.append(texts.isEmpty ? "1 = 0" : "\(column) IN (\(marks))")
            arguments += texts.map { .text($0) }
        }
        if let desks = view.desks?.sorted() { demand("d.desk", oneOf: desks) }
        if let holders = filter.holders?.map(\.rawValue).sorted() { demand("d.holder", oneOf: holders) }
        if let service = filter.service { demand("d.service = ?", .text(service)) }
        if let stage = filter.stage { demand("d.stage = ?", .text(stage)) }
        if let place = filter.place { demand("d.place = ?", .text(place)) }
        if let assignee = filter.assignee { demand("d.assignee = ?", .text(assignee)) }
        if let payment = filter.payment { demand("d.payment = ?", .text(payment.rawValue)) }
        if let due = filter.dueBy { demand("d.due_on <= ?", .text("\(due)")) }
        if let due = filter.dueAfter { demand("d.due_on > ?", .text("\(due)")) }
        if let cursor {
            // Terms sort as texts; a dossier without one sorts as if due at the end of time.
            demand("(d.due_on, d.id) > (?, ?)", .text(cursor.due.map { "\($0)" } ?? Self.noDue), .text(cursor.id))
        }
        arguments.append(.integer(limit))
        return try sql.rows(
            """
            SELECT \(Self.lineColumns) FROM dossier d WHERE \(conditions.joined(separator: " AND "))
            ORDER BY d.due_on, d.id LIMIT ?
            """, arguments
        ).map(Self.line)
    }

    /// How dossiers without a running term are kept in the sort column.
    static let noDue = "9999-12-31"

    /// What the tiles above the worklist count, in one walk over the open dossiers' index.
    package func worklistCounts(_ view: StaffView, today: Day, soon: Day, mine: PersonID) throws -> WorklistCounts {
        var arguments: [SQLValue] = [.text("\(today)"), .text("\(today)"), .text("\(soon)"), .text(mine), .text(view.institution)]
        var desks = ""
        if let own = view.desks?.sorted() {
            desks = own.isEmpty ? "AND 1 = 0" : "AND desk IN (\(own.map { _ in "?" }.joined(separator: ", ")))"
            arguments += own.map { .text($0) }
        }
        let row = try sql.rows(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN suspended = 0 AND due_on < ? THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN suspended = 0 AND due_on >= ? AND due_on <= ? THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(suspended), 0), COALESCE(SUM(CASE WHEN assignee = ? THEN 1 ELSE 0 END), 0)
            FROM dossier WHERE institution = ? AND stage_kind = 'open' \(desks)
            """, arguments)[0]
        return WorklistCounts(
            open: try row.integer(0), late: try row.integer(1), soon: try row.integer(2), suspended: try row.integer(3),
            mine: try row.integer(4))
    }

    /// Dossiers that a person filed or drafts, last changed first.
    package func dossiers(openedBy person: PersonID, before: (changedAt: Date, id: DossierID)?, limit: Int) throws -> [DossierLine] {
        try rows(
            """
            SELECT \(Self.lineColumns) FROM dossier d WHERE d.opener = ? AND (d.changed_at, d.id) < (?, ?)
            ORDER BY d.changed_at DESC, d.id DESC LIMIT ?
            """,
            .text(person), before.map { .instant($0.changedAt) } ?? .integer(Int.max), .text(before?.id ?? ""), .integer(limit)
        ).map(Self.line)
    }

    /// Dossiers, open or not, whose indexed words begin with every one of `words`; newest first, at most `limit`.
    package func find(_ words: [String], in view: StaffView, limit: Int) throws -> [DossierLine] {
        let words = words.map(Self.searchKey)
        guard let first = words.first else { return [] }
        var conditions = ["s.institution = ?", "s.word >= ?", "s.word < ?"]
        var arguments: [SQLValue] = [.text(view.institution), .text(first), .text(first + "\u{10FFFF}")]
        for word in words.dropFirst().prefix(4) {
            conditions.append(
                "EXISTS (SELECT 1 FROM search_word o WHERE o.dossier = s.dossier AND o.word >= ? AND o.word < ?)")
            arguments += [.text(word), .text(word + "\u{10FFFF}")]
        }
        if let desks = view.desks?.sorted() {
            conditions.append(desks.isEmpty ? "1 = 0" : "d.desk IN (\(desks.map { _ in "?" }.joined(separator: ", ")))")
            arguments += desks.map { .text($0) }
        }
        arguments.append(.integer(limit))
        return try sql.rows(
            """
            SELECT DISTINCT \(Self.lineColumns) FROM search_word s JOIN dossier d ON d.id = s.dossier
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY d.changed_at DESC LIMIT ?
            """, arguments
        ).map(Self.line)
    }

    /// A word as the index keeps it: its first 64 Unicode scalars, because a key has to fit on an index page.
    static func searchKey(_ word: String) -> String { String(String.UnicodeScalarView(word.unicodeScalars.prefix(64))) }

    static func line(_ row: SQLRow) throws -> DossierLine {
        let number: RegisterNumber? =
            if let number = row.optionalInteger(2), let day = row.optionalText(3).flatMap({ Day($0) }) {
                RegisterNumber(number: number, day: day)
            } else { nil }
        return DossierLine(
            id: try row.text(0), service: try row.text(1), number: number, title: try row.text(4), applicant: try row.text(5),
            place: row.optionalText(6), stage: try row.text(7), kind: Stage.Kind(rawValue: try row.text(8)) ?? .open,
            holder: row.optionalText(9).flatMap(Role.init), assignee: row.optionalText(10),
            due: row.optionalText(11).flatMap { $0 == noDue ? nil : Day($0) }, isSuspended: try row.integer(12) == 1,
            payment: Dossier.PaymentState(rawValue: try row.text(13)) ?? .due, changedAt: try row.instant(14))
    }
}
