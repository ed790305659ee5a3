import Foundation
import Rulebook
import Testing

@Suite("The counter's own phrases")
struct PhrasesContentTests {
    /// The repository's own content, read once, as the program reads it at start.
    private static let content = Result {
        let folder = URL(filePath: #filePath).resolvingSymlinksInPath().appending(path: "../../../Content").standardizedFileURL
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path()) {
            files[path] = try? String(contentsOf: folder.appending(path: path), encoding: .utf8)
        }
        return try Content.read(files)
    }

    private let book: Phrasebook
    private let calendar: WorkCalendar

    init() throws {
        let content = try Self.content.get()
        (book, calendar) = (content.phrases, content.calendar)
    }

    @Test("Every phrase about time, traces, identifiers and money is in each language, with the same places")
    func complete() {
        let isOurs = { (key: String) in ["time.", "trace.", "identifier.", "money."].contains { key.hasPrefix($0) } }
        for language in [Language.hu, .en] {
            #expect(book.missing(in: language).filter(isOurs) == [])
            #expect(book.mismatched(in: language).filter(isOurs) == [])
        }
    }

    @Test("The calendar's file says what the law says of 2026, and each of its holidays has a name")
    func holidays() {
        #expect(calendar.holidays(in: 2026) == WorkCalendar.romania.holidays(in: 2026))
        for holiday in calendar.holidays(in: 2026) {
            for language in Language.allCases { #expect(book.has("time.holiday.\(holiday.name)", in: language)) }
        }
    }

    @Test("Each remark about an identifier has its sentence, which tells what to do", arguments: IdentifierProblem.allCases)
    func remarks(problem: IdentifierProblem) {
        let values: [String: TraceValue] = ["n": .number(12), "limit": .number(40), "code": .text("99"), "letters": .text("XX")]
        for language in Language.allCases {
            let line = remark(problem, values).line
            let sentence = book(line, in: language)
            #expect(book.has(line.key, in: language))
            #expect(!sentence.contains("{") && !sentence.contains("⟦"))
            #expect(sentence.hasSuffix("."))
        }
    }

    @Test("A CNP of twelve digits is told in plain words")
    func cnp() throws {
        let line = try #require(CNP.check("180010112001").problem).line
        #expect(book(line, in: .ro) == "CNP-ul are 13 cifre; ai scris 12. Verifică cifrele de pe cartea de identitate.")
        #expect(book(line, in: .en) == "A personal number (CNP) has 13 digits; you typed 12. Check the digits on your identity card.")
        #expect(
            book(line, in: .hu)
                == "A személyi szám (CNP) 13 számjegyből áll; Ön 12\u{a0}számjegyet írt. Ellenőrizze a személyi igazolványon.")
    }

    @Test("Lengths of time are counted as each language counts")
    func lengths() {
        let cases: [(Int, TermUnit, String, String, String)] = [
            (1, .calendarDays, "1 zi", "1 nap", "1 day"), (5, .calendarDays, "5 zile", "5 nap", "5 days"),
            (20, .calendarDays, "20 de zile", "20 nap", "20 days"), (1, .workingDays, "1 zi lucrătoare", "1 munkanap", "1 working day"),
            (15, .workingDays, "15 zile lucrătoare", "15 munkanap", "15 working days"),
            (24, .months, "24 de luni", "24 hónap", "24 months"),
            (48, .hours, "48 de ore", "48 óra", "48 hours"),
        ]
        for (length, unit, ro, hu, en) in cases {
            for (language, text) in [(Language.ro, ro), (.hu, hu), (.en, en)] {
                let written = book("time.unit.\(unit.rawValue)", ["n": .number(length)], in: language)
                #expect(written == text.replacing(" ", with: "\u{a0}", maxReplacements: 1))
            }
        }
    }

    @Test("Dates are written as each language writes them")
    func dates() throws {
        let date = try day("2026-12-02")
        #expect(
            DateStyle.allCases.map { book.date(date, $0, in: .ro) } == [
                "miercuri, 2 decembrie 2026", "2 decembrie 2026", "2 dec.", "02.12.2026", "decembrie 2026",
            ])
        #expect(
            DateStyle.allCases.map { book.date(date, $0, in: .hu) } == [
                "2026. december 2., szerda", "2026. december 2.", "dec. 2.", "2026. 12. 02.", "2026. december",
            ])
        #expect(
            DateStyle.allCases.map { book.date(date, $0, in: .en) } == [
                "Wednesday, 2 December 2026", "2 December 2026", "2 Dec", "02/12/2026", "December 2026",
            ])
        let instant = try #require(ISO8601DateFormatter().date(from: "2026-11-02T07:14:59Z"))
        #expect(book.moment(instant, in: .ro) == "2 noiembrie 2026, 09:14")
        #expect(book.moment(instant, in: .hu) == "2026. november 2., 09:14")
        #expect(book.date(try day("2026-05-31"), .short, in: .ro) == "31 mai")
    }

    @Test("Each month and weekday of each language has a word of its own")
    func words() throws {
        let year = try day("2026-01-01")
        for language in Language.allCases {
            for style in [DateStyle.long, .short] {
                #expect(Set((0..<12).map { book.date(year.adding(months: $0), style, in: language) }).count == 12)
            }
            #expect(Set((0..<7).map { book.date(year.adding(days: $0), .full, in: language).filter(\.isLetter) }).count == 7)
        }
    }

    @Test("The prototype's citizen can read why the term ends on 2 December")
    func trace() throws {
        var clock = LegalClock(TermPolicy(15, .workingDays, basis: "Legea nr. 50/1991, art. 6"), from: try day("2026-11-02"))
        clock.suspensions = [Suspension(from: try day("2026-11-10"), through: try day("2026-11-16"))]
        #expect(
            told(clock, in: .ro) == [
                "Termenul este de 15 zile lucrătoare și începe luni, 2 noiembrie 2026; ziua aceea nu se numără.",
                "Nu se numără 6 zile de sâmbătă și duminică.",
                "Ceasul a stat 5 zile lucrătoare, din 10 noiembrie 2026 până în 16 noiembrie 2026 inclusiv: dosarul a fost trimis la completat.",
                "Nu se numără luni, 30 noiembrie 2026: Sfântul Andrei.",
                "Nu se numără marți, 1 decembrie 2026: Ziua Națională.",
                "Ultima zi este miercuri, 2 decembrie 2026. Temei: Legea nr. 50/1991, art. 6.",
            ])
        #expect(
            told(clock, in: .hu).last == "Az utolsó nap: 2026. december 2., szerda. Jogalap: Legea nr. 50/1991, art. 6.")
        #expect(told(clock, in: .en).first == "The time limit is 15 working days, from Monday, 2 November 2026. That day is not counted.")
    }

    @Test("No line that a clock can tell lacks a phrase or a value")
    func everyLine() throws {
        let calendar = WorkCalendar.romania(
            bridges: [WorkCalendar.MovedDay(try day("2026-01-05"), source: "HG nr. 1/2026")],
            recovered: [WorkCalendar.MovedDay(try day("2026-01-10"), source: "HG nr. 1/2026")])
        var keys: Set<String> = []
        for unit in TermUnit.allCases {
            for start in [TermPolicy.Start.dayAfter, .sameDay] {
                for after in [TermPolicy.AfterCompletion.resume, .restart] {
                    for through in [try day("2026-01-08"), try day("2026-01-09"), nil] {
                        for basis in ["", "Legea"] {
                            let clock = LegalClock(
                                TermPolicy(9, unit, startsOn: start, afterCompletion: after, basis: basis), from: try day("2025-12-31"),
                                suspensions: [Suspension(from: try day("2026-01-08"), through: through, reason: basis)],
                                extensions: [TermExtension(2, .calendarDays, basis: "OG")],
                                resets: basis.isEmpty ? [] : [TermReset(on: try day("2026-01-01"), basis: "OG")],
                                stoppedOn: basis.isEmpty ? nil : try day("2026-05-05"))
                            for line in clock.deadline(in: calendar).trace {
                                keys.insert(line.key)
                                for language in Language.allCases {
                                    let sentence = book(line, in: language)
                                    #expect(
                                        book.has(line.key, in: language) && !sentence.contains("{") && !sentence.contains("⟦"),
                                        "\(sentence)")
                                }
                            }
                        }
                    }
                }
            }
        }
        let paused = try [("09:00", "10:00"), ("09:00", nil)].flatMap { first, last in
            try [Suspension.Awaited.answer, .others, nil].map { awaiting in
                LegalClock(
                    TermPolicy(20, .hours, basis: ""), from: try day("2026-01-08"),
                    suspensions: [
                        Suspension(
                            from: try day("2026-01-08"), at: WallTime(first), through: try last.map { _ in try day("2026-01-08") },
                            at: last.flatMap { WallTime($0) }, awaiting: awaiting)
                    ])
            }
        }
        for line in paused.flatMap({ $0.deadline(in: calendar).trace }) {
            keys.insert(line.key)
            for language in Language.allCases {
                let sentence = book(line, in: language)
                #expect(book.has(line.key, in: language) && !sentence.contains("{") && !sentence.contains("⟦"), "\(sentence)")
            }
        }
        #expect(keys.isSuperset(of: ["trace.stood.minutes", "trace.stands-minute", "trace.waits-answer", "trace.waits-others"]))
        #expect(keys.count >= 18, "the clocks above tell nearly all there is to tell: \(keys.sorted())")
    }

    private func told(_ clock: LegalClock, in language: Language) -> [String] {
        clock.deadline(in: calendar).trace.map { book($0, in: language).replacing("\u{a0}", with: " ") }
    }
}
