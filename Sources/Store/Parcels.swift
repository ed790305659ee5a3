package import Foundation
package import Rulebook

/// A piece of land by its cadastral number, which is unique in its commune or town.
package struct Parcel: Hashable, Sendable {
    /// SIRUTA of the UAT.
    package let uat: String
    package let number: String

    package init(uat: String, number: String) {
        self.uat = uat
        self.number = number
    }
}

/// A line of a parcel's history: a dossier about it, with the act that ended it.
package struct ParcelLine: Hashable, Sendable {
    package let line: DossierLine
    package let registeredAt: Date
    /// Nil while there is none.
    package let act: Act?

    package struct Act: Hashable, Sendable {
        package let id: String
        package let title: String
        /// „CU 12/2026”
        package let number: String
        package let day: Day
        package let isSealed: Bool
        package let validUntil: Day?
    }
}

/// Where a page of a history begins: after this line.
package struct ParcelCursor: Hashable, Sendable {
    package let registeredAt: Date
    package let dossier: DossierID

    package init(registeredAt: Date, dossier: DossierID) {
        self.registeredAt = registeredAt
        self.dossier = dossier
    }
}

extension Books {
    /// Says which land a dossier is about, and that it is about no other.
    package func setParcels(_ parcels: Set<Parcel>, of dossier: Dossier, at now: Date) throws {
        try run("DELETE FROM parcel WHERE dossier = ?", .text(dossier.id))
        for parcel in parcels.sorted(by: { ($0.uat, $0.number) < ($1.uat, $1.number) }) {
            try run(
                "INSERT INTO parcel (dossier, uat, number, institution, opener, registered_at) VALUES (?, ?, ?, ?, ?, ?)",
                .text(dossier.id), .text(parcel.uat), .text(parcel.number), .text(dossier.institution), .text(dossier.opener),
                .instant(dossier.registeredAt ?? now))
        }
    }

    package func parcels(of dossier: DossierID) throws -> [Parcel] {
        try rows("SELECT uat, number FROM parcel WHERE dossier = ? ORDER BY uat, number", .text(dossier)).map {
            Parcel(uat: try $0.text(0), number: try $0.text(1))
        }
    }

    /// What staff of an institution sees of a parcel's history, newest first.
    package func history(of parcel: Parcel, seenBy staff: StaffView, before cursor: ParcelCursor?, limit: Int) throws -> [ParcelLine] {
        let demands = staff.demands
        return try history(
            (["p.institution = ?"] + demands.conditions).joined(separator: " AND "), [.text(staff.institution)] + demands.arguments,
            parcel, cursor, limit)
    }

    /// What a citizen sees of it: their own dossiers; what these asked of other institutions stands with them.
    package func history(of parcel: Parcel, openedBy person: PersonID, before cursor: ParcelCursor?, limit: Int) throws -> [ParcelLine] {
        try history(
            "p.opener = ? AND NOT EXISTS (SELECT 1 FROM endorsement e WHERE e.leg = d.id)", [.text(person)], parcel, cursor, limit)
    }

    private func history(
        _ scope: String, _ arguments: [SQLValue], _ parcel: Parcel, _ cursor: ParcelCursor?, _ limit: Int
    ) throws -> [ParcelLine] {
        try sql.rows(
            """
            SELECT \(Self.lineColumns), p.registered_at, a.title, a.register, a.number, a.day, a.id, a.sha256, a.valid_until, d.steps
            FROM parcel p JOIN dossier d ON d.id = p.dossier
            LEFT JOIN act a ON a.dossier = d.id AND a.kind = 'act' AND a.number IS NOT NULL
            WHERE \(scope) AND p.uat = ? AND p.number = ? AND (p.registered_at, p.dossier) < (?, ?)
            ORDER BY p.registered_at DESC, p.dossier DESC LIMIT ?
            """,
            arguments + [
                .text(parcel.uat), .text(parcel.number), cursor.map { .instant($0.registeredAt) } ?? .integer(Int.max),
                .text(cursor?.dossier ?? ""), .integer(limit),
            ]
        ).map { row in
            let first = Self.lineColumns.count { $0 == "," } + 1
            var line = try Self.line(row)
            if try row.text(first + 8) != "{}" { line.steps = try row.json(first + 8) }
            return ParcelLine(line: line, registeredAt: try row.instant(first), act: try Self.act(row, from: first + 1))
        }
    }

    private static func act(_ row: SQLRow, from first: Int) throws -> ParcelLine.Act? {
        guard let title = row.optionalText(first), let register = row.optionalText(first + 1), let number = row.optionalInteger(first + 2),
            let day = row.optionalText(first + 3).flatMap({ Day($0) })
        else { return nil }
        return ParcelLine.Act(
            id: try row.text(first + 4), title: title, number: "\(register) \(number)/\(day.year)", day: day,
            isSealed: row.optionalText(first + 5) != nil, validUntil: row.optionalText(first + 6).flatMap { Day($0) })
    }
}
