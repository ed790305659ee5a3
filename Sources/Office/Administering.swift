package import Foundation
package import Rulebook
package import Store

extension Office {
    /// The first administrator of an empty installation, or a further one: from the command line only.
    package func addAdministrator(email: String, name: String, password: String, of institution: String) async throws {
        try await addStaff(
            email: email, name: name, password: password, [Appointment(institution: institution, role: .administrator)], by: nil)
    }

    package func hasAdministrator() async throws -> Bool { try await store.read { try $0.hasAdministrator() } }

    /// A new colleague with an account ready to use (demo, command line), or one who sets the password by mail (`password` nil).
    package func addStaff(
        email: String, name: String, password: String?, _ appointments: [Appointment], by administrator: Visitor?
    ) async throws {
        let email = try checked(email: email)
        try check(name: name, password: password ?? String(repeating: "-", count: OfficeLimits.passwordLength.lowerBound))
        if let administrator {
            guard appointments.allSatisfy({ administrator.administers($0.institution) }) else { throw Refusal.notFound }
        }
        var hash: String?
        if let password { hash = try await passwords.hash(password, salt: settings.random(16)) }
        let fresh = Person(
            new: settings.newID(), email: email, name: name.legible.trimmed, phone: nil, language: .ro, isConfirmed: password != nil)
        let token = newToken()
        let now = settings.now()
        try await store.write { [hash] books in
            let person = try books.person(email: email) ?? fresh
            if person.id == fresh.id {
                try books.add(fresh, password: hash, at: now)
                if hash == nil {
                    try books.addMailToken(hash: tokenHash(token), of: fresh.id, for: .reset, until: now + OfficeLimits.confirmLink)
                    try enqueue(.welcomeColleague(token: token), to: fresh, once: token, books)
                }
            }
            for appointment in appointments {
                try books.appoint(person.id, appointment, at: now)
                try books.record(
                    "appointed", of: nil, in: appointment.institution, by: administrator?.id, at: now,
                    ["person": person.id, "role": appointment.role.rawValue, "desk": appointment.desk ?? ""])
            }
        }
        bell.ring()
    }

    /// Takes a role back. Nobody takes their own administration: an institution would be left without anybody who gives it.
    /// - Throws: `Refusal.notFound` where the person has no such role.
    package func dismiss(_ person: PersonID, _ appointment: Appointment, by administrator: Visitor) async throws {
        guard administrator.administers(appointment.institution) else { throw Refusal.notFound }
        if person == administrator.id, appointment.role == .administrator {
            let message = content.phrases("refusal.own-administration", in: .ro)
            throw Refusal.invalid([Problem(field: "email", code: "own-administration", message: message)])
        }
        let now = settings.now()
        try await store.write { books in
            guard try books.dismiss(person, appointment) else { throw Refusal.notFound }
            try books.record(
                "dismissed", of: nil, in: appointment.institution, by: administrator.id, at: now,
                ["person": person, "role": appointment.role.rawValue, "desk": appointment.desk ?? ""])
        }
    }

    package func staff(of institution: String, seenBy administrator: Visitor) async throws -> [(
        person: Person, appointments: [Appointment]
    )] {
        guard administrator.administers(institution) else { throw Refusal.notFound }
        return try await store.read { try $0.staff(of: institution) }
    }

    /// Whose acts would stand still with these people: drafting, approving and signing take different ones.
    package func brokenChains(of institution: String, by staff: [(person: Person, appointments: [Appointment])]) -> [Staffing.Chain] {
        Staffing(content).broken(by: staff.filter { !$0.person.isDisabled }.map(\.appointments)).filter { $0.institution == institution }
    }

    package func deadJobs(seenBy administrator: Visitor) async throws -> [GivenUp] {
        guard administrator.administers(content.house.institution) else { throw Refusal.notFound }
        return try await store.read { books in
            try books.deadJobs(limit: 100).map { found in
                var act: Act?
                if case .document(let id)? = try? Errand(found.job) { act = try books.act(id) }
                let number = try act.flatMap { try books.dossier(forJob: $0.dossier)?.number }
                return GivenUp(job: found.job, problem: found.problem, at: found.at, act: act, dossier: number)
            }
        }
    }

    package func retry(deadJob id: String, by administrator: Visitor) async throws {
        guard administrator.administers(content.house.institution) else { throw Refusal.notFound }
        let now = settings.now()
        try await store.write { try $0.retry(deadJob: id, at: now) }
        bell.ring()
    }

    package func retryDeadJobs(by administrator: Visitor) async throws {
        guard administrator.administers(content.house.institution) else { throw Refusal.notFound }
        let now = settings.now()
        try await store.write { try $0.retryDeadJobs(at: now) }
        bell.ring()
    }

    /// What is still to be done, by kind and state: for `/readyz` and `/metrics`.
    /// Whether the books can be read at all.
    /// - Throws: whatever keeps them shut.
    package func answers() async throws { try await store.read { _ = try $0.person("") } }

    package func jobCounts() async throws -> [JobCount] { try await store.read { try $0.jobCounts() } }
}

/// Work that was given up.
package struct GivenUp: Sendable {
    package let job: Job
    package let problem: String
    package let at: Date
    /// The document that was not made, and the number of its dossier; nil of other work.
    package let act: Act?
    package let dossier: RegisterNumber?
}
