import Foundation
package import Office
package import Rulebook
import Store

/// Acts that build on each other, and people as they come through the door today.
extension World {
    /// A draft of a service with its examples and these answers over them.
    package func draft(_ slug: String, _ answers: [String: String] = [:], by member: Cast = .smaranda) async throws -> DossierID {
        guard let service = office.content.service(slug) else { throw Refusal.notFound }
        let id = try await office.open(slug, key: UUID().uuidString, by: self[member])
        let typed = service.form.examples.merging(Answers(answers.mapValues { .text($0) }))
        _ = try await office.save(typed, in: id, by: self[member], language: .ro)
        return id
    }

    /// The drafter fills in what the act leaves blank, and sends it on.
    package func sendForApproval(_ id: DossierID, by drafter: Visitor) async throws {
        try await office.fillBlanks(ofActFor: id, with: "potrivit dosarului", by: drafter)
        try await office.sendForApproval(id, version: try await version(id), by: drafter)
    }

    /// From draft to sealed act, by the council's people.
    /// - Returns: the dossier, its act's number („PC 1/2026”) and verification code.
    package func issued(
        _ slug: String, _ answers: [String: String] = [:], by member: Cast = .smaranda
    ) async throws -> (dossier: DossierID, number: String, code: String) {
        let id = try await draft(slug, answers, by: member)
        _ = try await office.submit(id, by: self[member], language: .ro)
        try await office.assign(id, to: self[.tiberiu].id, version: try await version(id), by: self[.otilia])
        try await office.draftAct(for: id, version: try await version(id), by: self[.tiberiu])
        try await sendForApproval(id, by: self[.tiberiu])
        try await office.approve(id, version: try await version(id), by: self[.ligia])
        try await office.seal(id, version: try await version(id), by: self[.horea])
        guard let act = try await office.caseFile(id, seenBy: self[.tiberiu]).act, let number = act.number, let day = act.day else {
            throw Refusal.notFound
        }
        return (id, "\(act.register ?? "") \(number)/\(day.year)", act.code ?? "")
    }

    /// Somebody as they come through the door now, with whatever stands in for whom today.
    package func today(_ member: Cast) async throws -> Visitor {
        let cookie = try await office.signIn(email: member.email, password: World.password)
        guard let signedIn = try await office.visitor(cookie: cookie) else { throw Refusal.wrongCredentials }
        return signedIn.visitor
    }

    /// The day so many days from now.
    package func day(_ days: Int) -> Day { office.today().adding(days: days) }

    /// Somebody of the council is away, as its administrator enters it.
    package func away(_ member: Cast, from: Int = 0, to: Int, substitute: Cast?) async throws {
        try await office.enterAbsence(
            of: self[member].id, in: member.institution, from: day(from), to: day(to), substitute: substitute.map { self[$0].id },
            by: self[.ilarie])
    }

    /// Somebody is back before the time.
    package func back(_ member: Cast) async throws {
        for absence in try await office.absences(in: member.institution, seenBy: self[.ilarie]).absences
        where absence.person == self[member].id { try await office.callOffAbsence(absence.id, in: member.institution, by: self[.ilarie]) }
    }

    /// One drafts a refusal, another decides it.
    package func refuse(_ id: DossierID, _ reason: String, draftedBy drafter: Visitor, by head: Visitor) async throws {
        try await office.proposeRefusal(of: id, reason: reason, version: try await version(id), by: drafter)
        try await office.refuse(id, version: try await version(id), by: head)
    }
}
