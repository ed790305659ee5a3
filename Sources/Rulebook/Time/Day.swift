package import FoundationEssentials

/// A civil date, such as a register, a term or a birth certificate names it: no hour, no time zone.
///
/// Days from 1800-01-01 to 2199-12-31 exist. Arithmetic saturates at these ends, so no input can trap it.
/// There is no `today`: the clock comes from outside, as an instant and a zone.
package struct Day: Hashable, Sendable {
    /// Days since 1970-01-01.
    private let number: Int32

    /// 1800-01-01
    package static let earliest = Day(number: Almanac.gregorian.days.lowerBound)
    /// 2199-12-31
    package static let latest = Day(number: Almanac.gregorian.days.upperBound)

    private init(number: Int32) { self.number = number }

    /// Nil where the Gregorian calendar has no such day (31 April) or the year lies outside 1800–2199.
    package init?(year: Int, month: Int, day: Int) {
        guard let number = Almanac.gregorian.number(year: year, month: month, day: day) else { return nil }
        self.init(number: number)
    }

    /// The day that wall calendars in `zone` show at `instant`.
    package init(_ instant: Date, in zone: TimeZone) {
        let bounds = Almanac.gregorian.days
        let number = Int32((Almanac.gregorian.wallSeconds(instant, in: zone) / 86_400).rounded(.down))
        self.init(number: min(max(number, bounds.lowerBound), bounds.upperBound))
    }

    /// 1800 to 2199.
    package var year: Int { Almanac.gregorian.date(number).year }
    /// 1 to 12.
    package var month: Int { Almanac.gregorian.date(number).month }
    /// Day of the month, 1 to 31.
    package var day: Int { Almanac.gregorian.date(number).day }

    /// Year, month and day at one look-up.
    package var components: (year: Int, month: Int, day: Int) { Almanac.gregorian.date(number) }

    /// By ISO 8601, from Monday.
    package var weekday: Weekday {
        // 1970-01-01 was a Thursday; the second remainder keeps days before it positive.
        Weekday.allCases[Int(((number + 3) % 7 + 7) % 7)]
    }

    /// So many days later, or earlier where negative; saturates at `earliest` and `latest`.
    package func adding(days: Int) -> Day {
        let bounds = Almanac.gregorian.days
        let (sum, overflow) = Int(number).addingReportingOverflow(days)
        if overflow { return days < 0 ? .earliest : .latest }
        return Day(number: Int32(min(max(sum, Int(bounds.lowerBound)), Int(bounds.upperBound))))
    }

    /// The same date number `months` later, or the last day of a shorter month (Codul civil, art. 2552).
    package func adding(months: Int) -> Day {
        Day(number: Almanac.gregorian.number(number, addingMonths: months))
    }

    /// How many days later `other` is; negative where it is earlier.
    package func days(until other: Day) -> Int { Int(other.number) - Int(number) }
}

/// Ranges of days can be walked: `for day in start...due`.
extension Day: Strideable {
    package static func < (one: Day, other: Day) -> Bool { one.number < other.number }
    package func distance(to other: Day) -> Int { days(until: other) }
    package func advanced(by days: Int) -> Day { adding(days: days) }
}
