package import Rulebook
import Store

/// What became of one dossier among many that were given to a colleague.
package struct Reassigned: Sendable {
    package let dossier: DossierID
    package let number: RegisterNumber?
    /// Nil: it has the new handler.
    package let refusal: Refusal?
}

extension Office {
    /// Dossiers that are given away at once.
    package static let mostReassigned = 50

    /// Gives several dossiers to one colleague, each in its own transaction, so that one that cannot go does not keep the others.
    package func reassign(
        _ dossiers: [DossierID], to handler: PersonID, in institution: String, by visitor: Visitor
    ) async throws -> [Reassigned] {
        guard visitor.view(of: institution) != nil else { throw Refusal.notFound }
        var results: [Reassigned] = []
        for id in dossiers.prefix(Self.mostReassigned) {
            let found = try await store.read { books in
                try books.dossier(id, visibleTo: visitor).flatMap { $0.institution == institution ? $0 : nil }
            }
            guard let found, found.opener != visitor.id else {
                try await noteStranger(at: id, visitor: visitor)
                results.append(Reassigned(dossier: id, number: nil, refusal: .notFound))
                continue
            }
            do {
                try await assign(id, to: handler, version: nil, by: visitor)
                results.append(Reassigned(dossier: id, number: found.number, refusal: nil))
            } catch let refusal as Refusal {
                try await noteRefusal(refusal, of: "reassign", on: found, by: visitor)
                results.append(Reassigned(dossier: id, number: found.number, refusal: refusal))
            }
        }
        return results
    }
}
