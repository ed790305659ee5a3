/// Which days an institution works: weekends, legal holidays, bridge days and recovered Saturdays.
///
/// All of it is data (`Content/calendar/`): Codul muncii art. 139 for the holidays, a Government decision each year for
/// the days that it moves. Names are the tails of `time.holiday.*` in the locales. Holidays are known for `years`;
/// beyond them only the weekend is off.
package struct WorkCalendar: Sendable {
    /// The years for which the reckoning of Easter holds (see `orthodoxEaster`).
    package static let years = 1900...2099

    /// A holiday on the same date each year, since the first year in which its law made it one.
    package struct FixedHoliday: Hashable, Sendable {
        let month: Int, day: Int, since: Int?
        let name: String

        /// Date as `MM-DD`. Nil where no year has such a day.
        package init?(date: String, name: String, since: Int? = nil) {
            // 2000 was a leap year: 02-29 is a date.
            guard let day = Day("2000-\(date)") else { return nil }
            (self.month, self.day, self.name, self.since) = (day.month, day.day, name, since)
        }
    }

    /// A holiday that moves with the Orthodox Easter Sunday, `offset` days after it (Good Friday: -2).
    package struct EasterHoliday: Hashable, Sendable {
        let offset: Int, since: Int?
        let name: String

        package init(offset: Int, name: String, since: Int? = nil) {
            (self.offset, self.name, self.since) = (offset, name, since)
        }
    }

    /// A single day moved by decision: a working day made free (bridge), or a Saturday worked instead (recovered).
    package struct MovedDay: Hashable, Sendable {
        let day: Day
        /// The decision, as people cite it: `HG nr. 1234/2026`.
        let source: String

        package init(_ day: Day, source: String) { (self.day, self.source) = (day, source) }
    }

    /// A day off that is no mere weekend day.
    package struct Holiday: Hashable, Sendable {
        /// The date of that year.
        package let day: Day
        /// Tail of a `time.holiday.*` phrase; `bridge` for days off by decision.
        package let name: String
        /// The decision, for a bridge day.
        package let source: String?
    }

    /// The name of every bridge day.
    package static let bridge = "bridge"

    private let holidays: [Day: Holiday]
    private let recovered: [Day: String]

    /// Where two rules name one day (1 June 2026 is also Pentecost Monday), the fixed one gives the name.
    package init(
        fixed: [FixedHoliday], easter: [EasterHoliday], bridges: [MovedDay] = [], recovered: [MovedDay] = []
    ) {
        var holidays: [Day: Holiday] = [:]
        func add(_ day: Day?, _ name: String, since: Int?) {
            guard let day, day.year >= since ?? Self.years.lowerBound, holidays[day] == nil else { return }
            holidays[day] = Holiday(day: day, name: name, source: nil)
        }
        for year in Self.years {
            for rule in fixed { add(Day(year: year, month: rule.month, day: rule.day), rule.name, since: rule.since) }
            let sunday = Self.orthodoxEaster(year)
            for rule in easter { add(sunday?.adding(days: rule.offset), rule.name, since: rule.since) }
        }
        for bridge in bridges where holidays[bridge.day] == nil {
            holidays[bridge.day] = Holiday(day: bridge.day, name: Self.bridge, source: bridge.source)
        }
        self.holidays = holidays
        self.recovered = Dictionary(recovered.map { ($0.day, $0.source) }, uniquingKeysWith: { first, _ in first })
    }

    /// Offices are open: a weekday that is no holiday, or a Saturday recovered by decision, which no holiday is.
    package func isWorking(_ day: Day) -> Bool { holidays[day] == nil && (!day.weekday.isWeekend || recovered[day] != nil) }

    /// The holiday on that day, also where it falls on a weekend.
    package func holiday(on day: Day) -> Holiday? { holidays[day] }

    /// Tail of the holiday's `time.holiday.*` phrase.
    package func holidayName(on day: Day) -> String? { holidays[day]?.name }

    /// The decision that made this weekend day a working one.
    package func recovery(of day: Day) -> String? { isWorking(day) ? recovered[day] : nil }

    /// All holidays and bridge days of a year, in order.
    package func holidays(in year: Int) -> [Holiday] {
        holidays.values.filter { $0.day.year == year }.sorted { $0.day < $1.day }
    }

    /// All days off that are no mere weekend days, and the weekend days that are worked: two calendars with the same reckon alike.
    package var movedDays: String {
        let free = holidays.keys.filter { !$0.weekday.isWeekend }
        return (free.sorted() + recovered.keys.sorted()).map { "\($0)" }.joined(separator: " ")
    }

    /// The last of so many calendar days, the first not counted; on a day off, the next on which offices are open (Codul civil, art.
    /// 2553 și 2554).
    package func lastDay(ofDays days: Int, after day: Day) -> Day { nextWorking(onOrAfter: day.adding(days: days)) }

    /// That day if offices are open, else the next on which they are; `Day.latest` at the end of time.
    package func nextWorking(onOrAfter day: Day) -> Day {
        var next = day
        while !isWorking(next), next < .latest { next = next.adding(days: 1) }
        return next
    }
}
