@testable import Intake
import Rulebook
import TestKit
import Testing

@Suite("Fields as what they are")
struct FieldKindTests {
    private let interpreter: FieldInterpreter

    init() throws {
        let content = try ContentFolder.content.get()
        let context = content.checking(on: try #require(Day(year: 2026, month: 11, day: 28)), in: .ro)
        interpreter = FieldInterpreter(context, FieldKnowledge(content, calibration: .cautious, dictionaries: "/nowhere"))
    }

    private static let cells: [(FieldKind, [Int], String, String)] = [
        (.date, [2, 2, 4], "03122026", "2026-12-03"), (.time, [2, 2], "0930", "09:30"), (.phone, [4, 3, 3], "0722123456", "+40722123456"),
        (.identityCard, [2, 7], "CJ123456", "CJ123456"), (.postcode, [6], "400335", "400335"),
        (.period, [2, 2, 4, 2, 2, 4], "0105202703052027", "2027-05-01/2027-05-03"), (.plate, [8], "CJ12ABC", "CJ12ABC"),
        (.countyRoad, [8], "DJ103G", "DJ103G"), (.tradeRegister, [16], "J12/1234/2005", "J12/1234/2005"),
        (.monument, [18], "CJ-II-M-B-07542.01", "CJ-II-m-B-07542.01"), (.number, [4], "1240", "1240"),
    ]

    @Test("A character to a cell, the answer comes out as its form takes it", arguments: cells.indices)
    func inCells(index: Int) throws {
        let (kind, groups, written, wanted) = Self.cells[index]
        var ink = Ink(seed: UInt64(100 + index))
        let field = try #require(interpreter(try ink.cells("k", kind, ink.clear(written), groups: groups), nil))
        #expect(field.value == wanted && !field.repaired)
    }

    private static let lines: [(FieldKind, String, String)] = [
        (.email, "ana.pop@gmail.com", "ana.pop@gmail.com"), (.cadastral, "123456-C1", "123456-C1"),
        (.landBook, "1234 N Feleacu", "1234 N Feleacu"),
        (.money, "1.240,50 lei", "1240.5"), (.date, "3 mai 2027", "2027-05-03"), (.uat, "CLUJ-NAPOCA", "Cluj-Napoca"),
        (.uat, "Campia Turzii", "Câmpia Turzii"), (.kilometre, "12+350", "12+350"), (.text, "PRIMARIA COMUNEI", "PRIMARIA COMUNEI"),
    ]

    @Test("On a line, too", arguments: lines.indices)
    func onLines(index: Int) throws {
        let (kind, written, wanted) = Self.lines[index]
        var ink = Ink(seed: UInt64(200 + index))
        let field = try #require(interpreter(try ink.written("k", kind, ink.clear(written)), nil))
        if kind != .text { #expect(field.value == wanted) } else { #expect(WordList.folded(field.value) == WordList.folded(wanted)) }
    }

    @Test(
        "A stroke between the parts of a trader's number is one, though it looks like a 1",
        arguments: [
            ("J5/2336/1997", "J05/2336/1997"), ("J12/113/2011", "J12/113/2011"), ("F1/11/2001", "F01/11/2001"),
        ])
    func strokes(written: String, wanted: String) throws {
        var ink = Ink(seed: 305)
        var glyphs = ink.clear(written)
        for (index, character) in written.enumerated() where character == "/" { glyphs[index] = ["1": 0.7, "/": 0.2] }
        let field = try #require(interpreter(try ink.cells("k", .tradeRegister, glyphs, groups: [16]), nil))
        #expect(field.value == wanted)
    }

    @Test("A word in capitals that is another one with a comma under its T is for a person")
    func hiddenCommas() {
        let words = WordList(texts: ["tebei", "Țebei", "tata"])
        #expect(FieldInterpreter.mayLackComma("STRADA TEBEI", words))
        #expect(!FieldInterpreter.mayLackComma("ȚEBEI", words) && !FieldInterpreter.mayLackComma("TATA", words))
        #expect(!FieldInterpreter.mayLackComma("tebei", words))
    }

    @Test("After a comma there is a gap, though none was seen; in a number there is none")
    func gaps() throws {
        var ink = Ink(seed: 306)
        let parcel = try #require(interpreter(try ink.written("k", .text, ink.clear("T 12,P 345/2")), nil))
        #expect(parcel.value == "T 12, P 345/2")
        let area = try #require(interpreter(try ink.written("k", .text, ink.clear("12,5 ha")), nil))
        #expect(area.value == "12,5 ha")
    }

    @Test("What people answered before is meant where the letters are the same, and offered where they are like it")
    func before() throws {
        var ink = Ink(seed: 307)
        let content = try ContentFolder.content.get()
        let context = content.checking(on: try #require(Day(year: 2026, month: 11, day: 28)), in: .ro)
        let knowledge = FieldKnowledge(content, calibration: .cautious, dictionaries: "/nowhere")
        let leaning = FieldInterpreter(context, knowledge, answersBefore: ["strada": ["Țebei", "Câmpului"]])
        let same = try #require(leaning(try ink.written("solicitant.strada", .text, ink.clear("TEBEI")), nil))
        #expect(same.value == "Țebei" && same.repaired && same.outcome == .check)
        let like = try #require(leaning(try ink.written("solicitant.strada", .text, ink.clear("Campulul")), nil))
        #expect(like.alternatives.first == "Câmpului")
        let other = try #require(leaning(try ink.written("solicitant.localitate_alta", .text, ink.clear("TEBEI")), nil))
        #expect(other.value == "TEBEI")
    }

    @Test("A misread place is the nearest that there is, as corrected; what is like none is not read")
    func places() throws {
        var ink = Ink(seed: 301)
        let near = try #require(interpreter(try ink.written("k", .uat, ink.clear("Apahioa")), nil))
        #expect(near.value == "Apahida" && near.repaired && near.outcome != .accepted)
        let far = try #require(interpreter(try ink.written("k", .uat, ink.clear("Washington")), nil))
        #expect(far.value == "Washington" && far.outcome == .unreadable)
    }

    @Test("A name is never changed by the word lists: they only offer")
    func names() throws {
        var ink = Ink(seed: 302)
        let words = WordList(texts: ["Țebei"])
        #expect(words.forms(of: "TEBEI") == ["țebei"])
        let field = try #require(interpreter(try ink.written("solicitant.nume", .text, ink.clear("PRIMARIA")), nil))
        #expect(field.value == "PRIMARIA" && !field.repaired && field.outcome != .accepted)
    }

    @Test(
        "What a machine wrote in a table needs no person more than what it wrote on a line; a name does there, too",
        arguments: [Setting.hand, .even])
    func tables(setting: Setting) throws {
        var ink = Ink(seed: 308)
        let content = try ContentFolder.content.get()
        let tables = content.services.flatMap { $0.form.fields }.filter { $0.kind == .rows }
        let team = try #require(tables.first { table in table.columns.contains { $0.key == "nume" && $0.kind == .text } })
        let role = try #require(team.columns.first { $0.key != "nume" && $0.kind == .text })
        let written = interpreter.cell(ink.line(ink.clear("responsabil")), role, setting).made
        #expect(written.value == "responsabil" && written.isForPerson == (setting == .hand))
        let name = interpreter.cell(ink.line(ink.clear("Horea")), team.columns.first { $0.key == "nume" }, setting).made
        #expect(name.isForPerson)
    }

    @Test(
        "Letters among digits, words of three letters and a zero first are sure only where it is surely a machine that wrote them",
        arguments: ["A1", "19B", "SET", "07"])
    func short(written: String) throws {
        var ink = Ink(seed: 310)
        for (setting, isForPerson) in [(Setting.hand, true), (.even, true), (.typeset, false)] {
            #expect(interpreter.one(ink.line(ink.clear(written)), .text, nil, [:], setting).isForPerson == isForPerson)
        }
    }

    @Test("How straight letters stand on their page tells a machine from a hand, and from an even one")
    func settings() {
        let page = Straightness(standing: 100, near: 99)
        #expect(Straightness(standing: 30, near: 30).setting(on: page) == .typeset)
        #expect(Straightness(standing: 30, near: 27).setting(on: page) == .even)
        #expect(Straightness(standing: 30, near: 20).setting(on: page) == .hand)
        #expect(Straightness(standing: 3, near: 1).setting(on: page) == .typeset)
        #expect(Straightness(standing: 3, near: 3).setting(on: Straightness(standing: 100, near: 95)) == .even)
        #expect(Straightness(standing: 3, near: 3).setting(on: Straightness(standing: 9, near: 9)) == .hand)
    }

    @Test("A mail address in a domain that nobody has is offered the one that many have")
    func mail() throws {
        var ink = Ink(seed: 303)
        var glyphs = ink.clear("ana@gmail.com")
        glyphs[5] = ["n": 0.6, "m": 0.3]
        let field = try #require(interpreter(try ink.written("k", .email, glyphs), nil))
        #expect(field.value == "ana@gmail.com" && field.repaired)
    }

    @Test("Nothing written is no field")
    func blank() throws {
        let ink = Ink(seed: 304)
        #expect(interpreter(try ink.cells("k", .cnp, [], groups: [13]), nil) == nil)
        var sight = try ink.written("k", .text, [])
        sight.lines = []
        #expect(interpreter(sight, nil) == nil)
    }
}

@Suite("Ticks")
struct TickTests {
    @Test("One tick among empty boxes is clear; two, none, or a faint one are not")
    func ticks() {
        #expect(TickReading([("a", 0.2, 0), ("b", 0.005, 0)]) == TickReading([("a", 0.2, 0), ("b", 0.005, 0)]))
        let one = TickReading([("a", 0.2, 0), ("b", 0.005, 0)])
        #expect(one.ticked == ["a"] && one.isClear && one.certainty > 0.5)
        #expect(TickReading([("a", 0.2, 0), ("b", 0.3, 0)]).ticked == ["a", "b"])
        let faint = TickReading([("a", 0.05, 0), ("b", 0.005, 0)])
        #expect(faint.ticked.isEmpty && !faint.isClear && faint.certainty < 0.2)
    }

    @Test("A box scribbled over was taken back: the other one counts, and a person looks")
    func scribbled() {
        let reading = TickReading([("a", 0.8, 0.5), ("b", 0.25, 0)])
        #expect(reading.ticked == ["b"] && reading.corrected == ["a"] && !reading.isClear)
    }

    @Test("A box filled in neatly is ticked")
    func filled() {
        let reading = TickReading([("a", 0.85, 0.02), ("b", 0.0, 0)])
        #expect(reading.ticked == ["a"] && reading.corrected.isEmpty && reading.isClear)
    }
}
