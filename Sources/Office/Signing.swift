import Foundation
package import Rulebook
import Store

/// Nobody is left to set their name to an act: whoever could has had a hand in it already (four eyes).
package struct SigningGap: Hashable, Sendable {
    /// Whose name is missing.
    package let role: Role
    /// Who has that role here today.
    package let names: [String]
    /// The last day on which somebody is away who could; nil: nobody is.
    package let until: Day?
}

extension Office {
    /// What of it concerns who looks at a dossier: before they approve, and once it is approved.
    func signingGap(on dossier: Dossier, _ service: PublicService, seenBy actor: Actor, _ books: Books) throws -> SigningGap? {
        if case .open = dossier.standing(of: .approve, by: actor, in: service) {
            return try signingGap(on: dossier, service, approvedBy: actor, books)
        }
        let isSigning = service.workflow.moves(from: dossier.stage).contains { $0.guards.contains(.approved) }
        return isSigning ? try signingGap(on: dossier, service, approvedBy: nil, books) : nil
    }

    /// Whether different people are left for all the names that an act still needs; nil where they are, and where nobody has the role at
    /// all, which is a vacancy.
    /// - Parameter approver: who is about to approve; nil: as the dossier stands.
    func signingGap(
        on dossier: Dossier, _ service: PublicService, approvedBy approver: Actor?, _ books: Books
    ) throws -> SigningGap? {
        var (dossier, stage) = (dossier, dossier.stage)
        if let approver {
            guard let next = try? dossier.stage(after: .approve, by: approver, in: service) else { return nil }
            dossier.draft?.approver = approver.person
            stage = next.name
        }
        let moves = service.workflow.signing(from: stage)
        guard dossier.draft?.approver != nil, !moves.isEmpty else { return nil }
        let roles = Set(moves.flatMap(\.by))
        let substitutes = Set(
            try books.absences(in: dossier.institution, endingFrom: today(), limit: 500).filter { $0.from <= today() }.compactMap(
                \.substitute)
        )
        let people = try books.staff(of: dossier.institution).filter { colleague in
            !colleague.person.isDisabled
                && (substitutes.contains(colleague.person.id) || colleague.appointments.contains { roles.contains($0.role) })
        }.map { try visitor($0.person, books) }
        let actors = people.map { (name: $0.person.name, actor: $0.actor(on: dossier)) }
        let hands = moves.map { move in
            Set(actors.filter { !$0.actor.roles.isDisjoint(with: move.by) && !dossier.isBarred($0.actor, from: move) }.map(\.actor.person))
        }
        if Staffing.canFill(hands) { return nil }
        let missing = zip(moves, hands).first { $0.1.isEmpty }?.0 ?? moves[moves.count - 1]
        let holders = actors.filter { !$0.actor.roles.isDisjoint(with: missing.by) }.map(\.name)
        guard let role = missing.by.first, !holders.isEmpty else { return nil }
        let away = actors.map(\.actor).filter { actor in
            actor.leave.map { !$0.roles.isDisjoint(with: missing.by) } ?? false && !dossier.isBarred(actor, from: missing)
        }
        return SigningGap(role: role, names: holders, until: away.compactMap(\.leave?.until).min())
    }
}
