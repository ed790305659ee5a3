package import Foundation
package import Rulebook

/// The names of registers that are not an act's own.
package enum RegisterName {
    /// Entry and exit of everything (Legea 16/1996).
    package static let general = "general"
}

extension Books {
    /// Takes the next number of a yearly register and writes its line. Without gaps: the counter moves in the same
    /// transaction as the change it numbers, so a roll-back gives the number back.
    package func register(
        _ dossier: DossierID, in register: String, of institution: String, on day: Day, at now: Date, sender: String, object: String
    ) throws -> RegisterNumber {
        let year = day.year
        let counter = try rows(
            """
            INSERT INTO register_counter (institution, register, year, last) VALUES (?, ?, ?, 1)
            ON CONFLICT (institution, register, year) DO UPDATE SET last = register_counter.last + 1
            RETURNING last
            """, .text(institution), .text(register), .integer(year))
        let number = try counter[0].integer(0)
        try run(
            """
            INSERT INTO register_entry (institution, register, year, number, day, at, dossier, sender, object)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(institution), .text(register), .integer(year), .integer(number), .text("\(day)"), .instant(now), .text(dossier),
            .text(sender), .text(object))
        return RegisterNumber(number: number, day: day)
    }

    /// A register's line, for its page and for audits.
    package struct RegisterLine: Hashable, Sendable {
        package let number: RegisterNumber
        package let at: Date
        /// Nil where the dossier lies on a desk that the reader does not see into: then the line is its number.
        package let entry: Entry?

        package struct Entry: Hashable, Sendable {
            package let dossier: DossierID
            package let sender: String
            package let object: String
            /// Who handles the dossier, by name; nil: nobody yet.
            package let handler: String?
            /// The last day of its term; nil while its clock stands, and where it has none.
            package let due: Day?
            package let files: Int
            /// The act that went out, the last one, in its own register: „CU 4/2026”; nil: none yet.
            package let answer: String?
            package let answeredOn: Day?
            /// What service the dossier is of, and the steps that it took: the one that put it into the archive says where it lies.
            package let service: String
            package let steps: [String: StepTaken]
        }
    }

    /// A page of a register, newest first, before `number`.
    /// - Parameter barred: desks that the reader does not see into.
    package func registerPage(
        _ register: String, of institution: String, year: Int, before number: Int?, limit: Int, barred: Set<String> = []
    ) throws -> [RegisterLine] {
        try rows(
            """
            SELECT r.number, r.day, r.at, r.dossier, r.sender, r.object, (SELECT d.desk FROM dossier d WHERE d.id = r.dossier),
                (SELECT p.name FROM dossier d JOIN person p ON p.id = d.assignee WHERE d.id = r.dossier),
                (SELECT d.due_on FROM dossier d WHERE d.id = r.dossier),
                (SELECT COUNT(*) FROM attachment f WHERE f.dossier = r.dossier AND f.removed_at IS NULL),
                (SELECT a.number || ' ' || a.day || ' ' || a.register FROM act a
                    WHERE a.dossier = r.dossier AND a.kind = 'act' AND a.number IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM act b WHERE b.dossier = a.dossier AND b.kind = 'act' AND b.number IS NOT NULL
                            AND (b.issued_at, b.id) > (a.issued_at, a.id))),
                (SELECT d.service FROM dossier d WHERE d.id = r.dossier), (SELECT d.steps FROM dossier d WHERE d.id = r.dossier)
            FROM register_entry r
            WHERE r.institution = ? AND r.register = ? AND r.year = ? AND r.number < ? ORDER BY r.number DESC LIMIT ?
            """,
            .text(institution), .text(register), .integer(year), .integer(number ?? Int(Int32.max)), .integer(limit)
        ).map { row in
            guard let day = Day(try row.text(1)) else { throw StoreFault.unreadable("register day") }
            // The register's name comes last: it may have blanks.
            let act = row.optionalText(10)?.split(separator: " ", maxSplits: 2) ?? []
            let answeredOn = act.count == 3 ? Day(String(act[1])) : nil
            let answer = answeredOn.map { "\(act[2]) \(act[0])/\($0.year)" }
            let entry = RegisterLine.Entry(
                dossier: try row.text(3), sender: try row.text(4), object: try row.text(5), handler: row.optionalText(7),
                due: DueKey.read(row.optionalText(8))?.day, files: try row.integer(9), answer: answer, answeredOn: answeredOn,
                service: row.optionalText(11) ?? "", steps: row.optionalText(12) ?? "{}" == "{}" ? [:] : try row.json(12))
            let isBarred = row.optionalText(6).map { barred.contains($0) } ?? false
            return RegisterLine(
                number: RegisterNumber(number: try row.integer(0), day: day), at: try row.instant(2), entry: isBarred ? nil : entry)
        }
    }
}
