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
    /// Of a term in hours: the minute of `due` at which it ends.
    package let dueTime: WallTime?
    package let isSuspended: Bool
    package let payment: Dossier.PaymentState
    package let changedAt: Date
    /// The workflow's own steps that were taken; only in a person's own list and in a parcel's history.
    package var steps: [String: StepTaken] = [:]
    /// Whose register its number is in; only in a person's own list.
    package var institution = ""
    /// An endorser that it asked waits for the applicant's completion; only in a person's own list.
    package var isAwaitedByEndorser = false

    /// Whether its applicant has something to do: to complete, to answer, to pay; only in a person's own list.
    package var waitsForApplicant: Bool {
        switch kind {
        case .open: holder == .applicant || payment == .due || isAwaitedByEndorser
        case .solved: payment == .due
        case .draft, .closed: false
        }
    }
}

extension Books {
    static let lineColumns = """
        d.id, d.service, d.number, d.number_day, d.title, d.applicant, d.place, d.stage, d.stage_kind, d.holder, d.assignee, d.due_on,
        d.suspended, d.payment, d.changed_at
        """

    /// Open dossiers of an institution: running clocks by what is due first, then the suspended ones. Of proofs of payment that nobody
    /// has looked at also those of dossiers that have ended: somebody waits to know whether the money came.
    /// Dossiers without a term come last among the running.
    /// - Parameter place: where the page begins, or before what it ends; its lines always come in the list's order.
    package func worklist(_ view: StaffView, _ filter: WorklistFilter, _ place: WorklistPlace, limit: Int) throws -> [DossierLine] {
        let isBackwards = if case .before = place { true } else { false }
        var lines: [DossierLine] = []
        for suspended in isBackwards ? [true, false] : [false, true] where lines.count < limit {
            if filter.onlySuspended, !suspended { continue }
            if filter.isByTerm, suspended { continue }
            // The half that lies on the other side of the cursor.
            if let cursor = place.cursor, cursor.isSuspended != suspended, cursor.isSuspended != isBackwards { continue }
            lines += try run(view, filter, suspended: suspended, place, limit: limit - lines.count)
        }
        return isBackwards ? lines.reversed() : lines
    }

    private func run(
        _ view: StaffView, _ filter: WorklistFilter, suspended: Bool, _ place: WorklistPlace, limit: Int
    ) throws -> [DossierLine] {
        let (scope, demands) = (scope(view, filter), demands(filter))
        var conditions = scope.conditions + demands.conditions
        var arguments = scope.arguments + demands.arguments
        conditions.append("d.suspended = ?")
        arguments.append(.integer(suspended ? 1 : 0))
        let isBackwards = if case .before = place { true } else { false }
        if let cursor = place.cursor, cursor.isSuspended == suspended {
            conditions.append("(d.due_on, d.id) \(isBackwards ? "<" : ">") (?, ?)")
            arguments += [.text(DueKey.text(cursor.due, at: cursor.dueTime)), .text(cursor.id)]
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

    /// The dossiers that somebody may see in a list, as SQL with its arguments. What a partial index holds is written out, or the
    /// engines do not see that it is asked for.
    private func scope(_ view: StaffView, _ filter: WorklistFilter = WorklistFilter()) -> (conditions: [String], arguments: [SQLValue]) {
        let demands = view.demands
        let kept = filter.payment == .given ? "d.payment = 'given'" : "d.stage_kind = 'open'"
        return (["d.institution = ?", kept] + demands.conditions, [.text(view.institution)] + demands.arguments)
    }

    static func oneOf(_ column: String, _ count: Int) -> String {
        count == 0 ? "1 = 0" : "\(column) IN (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
    }

    /// What a line must be like besides, as SQL with its arguments.
    private func demands(_ filter: WorklistFilter) -> (conditions: [String], arguments: [SQLValue]) {
        var conditions: [String] = []
        var arguments: [SQLValue] = []
        func demand(_ condition: String, _ values: SQLValue...) {
            conditions.append(condition)
            arguments += values
        }
        if let holders = filter.holders?.map(\.rawValue).sorted() {
            conditions.append(Self.oneOf("d.holder", holders.count))
            arguments += holders.map { .text($0) }
        }
        if let service = filter.service { demand("d.service = ?", .text(service)) }
        if let stage = filter.stage { demand("d.stage = ?", .text(stage)) }
        if let place = filter.place { demand("d.place = ?", .text(place)) }
        if let assignee = filter.assignee { demand("d.assignee = ?", .text(assignee)) }
        if let payment = filter.payment, payment != .given { demand("d.payment = ?", .text(payment.rawValue)) }
        if let due = filter.dueBy { demand("d.due_on <= ?", .text("\(due)")) }
        if let moment = filter.passedBy { demand("d.due_on < ?", .text(DueKey.passed(by: moment))) }
        if let moment = filter.runningAt { demand("d.due_on >= ?", .text(DueKey.passed(by: moment))) }
        if filter.isByTerm { demand("d.suspended = 0") }
        if filter.isUnhandled {
            // Named one by one: by whom a dossier is handled is a rule, and the books know the rows only.
            let either = filter.unhandled.map { $0.assignee == nil ? "d.desk = ? AND d.assignee IS NULL" : "d.desk = ? AND d.assignee = ?" }
            conditions.append("d.holder = 'clerk'")
            conditions.append(either.isEmpty ? "1 = 0" : "(\(either.map { "(\($0))" }.joined(separator: " OR ")))")
            arguments += filter.unhandled.flatMap { load in [.text(load.desk)] + (load.assignee.map { [.text($0)] } ?? []) }
        }
        if filter.onlySuspended { demand("d.suspended = 1") }
        return (conditions, arguments)
    }

    /// The open dossiers that somebody may see, by desk, whom they wait for and whose they are: in one walk over an index that lies in
    /// this order.
    package func standings(_ view: StaffView) throws -> [Standing] {
        let scope = scope(view)
        return try sql.rows(
            """
            SELECT d.desk, d.holder, d.assignee, COUNT(*) FROM dossier d WHERE \(scope.conditions.joined(separator: " AND "))
            GROUP BY d.desk, d.holder, d.assignee
            """, scope.arguments
        ).map { row in
            Standing(
                desk: try row.text(0), holder: row.optionalText(1).flatMap(Role.init), assignee: row.optionalText(2),
                count: try row.integer(3))
        }
    }

    /// What the tiles above the worklist count, and how many lines each of some lists has. What hangs on desk, role and handler alone is
    /// added up from the standings; what follows from the term and from whether it runs is counted from one place to another in an index
    /// that is sorted by it, and a list that is narrowed further by itself.
    /// - Parameter standings: of this view, where they have been asked for already.
    package func worklistCounts(
        _ view: StaffView, _ standings: [Standing]? = nil, now: WallMoment, soon: Day, mine: PersonID, lists: [WorklistFilter] = []
    ) throws -> (tiles: WorklistCounts, lists: [Int]) {
        let standings = try standings ?? self.standings(view)
        func counted(_ filter: WorklistFilter) -> Int { standings.reduce(0) { $0 + (filter.holds($1) ? $1.count : 0) } }
        var counts: [String] = []
        var arguments: [SQLValue] = []
        func count(_ scope: (conditions: [String], arguments: [SQLValue]), _ conditions: [String], _ values: [SQLValue]) {
            counts.append("(SELECT COUNT(*) FROM dossier d WHERE \((scope.conditions + conditions).joined(separator: " AND ")))")
            arguments += scope.arguments + values
        }
        let (whole, passed) = (scope(view), SQLValue.text(DueKey.passed(by: now)))
        count(whole, ["d.suspended = 0 AND d.due_on < ?"], [passed])
        count(whole, ["d.suspended = 0 AND d.due_on >= ? AND d.due_on <= ?"], [passed, .text("\(soon)")])
        count(whole, ["d.suspended = 1"], [])
        for list in lists where !list.isByStanding {
            let demands = demands(list)
            count(scope(view, list), demands.conditions, demands.arguments)
        }
        let row = try sql.rows("SELECT \(counts.joined(separator: ", "))", arguments)[0]
        var mineOnly = WorklistFilter()
        mineOnly.assignee = mine
        let tiles = WorklistCounts(
            open: counted(WorklistFilter()), late: try row.integer(0), soon: try row.integer(1), suspended: try row.integer(2),
            mine: counted(mineOnly))
        var next = 3
        return (
            tiles,
            try lists.map { list in
                if list.isByStanding { return counted(list) }
                defer { next += 1 }
                return try row.integer(next)
            }
        )
    }

    /// Dossiers that a person filed or drafts: what waits for them, then the others, each last changed first, those after a place. What
    /// these asked of other institutions stands with them.
    package func dossiers(openedBy person: PersonID, after: OwnDossierCursor?, limit: Int) throws -> [DossierLine] {
        var lines: [DossierLine] = []
        if after?.isWaiting ?? true { lines = try dossiers(openedBy: person, waiting: true, after: after, limit: limit) }
        guard lines.count < limit else { return lines }
        return try lines
            + dossiers(openedBy: person, waiting: false, after: after?.isWaiting == false ? after : nil, limit: limit - lines.count)
    }

    /// What may wait for its applicant, in the words of the index `dossier_by_opener_waiting`.
    private static let mayWait = """
        (d.stage_kind = 'open' AND (d.holder = 'applicant' OR d.open_legs > 0) OR d.stage_kind IN ('open', 'solved') AND d.payment = 'due')
        """
    /// Endorsers that ask the applicant of a dossier for a completion.
    private static let awaiting = """
        SELECT COUNT(*) FROM endorsement e JOIN dossier l ON l.id = e.leg
        WHERE e.parent = d.id AND e.outcome IS NULL AND l.holder = 'applicant'
        """
    /// What waits, and what does not: said so that PostgreSQL sees that there is little of the one and much of the other.
    private static let waits = """
        \(mayWait) AND (d.holder = 'applicant' OR d.payment = 'due' OR (\(awaiting)) > 0)
        """
    private static let rests = """
        (d.stage_kind <> 'open' OR COALESCE(d.holder, '') <> 'applicant') AND (d.stage_kind NOT IN ('open', 'solved') OR d.payment <> 'due')
        AND (d.stage_kind <> 'open' OR d.open_legs = 0 OR (\(awaiting)) = 0)
        """

    private func dossiers(
        openedBy person: PersonID, waiting: Bool, after: OwnDossierCursor?, limit: Int
    ) throws -> [DossierLine] {
        try rows(
            """
            SELECT \(Self.lineColumns), d.steps, CASE WHEN d.open_legs > 0 THEN (\(Self.awaiting)) ELSE 0 END, d.institution
            FROM dossier d WHERE d.opener = ? AND (d.changed_at, d.id) < (?, ?) AND \(waiting ? Self.waits : Self.rests)
                AND NOT EXISTS (SELECT 1 FROM endorsement e WHERE e.leg = d.id)
            ORDER BY d.changed_at DESC, d.id DESC LIMIT ?
            """,
            .text(person), after.map { .instant($0.changedAt) } ?? .integer(Int.max), .text(after?.id ?? ""), .integer(limit)
        ).map { row in
            var line = try Self.line(row)
            line.steps = try row.text(15) == "{}" ? [:] : row.json(15)
            line.isAwaitedByEndorser = try row.integer(16) > 0
            line.institution = try row.text(17)
            return line
        }
    }

    static func line(_ row: SQLRow) throws -> DossierLine {
        let number: RegisterNumber? =
            if let number = row.optionalInteger(2), let day = row.optionalText(3).flatMap({ Day($0) }) {
                RegisterNumber(number: number, day: day)
            } else { nil }
        let due = DueKey.read(row.optionalText(11))
        return DossierLine(
            id: try row.text(0), service: try row.text(1), number: number, title: try row.text(4), applicant: try row.text(5),
            place: row.optionalText(6), stage: try row.text(7), kind: Stage.Kind(rawValue: try row.text(8)) ?? .open,
            holder: row.optionalText(9).flatMap(Role.init), assignee: row.optionalText(10),
            due: due?.day, dueTime: due?.time, isSuspended: try row.integer(12) == 1,
            payment: Dossier.PaymentState(rawValue: try row.text(13)) ?? .due, changedAt: try row.instant(14))
    }
}
