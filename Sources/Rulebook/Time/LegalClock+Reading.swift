extension LegalClock {
    /// How the clock stands on `day`; `time` matters to terms in hours only.
    package func reading(on day: Day, at time: WallTime = .midnight, in calendar: WorkCalendar) -> ClockReading {
        let isStopped = isStopped(by: day)
        let time = isStopped ? stoppedAt ?? time : time
        let now = min(day, stoppedOn ?? day)
        let passage = passage(in: calendar)
        // A clock that stands is drawn as if it went on tomorrow.
        let moment = WallMoment(now, at: time)
        let projection = passage.due == nil ? self.passage(in: calendar, closing: moment) : nil
        let deadline = Deadline(passage, projection: projection)
        let suspension = policy.unit == .hours ? passage.standing(at: moment) : passage.standing(on: now)

        // On the day of the completion the clock already goes again, though the day itself is not counted.
        let isSuspended = suspension.map { $0.through != now || $0.throughTime != nil } ?? false
        let state = state(by: deadline, on: now, at: time, isStopped: isStopped, stands: isSuspended)
        let tally = DayTally(of: projection ?? passage, until: deadline.projected, now: now, isMet: state == .met)
        var (left, consumed) = (tally.left, min(tally.consumed, deadline.total))
        if deadline.unit == .hours {
            let end = (projection ?? passage).dueTime?.minutes ?? 1440
            let minutes = (projection ?? passage).minutes(from: moment, to: deadline.projected, end)
            left = Int((Double(minutes) / 60).rounded(.down))
            consumed = min(max(0, deadline.total - left), deadline.total)
        }
        if state == .suspended, projection != nil { consumed = deadline.consumed }
        // Past its end there is nothing left, be it by an hour or a day off.
        if state == .late || state == .stopped && deadline.due != nil { left = min(left, -1) }
        return ClockReading(
            state: state, daysLeft: left, consumed: consumed, strip: DayMark.strip(from: start, tally.kinds), deadline: deadline)
    }

    private func state(
        by deadline: Deadline, on now: Day, at time: WallTime, isStopped: Bool, stands: Bool
    ) -> ClockReading.State {
        let isOver = deadline.due.map { now > $0 || now == $0 && time > deadline.dueTime ?? time } ?? false
        if isStopped { return isOver || deadline.due == nil ? .stopped : .met }
        if isOver { return .late }
        return stands ? .suspended : .running
    }
}
