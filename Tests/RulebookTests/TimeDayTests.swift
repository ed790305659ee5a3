import Foundation
import Rulebook
import Testing

@Suite("Days")
struct TimeDayTests {
    /// The reference: Foundation's own calendar, asked day by day.
    private static let reference: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    @Test("A day is written and read as ISO 8601")
    func iso() throws {
        let day = try #require(Day("2026-12-02"))
        #expect((day.year, day.month, day.day) == (2026, 12, 2))
        #expect(day.description == "2026-12-02")
        #expect(day == Day(year: 2026, month: 12, day: 2))
        let coded = try JSONEncoder().encode([day])
        #expect(String(decoding: coded, as: UTF8.self) == #"["2026-12-02"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: coded) == [day])
    }

    @Test(
        "What is no day is refused",
        arguments: [
            "", "2026", "2026-13-01", "2026-00-10", "2026-02-29", "2026-04-31", "2026-4-1", "02.12.2026", "2026-12-02 ", " 2026-12-02",
            "2026-12-02T00:00", "+026-12-02", "1799-12-31", "2200-01-01", "２０２６-12-02", "2026–12–02", "2026-12-0\u{662}",
        ])
    func refused(text: String) {
        #expect(Day(text) == nil)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: JSONEncoder().encode([text])) }
    }

    @Test("Every day from 1800 to 2199 is the day that Foundation's calendar says")
    func everyDay() throws {
        var day = try #require(Day("1800-01-01"))
        var instant = try #require(Self.reference.date(from: DateComponents(year: 1800, month: 1, day: 1)))
        var wrong: [Day] = []
        var count = 0
        while true {
            let parts = Self.reference.dateComponents([.year, .month, .day, .weekday], from: instant)
            // Foundation counts weekdays from Sunday = 1, ISO from Monday = 1.
            let weekday = (try #require(parts.weekday) + 5) % 7 + 1
            let isSame = day.year == parts.year && day.month == parts.month && day.day == parts.day && day.weekday.rawValue == weekday
            if !isSame || Day(day.description) != day || Day(instant, in: .gmt) != day { wrong.append(day) }
            count += 1
            if day == .latest { break }
            (day, instant) = (day.adding(days: 1), instant.addingTimeInterval(86_400))
        }
        #expect(wrong.isEmpty)
        #expect(day.description == "2199-12-31")
        #expect(count == 146_097, "four hundred Gregorian years")
    }

    @Test(
        "A month later is the same date, or the last day of a shorter month",
        arguments: [
            ("2026-01-15", 1, "2026-02-15"), ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-11-30", 3, "2027-02-28"), ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"), ("2026-12-31", 24, "2028-12-31"), ("2026-07-07", 0, "2026-07-07"),
        ])
    func months(from: String, months: Int, to: String) throws {
        #expect(try #require(Day(from)).adding(months: months).description == to)
    }

    @Test("Arithmetic ends at the first and last day instead of trapping")
    func saturation() throws {
        let day = try #require(Day("2026-11-23"))
        #expect(day.adding(days: .max) == .latest)
        #expect(day.adding(days: .min) == .earliest)
        #expect(day.adding(months: .max) == .latest)
        #expect(day.adding(months: .min) == .earliest)
        #expect(day.adding(months: 12 * 174) == .latest)
        #expect(day.adding(months: -12 * 227) == .earliest)
        #expect(Day.latest.adding(days: 1) == .latest)
        #expect(Day(Date(timeIntervalSince1970: .infinity), in: .gmt) == .latest)
        #expect(Day(Date(timeIntervalSince1970: -.infinity), in: .gmt) == .earliest)
        #expect(Day(Date(timeIntervalSince1970: .nan), in: .gmt) == .earliest)
    }

    @Test("An instant falls on the day that the wall clock in Bucharest shows")
    func instants() throws {
        let bucharest = try #require(TimeZone(identifier: "Europe/Bucharest"))
        let parser = ISO8601DateFormatter()
        for (instant, day, time) in [
            ("2026-11-23T21:59:59Z", "2026-11-23", "23:59"),  // winter: two hours ahead
            ("2026-11-23T22:00:00Z", "2026-11-24", "00:00"),
            ("2026-07-01T20:59:59Z", "2026-07-01", "23:59"),  // summer: three
            ("2026-07-01T21:00:00Z", "2026-07-02", "00:00"),
            ("1969-12-31T22:30:00Z", "1970-01-01", "00:30"),
        ] {
            let date = try #require(parser.date(from: instant))
            #expect(Day(date, in: bucharest).description == day)
            #expect(WallTime(date, in: bucharest).description == time)
        }
    }

    @Test("Days are ordered, subtracted and walked")
    func order() throws {
        let (first, last) = (try #require(Day("2026-02-27")), try #require(Day("2026-03-02")))
        #expect(first < last)
        #expect(first.days(until: last) == 3)
        #expect(last.days(until: first) == -3)
        #expect((first...last).map(\.description) == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])
    }

    @Test("Times of day are written and read with five characters")
    func times() throws {
        for minutes in 0..<1440 {
            let time = WallTime(minutes: minutes)
            #expect(WallTime(time.description) == time)
        }
        for text in ["", "9:14", "24:00", "12:60", "12.30", "12:3", "12:300", "ab:cd", "١٢:٣٠"] { #expect(WallTime(text) == nil) }
        let coded = try JSONEncoder().encode([try #require(WallTime("09:14"))])
        #expect(String(decoding: coded, as: UTF8.self) == #"["09:14"]"#)
    }
}
