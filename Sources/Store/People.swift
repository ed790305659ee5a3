package import Foundation
package import Rulebook

/// Somebody with an account.
package struct Person: Hashable, Sendable {
    package let id: PersonID
    /// Lower case; what one signs in with.
    package let email: String
    package let name: String
    package let phone: String?
    package let language: Language
    package let isConfirmed: Bool
    package let isDisabled: Bool
}

extension Books {
    /// Of a person `p`.
    static let personColumns = "p.id, p.email, p.name, p.phone, p.language, p.confirmed_at, p.disabled_at"

    package func add(_ person: Person, password: String?, at now: Date) throws {
        try run(
            """
            INSERT INTO person (id, email, name, phone, password, language, confirmed_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(person.id), .text(person.email), .text(person.name), .optional(person.phone), .optional(password),
            .text(person.language.rawValue), person.isConfirmed ? .instant(now) : .null, .instant(now))
    }

    package func person(_ id: PersonID) throws -> Person? {
        try rows("SELECT \(Self.personColumns) FROM person p WHERE p.id = ?", .text(id)).first.map(Self.person)
    }

    package func person(email: String) throws -> Person? {
        try rows("SELECT \(Self.personColumns) FROM person p WHERE p.email = ?", .text(email)).first.map(Self.person)
    }

    /// The encoded password hash; nil for no such account as well as for an account without one.
    package func passwordHash(email: String) throws -> (person: PersonID, hash: String)? {
        guard let row = try rows("SELECT id, password FROM person WHERE email = ? AND disabled_at IS NULL", .text(email)).first,
            let hash = row.optionalText(1)
        else { return nil }
        return (try row.text(0), hash)
    }

    package func setPassword(_ hash: String, of person: PersonID) throws {
        try run("UPDATE person SET password = ? WHERE id = ?", .text(hash), .text(person))
    }

    package func confirm(_ person: PersonID, at now: Date) throws {
        try run("UPDATE person SET confirmed_at = ? WHERE id = ? AND confirmed_at IS NULL", .instant(now), .text(person))
    }

    package func setDisabled(_ disabled: Bool, _ person: PersonID, at now: Date) throws {
        try run("UPDATE person SET disabled_at = ? WHERE id = ?", disabled ? .instant(now) : .null, .text(person))
    }

    package func setLanguage(_ language: Language, of person: PersonID) throws {
        try run("UPDATE person SET language = ? WHERE id = ?", .text(language.rawValue), .text(person))
    }

    /// Names for lists, in one query.
    package func names(of people: Set<PersonID>) throws -> [PersonID: String] {
        guard !people.isEmpty else { return [:] }
        let marks = people.map { _ in "?" }.joined(separator: ", ")
        let found = try sql.rows("SELECT id, name FROM person WHERE id IN (\(marks))", people.sorted().map { .text($0) })
        return try Dictionary(found.map { (try $0.text(0), try $0.text(1)) }) { first, _ in first }
    }

    package func appointments(of person: PersonID) throws -> [Appointment] {
        try rows("SELECT institution, role, desk FROM appointment WHERE person = ? ORDER BY institution, role, desk", .text(person))
            .compactMap(Self.appointment)
    }

    package func appoint(_ person: PersonID, _ appointment: Appointment, at now: Date) throws {
        try run(
            """
            INSERT INTO appointment (person, institution, role, desk, since) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (person, institution, role, desk) DO NOTHING
            """,
            .text(person), .text(appointment.institution), .text(appointment.role.rawValue), .text(appointment.desk ?? ""),
            .instant(now))
    }

    /// - Returns: whether the person had it.
    @discardableResult
    package func dismiss(_ person: PersonID, _ appointment: Appointment) throws -> Bool {
        try run(
            "DELETE FROM appointment WHERE person = ? AND institution = ? AND role = ? AND desk = ?",
            .text(person), .text(appointment.institution), .text(appointment.role.rawValue), .text(appointment.desk ?? "")) > 0
    }

    /// Everybody who works in an institution, with all their roles there, by name.
    package func staff(of institution: String) throws -> [(person: Person, appointments: [Appointment])] {
        let found = try rows(
            """
            SELECT \(Self.personColumns), a.institution, a.role, a.desk
            FROM appointment a JOIN person p ON p.id = a.person WHERE a.institution = ? ORDER BY p.name, p.id, a.role, a.desk
            """, .text(institution))
        var staff: [(person: Person, appointments: [Appointment])] = []
        for row in found {
            let person = try Self.person(row)
            if staff.last?.person != person { staff.append((person, [])) }
            if let appointment = Self.appointment(row, from: 7) { staff[staff.count - 1].appointments.append(appointment) }
        }
        return staff
    }

    /// Everybody who works with this program, by institution: what each is there.
    package func workforce() throws -> [String: [[Appointment]]] {
        let found = try rows(
            """
            SELECT a.institution, a.role, a.desk, a.person FROM appointment a JOIN person p ON p.id = a.person WHERE p.disabled_at IS NULL
            """)
        var workforce: [String: [PersonID: [Appointment]]] = [:]
        for row in found {
            guard let appointment = Self.appointment(row, from: 0) else { continue }
            workforce[appointment.institution, default: [:]][try row.text(3), default: []].append(appointment)
        }
        return workforce.mapValues { Array($0.values) }
    }

    /// Whether anybody administers this installation yet.
    package func hasAdministrator() throws -> Bool {
        try !rows("SELECT 1 FROM appointment WHERE role = 'administrator' LIMIT 1").isEmpty
    }

    static func person(_ row: SQLRow) throws -> Person {
        Person(
            id: try row.text(0), email: try row.text(1), name: try row.text(2), phone: row.optionalText(3),
            language: Language(rawValue: try row.text(4)) ?? .ro, isConfirmed: row.optionalInteger(5) != nil,
            isDisabled: row.optionalInteger(6) != nil)
    }

    private static func appointment(_ row: SQLRow) -> Appointment? { appointment(row, from: 0) }

    private static func appointment(_ row: SQLRow, from column: Int) -> Appointment? {
        guard let institution = row.optionalText(column), let role = row.optionalText(column + 1).flatMap(Role.init),
            let desk = row.optionalText(column + 2)
        else { return nil }
        return Appointment(institution: institution, role: role, desk: desk.isEmpty ? nil : desk)
    }
}

extension Person {
    package init(new id: PersonID, email: String, name: String, phone: String?, language: Language, isConfirmed: Bool) {
        self.init(
            id: id, email: email, name: name, phone: phone, language: language, isConfirmed: isConfirmed, isDisabled: false)
    }
}
