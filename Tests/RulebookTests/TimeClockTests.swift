import Foundation
import Rulebook
import Testing

@Suite("The legal clock: deadlines")
struct TimeClockTests {
    private let calendar = WorkCalendar.romania

    private func due(_ policy: TermPolicy, from start: String, _ change: (inout LegalClock) throws -> Void = { _ in }) throws -> String? {
        var clock = LegalClock(policy, from: try day(start))
        try change(&clock)
        return clock.deadline(in: calendar).due?.description
    }

    private func keys(_ policy: TermPolicy, from start: String, _ change: (inout LegalClock) throws -> Void = { _ in }) throws -> [String] {
        var clock = LegalClock(policy, from: try day(start))
        try change(&clock)
        return clock.deadline(in: calendar).trace.map(\.key)
    }

    @Test(
        "A term ends on the day that the vectors of the law say",
        arguments: [
            (15, TermUnit.workingDays, "2026-04-01", "2026-04-24"), (15, .workingDays, "2026-11-23", "2026-12-16"),
            (10, .workingDays, "2026-11-23", "2026-12-09"), (5, .workingDays, "2026-12-18", "2026-12-28"),
            (30, .calendarDays, "2026-11-02", "2026-12-02"), (30, .calendarDays, "2026-03-13", "2026-04-14"),
            (30, .calendarDays, "2026-11-05", "2026-12-07"), (1, .calendarDays, "2026-11-27", "2026-12-02"),
            (1, .workingDays, "2026-11-27", "2026-12-02"), (5, .calendarDays, "2026-11-23", "2026-12-02"),
        ])
    func vectors(length: Int, unit: TermUnit, start: String, due: String) throws {
        #expect(try self.due(TermPolicy(length, unit, basis: ""), from: start) == due)
    }

    @Test(
        "A term in months ends on the same date number, or the month's last day, and then rolls",
        arguments: [
            (1, "2026-10-15", "2026-11-16"), (1, "2026-01-31", "2026-03-02"), (2, "2026-12-31", "2027-03-01"),
            (12, "2026-11-23", "2027-11-23"), (24, "2024-02-29", "2026-03-02"), (6, "2026-06-25", "2026-12-28"),
        ])
    func months(length: Int, start: String, due: String) throws {
        #expect(try self.due(TermPolicy(length, .months, basis: ""), from: start) == due)
    }

    @Test("A policy may count the start day, and may let a term end on a day off")
    func switches() throws {
        #expect(try due(TermPolicy(5, .workingDays, startsOn: .sameDay, basis: ""), from: "2026-11-16") == "2026-11-20")
        #expect(try due(TermPolicy(5, .workingDays, startsOn: .sameDay, basis: ""), from: "2026-11-21") == "2026-11-27")
        #expect(try due(TermPolicy(1, .calendarDays, startsOn: .sameDay, basis: ""), from: "2026-11-23") == "2026-11-23")
        #expect(try due(TermPolicy(30, .calendarDays, rolls: false, basis: ""), from: "2026-03-13") == "2026-04-12")
        #expect(try due(TermPolicy(1, .months, startsOn: .sameDay, rolls: false, basis: ""), from: "2026-10-15") == "2026-11-15")
    }

    @Test("A term in hours runs by the wall clock, over weekends too")
    func hours() throws {
        let policy = TermPolicy(24, .hours, rolls: false, basis: "")
        var clock = LegalClock(policy, from: try day("2026-11-27"), at: WallTime(minutes: 9 * 60 + 14))
        var deadline = clock.deadline(in: calendar)
        #expect(deadline.due == (try day("2026-11-28")))
        #expect(deadline.dueTime?.description == "09:14")
        clock.policy = TermPolicy(2, .hours, rolls: false, basis: "")
        #expect(clock.deadline(in: calendar).due == clock.start)
        #expect(clock.deadline(in: calendar).dueTime?.description == "11:14")
        clock.policy = TermPolicy(24, .hours, rolls: true, basis: "")
        deadline = clock.deadline(in: calendar)
        #expect(deadline.due == (try day("2026-12-02")), "rolled over a weekend and two holidays")
        #expect(deadline.dueTime == nil, "and then the whole day is left")
        let midnight = LegalClock(TermPolicy(24, .hours, basis: ""), from: try day("2026-11-23")).deadline(in: calendar)
        #expect(midnight.due == (try day("2026-11-23")), "from midnight a day lasts until its own end")
        #expect(midnight.dueTime == nil)
    }

    @Test("Of the terms, only hours are not rolled unless it is said")
    func rolling() throws {
        for unit in TermUnit.allCases { #expect(TermPolicy(24, unit, basis: "").rolls == (unit != .hours)) }
        let sunday = LegalClock(TermPolicy(24, .hours, basis: ""), from: try day("2026-11-29"), at: WallTime(minutes: 15 * 60 + 26))
        #expect(sunday.deadline(in: calendar).due == (try day("2026-11-30")), "Saint Andrew's, by the clock")
        #expect(sunday.deadline(in: calendar).dueTime?.description == "15:26")
    }

    @Test("Hours may follow days, and days hours")
    func mixed() throws {
        var clock = LegalClock(
            TermPolicy(2, .calendarDays, rolls: false, basis: ""), from: try day("2026-11-23"), at: WallTime(minutes: 600))
        clock.extensions = [TermExtension(36, .hours, basis: "")]
        #expect(clock.deadline(in: calendar).due == (try day("2026-11-27")))
        #expect(clock.deadline(in: calendar).dueTime?.description == "12:00")
        clock.extensions = [TermExtension(0, .hours, basis: "")]
        #expect(clock.deadline(in: calendar).due == (try day("2026-11-25")))
        clock.policy = TermPolicy(24, .hours, rolls: false, basis: "")
        clock.extensions = [TermExtension(2, .calendarDays, basis: "")]
        let deadline = clock.deadline(in: calendar)
        #expect(deadline.due == (try day("2026-11-26")))
        #expect((deadline.dueTime, deadline.total) == (nil, 72))
    }

    private func minutes(_ clock: LegalClock) throws -> Int {
        let deadline = clock.deadline(in: calendar)
        return clock.start.days(until: try #require(deadline.due)) * 1440 + (deadline.dueTime?.minutes ?? 1440) - clock.startTime.minutes
    }

    private func time(_ text: String) throws -> WallTime { try #require(WallTime(text)) }

    @Test("A pause of a minute takes a minute from a term in hours, and the trace tells both moments")
    func pausedHours() throws {
        let monday = try day("2026-11-30")
        var clock = LegalClock(TermPolicy(36, .hours, basis: ""), from: monday, at: try time("01:14"))
        #expect(try minutes(clock) == 36 * 60)
        clock.suspensions = [Suspension(from: monday, at: try time("01:30"), through: monday, at: try time("01:31"), awaiting: .answer)]
        let deadline = clock.deadline(in: calendar)
        #expect(deadline.due == (try day("2026-12-01")) && deadline.dueTime?.description == "13:15")
        let known: [String: TraceValue] = [
            "from": .day(monday), "from-time": .time(try time("01:30")), "through": .day(monday), "through-time": .time(try time("01:31")),
            "reason": .phrase("trace.answer"),
        ]
        #expect(deadline.trace.contains(TraceLine("trace.stood.minutes", known)))
        // Over midnight, twice on one day, and one within another.
        clock.suspensions.append(Suspension(from: monday, at: try time("20:00"), through: try day("2026-12-01"), at: try time("02:00")))
        clock.suspensions.append(Suspension(from: monday, at: try time("21:00"), through: monday, at: try time("22:00")))
        #expect(try minutes(clock) == 36 * 60 + 1 + 360)
        // A whole day, as it was kept before the minutes were.
        clock.suspensions = [Suspension(from: try day("2026-12-01"), through: try day("2026-12-01"))]
        #expect(try minutes(clock) == 60 * 60)
        clock.policy = TermPolicy(36, .hours, afterCompletion: .restart, basis: "")
        clock.suspensions = [Suspension(from: monday, at: try time("03:14"), through: monday, at: try time("05:14"))]
        #expect(try minutes(clock) == 40 * 60)
    }

    @Test("While it is paused a term in hours has the rest that it had, whatever time passes, and an end as if it went on now")
    func pausedNow() throws {
        let monday = try day("2026-11-30")
        var clock = LegalClock(TermPolicy(36, .hours, basis: ""), from: monday, at: try time("01:14"))
        clock.suspensions = [Suspension(from: monday, at: try time("11:14"), through: nil)]
        for (date, at, end) in [("2026-11-30", "11:14", "2026-12-01 13:14"), ("2026-12-03", "10:00", "2026-12-04 12:00")] {
            let reading = clock.reading(on: try day(date), at: try time(at), in: calendar)
            #expect(reading.state == .suspended && reading.due == nil && reading.daysLeft == 26 && reading.consumed == 10)
            #expect("\(reading.projected)" == end.prefix(10))
            #expect(reading.trace.contains { $0.key == "trace.stands-minute" })
        }
        clock.suspensions = [Suspension(from: monday, at: try time("11:14"), through: monday, at: try time("12:14"))]
        #expect(clock.reading(on: monday, at: try time("11:30"), in: calendar).state == .suspended)
        let after = clock.reading(on: monday, at: try time("12:14"), in: calendar)
        #expect((after.state, after.daysLeft, after.dueTime?.description) == (.running, 26, "14:14"))
    }

    @Test("An answer within the hours is in time, whenever one looks at it later that day")
    func answeredInHours() throws {
        let monday = try day("2026-11-30")
        var clock = LegalClock(TermPolicy(2, .hours, basis: ""), from: monday, at: try time("08:00"))
        (clock.stoppedOn, clock.stoppedAt) = (monday, try time("09:59"))
        #expect(clock.reading(on: monday, at: try time("18:00"), in: calendar).state == .met)
        clock.stoppedAt = try time("10:01")
        #expect(clock.reading(on: monday, at: try time("18:00"), in: calendar).state == .stopped)
    }

    @Test("The prototype's dossier: 15 working days from 2 November, stopped from 10 to 16 November, end on 2 December")
    func prototype() throws {
        let policy = TermPolicy(15, .workingDays, basis: "Legea nr. 50/1991, art. 6")
        var clock = LegalClock(policy, from: try day("2026-11-02"))
        clock.suspensions = [Suspension(from: try day("2026-11-10"), through: try day("2026-11-16"))]
        let deadline = clock.deadline(in: calendar)
        #expect(deadline.due == (try day("2026-12-02")))
        #expect((deadline.consumed, deadline.total, deadline.unit) == (15, 15, .workingDays))
        #expect(
            deadline.trace == [
                TraceLine(
                    "trace.start.day-after",
                    ["term": .term(15, .workingDays), "day": .day(try day("2026-11-02")), "time": .time(.midnight)]),
                TraceLine("trace.weekends", ["n": .number(6)]),
                TraceLine(
                    "trace.stood.days",
                    [
                        "from": .day(try day("2026-11-10")), "through": .day(try day("2026-11-16")),
                        "length": .term(5, .workingDays), "reason": .phrase("trace.completion"),
                    ]),
                TraceLine("trace.holiday", ["day": .day(try day("2026-11-30")), "holiday": .phrase("time.holiday.saint-andrew")]),
                TraceLine("trace.holiday", ["day": .day(try day("2026-12-01")), "holiday": .phrase("time.holiday.national-day")]),
                TraceLine("trace.due.day-basis", ["day": .day(try day("2026-12-02")), "basis": .text("Legea nr. 50/1991, art. 6")]),
            ])
    }

    @Test("Neither the day of the request nor that of the completion is counted")
    func inclusive() throws {
        let policy = TermPolicy(5, .workingDays, basis: "")
        #expect(try due(policy, from: "2026-11-09") == "2026-11-16")
        let oneDay = try due(policy, from: "2026-11-09") {
            $0.suspensions = [Suspension(from: try day("2026-11-11"), through: try day("2026-11-11"))]
        }
        #expect(oneDay == "2026-11-17")
    }

    @Test("While a completion is awaited there is no date, only one that it would be")
    func openSuspension() throws {
        var clock = LegalClock(TermPolicy(15, .workingDays, basis: ""), from: try day("2026-11-02"))
        clock.suspensions = [Suspension(from: try day("2026-11-10"), through: nil, reason: "lipsește extrasul")]
        let deadline = clock.deadline(in: calendar, closing: WallMoment(try day("2026-11-16")))
        #expect(deadline.due == nil)
        #expect(deadline.projected == (try day("2026-12-02")))
        #expect((deadline.consumed, deadline.total) == (5, 15))
        #expect(deadline.trace.map(\.key) == ["trace.start.day-after", "trace.weekends", "trace.stands", "trace.waits"])
        #expect(clock.deadline(in: calendar).projected == (try day("2026-11-24")), "completed on the very day")
    }

    @Test("A suspension after the last day changes nothing")
    func tooLate() throws {
        let late = try due(TermPolicy(15, .workingDays, basis: ""), from: "2026-11-02") {
            $0.suspensions = [Suspension(from: try day("2026-11-24"), through: nil)]
        }
        #expect(late == "2026-11-23")
    }

    @Test("Overlapping suspensions stop the clock once, and one that ends before it begins not at all")
    func overlaps() throws {
        let policy = TermPolicy(15, .workingDays, basis: "")
        let due = try due(policy, from: "2026-11-02") {
            $0.suspensions = [
                Suspension(from: try day("2026-11-12"), through: try day("2026-11-16"), reason: "b"),
                Suspension(from: try day("2026-11-10"), through: try day("2026-11-13"), reason: "a"),
                Suspension(from: try day("2026-11-20"), through: try day("2026-11-17")),
            ]
        }
        #expect(due == "2026-12-02")
    }

    @Test("Under the restart policy a completion gives the whole term anew")
    func restart() throws {
        let policy = TermPolicy(15, .calendarDays, afterCompletion: .restart, basis: "")
        let suspensions = [Suspension(from: try day("2026-11-10"), through: try day("2026-11-16"))]
        #expect(try due(policy, from: "2026-11-02") { $0.suspensions = suspensions } == "2026-12-02")
        #expect(try keys(policy, from: "2026-11-02") { $0.suspensions = suspensions }.contains("trace.restart"))
        let resume = TermPolicy(15, .calendarDays, basis: "")
        #expect(try due(resume, from: "2026-11-02") { $0.suspensions = suspensions } == "2026-11-24")
    }

    @Test("A request on the day to which a term has rolled stops it there")
    func stoppedOnRolledDay() throws {
        let policy = TermPolicy(30, .calendarDays, basis: "")
        let suspended = [Suspension(from: try day("2026-12-07"), through: try day("2026-12-09"))]
        #expect(try due(policy, from: "2026-11-05") == "2026-12-07")
        #expect(try due(policy, from: "2026-11-05") { $0.suspensions = suspended } == "2026-12-10")
        let open = try due(policy, from: "2026-11-05") { $0.suspensions = [Suspension(from: try day("2026-12-07"), through: nil)] }
        #expect(open == nil)
    }

    @Test("A petition's 30 days grow by 15 when the head extends them, and only their sum rolls")
    func extended() throws {
        let policy = TermPolicy(30, .calendarDays, basis: "OG nr. 27/2002, art. 8")
        #expect(try due(policy, from: "2026-11-05") == "2026-12-07")
        let more = TermExtension(15, .calendarDays, basis: "OG nr. 27/2002, art. 9")
        #expect(try due(policy, from: "2026-11-05") { $0.extensions = [more] } == "2026-12-21")
        #expect(try keys(policy, from: "2026-11-05") { $0.extensions = [more] }.contains("trace.extension"))
        let working = TermExtension(10, .workingDays, basis: "")
        #expect(try due(policy, from: "2026-11-05") { $0.extensions = [working] } == "2026-12-18")
    }

    @Test("A general reset starts pending terms anew, and leaves alone those begun later or answered before")
    func reset() throws {
        let policy = TermPolicy(15, .calendarDays, basis: "")
        let reset = TermReset(on: try day("2026-02-02"), basis: "OG nr. 7/2026")
        #expect(try due(policy, from: "2025-11-03") { $0.resets = [reset] } == "2026-02-17")
        #expect(try due(policy, from: "2026-02-02") { $0.resets = [reset] } == "2026-02-17")
        #expect(try due(policy, from: "2026-03-02") { $0.resets = [reset] } == "2026-03-17")
        let answered = try due(policy, from: "2025-11-03") {
            $0.resets = [reset]
            $0.stoppedOn = try day("2025-11-10")
        }
        #expect(answered == "2025-11-18")
        #expect(try keys(policy, from: "2025-11-03") { $0.resets = [reset] }.contains("trace.reset"))
    }

    @Test("The trace names bridge days, recovered Saturdays, the roll and the stop")
    func told() throws {
        let calendar = WorkCalendar.romania(
            bridges: [WorkCalendar.MovedDay(try day("2026-01-05"), source: "HG nr. 1/2026")],
            recovered: [WorkCalendar.MovedDay(try day("2026-01-10"), source: "HG nr. 1/2026")])
        let working = LegalClock(TermPolicy(3, .workingDays, basis: ""), from: try day("2026-01-01"))
        #expect(
            working.deadline(in: calendar).trace.map(\.key) == [
                "trace.start.day-after", "trace.weekends", "trace.holiday", "trace.bridge", "trace.holiday", "trace.holiday",
                "trace.recovered", "trace.due.day",
            ])
        #expect(working.deadline(in: calendar).due == (try day("2026-01-10")))
        let rolled = LegalClock(TermPolicy(30, .calendarDays, basis: "x"), from: try day("2026-03-13"), stoppedOn: try day("2026-04-01"))
        #expect(
            rolled.deadline(in: calendar).trace == [
                TraceLine(
                    "trace.start.day-after",
                    ["term": .term(30, .calendarDays), "day": .day(try day("2026-03-13")), "time": .time(.midnight)]),
                TraceLine("trace.roll", ["from": .day(try day("2026-04-12")), "to": .day(try day("2026-04-14"))]),
                TraceLine("trace.due.day-basis", ["day": .day(try day("2026-04-14")), "basis": .text("x")]),
                TraceLine("trace.stopped", ["day": .day(try day("2026-04-01"))]),
            ])
    }

    @Test("A day off by decision that only moves the end of calendar days is told after the roll, not as a day that is not counted")
    func rolledOverBridge() throws {
        let calendar = WorkCalendar.romania(bridges: [WorkCalendar.MovedDay(try day("2026-12-28"), source: "HG nr. 2/2026")], recovered: [])
        let deadline = LegalClock(TermPolicy(30, .calendarDays, basis: ""), from: try day("2026-11-26")).deadline(in: calendar)
        #expect(deadline.due == (try day("2026-12-29")))
        #expect(
            deadline.trace.dropFirst() == [
                TraceLine("trace.roll", ["from": .day(try day("2026-12-26")), "to": .day(try day("2026-12-29"))]),
                TraceLine("trace.roll-bridge", ["day": .day(try day("2026-12-28")), "source": .text("HG nr. 2/2026")]),
                TraceLine("trace.due.day", ["day": .day(try day("2026-12-29")), "basis": .text("")]),
            ])
    }

    @Test("A clock is stored and read back as it was")
    func coded() throws {
        var clock = LegalClock(TermPolicy(15, .workingDays, afterCompletion: .restart, basis: "Legea"), from: try day("2026-11-02"))
        clock.suspensions = [Suspension(from: try day("2026-11-10"), through: nil, reason: "plan")]
        clock.extensions = [TermExtension(15, .calendarDays, basis: "OG")]
        clock.resets = [TermReset(on: try day("2026-12-02"), basis: "OG")]
        clock.stoppedOn = try day("2026-12-24")
        #expect(try JSONDecoder().decode(LegalClock.self, from: JSONEncoder().encode(clock)) == clock)
    }
}
