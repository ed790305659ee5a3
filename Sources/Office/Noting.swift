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
            case .sealedAnswer: "sealed-answer"
            case .stepNeeded: "step-needed"
            case .ownStep: "own-step"
            case .ownQuestion: "own-question"
            case .termOver: "term-over"
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

    /// Staff asked by its address for a dossier that is not theirs: their own institution's log says so. An address that leads
    /// nowhere leaves no trace.
    package func noteStranger(at id: DossierID, from institution: String, visitor: Visitor) async throws {
        guard try await store.read({ try $0.dossier(forJob: id) }) != nil else { return }
        let now = settings.now()
        try await store.write { books in
            for institution in try unnoted(books) {
                try books.record("denied", of: nil, in: institution, by: visitor.id, at: now, ["dossier": id])
            }
        }
    }
}
