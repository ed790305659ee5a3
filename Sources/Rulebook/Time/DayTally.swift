/// The days of a passage, seen from one of them: how each is drawn, and how many are gone and left.
struct DayTally {
    /// From the clock's start to its last day; to `now` when that is later, or when the answer went out on it.
    private(set) var kinds: [DayMark.Kind] = []
    /// Days after `now` that count until the last day; negative: days that count since.
    private(set) var left = 0
    /// Days that count by the end of `now`.
    private(set) var consumed = 0

    init(of passage: ClockPassage, until last: Day, now: Day, isMet: Bool) {
        let clock = passage.clock
        let shown = isMet ? now : max(last, now)
        kinds.reserveCapacity(clock.start.days(until: shown) + 1)
        for day in clock.start...max(clock.start, last, now) {
            let stands = passage.standing(on: day) != nil
            let isOff = clock.policy.unit == .workingDays && !passage.calendar.isWorking(day)
            if !stands, !isOff, passage.mayCount(day) {
                if now < day, day <= last { left += 1 }
                if last < day, day <= now { left -= 1 }
                if day <= min(now, last) { consumed += 1 }
            }
            guard day <= shown else { continue }
            let kind: DayMark.Kind =
                switch day {
                case now where isMet, last where day != now: .end
                case now where !clock.isStopped(by: now): .today
                default: stands ? .suspended : isOff ? .off : day <= now ? .past : .left
                }
            kinds.append(kind)
        }
    }
}
