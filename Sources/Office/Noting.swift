import Foundation
package import Rulebook
import Store

/// What was refused is written down too: who tried what on which dossier, never what was typed.
extension Office {
    /// A deed that was refused to somebody who sees the dossier. That somebody else was faster is nobody's fault, and an answer to a
    /// closed leg is in the log already.
    package func noteRefusal(_ refusal: Refusal, of deed: String, on dossier: Dossier, by visitor: Visitor) async throws {
        let why: String? =
            switch refusal {
            case .wrongStage: "wrong-stage"
            case .notYours: "not-yours"
            case .guarded(let condition): condition.rawValue
            case .unendorsed(let reason, _): reason.rawValue
            case .onLeave: "on-leave"
            case .legEnded: "leg-ended"
            case .askedAlready: "asked-already"
            case .stepNeeded: "step-needed"
            case .ownStep: "own-step"
            case .termOver: "term-over"
            case .correspondenceClosed: "correspondence-closed"
            default: nil
            }
        guard let why else { return }
        let now = settings.now()
        try await store.write { books in
            _ = try books.record(
                "refused", of: dossier.id, in: dossier.institution, by: visitor.id, at: now,
                ["deed": deed, "why": why, "stage": dossier.stage])
        }
    }

    /// The same, by the applicant. A draft is nobody else's matter: nothing is kept of it.
    package func noteRefusal(_ refusal: Refusal, of deed: String, onOwn id: DossierID, by visitor: Visitor) async throws {
        let own = try await store.read { try $0.dossier(id, openedBy: visitor.id) }
        guard let own, own.number != nil else { return }
        try await noteRefusal(refusal, of: deed, on: own, by: visitor)
    }

    /// Staff asked by its address for a dossier that is not theirs: the log of each institution that they work for says so. An address
    /// that leads nowhere leaves no trace.
    package func noteStranger(at id: DossierID, _ visitor: Visitor) async throws {
        let institutions = try await store.read { books -> Set<String> in
            // A program with their key has none of their roles, and yet it is they who look.
            let own = Set(try books.appointments(of: visitor.id).map(\.institution))
            if own.isEmpty { return [] }
            return try books.dossier(forJob: id) != nil && books.dossier(id, visibleTo: visitor) == nil ? own : []
        }
        if institutions.isEmpty { return }
        let now = settings.now()
        try await store.write { books in
            for institution in institutions.sorted() {
                _ = try books.record("denied", of: nil, in: institution, by: visitor.id, at: now, ["dossier": id])
            }
        }
    }
}
