extension LegalClock {
    /// Brings the clock in line with the stage that a dossier entered at a moment.
    mutating func follow(_ stage: Stage, at moment: WallMoment) {
        switch stage.clock {
        case .none: break
        case .running: closeSuspension(at: moment)
        case .suspended:
            guard suspensions.last?.through != nil || suspensions.isEmpty else { break }
            let awaiting = stage.awaited
            suspensions.append(
                Suspension(
                    from: moment.day, at: policy.unit == .hours ? moment.time : nil, through: nil,
                    reason: awaiting == .others ? stage.title.ro : "", awaiting: awaiting))
        case .stopped:
            closeSuspension(at: moment)
            guard stoppedOn == nil else { break }
            stoppedOn = moment.day
            stoppedAt = policy.unit == .hours ? moment.time : nil
        }
    }

    private mutating func closeSuspension(at moment: WallMoment) {
        guard let last = suspensions.last, last.through == nil else { return }
        suspensions[suspensions.count - 1] = last.closed(at: moment)
    }
}

extension Stage {
    /// What a clock that stands here waits for: an answer where the applicant's days run out with the stage, nil for a completion.
    fileprivate var awaited: Suspension.Awaited? {
        if days != nil { return .answer }
        return holder == .applicant ? nil : .others
    }
}
