import Rulebook

extension LegalClock {
    /// The clock as it stands, for the desk: near its end it warns.
    init(_ reading: ClockReading, voice: DeskVoice) {
        let phrases = voice.content.phrases
        let unit = reading.unit.rawValue
        let (state, left): (State, String) =
            switch reading.state {
            case .late: (.late, phrases("time.over.\(unit)", ["n": .number(-reading.daysLeft)], in: .ro))
            case .suspended: (.held, phrases("time.stands", ["n": .number(reading.consumed), "total": .number(reading.total)], in: .ro))
            case .running where reading.daysLeft == 0: (.soon, phrases("time.left.last-day", in: .ro))
            case .running:
                (reading.daysLeft <= 3 ? .soon : .running, phrases("time.left.\(unit)", ["n": .number(reading.daysLeft)], in: .ro))
            case .met, .stopped: (.running, phrases("time.state.\(reading.state.rawValue)", in: .ro))
            }
        let until: String =
            switch reading.state {
            case .suspended: voice("clock.resumes")
            case .late, .stopped, .met: phrases("time.was-due\(reading.endKey)", reading.end, in: .ro)
            case .running: phrases("time.until\(reading.endKey)", reading.end, in: .ro)
            }
        self.init(
            title: voice("clock.title"), state: state, left: left, until: Phrase(until), days: reading.strip.map { Day($0.kind) },
            start: reading.strip.first.map { voice.date($0.day, .short) }, end: voice.date(reading.projected, .short),
            why: reading.trace.map { Phrase(voice.line($0)) }, showsKey: true)
    }
}

extension LegalClock.Day {
    init(_ kind: DayMark.Kind) {
        self =
            switch kind {
            case .past: .past
            case .suspended: .suspended
            case .today: .today
            case .left: .left
            case .off: .off
            case .end: .last
            }
    }
}
