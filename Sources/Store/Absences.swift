package import Foundation
package import Rulebook

/// Somebody is away from an institution, and perhaps somebody stands in.
package struct Absence: Hashable, Sendable {
    package let id: String
    package let institution: String
    package let person: PersonID
    /// Nil: nobody stands in.
    package let substitute: PersonID?
    package let from: Day
    /// The last day of it.
    package let to: Day

    package init(id: String, institution: String, person: PersonID, substitute: PersonID?, from: Day, to: Day) {
        self.id = id
        self.institution = institution
        self.person = person
        self.substitute = substitute
        self.from = from
        self.to = to
    }
}

extension Books {
    private static let absenceColumns = "id, institution, person, substitute, from_day, to_day"

    package func add(_ absence: Absence, by person: PersonID, at now: Date) throws {
        try run(
            """
            INSERT INTO absence (id, institution, person, substitute, from_day, to_day, entered_by, entered_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, .text(absence.id), .text(absence.institution), .text(absence.person), .optional(absence.substitute),
            .text("\(absence.from)"), .text("\(absence.to)"), .text(person), .instant(now))
    }

    /// Whoever enters an absence of these people has them until the transaction ends: two cannot enter what excludes each other.
    package func holdCalendar(of people: Set<PersonID>) throws {
        for person in people.sorted() { _ = try rows("SELECT id FROM person WHERE id = ? /*! FOR NO KEY UPDATE */", .text(person)) }
    }

    /// Absences of a person that touch these days.
    package func absences(of person: PersonID, from: Day, to: Day) throws -> [Absence] {
        try rows(
            """
            SELECT \(Self.absenceColumns) FROM absence
            WHERE person = ? AND to_day >= ? AND from_day <= ? AND called_off_at IS NULL ORDER BY to_day LIMIT 100
            """, .text(person), .text("\(from)"), .text("\(to)")
        ).map(Self.absence)
    }

    /// Absences in which a person stands in on these days.
    package func absences(standingIn person: PersonID, from: Day, to: Day) throws -> [Absence] {
        try rows(
            """
            SELECT \(Self.absenceColumns) FROM absence
            WHERE substitute = ? AND to_day >= ? AND from_day <= ? AND called_off_at IS NULL ORDER BY to_day LIMIT 100
            """, .text(person), .text("\(from)"), .text("\(to)")
        ).map(Self.absence)
    }

    /// Absences in an institution that are not over, the soonest to end first.
    package func absences(in institution: String, endingFrom day: Day, limit: Int) throws -> [Absence] {
        try rows(
            """
            SELECT \(Self.absenceColumns) FROM absence
            WHERE institution = ? AND to_day >= ? AND called_off_at IS NULL ORDER BY to_day, id LIMIT ?
            """, .text(institution), .text("\(day)"), .integer(limit)
        ).map(Self.absence)
    }

    package func absence(_ id: String, in institution: String) throws -> Absence? {
        try rows(
            "SELECT \(Self.absenceColumns) FROM absence WHERE id = ? AND institution = ? AND called_off_at IS NULL", .text(id),
            .text(institution)
        ).first.map(Self.absence)
    }

    /// - Returns: false when it was called off already.
    package func callOff(_ absence: String, at now: Date) throws -> Bool {
        try run("UPDATE absence SET called_off_at = ? WHERE id = ? AND called_off_at IS NULL", .instant(now), .text(absence)) == 1
    }

    private static func absence(_ row: SQLRow) throws -> Absence {
        Absence(
            id: try row.text(0), institution: try row.text(1), person: try row.text(2), substitute: row.optionalText(3),
            from: Day(try row.text(4)) ?? .earliest, to: Day(try row.text(5)) ?? .earliest)
    }
}
