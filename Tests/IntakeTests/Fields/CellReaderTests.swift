import Foundation
@testable import Intake
import Rulebook
import TestKit
import Testing

@Suite("Readers of cells")
struct CellReaderTests {
    private static let interpreter = Result {
        let content = try ContentFolder.content.get()
        let context = content.checking(on: try #require(Day(year: 2026, month: 11, day: 28)), in: .ro)
        return FieldInterpreter(context, FieldKnowledge(content, calibration: .cautious, dictionaries: "/nowhere"))
    }

    /// A telephone number of which the two readers see one digit each in their own way.
    private func phone(_ asLine: Ink.Glyph, _ asCell: Ink.Glyph?) throws -> PaperReading.Field {
        var ink = Ink(seed: 411)
        let written = "0722123456"
        var sight = try ink.cells("telefon", .phone, ink.clear(written), groups: [4, 3, 3])
        sight.lines = []
        for (index, digit) in written.enumerated() {
            let isDoubtful = index == 4
            sight.cells[index] = CellSight(
                asLine: ink.line([isDoubtful ? asLine : [digit: 0.95]]), asCell: asCell.map { ink.line([isDoubtful ? $0 : [digit: 0.95]]) })
        }
        return try #require(try Self.interpreter.get()(sight, nil))
    }

    @Test("What both see is surer than what one sees")
    func together() throws {
        let alone = try phone(["1": 0.7, "7": 0.25], nil)
        let both = try phone(["1": 0.7, "7": 0.25], ["1": 0.8, "7": 0.1])
        #expect(alone.value == "+40722123456" && both.value == alone.value)
        let sure = try #require(both.evidence?["weakest"])
        #expect(sure > (try #require(alone.evidence?["weakest"])))
        #expect(both.readings["cells"] == "0722123456")
    }

    @Test("Where they differ the surer one is believed, the other one's word is offered, and they do not agree")
    func apart() throws {
        let field = try phone(["7": 0.55, "1": 0.4], ["1": 0.97, "7": 0.02])
        #expect(field.value == "+40722123456" && field.alternatives.contains("+40722723456"))
        #expect(try #require(field.evidence?["agreement"]) < 1)
    }

    /// A field of three cells on paper, in each a digit or nothing.
    private func scan(_ digits: String) throws -> FieldScan {
        let boxes = [[20, 40, 5, 7], [25, 40, 5, 7], [30, 40, 5, 7]]
        let json = #"{"key":"n","kind":"number","page":1,"box":[20,40,15,7],"cells":3,"boxes":\#(boxes)}"#
        var scan = FieldScan(place: try JSONDecoder().decode(PaperMap.Place.self, from: Data(json.utf8)), field: nil)
        scan.cells = digits.map { digit in
            FieldScan.Cell(
                area: Area(x: 20, y: 40, width: 5, height: 7), image: GrayImage(width: 35, height: 52, fill: 250),
                ink: digit == " " ? 0 : 0.1)
        }
        return scan
    }

    @Test("The reader of lines looks at cells one by one only where the reader of cells is not sure, or their line says otherwise")
    func quick() throws {
        let interpreter = try Self.interpreter.get()
        let ink = Ink(seed: 412)
        let scan = try scan("12 ")
        func sure(_ digits: String) -> [LineProbabilities] { digits.map { ink.line([[$0: 0.999]]) } }
        #expect(interpreter.cellRequests(scan, padded: true).count == 2)
        let line = ink.line([["1": 0.99], ["2": 0.99]])
        let isSure = !interpreter.wantsCells(scan, [line], asCells: sure("12"))
        #expect(isSure)
        let isAsked = [
            interpreter.wantsCells(scan, [line], asCells: [["1": 0.8, "7": 0.15], ["2": 0.999]].map { ink.line([$0]) }),
            interpreter.wantsCells(scan, [ink.line([["1": 0.99], ["7": 0.99]])], asCells: sure("12")),
            interpreter.wantsCells(scan, [line], asCells: []),
            interpreter.wantsCells(try self.scan("   "), [], asCells: []),
        ]
        #expect(isAsked == [true, true, true, false])
    }

    @Test("The model of cells reads what is printed in them")
    func model() async throws {
        let print = try await PrintShop.shared.filled("cu-construire")
        let reading = try await ReadingRoom.shared.read(print.pdf)
        #expect(reading.readers["cells"] == "cells 1")
        let cnp = try #require(reading.documents.first?.fields.first { $0.kind == "cnp" })
        #expect(cnp.readings["cells"] == cnp.value && cnp.evidence?["agreement"] == 1)
    }
}
