import Foundation
import Rulebook
import Testing

@Suite("The phrasebook")
struct PhrasesBookTests {
    private static let texts: [Language: [String: String]] = [
        .ro: [
            "hello": "Bună, {name}!", "only": "Numai aici", "files.one": "{n} dosar", "files.few": "{n} dosare",
            "files.other": "{n} de dosare",
            "kind.other": "alt fel", "odd": "{ {} {două vorbe} {x:y:z} {name}", "due": "până {day:full}, adică {day:short}",
            "money.amount": "{n} lei", "nested": "Vezi: {what}", "cost": "{sum} pentru {area} mp",
        ],
        .hu: ["hello": "Szia, {name}!", "files": "{n} ügy", "kind.other": "más", "money.amount": "{n} lej"],
        .en: ["hello": "Hello, {nume}!", "files.one": "{n} file", "files.other": "{n} files", "kind.other": "other", "stray": "x"],
    ]
    private let book: Phrasebook

    init() throws { book = Phrasebook(Self.texts, zone: try #require(TimeZone(identifier: "Europe/Bucharest"))) }

    @Test("A phrase takes its values, in each language")
    func values() {
        #expect(book("hello", ["name": .text("Ana")], in: .ro) == "Bună, Ana!")
        #expect(book("hello", ["name": .text("Ana")], in: .hu) == "Szia, Ana!")
        #expect(book(TraceLine("nested", ["what": .phrase("only")]), in: .ro) == "Vezi: Numai aici")
    }

    @Test("A value is never read as a phrase again")
    func noInjection() {
        #expect(book("hello", ["name": .text("{name} {day:full}")], in: .ro) == "Bună, {name} {day:full}!")
    }

    @Test("What is missing can be seen: a value by its name, a phrase by its key")
    func missing() {
        #expect(book("hello", in: .ro) == "Bună, {name}!")
        #expect(book("no.such", in: .hu) == "⟦no.such⟧")
        #expect(book("only", in: .hu) == "Numai aici", "borrowed from Romanian")
        #expect(book("odd", ["name": .text("x")], in: .ro) == "{ {} {două vorbe} {x:y:z} x", "braces that hold no name are text")
    }

    @Test(
        "A unit that is a word changes with its number; one that is a sign, or counts no whole things, stands as it is",
        arguments: [
            ("1", "dosare", "1 dosar"), ("19", "dosare", "19 dosare"), ("25", "dosare", "25 de dosare"),
            ("28000", "dosare", "28 000 de dosare"), ("101", "dosare", "101 dosare"), ("1.5", "dosare", "1,5 dosare"),
            ("25", "mp", "25 mp"), ("1240.5", "mp", "1 240,5 mp"),
        ])
    func units(number: String, unit: String, text: String) throws {
        let forms = ["one": "{n} dosar", "few": "{n} dosare", "other": "{n} de dosare"]
        let texts = Dictionary(uniqueKeysWithValues: forms.map { ("unit.dosare.\($0)", $1) })
        let book = Phrasebook([.ro: texts], zone: try #require(TimeZone(identifier: "Europe/Bucharest")))
        let told = book.measured(try #require(Decimal(string: number)), unit, in: .ro)
        #expect(told.replacing("\u{A0}", with: " ") == text)
        #expect(book.measured(25, nil, in: .ro) == "25")
    }

    @Test("What a translator still has to do can be counted")
    func translations() {
        #expect(book.missing(in: .ro) == [])
        #expect(book.missing(in: .hu) == ["cost", "due", "nested", "odd", "only"])
        #expect(book.missing(in: .en) == ["cost", "due", "money.amount", "nested", "odd", "only"])
        #expect(book.mismatched(in: .hu) == [])
        #expect(book.mismatched(in: .en) == ["hello", "stray"])
        #expect(book.has("files", in: .en) && !book.has("files.one", in: .en))
    }

    @Test(
        "Romanian counts one dosar, two dosare, twenty de dosare",
        arguments: [
            (0, "0 dosare"), (1, "1 dosar"), (2, "2 dosare"), (19, "19 dosare"), (20, "20 de dosare"), (21, "21 de dosare"),
            (99, "99 de dosare"),
            (100, "100 de dosare"), (101, "101 dosare"), (119, "119 dosare"), (120, "120 de dosare"), (1001, "1 001 dosare"),
            (-1, "−1 dosar"),
            (-5, "−5 dosare"), (-25, "−25 de dosare"),
        ])
    func romanian(number: Int, text: String) {
        #expect(
            book("files", ["n": .number(number)], in: .ro) == text.replacing(" ", with: "\u{a0}", maxReplacements: number > 999 ? 2 : 1))
    }

    @Test("English has a plural, Hungarian has none after a number")
    func others() {
        #expect(book("files", ["n": .number(1)], in: .en) == "1\u{a0}file")
        #expect(book("files", ["n": .number(20)], in: .en) == "20\u{a0}files")
        #expect(book("files", ["n": .number(1)], in: .hu) == "1\u{a0}ügy")
        #expect(book("files", ["n": .number(20)], in: .hu) == "20\u{a0}ügy")
        #expect(book("kind.other", in: .ro) == "alt fel", "a key named other without one is no plural")
    }

    @Test("Money is written with two decimals, thousands apart")
    func money() throws {
        #expect(book.money(8, in: .ro) == "8,00\u{a0}lei")
        #expect(book.money(try #require(Decimal(string: "0.05")), in: .ro) == "0,05\u{a0}lei")
        #expect(book.money(try #require(Decimal(string: "-8.2")), in: .ro) == "−8,20\u{a0}lei")
        #expect(book.money(try #require(Decimal(string: "1234567.89")), in: .ro) == "1\u{a0}234\u{a0}567,89\u{a0}lei")
        #expect(book.money(1500, in: .hu) == "1\u{a0}500,00\u{a0}lej")
        #expect(book.money(1500, in: .en) == "1,500.00\u{a0}lei", "the pattern is borrowed, the marks are English")
        #expect(book("cost", ["sum": .money(8), "area": .decimal(1200)], in: .ro) == "8,00\u{a0}lei pentru 1\u{a0}200 mp")
    }

    @Test("Numbers keep their decimals, or are given some")
    func numbers() throws {
        let area = try #require(Decimal(string: "1240.5"))
        #expect(book.number(area, in: .ro) == "1\u{a0}240,5")
        #expect(book.number(area, decimals: 2, in: .ro) == "1\u{a0}240,50")
        #expect(book.number(area, decimals: 2, in: .en) == "1,240.50")
        #expect(book.number(-area, in: .hu) == "−1\u{a0}240,5")
        #expect(book.number(Decimal(7), decimals: 2, in: .ro) == "7,00")
        #expect(book.number(Decimal(0), in: .ro) == "0")
        #expect(book.number(Decimal.nan, in: .ro) == "–")
        #expect(book.number(999, in: .ro) == "999")
        #expect(book.number(1_000_000, in: .en) == "1,000,000")
        #expect(book.number(Int.min, in: .ro).hasPrefix("−9\u{a0}223"))
    }

    @Test("Without words for dates a date is written as ISO 8601, never left out")
    func noWords() throws {
        #expect(book("due", ["day": .day(try day("2026-12-02"))], in: .ro) == "până 2026-12-02, adică 2026-12-02")
    }

    @Test(
        "The reader's language is the best of those that the browser accepts",
        arguments: [
            ("", Language.ro), ("hu-HU,hu;q=0.9,en;q=0.8", .hu), ("de-DE,de;q=0.9,en;q=0.7,hu;q=0.3", .en), ("fr", .ro), ("*", .ro),
            ("en;q=0.1,ro;q=0.2", .ro), ("en;q=0", .ro), ("EN-gb", .en), ("hu ; q=0.5 , en ; q=0.4", .hu), ("en;q=2, hu", .hu),
            ("en;q=nan,hu;q=0.1", .hu), (";;;,,,q=1", .ro), ("ro-MD", .ro), (String(repeating: "de,", count: 5000) + "en", .ro),
        ])
    func negotiation(header: String, language: Language) {
        #expect(Language(accepting: header) == language)
    }
}
