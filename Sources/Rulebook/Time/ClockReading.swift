/// How a legal clock stands on a day: what a citizen and a clerk see beside the dossier.
package struct ClockReading: Hashable, Sendable {
    /// The state that a page names in a word.
    package enum State: String, CaseIterable, Sendable {
        case running
        /// The clock stands on that day.
        case suspended
        /// No answer, and the term is over.
        case late
        /// The answer went out in time.
        case met
        /// The dossier was closed after its term, or while the clock stood.
        case stopped
    }

    /// As of the day that was asked for.
    package let state: State
    /// Days, in `unit`, after this day until the last: 0 on the last day itself, negative when late, of a stopped
    /// clock what was left when it stopped, negative when that was after its end. In hours for terms in hours.
    package let daysLeft: Int
    /// What is counted by the end of this day, of `total`.
    package let consumed: Int
    /// One cell a day from the start to the last day (or to this one, when late).
    package let strip: [DayMark]
    /// The same clock's deadline and its trace; what follows are its parts.
    package let deadline: Deadline

    package var due: Day? { deadline.due }
    package var dueTime: WallTime? { deadline.dueTime }
    package var projected: Day { deadline.projected }
    package var total: Int { deadline.total }
    package var unit: TermUnit { deadline.unit }
    package var trace: [TraceLine] { deadline.trace }
}
