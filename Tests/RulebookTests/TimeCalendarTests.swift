import Rulebook
import Testing

extension WorkCalendar {
    static let romania = romania(bridges: [], recovered: [])

    /// The legal holidays of Romania in 2026, with days moved by decisions that a test invents.
    static func romania(bridges: [MovedDay], recovered: [MovedDay]) -> WorkCalendar {
        let fixed = [
            ("01-01", "new-year", nil), ("01-02", "second-of-january", nil), ("01-06", "epiphany", 2024), ("01-07", "saint-john", 2024),
            ("01-24", "union-of-principalities", 2017), ("05-01", "labour-day", nil), ("06-01", "childrens-day", 2017),
            ("08-15", "assumption", 2009), ("11-30", "saint-andrew", 2012), ("12-01", "national-day", nil),
            ("12-25", "christmas", nil), ("12-26", "second-of-christmas", nil),
        ]
        let easter = [
            (-2, "good-friday", 2018), (0, "easter", nil), (1, "easter-monday", nil), (49, "pentecost", 2009),
            (50, "pentecost-monday", 2009),
        ]
        return WorkCalendar(
            fixed: fixed.compactMap { FixedHoliday(date: $0.0, name: $0.1, since: $0.2) },
            easter: easter.map { EasterHoliday(offset: $0.0, name: $0.1, since: $0.2) }, bridges: bridges, recovered: recovered)
    }
}

/// A day by its ISO form, for tests that know it exists.
func day(_ iso: String) throws -> Day { try #require(Day(iso), "\(iso) is a day") }

@Suite("The calendar of working days")
struct TimeCalendarTests {
    private let calendar = WorkCalendar.romania

    @Test(
        "Orthodox Easter falls on its known Sundays",
        arguments: [
            (1900, "1900-04-22"), (2000, "2000-04-30"), (2008, "2008-04-27"), (2010, "2010-04-04"), (2016, "2016-05-01"),
            (2020, "2020-04-19"), (2021, "2021-05-02"), (2024, "2024-05-05"), (2025, "2025-04-20"), (2026, "2026-04-12"),
            (2027, "2027-05-02"), (2028, "2028-04-16"),
        ])
    func easter(year: Int, sunday: String) throws {
        #expect(WorkCalendar.orthodoxEaster(year) == (try day(sunday)))
    }

    @Test("Easter is a Sunday between 4 April and 8 May in each year of its reckoning, and unknown in others")
    func easterBounds() throws {
        for year in WorkCalendar.years {
            let easter = try #require(WorkCalendar.orthodoxEaster(year))
            let (earliest, latest) = (Day(year: year, month: 4, day: 4), Day(year: year, month: 5, day: 8))
            #expect(easter.weekday == .sunday)
            #expect(try easter >= #require(earliest) && easter <= #require(latest))
        }
        #expect(WorkCalendar.orthodoxEaster(1899) == nil)
        #expect(WorkCalendar.orthodoxEaster(2100) == nil)
    }

    @Test(
        "Good Friday and Pentecost move with Easter",
        arguments: [
            ("2026-04-10", "good-friday"), ("2027-04-30", "good-friday"), ("2026-05-31", "pentecost"), ("2027-06-20", "pentecost"),
            ("2027-06-21", "pentecost-monday"), ("2026-04-13", "easter-monday"),
        ])
    func movable(iso: String, name: String) throws {
        #expect(calendar.holidayName(on: try day(iso)) == name)
        #expect(!calendar.isWorking(try day(iso)))
    }

    @Test("1 June 2026 is two holidays and is told by the fixed one")
    func twoInOne() throws {
        #expect(calendar.holidayName(on: try day("2026-06-01")) == "childrens-day")
    }

    @Test("The holidays of 2026 are those that the law lists")
    func year2026() {
        #expect(
            calendar.holidays(in: 2026).map(\.day.description) == [
                "2026-01-01", "2026-01-02", "2026-01-06", "2026-01-07", "2026-01-24", "2026-04-10", "2026-04-12", "2026-04-13",
                "2026-05-01", "2026-05-31", "2026-06-01", "2026-08-15", "2026-11-30", "2026-12-01", "2026-12-25", "2026-12-26",
            ])
    }

    @Test("A holiday is one from the year in which its law made it so")
    func since() throws {
        #expect(calendar.isWorking(try day("2023-01-06")))
        #expect(calendar.holidayName(on: try day("2023-01-06")) == nil)
        #expect(!calendar.isWorking(try day("2025-01-06")))
        #expect(calendar.isWorking(try day("2017-04-14")), "Good Friday 2017")
        #expect(!calendar.isWorking(try day("2018-04-06")), "Good Friday 2018")
    }

    @Test("A bridge day is off and a recovered Saturday is worked")
    func moved() throws {
        let decision = "HG nr. 1/2026"
        let calendar = WorkCalendar.romania(
            bridges: [WorkCalendar.MovedDay(try day("2026-01-05"), source: decision)],
            recovered: [WorkCalendar.MovedDay(try day("2026-01-10"), source: decision)])
        #expect(!calendar.isWorking(try day("2026-01-05")))
        #expect(calendar.holiday(on: try day("2026-01-05"))?.source == decision)
        #expect(calendar.holidayName(on: try day("2026-01-05")) == WorkCalendar.bridge)
        #expect(calendar.isWorking(try day("2026-01-10")))
        #expect(calendar.recovery(of: try day("2026-01-10")) == decision)
        #expect(!calendar.isWorking(try day("2026-01-11")))
        #expect(self.calendar.isWorking(try day("2026-01-05")), "without the decision it is worked")
    }

    @Test("A holiday on a Saturday stays one, whatever is said to be recovered on it")
    func recoveredHoliday() throws {
        let calendar = WorkCalendar.romania(
            bridges: [], recovered: [WorkCalendar.MovedDay(try day("2027-05-01"), source: "HG nr. 1/2026")])
        let labourDay = try day("2027-05-01")
        #expect(!calendar.isWorking(labourDay) && calendar.recovery(of: labourDay) == nil)
    }

    @Test(
        "The next working day skips weekends and holidays",
        arguments: [
            ("2026-11-23", "2026-11-23"), ("2026-11-28", "2026-12-02"), ("2026-04-10", "2026-04-14"), ("2026-12-25", "2026-12-28"),
            ("2025-12-31", "2025-12-31"), ("2026-01-01", "2026-01-05"),
        ])
    func next(from: String, to: String) throws {
        #expect(calendar.nextWorking(onOrAfter: try day(from)) == (try day(to)))
    }

    @Test("At the end of time the search for a working day ends too")
    func endOfTime() {
        let closed = WorkCalendar(fixed: [], easter: [], bridges: [WorkCalendar.MovedDay(.latest, source: "")])
        #expect(closed.nextWorking(onOrAfter: .latest) == .latest)
    }

    @Test("A date that no year has is no holiday", arguments: ["02-30", "13-01", "1-1", "", "0101"])
    func noDate(text: String) {
        #expect(WorkCalendar.FixedHoliday(date: text, name: "x") == nil)
    }
}
