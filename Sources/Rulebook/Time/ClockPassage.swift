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
    /// Minutes that a term in hours has run since it began.
    private var passed = 0

    private(set) var weekendDays = 0
    private(set) var holidays: [WorkCalendar.Holiday] = []
    private(set) var recovered: [Day] = []
    /// Suspensions met before the end, with how many days each kept from being counted.
    private(set) var met: [(suspension: Suspension, length: Int)] = []
    private(set) var restartedAfter: Day?

    private var day: Day
    private var stage = 0
    /// Days left of the present stage; of a stage in hours, minutes.
    private var remaining = 0
    /// The minute of `origin` at which a term in hours begins, and the minute of `day` at which the next stage does:
    /// 1440 where that day is over. A stage in days leaves no rest of its last day.
    private var startMinute: Int
    private var minute: Int
    /// Nobody knows yet when the clock will go on.
    private var isOpen = false

    /// The policy's term, or an extension of it.
    private struct Stage {
        let length: Int
        let unit: TermUnit
    }

    init(of clock: LegalClock, in calendar: WorkCalendar, closing: WallMoment?) {
        self.clock = clock
        self.calendar = calendar
        suspensions = Suspension.merged(clock.suspensions.map { $0.closed(at: closing) })
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
        while !isOpen, remaining > 0 || mustRoll, day < .latest {
            day = day.adding(days: 1)
            if remaining > 0, stages[stage].unit == .hours {
                counted += 1
                spend(from: 0)
            } else if let suspension = standing(on: day) {
                stand(for: suspension)
            } else if remaining > 0 {
                count()
            }
        }
        if isOpen { return }
        due = day
        if minute < 1440, due == end { dueTime = WallTime(minutes: minute) }
    }

    /// Hours that had passed when an open suspension stopped a term in hours.
    var hoursCounted: Int { passed / 60 }

    /// Sets the clock to nothing counted. The first day looked at is the one after `origin`, or `origin` itself.
    private mutating func begin(from origin: Day, counting start: TermPolicy.Start) {
        self.origin = origin
        (end, counted, total, passed, weekendDays, holidays, recovered) = (nil, 0, 0, 0, 0, [], [])
        countsOrigin = start == .sameDay && [.workingDays, .calendarDays].contains(clock.policy.unit)
        day = countsOrigin ? origin.adding(days: -1) : origin
        minute = startMinute
        enter(0)
    }

    /// Goes on to a stage. One in hours begins at once, with what is left of `day`.
    private mutating func enter(_ index: Int) {
        stage = index
        let (length, unit) = (stages[index].length, stages[index].unit)
        let isInHours = clock.policy.unit == .hours
        switch unit {
        case .workingDays, .calendarDays: remaining = length
        case .months: remaining = day.days(until: day.adding(months: length))
        case .hours:
            remaining = length * 60
            total += isInHours ? length : (length + 23) / 24
            return remaining == 0 ? passOn() : spend(from: minute)
        }
        minute = 1440
        total += isInHours ? remaining * 24 : remaining
        if remaining == 0 { passOn() }
    }

    /// Leaves a stage that is counted out for the next; after the last one the term has its end.
    private mutating func passOn() {
        if stage + 1 < stages.count { enter(stage + 1) } else { end = day }
    }

    /// Lets a stage in hours run over the rest of `day`, without the minutes in which the clock stands. What ends at midnight ends
    /// with the day before it, at 24:00.
    private mutating func spend(from first: Int) {
        minute = first
        for suspension in suspensions {
            guard let pause = suspension.minutes(of: day), pause.upperBound > minute else { continue }
            pass(until: pause.lowerBound)
            if remaining == 0 { return passOn() }
            stand(for: suspension)
            if isOpen || restarts(after: suspension) { return }
            minute = pause.upperBound
        }
        pass(until: 1440)
        if remaining == 0 { passOn() }
    }

    private mutating func pass(until next: Int) {
        let free = min(max(0, next - minute), remaining)
        minute += free
        passed += free
        remaining -= free
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
        passed += 1440
        remaining -= 1
        if remaining == 0 { passOn() }
    }

    /// Looks at a day on which the clock stands.
    private mutating func stand(for suspension: Suspension) {
        if met.last?.suspension != suspension { met.append((suspension, 0)) }
        guard let through = suspension.through else {
            isOpen = true
            return
        }
        if stages[stage].unit != .workingDays || calendar.isWorking(day) { met[met.count - 1].length += 1 }
        if restarts(after: suspension) {
            restartedAfter = through
            startMinute = suspension.throughTime?.minutes ?? 1440
            begin(from: day, counting: .dayAfter)
        }
    }

    /// Whether the term is given anew when that suspension ends, which it does on this day.
    private func restarts(after suspension: Suspension) -> Bool {
        suspension.through == day && clock.policy.afterCompletion == .restart
    }

    /// Not before the first day that the clock looks at, since it last began.
    func mayCount(_ day: Day) -> Bool { day > origin || day == origin && countsOrigin }

    /// The term is counted out, but not on a day that may be its last.
    private var mustRoll: Bool {
        guard clock.policy.rolls else { return false }
        // Where hours were counted out the clock ran, whatever came later on that day.
        let stands = standing(on: day) != nil && !(day == end && minute < 1440)
        return stands || !calendar.isWorking(day)
    }

    /// The suspension that keeps this day from counting. A clock that stands from one minute to another stands on the days that
    /// end meanwhile.
    func standing(on day: Day) -> Suspension? {
        suspensions.first { $0.minutes(of: day)?.upperBound == 1440 }
    }

    /// The suspension in which a moment lies.
    func standing(at moment: WallMoment) -> Suspension? {
        suspensions.first { $0.minutes(of: moment.day)?.contains(moment.time.minutes) ?? false }
    }

    /// Minutes from a moment to the end of a day, or to a minute of it, in which the clock runs.
    func minutes(from moment: WallMoment, to last: Day, _ end: Int) -> Int {
        let span = moment.day.days(until: last) * 1440 + end - moment.time.minutes
        guard span > 0 else { return span }
        let stood = (moment.day...last).reduce(0) { sum, day in
            let window = (day == moment.day ? moment.time.minutes : 0)..<(day == last ? end : 1440)
            return sum + suspensions.reduce(0) { $0 + ($1.minutes(of: day)?.clamped(to: window).count ?? 0) }
        }
        return span - stood
    }
}
