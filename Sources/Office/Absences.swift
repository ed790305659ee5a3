import Foundation
package import Rulebook
package import Store

/// In whose place somebody acts, and with which roles.
package struct StandIn: Hashable, Sendable {
    package let absent: PersonID
    package let name: String
    package let institution: String
    package let appointments: [Appointment]
    /// The last day of it.
    package let until: Day
}

/// Somebody has to act on a dossier, and is away with nobody in their place; or nobody is there for it at all.
package struct Vacancy: Hashable, Sendable {
    package let role: Role
    /// Empty: nobody has the role.
    package var names: [String] = []
    /// The first of them is back after this day.
    package var until: Day?
}

extension Office {
    /// A person with all that they may do today; nil where nobody has this account.
    package func visitor(of id: PersonID) async throws -> Visitor? {
        try await store.read { books in try books.person(id).map { try visitor($0, books) } }
    }

    /// A person with all that they may do today, in their own place and in others'.
    func visitor(_ person: Person, _ books: Books) throws -> Visitor {
        let appointments = try books.appointments(of: person.id)
        if appointments.isEmpty { return Visitor(person: person, appointments: [], in: content) }
        let away = try books.absences(of: person.id, from: today(), to: today())
        return Visitor(
            person: person, appointments: appointments, standIns: try standIns(of: person, appointments, books),
            leaves: Dictionary(away.map { ($0.institution, $0.to) }) { max($0, $1) }, in: content)
    }

    /// A substitute has the powers of the absent for which they have the needed role themselves, and no longer than both work here.
    private func standIns(of person: Person, _ own: [Appointment], _ books: Books) throws -> [StandIn] {
        let today = today()
        return try books.absences(standingIn: person.id, from: today, to: today).compactMap { absence in
            guard let absent = try books.person(absence.person), !absent.isDisabled else { return nil }
            let roles = Set(own.filter { $0.institution == absence.institution }.map(\.role))
            let powers = try books.appointments(of: absent.id).filter { appointment in
                appointment.institution == absence.institution && !roles.isDisjoint(with: appointment.role.substitutes)
            }
            guard !powers.isEmpty else { return nil }
            return StandIn(
                absent: absent.id, name: absent.name, institution: absence.institution, appointments: powers, until: absence.to)
        }
    }

    /// Who does a person's work today: themselves, or who stands in for them; nil where they are away with nobody in their place.
    func present(_ person: PersonID, in institution: String, _ books: Books) throws -> PersonID? {
        let today = today()
        let away = try books.absences(of: person, from: today, to: today).filter { $0.institution == institution }
        guard let absence = away.first else { return person }
        guard let substitute = absence.substitute, try books.person(substitute).map({ !$0.isDisabled }) ?? false else { return nil }
        let works = try books.appointments(of: substitute).contains { $0.institution == institution }
        return works ? substitute : nil
    }

    /// Who is told of a dossier's news: its handler, or who stands in; the handler all the same where nobody does. Nil where nobody
    /// handles it, or who did works here no more: its registry is told then.
    func addressee(of dossier: Dossier, _ books: Books) throws -> Person? {
        guard let handler = dossier.assignee, try handles(handler, dossier, books) else { return nil }
        return try books.person(try present(handler, in: dossier.institution, books) ?? handler)
    }

    /// Whether somebody is appointed to handle a dossier today, in their own place or another's.
    private func handles(_ person: PersonID, _ dossier: Dossier, _ books: Books) throws -> Bool {
        guard let person = try books.person(person), !person.isDisabled else { return false }
        return try visitor(person, books).handles(dossier)
    }

    /// The handler of a dossier that clerks have to work on, who works here no more.
    func formerHandler(of dossier: Dossier, at stage: Stage, _ books: Books) throws -> PersonID? {
        guard stage.holder == .clerk, let handler = dossier.assignee, try !handles(handler, dossier, books) else { return nil }
        return handler
    }

    /// With the desks and handlers whose dossiers nobody works on, where the list asks for those.
    /// - Parameter standings: what the list is narrowed from.
    func looking(
        _ filter: WorklistFilter, among standings: [Standing], in institution: String, _ books: Books
    ) throws -> WorklistFilter {
        guard filter.isUnhandled else { return filter }
        var looking = filter
        looking.unhandled = try standings.compactMap(\.load).filter { load in
            guard let handler = load.assignee else { return true }
            guard let person = try books.person(handler), !person.isDisabled else { return true }
            return try !visitor(person, books).handles(atDesk: load.desk, of: institution)
        }
        return looking
    }

    /// Whether a dossier waits for somebody in vain: whoever could act is away with nobody in their place, or nobody has the role here.
    func vacancy(of dossier: Dossier, at stage: Stage, _ books: Books) throws -> Vacancy? {
        let staff = try books.staff(of: dossier.institution).filter { !$0.person.isDisabled }
        func holders(of role: Role) -> [Person] {
            staff.filter { Visitor(person: $0.person, appointments: $0.appointments, in: content).holds(role, on: dossier) }.map(\.person)
        }
        if dossier.payment == .given, holders(of: .cashier).isEmpty { return Vacancy(role: .cashier) }
        guard let role = stage.holder, Role.staff.contains(role) else { return nil }
        let handler = role == .clerk ? try dossier.assignee.flatMap { try books.person($0) } : nil
        let holders = handler.map { [$0] } ?? holders(of: role)
        if holders.isEmpty { return Vacancy(role: role) }
        guard try holders.allSatisfy({ try present($0.id, in: dossier.institution, books) == nil }) else { return nil }
        let today = today()
        let away = try books.absences(in: dossier.institution, endingFrom: today, limit: 500).filter { $0.from <= today }
        let until = away.filter { absence in holders.contains { $0.id == absence.person } }.map(\.to).min() ?? today
        return Vacancy(role: role, names: holders.map(\.name), until: until)
    }
}

/// What the page of absences shows.
package struct AbsenceBook: Sendable {
    package let absences: [Absence]
    package let names: [PersonID: String]
    /// For whom this person may enter one.
    package let people: [Person]
    /// Who may be named as a substitute.
    package let substitutes: [Person]
    /// Which of the absences this person may call off.
    package let own: Set<String>
}

extension Office {
    package func absences(in institution: String, seenBy visitor: Visitor) async throws -> AbsenceBook {
        guard visitor.institutions.contains(institution) else { throw Refusal.notFound }
        let today = today()
        return try await store.read { books in
            let absences = try books.absences(in: institution, endingFrom: today, limit: 500)
            let staff = try books.staff(of: institution).filter { !$0.person.isDisabled }
            let mine = staff.filter { visitor.keepsCalendar(of: $0.person.id, $0.appointments, in: institution) }
            let names = try books.names(of: Set(absences.flatMap { [$0.person] + [$0.substitute].compactMap { $0 } }))
            let own = absences.filter { absence in mine.contains { $0.person.id == absence.person } }
            return AbsenceBook(
                absences: absences, names: names, people: mine.map(\.person),
                substitutes: staff.filter { colleague in mine.contains { Self.mayStand(colleague, for: $0) } }.map(\.person),
                own: Set(own.map(\.id)))
        }
    }

    /// Whether a colleague has a role that fits each of the other's that is delegated.
    private static func mayStand(
        _ colleague: (person: Person, appointments: [Appointment]), for absent: (person: Person, appointments: [Appointment])
    ) -> Bool {
        let roles = Set(colleague.appointments.map(\.role))
        return colleague.person.id != absent.person.id && roles.contains { Role.staff.contains($0) && $0 != .auditor }
            && absent.appointments.allSatisfy { $0.role.substitutes.isEmpty || !roles.isDisjoint(with: $0.role.substitutes) }
    }

    /// Somebody will be away. For oneself, or for those whose calendar one keeps: a head the
    /// desk's, but not of who signs, countersigns or administers; an administrator everybody's.
    package func enterAbsence(
        of person: PersonID, in institution: String, from: Day?, to: Day?, substitute: PersonID?, by visitor: Visitor
    ) async throws {
        let (first, last) = try dates(from, to)
        let absence = Absence(
            id: settings.newID(), institution: institution, person: person, substitute: substitute, from: first, to: last)
        let now = settings.now()
        try await store.write { books in
            try books.holdCalendar(of: Set([person] + [substitute].compactMap { $0 }))
            let staff = try books.staff(of: institution).filter { !$0.person.isDisabled }
            guard let absent = staff.first(where: { $0.person.id == person }),
                visitor.keepsCalendar(of: person, absent.appointments, in: institution)
            else { throw Refusal.notFound }
            // Nobody takes another's powers by their own word: the absent one, or an administrator, names who stands in.
            if person != visitor.id, substitute == visitor.id {
                throw Refusal.invalid([absenceProblem("substitute", "absence-own-word")])
            }
            try check(absence, of: absent.appointments, staff, books)
            try books.add(absence, by: visitor.id, at: now)
            try books.record(
                "absence-entered", of: nil, in: institution, by: visitor.id, at: now,
                ["person": person, "substitute": substitute ?? "", "from": "\(first)", "to": "\(last)"])
            try tell(.entered, of: absence, by: visitor.id, books)
        }
        bell.ring()
    }

    package func callOffAbsence(_ id: String, in institution: String, by visitor: Visitor) async throws {
        let now = settings.now()
        try await store.write { books in
            guard let absence = try books.absence(id, in: institution) else { throw Refusal.notFound }
            let appointments = try books.appointments(of: absence.person).filter { $0.institution == institution }
            guard visitor.keepsCalendar(of: absence.person, appointments, in: institution), try books.callOff(id, at: now) else {
                throw Refusal.notFound
            }
            try books.record(
                "absence-called-off", of: nil, in: institution, by: visitor.id, at: now,
                ["person": absence.person, "from": "\(absence.from)", "to": "\(absence.to)"])
            try tell(.calledOff, of: absence, by: visitor.id, books)
        }
        bell.ring()
    }

    /// Longest absence, in days, and how far back one may be entered late.
    private static let absenceDays = 366
    private static let lateEntry = 30

    private func dates(_ from: Day?, _ to: Day?) throws(Refusal) -> (Day, Day) {
        var problems: [Problem] = []
        if from == nil { problems.append(absenceProblem("from", "absence-day")) }
        if to == nil { problems.append(absenceProblem("to", "absence-day")) }
        if let from, let to {
            if to < from { problems.append(absenceProblem("to", "absence-backwards")) }
            if to < today() || from < today().adding(days: -Self.lateEntry) { problems.append(absenceProblem("from", "absence-past")) }
            if from.days(until: to) > Self.absenceDays {
                problems.append(absenceProblem("to", "absence-long", ["n": .number(Self.absenceDays)]))
            }
            if problems.isEmpty { return (from, to) }
        }
        throw .invalid(problems)
    }

    private func check(
        _ absence: Absence, of appointments: [Appointment], _ staff: [(person: Person, appointments: [Appointment])], _ books: Books
    ) throws {
        func refuse(_ field: String, _ code: String, _ values: [String: TraceValue] = [:]) -> Refusal {
            .invalid([absenceProblem(field, code, values)])
        }
        func name(_ id: PersonID) -> String { staff.first { $0.person.id == id }?.person.name ?? "–" }
        func here(_ absences: [Absence]) -> Absence? { absences.first { $0.institution == absence.institution } }
        if let other = here(try books.absences(of: absence.person, from: absence.from, to: absence.to)) {
            throw refuse("from", "absence-twice", ["from": .day(other.from), "to": .day(other.to)])
        }
        if let other = here(try books.absences(standingIn: absence.person, from: absence.from, to: absence.to)) {
            throw refuse("from", "absence-stands-in", ["name": .text(name(other.person)), "to": .day(other.to)])
        }
        guard let substitute = absence.substitute else { return try checkUncovered(absence, appointments, staff, books) }
        guard substitute != absence.person, let colleague = staff.first(where: { $0.person.id == substitute }) else {
            throw refuse("substitute", "absence-substitute")
        }
        let roles = Set(colleague.appointments.map(\.role))
        let lacking = appointments.map(\.role).filter { !$0.substitutes.isEmpty && roles.isDisjoint(with: $0.substitutes) }
        if let role = lacking.first {
            throw refuse(
                "substitute", "absence-role", ["name": .text(colleague.person.name), "role": .phrase("role.\(role.rawValue)")])
        }
        // Standing in lets nobody into a restricted desk that they are not of.
        let desks = Set(colleague.appointments.compactMap(\.desk))
        if let desk = appointments.compactMap(\.desk).first(where: { restrictedDesks(of: absence).contains($0) && !desks.contains($0) }) {
            let title = content.institution(absence.institution)?.desks.first { $0.slug == desk }?.name.ro ?? desk
            throw refuse("substitute", "absence-desk", ["name": .text(colleague.person.name), "desk": .text(title)])
        }
        if let other = here(try books.absences(of: substitute, from: absence.from, to: absence.to)) {
            throw refuse(
                "substitute", "absence-both", ["name": .text(colleague.person.name), "from": .day(other.from), "to": .day(other.to)])
        }
    }

    /// Without a substitute only those may go whose desk still has somebody for what they alone decide.
    private func checkUncovered(
        _ absence: Absence, _ appointments: [Appointment], _ staff: [(person: Person, appointments: [Appointment])], _ books: Books
    ) throws {
        let restricted = restrictedDesks(of: absence)
        for needed in appointments where Role.resting.contains(needed.role) {
            // Who works for the whole house does not see into a restricted desk.
            let isApart = needed.desk.map(restricted.contains) ?? false
            let others = staff.filter { colleague in
                colleague.person.id != absence.person
                    && colleague.appointments.contains {
                        $0.role == needed.role && ($0.desk == needed.desk || $0.desk == nil && !isApart)
                    }
            }
            let isCovered = try others.contains { other in
                try books.absences(of: other.person.id, from: absence.from, to: absence.to).allSatisfy {
                    $0.institution != absence.institution
                }
            }
            if !isCovered {
                throw Refusal.invalid([
                    absenceProblem("substitute", "absence-uncovered", ["role": .phrase("role.\(needed.role.rawValue)")])
                ])
            }
        }
    }

    private func restrictedDesks(of absence: Absence) -> Set<String> { content.institution(absence.institution)?.restrictedDesks ?? [] }

    private func absenceProblem(_ field: String, _ code: String, _ values: [String: TraceValue] = [:]) -> Problem {
        Problem(field: field, code: code, message: content.phrases("problem.\(code)", values, in: .ro))
    }
}

extension Visitor {
    /// Whether this person may enter when that colleague is away.
    func keepsCalendar(of colleague: PersonID, _ appointments: [Appointment], in institution: String) -> Bool {
        if colleague == id { return institutions.contains(institution) }
        if administers(institution) { return true }
        // Nobody makes themselves the substitute of who decides above them.
        if appointments.contains(where: { [.secretary, .signatory, .administrator].contains($0.role) }) { return false }
        return self.appointments.contains { mine in
            mine.institution == institution && mine.role == .head
                && (mine.desk == nil || appointments.contains { $0.desk == mine.desk })
        }
    }
}
