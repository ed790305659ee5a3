/// How far an endorsement holds who asks it: the three kinds of endorsements of Romanian administrative law.
package enum EndorsementForce: String, Codable, CaseIterable, Sendable {
    /// May be asked („facultativ”); once asked, its answer is waited for.
    case facultative
    /// Has to be asked; the act may differ from it, and waits no longer than its term („consultativ”).
    case consultative
    /// Has to be asked, and has to be favourable („conform”).
    case binding
}

/// What came of asking for an endorsement once.
package struct EndorsementAnswer: Hashable, Sendable {
    /// Slug of the `EndorsementKind`.
    package let kind: String
    /// Nil while it is open.
    package let outcome: EndorsementOutcome?
    /// The last day of the endorser's term, passed or not; nil while its clock stands before that day, and once it ended.
    package let due: Day?
    /// The request was changed since in what it answers.
    package let isOutdated: Bool

    package init(kind: String, outcome: EndorsementOutcome?, due: Day?, isOutdated: Bool = false) {
        self.kind = kind
        self.outcome = outcome
        self.due = due
        self.isOutdated = isOutdated
    }
}

/// An endorsement that keeps an act from going out.
package struct EndorsementGap: Hashable, Sendable {
    package let kind: String
    package let title: String
    package let reason: Reason

    package enum Reason: String, CaseIterable, Sendable {
        /// The law wants it asked, and nobody did.
        case unasked
        /// It is binding, and its last answer is against.
        case unfavourable
        /// It was answered, and the request was changed since in what the answer is about.
        case outdated
        /// It was asked, and its answer is still due.
        case unanswered
    }

    package init(kind: String, title: String, reason: Reason) {
        self.kind = kind
        self.title = title
        self.reason = reason
    }
}

extension PublicService {
    /// What the endorsements of a dossier leave open, in the order of the service's rules.
    /// - Parameters:
    ///   - asked: what came of each time that one was asked, the last one last.
    ///   - title: what a kind is called.
    ///   - isCalledFor: whether the dossier calls for it; looked at only where it was never asked.
    package func endorsementGaps(
        _ asked: [EndorsementAnswer], today: Day, title: (String) -> String, isCalledFor: (EndorsementRule) throws -> Bool
    ) rethrows -> [EndorsementGap] {
        try endorsements.compactMap { rule in
            // What was taken back counts as never asked.
            let last = asked.last { $0.kind == rule.kind && $0.outcome != .withdrawn }
            guard let reason = try rule.gap(last, today: today, isCalledFor: isCalledFor) else { return nil }
            return EndorsementGap(kind: rule.kind, title: title(rule.kind), reason: reason)
        }
    }
}

extension EndorsementRule {
    fileprivate func gap(
        _ last: EndorsementAnswer?, today: Day, isCalledFor: (EndorsementRule) throws -> Bool
    ) rethrows -> EndorsementGap.Reason? {
        guard let last else { return try force != .facultative && isCalledFor(self) ? .unasked : nil }
        guard let outcome = last.outcome else {
            let isSilent = force == .consultative && last.due.map { $0 < today } ?? false
            return isSilent ? nil : .unanswered
        }
        if force == .binding, outcome == .unfavourable { return .unfavourable }
        return force != .facultative && last.isOutdated ? .outdated : nil
    }
}
