import Rulebook
import Testing

@Suite("The legal clock: readings")
struct TimeReadingTests {
    private let calendar = WorkCalendar.romania

    private func clock(
        _ length: Int, _ unit: TermUnit, from start: String, suspended: [(String, String?)] = [], stopped: String? = nil
    ) throws -> LegalClock {
        LegalClock(
            TermPolicy(length, unit, basis: ""), from: try day(start),
            suspensions: try suspended.map { Suspension(from: try day($0.0), through: try $0.1.map { try day($0) }) },
            stoppedOn: try stopped.map { try day($0) })
    }

    @Test("The prototype's citizen sees 5 working days left on 23 November")
    func prototype() throws {
        let clock = try clock(15, .workingDays, from: "2026-11-02", suspended: [("2026-11-10", "2026-11-16")])
        let reading = clock.reading(on: try day("2026-11-23"), in: calendar)
        #expect(reading.state == .running)
        #expect((reading.daysLeft, reading.consumed, reading.total) == (5, 10, 15))
        #expect(reading.due == (try day("2026-12-02")))
        // Weeks from Monday 2 November to Wednesday 2 December.
        #expect(letters(reading) == "dddddoo" + "dpppppp" + "pddddoo" + "nllllooo" + "oe")
    }

    @Test("The prototype's clerk sees 14 calendar days left of 30, to the day after the weekend")
    func clerk() throws {
        let reading = try clock(30, .calendarDays, from: "2026-11-05").reading(on: day("2026-11-23"), in: calendar)
        #expect((reading.state, reading.daysLeft, reading.unit) == (.running, 14, .calendarDays))
        #expect(letters(reading) == String(repeating: "d", count: 18) + "n" + String(repeating: "l", count: 13) + "e")
    }

    @Test("On the last day nothing is left, and it is not late")
    func lastDay() throws {
        let clock = try clock(15, .workingDays, from: "2026-11-23")
        let reading = clock.reading(on: try day("2026-12-16"), in: calendar)
        #expect((reading.state, reading.daysLeft, reading.consumed) == (.running, 0, 15))
        #expect(reading.strip.last?.kind == .today)
        #expect(clock.reading(on: try day("2026-12-15"), in: calendar).daysLeft == 1)
    }

    @Test("The day after is late by one, and so is the weekend after a Friday")
    func late() throws {
        let monday = try clock(5, .workingDays, from: "2026-11-09")
        #expect(monday.reading(on: try day("2026-11-17"), in: calendar).daysLeft == -1)
        #expect(monday.reading(on: try day("2026-11-18"), in: calendar).daysLeft == -2)
        let friday = try clock(4, .workingDays, from: "2026-11-09")
        let saturday = friday.reading(on: try day("2026-11-14"), in: calendar)
        #expect((saturday.state, saturday.daysLeft) == (.late, -1))
        #expect(letters(saturday) == "dddden")
        #expect(try clock(5, .calendarDays, from: "2026-11-09").reading(on: day("2026-11-23"), in: calendar).daysLeft == -7)
    }

    @Test("While a completion is awaited the clock stands at its sixth day of fifteen")
    func suspended() throws {
        let clock = try clock(15, .workingDays, from: "2026-11-02", suspended: [("2026-11-11", nil)])
        let reading = clock.reading(on: try day("2026-11-16"), in: calendar)
        #expect((reading.state, reading.consumed, reading.daysLeft) == (.suspended, 6, 9))
        #expect(reading.due == nil)
        #expect(reading.projected == (try day("2026-11-27")))
        #expect(letters(reading) == "dddddoo" + "ddppppp" + "nlll" + "loo" + "llll" + "e")
    }

    @Test("A day of a suspension that is over was a day on which the clock stood")
    func lookedBack() throws {
        let clock = try clock(15, .workingDays, from: "2026-11-02", suspended: [("2026-11-10", "2026-11-16")])
        let reading = clock.reading(on: try day("2026-11-12"), in: calendar)
        #expect((reading.state, reading.daysLeft, reading.consumed) == (.suspended, 10, 5))
        #expect(reading.due == (try day("2026-12-02")))
    }

    @Test("An answer in time stops the clock, whenever one looks")
    func met() throws {
        let clock = try clock(15, .workingDays, from: "2026-11-02", stopped: "2026-11-12")
        for iso in ["2026-11-12", "2027-05-05"] {
            let reading = clock.reading(on: try day(iso), in: calendar)
            #expect((reading.state, reading.daysLeft, reading.consumed) == (.met, 7, 8))
            #expect(letters(reading) == "dddddoo" + "ddde")
        }
        #expect(clock.reading(on: try day("2026-11-11"), in: calendar).state == .running, "the day before it was running")
    }

    @Test("An answer after the term stops the clock where it stood, so many days over")
    func stoppedLate() throws {
        let clock = try clock(15, .workingDays, from: "2026-11-02", stopped: "2026-11-25")
        let reading = clock.reading(on: try day("2027-01-01"), in: calendar)
        #expect((reading.state, reading.daysLeft) == (.stopped, -2))
        #expect(reading.due == (try day("2026-11-23")))
    }

    @Test("A dossier closed while the clock stood is stopped, not late")
    func closedWhileStanding() throws {
        let clock = try clock(15, .workingDays, from: "2026-11-02", suspended: [("2026-11-10", nil)], stopped: "2026-12-10")
        let reading = clock.reading(on: try day("2026-12-31"), in: calendar)
        #expect((reading.state, reading.due) == (.stopped, nil))
        #expect(reading.daysLeft == 10)
    }

    @Test("Hours are told in hours, to the minute of the end")
    func hours() throws {
        let clock = LegalClock(
            TermPolicy(24, .hours, rolls: false, basis: ""), from: try day("2026-11-23"), at: WallTime(minutes: 600))
        let tomorrow = try day("2026-11-24")
        let cases: [(Day, Int, ClockReading.State, Int)] = [
            (clock.start, 600, .running, 24), (clock.start, 690, .running, 22), (tomorrow, 599, .running, 0),
            (tomorrow, 600, .running, 0), (tomorrow, 601, .late, -1), (tomorrow, 721, .late, -3),
        ]
        for (day, minutes, state, left) in cases {
            let reading = clock.reading(on: day, at: WallTime(minutes: minutes), in: calendar)
            #expect((reading.state, reading.daysLeft) == (state, left))
            #expect(reading.consumed == min(24, 24 - left))
        }
    }

    @Test("Hours stand still while a completion is awaited")
    func standingHours() throws {
        var clock = LegalClock(
            TermPolicy(48, .hours, rolls: false, basis: ""), from: try day("2026-11-23"), at: WallTime(minutes: 600))
        clock.suspensions = [Suspension(from: try day("2026-11-24"), through: nil)]
        let standing = clock.reading(on: try day("2026-11-26"), at: WallTime(minutes: 720), in: calendar)
        #expect((standing.state, standing.consumed, standing.due) == (.suspended, 14, nil))
        #expect(standing.daysLeft == 34)
        clock.suspensions = [Suspension(from: try day("2026-11-24"), through: try day("2026-11-26"))]
        let resumed = clock.reading(on: try day("2026-11-27"), at: WallTime(minutes: 0), in: calendar)
        #expect(resumed.due == (try day("2026-11-28")))
        #expect(resumed.dueTime?.description == "10:00")
        #expect((resumed.state, resumed.daysLeft) == (.running, 34))
    }

    @Test("A long term is drawn with at most sixty cells, which stand for all of its days")
    func compressed() throws {
        let clock = try clock(24, .months, from: "2026-11-23")
        let reading = clock.reading(on: try day("2027-03-01"), in: calendar)
        let due = try #require(reading.due)
        #expect(reading.strip.count <= 60)
        #expect(reading.strip.map(\.span).reduce(0, +) == clock.start.days(until: due) + 1)
        #expect(reading.strip.filter { $0.kind == .today }.count == 1)
        #expect(reading.strip.last?.kind == .end)
        for (cell, next) in zip(reading.strip, reading.strip.dropFirst()) { #expect(cell.day.adding(days: cell.span) == next.day) }
    }

    @Test("Looked at before it starts, all of a term is left")
    func before() throws {
        let reading = try clock(15, .workingDays, from: "2026-11-23").reading(on: day("2026-11-20"), in: calendar)
        #expect((reading.state, reading.daysLeft, reading.consumed) == (.running, 15, 0))
    }

    /// The strip as the design writes it: d past, p suspended, n today, l left, o off, e end.
    private func letters(_ reading: ClockReading) -> String {
        let letters: [DayMark.Kind: String] = [.past: "d", .suspended: "p", .today: "n", .left: "l", .off: "o", .end: "e"]
        return reading.strip.map { letters[$0.kind] ?? "?" }.joined()
    }
}
