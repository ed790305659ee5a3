import Foundation
package import Rulebook
import Store

/// What was refused is written down too: who tried what on which dossier, never what was typed.
extension Office {
    /// A deed that was refused to somebody who sees the dossier. That somebody else was faster is nobody's fault, and an answer to a
    /// closed leg is in the log already.
    /// - Parameter step: of a step of the dossier's workflow, which one.
    package func noteRefusal(
        _ refusal: Refusal, of deed: String, step: String? = nil, on dossier: Dossier, by visitor: Visitor
    ) async throws {
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
            case .takenStep: "taken-step"
            case .ownQuestion: "own-question"
            case .termOver: "term-over"
            case .correspondenceClosed: "correspondence-closed"
            case .paymentOver: "payment-over"
            case .voidParent: "void-parent"
            default: nil
            }
        guard let why else { return }
        let now = settings.now()
        var details = ["deed": deed, "why": why, "stage": dossier.stage]
        // Not as a step that was taken is kept: this one was not.
        details[Self.triedStep] = step
        let told = details
        try await store.write { books in
            _ = try books.record("refused", of: dossier.id, in: dossier.institution, by: visitor.id, at: now, told)
        }
    }

    /// The detail of a refused deed that names the workflow's step.
    package static let triedStep = "tried"

    /// The same, by the applicant. A draft is nobody else's matter: nothing is kept of it.
    package func noteRefusal(
        _ refusal: Refusal, of deed: String, step: String? = nil, onOwn id: DossierID, by visitor: Visitor
    ) async throws {
        let own = try await store.read { try $0.dossier(id, openedBy: visitor.id) }
        guard let own, own.number != nil else { return }
        try await noteRefusal(refusal, of: deed, step: step, on: own, by: visitor)
    }

    /// Somebody asked by its address for what they did not find: where it is a dossier that staff may not see, the log of each
    /// institution that they work at says so, once a day for each person and dossier, so that a script does not fill the log. An
    /// address that leads nowhere, and a visitor without a desk, leave no trace.
    package func noteStranger(at id: DossierID, visitor: Visitor) async throws {
        let now = settings.now()
        let zone = content.house.timeZone
        @Sendable func unnoted(_ books: Books) throws -> [String] {
            // A program's key leaves out what its holder may as staff.
            let colleague = try self.visitor(visitor.person, books)
            guard colleague.isStaff, try books.dossier(forJob: id) != nil, try books.dossier(id, visibleTo: colleague) == nil else {
                return []
            }
            return try colleague.institutions.filter { institution in
                let last = try books.lastDenial(of: id, to: visitor.id, in: institution)
                return last.map { Day($0, in: zone) != Day(now, in: zone) } ?? true
            }
        }
        if try await store.read(unnoted).isEmpty { return }
        try await store.write { books in
            for institution in try unnoted(books) {
                try books.record("denied", of: nil, in: institution, by: visitor.id, at: now, ["dossier": id])
            }
        }
    }
}
