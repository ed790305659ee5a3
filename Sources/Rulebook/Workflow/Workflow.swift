/// The stages of a kind of dossier and the moves between them (`Content/workflows/<slug>.yaml`).
/// A move that is not listed is refused, whoever asks.
package struct Workflow: Hashable, Codable, Sendable {
    package let slug: String
    package let title: Localized
    package let stages: [Stage]
    package let moves: [Move]
    /// Nil in revisions that were kept before workflows said it.
    var appealing: [Appeal]?

    /// How an end that the applicant does not like may be contested.
    package var appeal: [Appeal] { appealing ?? [] }

    package func stage(_ name: String) -> Stage? { stages.first { $0.name == name } }

    /// The stage that a draft is in: the first one.
    package var start: Stage { stages[0] }

    /// The moves that leave `stage`, or are made in it.
    package func moves(from stage: String) -> [Move] { moves.filter { $0.from.contains(stage) } }

    /// Whether what other institutions were asked, or have to be, decides about a move from here.
    package func heedsEndorsements(at stage: String) -> Bool {
        moves.contains { move in
            move.from.contains(stage)
                && (move.deed == .requestEndorsement || move.guards.contains(.asked) || move.guards.contains(.endorsed))
        }
    }

    /// The moves by which an act gets the names that it still needs, from a stage on: who countersigns, who seals.
    package func signing(from stage: String) -> [Move] {
        guard let here = self.stage(stage)?.road else { return [] }
        return moves.filter { move in
            (move.isCountersigning || move.deed == .seal) && move.from.contains { self.stage($0)?.road.map { $0 >= here } ?? false }
        }
    }

    /// The move of a name.
    package func step(_ name: String) -> Move? { moves.first { $0.name == name } }

    /// The stage that a move leads to from one of those it is made from.
    package func target(of move: Move, from stage: String) -> Stage? { self.stage(move.to ?? stage) }

    /// The stages of the usual way, in order.
    package var road: [Stage] { stages.filter { $0.road != nil }.sorted { ($0.road ?? 0) < ($1.road ?? 0) } }

    /// Whether the program itself confirms what is handed in.
    package var isAutomatic: Bool { moves.contains { $0.deed == .issue } }

    /// Whether a dossier at this stage was approved by silence.
    package func isTacit(_ stage: String) -> Bool { moves.contains { $0.deed == .lapse && $0.to == stage } }
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
    /// How many days the applicant has here, before the program ends the dossier; nil: as the completion says, or no limit.
    package var days: Int?
    /// The institution took back what had gone out already: what was paid for it can be asked back. Nil: no.
    package var refunds: Bool?

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

/// A way to contest: to whom, where, for how long after the answer.
package struct Appeal: Hashable, Codable, Sendable {
    /// „Consiliul Județean Cluj, prin plângere prealabilă”
    package let to: Localized
    /// Nil: without a term.
    package let length: Int?
    package let unit: TermUnit
    package let basis: String
    /// What the term is counted from; nil: from the answer's being communicated.
    package var from: Localized?
    /// What else is worth knowing of this way: that it costs nothing.
    package var note: Localized?
}
