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

extension Books {
    private static let lineColumns = """
        d.id, d.service, d.number, d.number_day, d.title, d.applicant, d.place, d.stage, d.stage_kind, d.holder, d.assignee, d.due_on,
        d.suspended, d.payment, d.changed_at
        """

    /// Open dossiers of an institution: running clocks by what is due first, then the suspended ones.
    /// Dossiers without a term come last among the running.
    /// - Parameter place: where the page begins, or before what it ends; its lines always come in the list's order.
    package func worklist(_ view: StaffView, _ filter: WorklistFilter, _ place: WorklistPlace, limit: Int) throws -> [DossierLine] {
        let isBackwards = if case .before = place { true } else { false }
        var lines: [DossierLine] = []
        for suspended in isBackwards ? [true, false] : [false, true] where lines.count < limit {
            if filter.onlySuspended, !suspended { continue }
            if filter.dueBy != nil || filter.dueAfter != nil, suspended { continue }
            // The half that lies on the other side of the cursor.
            if let cursor = place.cursor, cursor.isSuspended != suspended, cursor.isSuspended != isBackwards { continue }
            lines += try run(view, filter, suspended: suspended, place, limit: limit - lines.count)
        }
        return isBackwards ? lines.reversed() : lines
    }

    /// How many lines the whole worklist has.
    package func worklistCount(_ view: StaffView, _ filter: WorklistFilter) throws -> Int {
        let (conditions, arguments) = demands(view, filter)
        return try sql.rows("SELECT COUNT(*) FROM dossier d WHERE \(conditions.joined(separator: " AND "))", arguments)[0].integer(0)
    }

    private func run(
        _ view: StaffView, _ filter: WorklistFilter, suspended: Bool, _ place: WorklistPlace, limit: Int
    ) throws -> [DossierLine] {
        var (conditions, arguments) = demands(view, filter)
        conditions.append("d.suspended = ?")
        arguments.append(.integer(suspended ? 1 : 0))
        let isBackwards = if case .before = place { true } else { false }
        if let cursor = place.cursor, cursor.isSuspended == suspended {
            conditions.append("(d.due_on, d.id) \(isBackwards ? "<" : ">") (?, ?)")
            // Terms sort as texts; a dossier without one sorts as if due at the end of time.
            arguments += [.text(cursor.due.map { "\($0)" } ?? Self.noDue), .text(cursor.id)]
        }
        arguments.append(.integer(limit))
        let direction = isBackwards ? " DESC" : ""
        return try sql.rows(
            """
            SELECT \(Self.lineColumns) FROM dossier d WHERE \(conditions.joined(separator: " AND "))
            ORDER BY d.due_on\(direction), d.id\(direction) LIMIT ?
            """, arguments
        ).map(Self.line)
    }

    /// What a line must be like, as SQL with its arguments.
    private func demands(_ view: StaffView, _ filter: WorklistFilter) -> (conditions: [String], arguments: [SQLValue]) {
        var conditions = ["d.institution = ?", "d.stage_kind = 'open'"]
        var arguments: [SQLValue] = [.text(view.institution)]
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
        if filter.dueBy != nil || filter.dueAfter != nil { demand("d.suspended = 0") }
        if filter.onlySuspended { demand("d.suspended = 1") }
        return (conditions, arguments)
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
