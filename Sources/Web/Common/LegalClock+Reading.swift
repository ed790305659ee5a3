import Office
import Rulebook
import Store

extension LegalClock {
    /// What stopped it.
    enum Ending: String {
        /// An answer, of whatever kind.
        case answered
        /// No answer: taken back, sent on, not completed.
        case closed
        /// Silence, which is approval here.
        case tacit
    }

    /// The clock of a dossier as people see it, in words and days.
    init(_ reading: ClockReading, of clock: Rulebook.LegalClock, ending: Ending, showsKey: Bool = true, _ say: Speech) {
        let days = abs(reading.daysLeft)
        let unit = reading.unit.rawValue
        let isSoon = reading.state == .running && reading.unit != .hours && reading.daysLeft <= 3
        let left: String =
            switch reading.state {
            case .stopped where ending == .tacit: say("time.ended.silent")
            case .met: say("time.ended.in-time")
            case .running: reading.daysLeft == 0 ? say("time.left.last-day") : say("time.left.\(unit)", ["n": .number(days)])
            case .stopped where reading.daysLeft >= 0: say("time.state.stopped")
            case .late, .stopped: say("time.over.\(unit)", ["n": .number(days)])
            case .suspended: say("time.state.suspended")
            }
        let until: String =
            switch reading.state {
            case .running: say("time.until\(reading.endKey)", reading.end)
            case .late: say("time.was-due\(reading.endKey)", reading.end)
            case .suspended: say("time.stands", ["n": .number(reading.consumed), "total": .term(reading.total, reading.unit)])
            case .met, .stopped:
                say(
                    "time.ended.\(ending.rawValue)",
                    ["day": .day(clock.stoppedOn ?? reading.projected), "due": .day(reading.projected)])
            }
        // The number with its unit is set large, the rest beside it small; „29 de” is no number with a unit yet.
        let isJoined = left.prefix { $0 != " " }.hasSuffix("\u{a0}de")
        let parts = left.split(separator: " ", maxSplits: isJoined ? 2 : 1).map(String.init)
        let words =
            left.first?.isNumber != true
            ? [left] : isJoined && parts.count > 1 ? ["\(parts[0])\u{a0}\(parts[1])"] + parts.dropFirst(2) : parts
        // One day is no strip.
        let isDrawn = reading.strip.count > 1
        self.init(
            title: say("page.clock.title"), state: reading.state.tone(isSoon: isSoon), left: words.first ?? left,
            unit: words.count > 1 ? words[1] : "", until: Phrase(until), days: isDrawn ? reading.strip.map(\.kind.cell) : [],
            start: say("page.clock.start", ["day": .day(clock.start)]), end: Self.end(of: reading, clock, say),
            why: reading.trace.map { Phrase(say($0).withoutReservation) }, showsKey: showsKey && isDrawn)
    }
}

extension LegalClock {
    /// What stands under the strip's right end. A clock that stands has no last day yet; where the strip goes on behind the last day, the
    /// end is another one, and the term is named above.
    private static func end(of reading: ClockReading, _ clock: Rulebook.LegalClock, _ say: Speech) -> String {
        if reading.state == .suspended { return say("page.clock.end-open") }
        guard let last = reading.strip.last?.day, last != reading.projected else {
            return say("page.clock.end", ["day": .day(reading.projected)])
        }
        return say(clock.stoppedOn == nil ? "page.clock.end-later" : "page.clock.end-stopped", ["day": .day(last)])
    }
}

extension CaseFile {
    /// What stopped its clock, once it stands still for good.
    var ending: LegalClock.Ending {
        if service.workflow.isTacit(stage.name) { return .tacit }
        return stage.kind == .closed && !events.contains { $0.kind == Deed.refuse.rawValue } ? .closed : .answered
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
