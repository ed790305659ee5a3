extension LegalClock {
    /// Brings the clock in line with the stage that a dossier entered on `day`.
    /// - Parameter awaiting: what it stands for there, where that is no completion.
    mutating func follow(_ stage: Stage.Clock, on day: Day, awaiting: Suspension.Awaited? = nil) {
        switch stage {
        case .none: break
        case .running: closeSuspension(on: day)
        case .suspended:
            if suspensions.last?.through != nil || suspensions.isEmpty {
                suspensions.append(Suspension(from: day, through: nil, awaiting: awaiting))
            }
        case .stopped:
            closeSuspension(on: day)
            stoppedOn = stoppedOn ?? day
        }
    }

    private mutating func closeSuspension(on day: Day) {
        guard let last = suspensions.last, last.through == nil else { return }
        suspensions[suspensions.count - 1] = Suspension(
            from: last.from, through: max(day, last.from), reason: last.reason, awaiting: last.awaiting)
    }
}
