/// One passage of a legal clock over the calendar, day by day from its start: what counts, what does not, where it ends.
struct ClockPassage {
    let clock: LegalClock
    let calendar: WorkCalendar
    /// The clock's suspensions, merged; the open one ends on `closing` where that is given.
    let suspensions: [Suspension]
    private let stages: [Stage]

    /// The day from which days are counted now: the start, a reset, or the last completion under `.restart`.
    private(set) var origin: Day
    private var countsOrigin = false
    /// The day on which the term is counted out, before any roll. Nil where the clock still stands.
    private(set) var end: Day?
    /// The last day of the term. Nil where the clock still stands.
    private(set) var due: Day?
    /// Time of day at which hours end; nil where the whole last day may be used.
    private(set) var dueTime: WallTime?
    /// Days counted since `origin`, and how many days (of a term in hours: hours) there are to count.
    private(set) var counted = 0
    private(set) var total = 0

    private(set) var weekendDays = 0
    private(set) var holidays: [WorkCalendar.Holiday] = []
    private(set) var recovered: [Day] = []
    /// Suspensions met before the end, with how many days each kept from being counted.
    private(set) var met: [(suspension: Suspension, length: Int)] = []
    private(set) var restartedAfter: Day?

    private var day: Day
    private var stage = 0
    /// Days left of the present stage.
    private var remaining = 0
    /// The minute of `origin` at which a term in hours begins, and the minute of `day` at which the next stage does:
    /// 1440 where that day is over, or the clock stands on it. A stage in days leaves no rest of its last day.
    private var startMinute: Int
    private var minute: Int

    /// The policy's term, or an extension of it.
    private struct Stage {
        let length: Int
        let unit: TermUnit
    }

    init(of clock: LegalClock, in calendar: WorkCalendar, closing: Day?) {
        self.clock = clock
        self.calendar = calendar
        suspensions = Suspension.merged(clock.suspensions.map { $0.closed(on: closing) })
        let longest = TermPolicy.lengths.upperBound
        stages =
            [Stage(length: min(max(1, clock.policy.length), longest), unit: clock.policy.unit)]
            + clock.extensions.map { Stage(length: min(max(0, $0.length), longest), unit: $0.unit) }
        let reset = clock.reset
        origin = reset?.day ?? clock.start
        day = origin
        startMinute = reset == nil ? clock.startTime.minutes : 0
        minute = 0
    }

    mutating func run() {
        begin(from: origin, counting: clock.policy.startsOn)
        while remaining > 0 || mustRoll, day < .latest {
            day = day.adding(days: 1)
            if let suspension = standing(on: day) {
                guard stand(for: suspension) else { return }
            } else if remaining > 0 {
                count()
            }
        }
        due = day
        if minute < 1440, due == end { dueTime = WallTime(minutes: minute) }
    }

    /// Hours that had passed when an open suspension stopped a term in hours, at the first minute of its first day.
    var hoursCounted: Int { ((counted + 1) * 1440 - startMinute) / 60 }

    /// Sets the clock to nothing counted. The first day looked at is the one after `origin`, or `origin` itself.
    private mutating func begin(from origin: Day, counting start: TermPolicy.Start) {
        self.origin = origin
        (end, counted, total, weekendDays, holidays, recovered) = (nil, 0, 0, 0, [], [])
        countsOrigin = start == .sameDay && [.workingDays, .calendarDays].contains(clock.policy.unit)
        day = countsOrigin ? origin.adding(days: -1) : origin
        if standing(on: origin) != nil { startMinute = 1440 }
        minute = startMinute
        enter(0)
    }

    /// Goes on to a stage.
    private mutating func enter(_ index: Int) {
        stage = index
        remaining = days(of: stages[index])
        let hours = stages[index].unit == .hours ? stages[index].length : remaining * 24
        total += clock.policy.unit == .hours ? hours : remaining
        passOn()
    }

    /// Leaves a stage that is counted out for the next; after the last one the term has its end.
    private mutating func passOn() {
        guard remaining == 0 else { return }
        if stage + 1 < stages.count { enter(stage + 1) } else { end = day }
    }

    /// How many days of its own kind a stage has that begins when `day` is over, or at `minute` of it.
    private mutating func days(of stage: Stage) -> Int {
        switch stage.unit {
        case .workingDays, .calendarDays:
            minute = 1440
            return stage.length
        case .months:
            minute = 1440
            return day.days(until: day.adding(months: stage.length))
        case .hours:
            // A term that ends at midnight ends with the day before it, at 24:00.
            let minutes = minute + stage.length * 60
            let days = max(0, minutes - 1) / 1440
            minute = minutes - days * 1440
            return days
        }
    }

    /// Looks at a day on which the clock runs.
    private mutating func count() {
        if stages[stage].unit == .workingDays {
            guard calendar.isWorking(day) else {
                if !day.weekday.isWeekend, let holiday = calendar.holiday(on: day) {
                    holidays.append(holiday)
                } else {
                    weekendDays += 1
                }
                return
            }
            if day.weekday.isWeekend { recovered.append(day) }
        }
        counted += 1
        remaining -= 1
        passOn()
    }

    /// Looks at a day on which the clock stands. False where nobody knows yet when it will go on.
    private mutating func stand(for suspension: Suspension) -> Bool {
        if met.last?.suspension != suspension { met.append((suspension, 0)) }
        guard let through = suspension.through else { return false }
        if stages[stage].unit != .workingDays || calendar.isWorking(day) { met[met.count - 1].length += 1 }
        if day == through, clock.policy.afterCompletion == .restart {
            restartedAfter = day
            startMinute = 1440
            begin(from: day, counting: .dayAfter)
        }
        return true
    }

    /// Not before the first day that the clock looks at, since it last began.
    func mayCount(_ day: Day) -> Bool { day > origin || day == origin && countsOrigin }

    /// The term is counted out, but not on a day that may be its last.
    private var mustRoll: Bool {
        clock.policy.rolls && (!calendar.isWorking(day) || standing(on: day) != nil)
    }

    /// The suspension that keeps this day from counting.
    func standing(on day: Day) -> Suspension? {
        suspensions.first { $0.covers(day) }
    }
}
