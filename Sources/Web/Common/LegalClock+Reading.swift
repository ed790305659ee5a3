import Rulebook

extension LegalClock {
    /// The clock of a dossier as people see it, in words and days.
    init(_ reading: ClockReading, of clock: Rulebook.LegalClock, showsKey: Bool = true, _ say: Speech) {
        let days = abs(reading.daysLeft)
        let unit = reading.unit.rawValue
        let isSoon = reading.state == .running && reading.unit != .hours && reading.daysLeft <= 3
        let left: String =
            switch reading.state {
            case .running, .met:
                reading.daysLeft == 0 && reading.state == .running
                    ? say("time.left.last-day") : say("time.left.\(unit)", ["n": .number(days)])
            case .late: say("time.over.\(unit)", ["n": .number(days)])
            case .suspended, .stopped: say("time.state.\(reading.state.rawValue)")
            }
        let until: String =
            switch reading.state {
            case .running: say("time.until\(reading.endKey)", reading.end)
            case .late: say("time.was-due\(reading.endKey)", reading.end)
            case .suspended: say("time.stands", ["n": .number(reading.consumed), "total": .term(reading.total, reading.unit)])
            case .met, .stopped: say("time.state.\(reading.state.rawValue)")
            }
        // The number with its unit is set large, the rest beside it small; „29 de” is no number with a unit yet.
        let isJoined = left.prefix { $0 != " " }.hasSuffix("\u{a0}de")
        let parts = left.split(separator: " ", maxSplits: isJoined ? 2 : 1).map(String.init)
        let words = isJoined && parts.count > 1 ? ["\(parts[0])\u{a0}\(parts[1])"] + parts.dropFirst(2) : parts
        self.init(
            title: say("page.clock.title"), state: reading.state.tone(isSoon: isSoon), left: words.first ?? left,
            unit: words.count > 1 ? words[1] : "", until: Phrase(until), days: reading.strip.map(\.kind.cell),
            start: say("page.clock.start", ["day": .day(clock.start)]), end: say("page.clock.end", ["day": .day(reading.projected)]),
            why: reading.trace.map { Phrase(say($0)) }, showsKey: showsKey)
    }
}

extension ClockReading {
    /// What follows `time.until` where the term ends within its last day, and what the sentence names then.
    var endKey: String { dueTime == nil ? "" : "-hour" }
    var end: [String: TraceValue] {
        let day: [String: TraceValue] = ["day": .day(projected)]
        return dueTime.map { day.merging(["time": .time($0)]) { $1 } } ?? day
    }
}

extension ClockReading.State {
    fileprivate func tone(isSoon: Bool) -> LegalClock.State {
        switch self {
        case .running: isSoon ? .soon : .running
        case .suspended: .held
        case .late: .late
        case .met, .stopped: .running
        }
    }
}

extension DayMark.Kind {
    /// The cell that draws it.
    var cell: LegalClock.Day {
        switch self {
        case .past: .past
        case .suspended: .suspended
        case .today: .today
        case .left: .left
        case .off: .off
        case .end: .last
        }
    }
}
