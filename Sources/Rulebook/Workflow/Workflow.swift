/// The stages of a kind of dossier and the moves between them (`Content/workflows/<slug>.yaml`).
/// A move that is not listed is refused, whoever asks.
package struct Workflow: Hashable, Codable, Sendable {
    package let slug: String
    package let title: Localized
    package let stages: [Stage]
    package let moves: [Move]

    package func stage(_ name: String) -> Stage? { stages.first { $0.name == name } }

    /// The stage that a draft is in: the first one.
    package var start: Stage { stages[0] }

    /// The moves that leave `stage`.
    package func moves(from stage: String) -> [Move] { moves.filter { $0.from.contains(stage) } }
}

/// Where a dossier stands.
package struct Stage: Hashable, Codable, Sendable {
    package let name: String
    /// In words for the applicant: "Redactăm certificatul".
    package let title: Localized
    package let kind: Kind
    /// Who is expected to act next; nil in final stages.
    package let holder: Role?
    package let clock: Clock
    /// Where this stage lies on the usual road (1…); side stages have none and are drawn only when reached.
    package let road: Int?

    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// Only the applicant sees it.
        case draft
        case open
        /// The request got what it asked for, or another answer that ends it.
        case solved
        /// Ended otherwise: refused, redirected, withdrawn.
        case closed

        package var isFinal: Bool { self == .solved || self == .closed }
    }

    package enum Clock: String, Codable, CaseIterable, Sendable {
        /// Before registration.
        case none
        case running
        case suspended
        case stopped
    }
}

/// What a person does to a dossier. One deed is one file in `Office`.
package enum Deed: String, Codable, CaseIterable, Sendable {
    case submit
    case assign
    case requestCompletion = "request-completion"
    case complete
    case redirect
    case draftAct = "draft-act"
    case sendForApproval = "send-for-approval"
    case approve
    case returnDraft = "return-draft"
    case seal
    case refuse
    case extend
    case withdraw
    case archive
}

/// A condition that a move needs beyond its stage and role.
package enum Guard: String, Codable, CaseIterable, Sendable {
    /// The fee, if any, is paid and confirmed (Cod fiscal art. 473: before issue).
    case paid
    /// No completion was asked yet (OUG 31/2025: once).
    case firstCompletion = "first-completion"
    /// An act has been drafted.
    case drafted
    /// The person is not the one who drafted (four eyes).
    case notDrafter = "not-drafter"
    /// The draft was approved and not changed since.
    case approved
    /// A handler has been named.
    case assigned
    /// The term was not extended yet (OG 27/2002 art. 9: once).
    case notExtended = "not-extended"
}

/// An allowed passage between stages.
package struct Move: Hashable, Codable, Sendable {
    package let deed: Deed
    package let from: [String]
    package let to: String
    package let by: [Role]
    package let guards: [Guard]
    /// The button's words, when the deed's own are not right for this workflow.
    package let title: Localized?
}
