import Rulebook
import Store

/// How far a line's last day is, for a list: the dossier's own page says why.
struct Countdown: Sendable {
    enum State: Sendable { case late, soon, later, suspended, endless }

    let state: State
    /// Days after today until the last one, as the term counts them, or whole hours of a term that ends within a day; negative when
    /// over.
    let left: Int
    let unit: TermUnit
    /// Percent of the term that is used.
    let used: Int

    /// - Parameter term: the service's; nil counts calendar days.
    init(_ line: DossierLine, term: TermPolicy?, now: WallMoment, soon: Day, in calendar: WorkCalendar) {
        guard let due = line.due else {
            self.init(state: line.isSuspended ? .suspended : .endless, left: 0, used: 0)
            return
        }
        let today = now.day
        if let time = line.dueTime {
            let minutes = today.days(until: due) * 1440 + time.minutes - now.time.minutes
            let length = max(term?.unit == .hours ? term?.length ?? 24 : 24, 1)
            self.init(
                state: minutes < 0 ? .late : due <= soon ? .soon : .later, left: minutes < 0 ? min(-1, minutes / 60) : minutes / 60,
                used: (length - min(max(minutes / 60, 0), length)) * 100 / length, unit: .hours)
            return
        }
        let countsWork = term?.unit == .workingDays
        func counted(_ first: Day, _ last: Day) -> Int {
            countsWork ? (first...last).count(where: calendar.isWorking) : first.days(until: last) + 1
        }
        // Beyond two years nobody counts days.
        let far = abs(today.days(until: due)) > 730
        let days =
            if far { today.days(until: due) } else if due > today { counted(today.adding(days: 1), due) } else if due < today {
                -counted(due.adding(days: 1), today)
            } else { 0 }
        let length = max(term?.length ?? 30, 1)
        self.init(
            state: due < today ? .late : due <= soon ? .soon : .later, left: days,
            used: (length - min(max(days, 0), length)) * 100 / length,
            unit: countsWork && !far ? .workingDays : .calendarDays)
    }

    private init(state: State, left: Int, used: Int, unit: TermUnit = .calendarDays) {
        self.state = state
        self.left = left
        self.unit = unit
        self.used = used
    }
}
