import Rulebook
import Testing

/// Numbers that are the same in every run (SplitMix64), so that a failure can be repeated by its seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("The legal clock: what always holds")
struct TimePropertiesTests {
    private let calendar = WorkCalendar.romania

    private func anyDay(_ numbers: inout SeededNumbers) throws -> Day {
        try day("2024-01-01").adding(days: .random(in: 0...1500, using: &numbers))
    }

    private func anyPolicy(_ numbers: inout SeededNumbers, rolls: Bool? = nil) -> TermPolicy {
        let unit = TermUnit.allCases.randomElement(using: &numbers) ?? .workingDays
        return TermPolicy(
            .random(in: 1...(unit == .months ? 24 : 90), using: &numbers), unit,
            startsOn: .random(using: &numbers) ? .dayAfter : .sameDay, rolls: rolls ?? .random(using: &numbers),
            afterCompletion: .random(using: &numbers) ? .resume : .restart, basis: "")
    }

    private func anySuspensions(after start: Day, _ numbers: inout SeededNumbers) -> [Suspension] {
        (0..<Int.random(in: 0...3, using: &numbers)).map { _ in
            let from = start.adding(days: .random(in: -10...60, using: &numbers))
            return Suspension(from: from, through: from.adding(days: .random(in: 0...30, using: &numbers)))
        }
    }

    @Test("A suspension never shortens a term", arguments: [1, 2, 3] as [UInt64])
    func neverShorter(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<200 {
            let start = try anyDay(&numbers)
            var clock = LegalClock(anyPolicy(&numbers), from: start, suspensions: anySuspensions(after: start, &numbers))
            let before = try #require(clock.deadline(in: calendar).due)
            let from = start.adding(days: .random(in: 0...120, using: &numbers))
            clock.suspensions.append(Suspension(from: from, through: from.adding(days: .random(in: 0...60, using: &numbers))))
            let after = try #require(clock.deadline(in: calendar).due)
            #expect(after >= before, "seed \(seed): \(clock)")
        }
    }

    /// Pauses from one minute to another, in any order, some within others.
    private func anyPauses(after start: Day, _ numbers: inout SeededNumbers) -> [Suspension] {
        (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
            let (first, length) = (Int.random(in: -600...6_000, using: &numbers), Int.random(in: 0...3_000, using: &numbers))
            func moment(_ minute: Int) -> (Day, WallTime) {
                let days = Int((Double(minute) / 1440).rounded(.down))
                return (start.adding(days: days), WallTime(minutes: minute - days * 1440))
            }
            let (from, through) = (moment(first), moment(first + length))
            return Suspension(from: from.0, at: from.1, through: through.0, at: through.1)
        }
    }

    @Test(
        "A term in hours runs out after as many minutes as it has, minute by minute, without those in which it was paused",
        arguments: [14, 15, 16] as [UInt64])
    func pausedMinutes(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<150 {
            let start = try anyDay(&numbers)
            let hours = Int.random(in: 1...90, using: &numbers)
            var clock = LegalClock(
                TermPolicy(hours, .hours, basis: ""), from: start, at: WallTime(minutes: .random(in: 0..<1440, using: &numbers)),
                suspensions: anyPauses(after: start, &numbers))
            // Counted here minute by minute.
            let pauses = clock.suspensions.map { pause in
                let first = start.days(until: pause.from) * 1440 + (pause.fromTime?.minutes ?? 0)
                return first..<max(first, start.days(until: pause.through ?? .latest) * 1440 + (pause.throughTime?.minutes ?? 0))
            }
            var (minute, left) = (clock.startTime.minutes, hours * 60)
            while left > 0 {
                if !pauses.contains(where: { $0.contains(minute) }) { left -= 1 }
                minute += 1
            }
            let deadline = clock.deadline(in: calendar)
            let end = start.days(until: try #require(deadline.due)) * 1440 + (deadline.dueTime?.minutes ?? 1440)
            #expect(end == minute, "seed \(seed): \(clock)")
            clock.suspensions += anyPauses(after: start, &numbers)
            let later = clock.deadline(in: calendar)
            #expect(start.days(until: try #require(later.due)) * 1440 + (later.dueTime?.minutes ?? 1440) >= end, "seed \(seed): \(clock)")
        }
    }

    /// Months are left out where the clock stood: they have 28 to 31 days, so a suspension may move the earlier start's
    /// end past that of the later one.
    @Test("A later start never ends earlier", arguments: [4, 5, 6] as [UInt64])
    func monotonic(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<200 {
            let start = try anyDay(&numbers)
            var clock = LegalClock(anyPolicy(&numbers), from: start, suspensions: anySuspensions(after: start, &numbers))
            if clock.policy.unit == .months { clock.suspensions = [] }
            let before = try #require(clock.deadline(in: calendar).due)
            clock.start = start.adding(days: .random(in: 1...20, using: &numbers))
            let after = try #require(clock.deadline(in: calendar).due)
            #expect(after >= before, "seed \(seed): \(clock)")
        }
    }

    @Test("A term that rolls ends on a working day on which the clock runs", arguments: [7, 8] as [UInt64])
    func endsOnWorkingDay(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<200 {
            let start = try anyDay(&numbers)
            let clock = LegalClock(anyPolicy(&numbers, rolls: true), from: start, suspensions: anySuspensions(after: start, &numbers))
            let due = try #require(clock.deadline(in: calendar).due)
            #expect(calendar.isWorking(due) && !clock.suspensions.contains { $0.covers(due) }, "seed \(seed): \(clock)")
        }
    }

    @Test("Each extension and each longer term ends no earlier", arguments: [9, 10] as [UInt64])
    func longerIsLater(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<200 {
            let start = try anyDay(&numbers)
            var clock = LegalClock(anyPolicy(&numbers), from: start, suspensions: anySuspensions(after: start, &numbers))
            let before = try #require(clock.deadline(in: calendar).due)
            let unit = TermUnit.allCases.randomElement(using: &numbers) ?? .hours
            clock.extensions.append(TermExtension(.random(in: 0...30, using: &numbers), unit, basis: ""))
            let after = try #require(clock.deadline(in: calendar).due)
            #expect(after >= before, "seed \(seed): \(clock)")
        }
    }

    @Test("From day to day a running clock loses at most one day, and its tally is whole", arguments: [11, 12] as [UInt64])
    func readings(seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<8 {
            let start = try anyDay(&numbers)
            var policy = anyPolicy(&numbers)
            if policy.unit == .hours || policy.afterCompletion == .restart {
                policy = TermPolicy(policy.length, .workingDays, startsOn: policy.startsOn, basis: "")
            }
            let clock = LegalClock(policy, from: start, suspensions: anySuspensions(after: start, &numbers))
            let due = try #require(clock.deadline(in: calendar).due)
            var last: ClockReading?
            for day in start...due.adding(days: 10) {
                let reading = clock.reading(on: day, in: calendar)
                #expect((reading.state == .late) == (day > due))
                #expect(reading.strip.count <= 60)
                if policy.unit == .workingDays, day <= due {
                    #expect(reading.daysLeft + reading.consumed == reading.total, "seed \(seed): \(clock) on \(day)")
                }
                if let last { #expect((0...1).contains(last.daysLeft - reading.daysLeft), "seed \(seed): \(clock) on \(day)") }
                last = reading
            }
        }
    }

    @Test("Dates and times are read back as they were written", arguments: [13] as [UInt64])
    func readBack(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        for _ in 0..<2000 {
            let day = Day.earliest.adding(days: .random(in: 0..<146_097, using: &numbers))
            #expect(Day(day.description) == day)
            let time = WallTime(minutes: .random(in: 0..<1440, using: &numbers))
            #expect(WallTime(time.description) == time)
        }
    }

    @Test("Absurd lengths and dates give an answer, not a trap")
    func absurd() {
        for length in [Int.min, -1, 0, 1, 3660, Int.max] {
            for unit in TermUnit.allCases {
                for start in [Day.earliest, .latest] {
                    var clock = LegalClock(TermPolicy(length, unit, startsOn: .sameDay, basis: ""), from: start)
                    clock.extensions = [TermExtension(length, unit, basis: "")]
                    clock.suspensions = [Suspension(from: start, through: start), Suspension(from: .latest, through: .earliest)]
                    let reading = clock.reading(on: start, in: calendar)
                    #expect(reading.strip.count <= 60)
                    #expect(reading.projected <= .latest)
                }
            }
        }
        let forgotten = LegalClock(TermPolicy(1, .months, basis: ""), from: .earliest).reading(on: .latest, in: calendar)
        #expect(forgotten.state == .late && forgotten.strip.count <= 60)
    }
}
