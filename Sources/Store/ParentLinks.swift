package import Foundation
package import Rulebook

/// An issued act as another dossier may build on it: enough to name it and to judge it.
package struct ParentAct: Hashable, Sendable {
    package let id: String
    package let dossier: DossierID
    package let service: String
    package let institution: String
    package let title: String
    package let register: String
    /// In its register: „CU 12/2026”.
    package let number: String
    package let day: Day
    /// Its last day; nil: without end.
    package let validUntil: Day?
    /// What the verification page is asked with.
    package let code: String?
    /// Who holds it: the person whose dossier it ended.
    package let holder: PersonID
    /// The steps that its dossier took: they may say that it is a no.
    package let steps: [String: StepTaken]
    /// Its dossier ended without what was asked after the act had gone out: withdrawn, refused, sent on. It counts no more.
    package let isVoid: Bool
    /// Its dossier owes nothing: paid, or nothing to pay.
    package let isSettled: Bool

    package func isInForce(on day: Day) -> Bool { validUntil.map { $0 >= day } ?? true }
}

/// One dossier tied to the act that it builds on.
package struct ParentLink: Hashable, Sendable {
    package let dossier: DossierID
    /// The form's field that names the act.
    package let field: String
    package let act: ParentAct
    /// What was remarked when it was submitted: outside of a window, for other land; empty where all was well. Put into
    /// words when it is read.
    package let remarks: [TraceLine]
    /// The act's last day before this dossier gave it more time; nil where it gave none, or had to give it back.
    package let former: Day?
}

/// A dossier whose own act stands and builds on another.
package struct ParentBuilder: Hashable, Sendable {
    package let dossier: DossierID
    package let field: String
    /// The register of its own act, and who sealed that; nil: the program alone.
    package let register: String?
    package let sealedBy: PersonID?
    package let former: Day?
}

/// A dossier that builds on another's act, as the other one shows it.
package struct ChildLink: Hashable, Sendable {
    package let dossier: DossierID
    package let act: String
    package let service: String
    package let institution: String
    package let desk: String
    package let opener: PersonID
    package let number: RegisterNumber?
    package let stage: String
    package let kind: Stage.Kind
    /// It gave the act more time.
    package let gaveTime: Bool
}

extension Books {
    private static let parentColumns = """
        a.id, a.dossier, d.service, a.institution, a.title, a.register, a.number, a.day, a.valid_until, a.code, d.opener, d.steps,
        d.stage_kind, d.payment
        """
    private static let childColumns = """
        d.id, l.act, d.service, d.institution, d.desk, d.opener, d.number, d.number_day, d.stage, d.stage_kind, l.former
        """
    private static let issued = "a.kind = 'act' AND a.number IS NOT NULL AND a.dossier = d.id"

    /// The acts of some services that ended a person's own dossiers, the latest dossier first.
    package func parentActs(heldBy person: PersonID, of services: [String], limit: Int) throws -> [ParentAct] {
        try sql.rows(
            """
            SELECT \(Self.parentColumns) FROM dossier d JOIN act a ON a.dossier = d.id
            WHERE d.opener = ? AND \(Self.oneOf("d.service", services.count)) AND a.kind = 'act' AND a.number IS NOT NULL
            ORDER BY d.changed_at DESC, d.id DESC LIMIT ?
            """, [.text(person)] + services.map { .text($0) } + [.integer(limit)]
        ).map(Self.parentAct)
    }

    /// Acts with that number in whatever register and institution: a few at most, told apart by service, holder and code.
    package func parentActs(number: Int, year: Int, registers: [String]) throws -> [ParentAct] {
        try sql.rows(
            """
            SELECT \(Self.parentColumns) FROM act a JOIN dossier d ON d.id = a.dossier
            WHERE \(Self.oneOf("a.register", registers.count)) AND a.number = ? AND a.day BETWEEN ? AND ? AND a.kind = 'act'
            ORDER BY a.day, a.id LIMIT 50
            """,
            registers.map { .text($0) } + [.integer(number), .text("\(year)-01-01"), .text("\(year)-12-31")]
        ).map(Self.parentAct)
    }

    package func parentAct(_ id: String) throws -> ParentAct? {
        try rows("SELECT \(Self.parentColumns) FROM act a JOIN dossier d ON \(Self.issued) WHERE a.id = ?", .text(id)).first
            .map(Self.parentAct)
    }

    /// Ties a dossier to an act; what the same field named before is let go.
    package func link(_ dossier: DossierID, by field: String, to act: ParentAct, remarks: [TraceLine], at now: Date) throws {
        try run(
            """
            INSERT INTO parent_link (dossier, field, parent, act, linked_at, remark) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (dossier, field) DO UPDATE SET parent = excluded.parent, act = excluded.act, linked_at = excluded.linked_at,
                remark = excluded.remark
            """, .text(dossier), .text(field), .text(act.dossier), .text(act.id), .instant(now), .json(remarks))
    }

    package func unlink(_ dossier: DossierID, field: String) throws {
        try run("DELETE FROM parent_link WHERE dossier = ? AND field = ?", .text(dossier), .text(field))
    }

    /// The acts that a dossier builds on.
    package func parents(of dossier: DossierID) throws -> [ParentLink] {
        try rows(
            """
            SELECT \(Self.parentColumns), l.field, l.remark, l.former FROM parent_link l JOIN act a ON a.id = l.act JOIN dossier d ON d.id = a.dossier
            WHERE l.dossier = ? ORDER BY l.field
            """, .text(dossier)
        ).map { row in
            ParentLink(
                dossier: dossier, field: try row.text(14), act: try Self.parentAct(row), remarks: try Self.remarks(row, 15),
                former: row.optionalText(16).flatMap { Day($0) })
        }
    }

    /// Of a link that was kept before remarks were data, the words as they were.
    private static func remarks(_ row: SQLRow, _ column: Int) throws -> [TraceLine] {
        let text = try row.text(column)
        if text.isEmpty { return [] }
        return text.hasPrefix("[") ? try row.json(column) : [TraceLine("parent.kept", ["text": .text(text)])]
    }

    /// The dossiers that build on an act of this one, in the order in which they were handed in.
    package func children(of dossier: DossierID, limit: Int) throws -> [ChildLink] {
        try rows(
            """
            SELECT \(Self.childColumns) FROM parent_link l JOIN dossier d ON d.id = l.dossier
            WHERE l.parent = ? ORDER BY l.linked_at, l.dossier LIMIT ?
            """, .text(dossier), .integer(limit)
        ).map(Self.child)
    }

    /// The dossiers of a service that build on that act, other than one.
    package func children(onAct act: String, of service: String, except dossier: DossierID) throws -> [ChildLink] {
        try rows(
            """
            SELECT \(Self.childColumns) FROM parent_link l JOIN dossier d ON d.id = l.dossier
            WHERE l.act = ? AND d.service = ? AND d.id <> ? ORDER BY d.id LIMIT 50
            """, .text(act), .text(service), .text(dossier)
        ).map(Self.child)
    }

    /// The dossiers whose acts stand and build on that one, in the order in which these went out; one with several acts comes as often.
    package func builders(onAct act: String) throws -> [ParentBuilder] {
        try rows(
            """
            SELECT l.dossier, l.field, own.register, own.sealed_by, l.former FROM parent_link l JOIN dossier d ON d.id = l.dossier
            JOIN act own ON own.dossier = l.dossier AND own.kind = 'act' AND own.number IS NOT NULL
            WHERE l.act = ? AND d.stage_kind <> 'closed' ORDER BY own.issued_at, own.id LIMIT 100
            """, .text(act)
        ).map {
            ParentBuilder(
                dossier: try $0.text(0), field: try $0.text(1), register: $0.optionalText(2), sealedBy: $0.optionalText(3),
                former: $0.optionalText(4).flatMap { Day($0) })
        }
    }

    /// Keeps with the link which last day the act had before this dossier gave it more time; nil: it gives none.
    package func keep(former: Day?, of dossier: DossierID, by field: String) throws {
        try run(
            "UPDATE parent_link SET former = ? WHERE dossier = ? AND field = ?", .optional(former.map { "\($0)" }), .text(dossier),
            .text(field))
    }

    /// Gives an act its last day, and the day from which its holder is to be told.
    package func setValidity(of act: String, until last: Day?, warnOn day: Day?) throws {
        try run(
            "UPDATE act SET valid_until = ?, warn_on = ? WHERE id = ?", .optional(last.map { "\($0)" }), .optional(day.map { "\($0)" }),
            .text(act))
    }

    /// Acts whose holders are to be told by `day` that they end, by day and id.
    package func actsToWarn(by day: Day, limit: Int) throws -> [ParentAct] {
        try rows(
            """
            SELECT \(Self.parentColumns) FROM act a JOIN dossier d ON d.id = a.dossier
            WHERE a.warn_on IS NOT NULL AND a.warn_on <= ? ORDER BY a.warn_on, a.id LIMIT ?
            """, .text("\(day)"), .integer(limit)
        ).map(Self.parentAct)
    }

    /// - Returns: false when somebody else has told the holder meanwhile.
    package func markWarned(_ act: String) throws -> Bool {
        try run("UPDATE act SET warn_on = NULL WHERE id = ? AND warn_on IS NOT NULL", .text(act)) == 1
    }

    private static func parentAct(_ row: SQLRow) throws -> ParentAct {
        let day = Day(try row.text(7)) ?? .earliest
        return ParentAct(
            id: try row.text(0), dossier: try row.text(1), service: try row.text(2), institution: try row.text(3), title: try row.text(4),
            register: row.optionalText(5) ?? "", number: "\(row.optionalText(5) ?? "") \(try row.integer(6))/\(day.year)", day: day,
            validUntil: row.optionalText(8).flatMap { Day($0) }, code: row.optionalText(9), holder: try row.text(10),
            steps: try row.text(11) == "{}" ? [:] : row.json(11), isVoid: try row.text(12) == Stage.Kind.closed.rawValue,
            isSettled: Dossier.PaymentState(rawValue: try row.text(13))?.isSettled ?? false)
    }

    private static func child(_ row: SQLRow) throws -> ChildLink {
        let number: RegisterNumber? =
            if let number = row.optionalInteger(6), let day = row.optionalText(7).flatMap({ Day($0) }) {
                RegisterNumber(number: number, day: day)
            } else { nil }
        return ChildLink(
            dossier: try row.text(0), act: try row.text(1), service: try row.text(2), institution: try row.text(3),
            desk: try row.text(4), opener: try row.text(5), number: number, stage: try row.text(8),
            kind: Stage.Kind(rawValue: try row.text(9)) ?? .open, gaveTime: row.optionalText(10) != nil)
    }
}
