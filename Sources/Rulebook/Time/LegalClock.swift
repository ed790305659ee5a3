/// A dossier's time before the law: the term that it was given, from when, and all that happened to it since.
///
/// Pure values. `deadline(in:)` and `reading(on:in:)` say, for a calendar, when the term ends, how it stands, and why.
package struct LegalClock: Hashable, Codable, Sendable {
    /// The term as the service's revision gave it when the dossier was opened.
    package var policy: TermPolicy
    /// The day of registration, or of whatever else sets the clock going.
    package var start: Day
    /// The time of day at the start: only terms in hours look at it.
    package var startTime: WallTime
    /// In any order; overlaps stop the clock once.
    package var suspensions: [Suspension]
    /// In the order in which they were granted: each begins where the one before ends.
    package var extensions: [TermExtension]
    /// General resets that this kind of dossier is subject to; those before `start` do nothing.
    package var resets: [TermReset]
    /// The day on which the answer went out, or the dossier was closed otherwise.
    package var stoppedOn: Day?
    /// The minute of it, in a term in hours.
    package var stoppedAt: WallTime?

    package init(
        _ policy: TermPolicy, from start: Day, at startTime: WallTime = .midnight, suspensions: [Suspension] = [],
        extensions: [TermExtension] = [], resets: [TermReset] = [], stoppedOn: Day? = nil, at stoppedAt: WallTime? = nil
    ) {
        self.policy = policy
        self.start = start
        self.startTime = startTime
        self.suspensions = suspensions
        self.extensions = extensions
        self.resets = resets
        self.stoppedOn = stoppedOn
        self.stoppedAt = stoppedAt
    }

    /// When the term ends, and why. `closing` is the moment at which a suspension still open is taken to end, for
    /// `projected` only; without it, when it began.
    package func deadline(in calendar: WorkCalendar, closing: WallMoment? = nil) -> Deadline {
        let passage = passage(in: calendar)
        let projection = passage.due == nil ? self.passage(in: calendar, closing: closing ?? WallMoment(start)) : nil
        return Deadline(passage, projection: projection)
    }

    /// The clock's way over the calendar; a suspension still open ends at `closing`, where that is given.
    func passage(in calendar: WorkCalendar, closing: WallMoment? = nil) -> ClockPassage {
        var passage = ClockPassage(of: self, in: calendar, closing: closing)
        passage.run()
        return passage
    }

    func isStopped(by day: Day) -> Bool { stoppedOn.map { $0 <= day } ?? false }

    /// The last reset that found this dossier pending.
    var reset: TermReset? {
        resets.filter { $0.day > start && $0.day <= stoppedOn ?? .latest }.max { $0.day < $1.day }
    }

    /// What days left, gone or over are counted in: months are counted out in calendar days.
    var countedUnit: TermUnit { policy.unit == .months ? .calendarDays : policy.unit }
}
