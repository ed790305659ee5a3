import Foundation
import Rulebook
import TestKit
import Testing

@Suite("Times, periods, slots, shapes and what stands on roads")
struct FieldKindsTests {
    private func check(
        _ slug: String = "proba-toate", on day: String = "2026-11-23", _ change: (inout Answers) -> Void = { _ in }
    ) throws -> CheckedForm {
        let content = try ContentFolder.withTrials.get()
        let form = try #require(content.service(slug)).form
        var answers = form.examples
        change(&answers)
        return form.check(answers, attached: form.allCodes, in: content.checking(on: try #require(Day(day)), in: .ro))
    }

    @Test("The examples pass, and what is computed from them is right")
    func computed() throws {
        let checked = try check()
        #expect(checked.problems.isEmpty && checked.warnings.isEmpty)
        #expect(checked.values["zile"] == .number(3) && checked.values["metri"] == .number(750))
        #expect(checked.values["suprafata"] == .number(5_000) && checked.values["minute"] == .number(150))
        #expect(checked.values["total"] == .number(1_300))
        #expect(checked.normalised.text("perioada") == "2027-05-01/2027-05-03" && checked.normalised.text("de_la") == "12+350")
    }

    @Test(
        "One wrong answer is one problem, at its field, with its code",
        arguments: [
            ("inceput", "25:00", "not-a-time"), ("inceput", "9:30 seara", "not-a-time"), ("sfarsit", "09:00", "rule"),
            ("perioada", "2027-05-01", "not-a-period"), ("perioada", "2027-05-03/2027-05-01", "period-upside-down"),
            ("perioada", "2026-11-24/2026-11-25", "day-outside"), ("perioada", "2027-05-01/2027-05-20", "period-too-long"),
            ("drum", "DN1", "county-road.form"), ("de_la", "12,5", "km.form"), ("masina", "X", "plate.form"),
            ("monument", "CJ-1", "monument.form"), ("teren", "ceva", "not-a-geometry"), ("teren", "100 200\n300 400", "not-a-geometry"),
            ("teren", "{\"type\":\"Point\",\"coordinates\":[2.35,48.85]}", "not-a-geometry"),
            ("teren", "586000 392000\n586100 392100\n586100 392000\n586000 392100", "outline-crosses"),
            (
                "teren", "{\"type\":\"Polygon\",\"coordinates\":[[[23.5,46.7],[23.6,46.8],[23.6,46.7],[23.5,46.8],[23.5,46.7]]]}",
                "outline-crosses"
            ),
        ])
    func oneProblem(field: String, typed: String, code: String) throws {
        let checked = try check { $0[field] = .text(typed) }
        #expect(checked.problems.map(\.field) == [field])
        let found = try #require(checked.problems.first)
        #expect(found.code == code && !found.message.contains("⟦") && !found.message.contains("{"))
    }

    @Test("A period that is too long is told in days, counted as Romanian counts them")
    func daysInWords() throws {
        let message = try check { $0["perioada"] = .text("2027-05-01/2027-05-20") }.problems.first?.message
        #expect(message?.replacing("\u{A0}", with: " ").contains("cel mult 10 zile; ai ales 20") == true, "\(message ?? "")")
    }

    @Test(
        "Times and periods are read as people write them",
        arguments: [("inceput", "9.30", "09:30"), ("inceput", "8", "08:00"), ("perioada", "1.5.2027/3.5.2027", "2027-05-01/2027-05-03")])
    func written(field: String, typed: String, normal: String) throws {
        let checked = try check { $0[field] = .text(typed) }
        #expect(checked.problems.isEmpty && checked.normalised.text(field) == normal)
    }

    @Test(
        "A shape is read from what surveyors and maps give, keeps its spelling, and says its size",
        arguments: [
            ("586000.0;392000.0\n586000;392100\n586050;392100\n586050;392000\n586000;392000", "5 000 mp"),
            ("1 586000,5 392000,5\n2 586000,5 392100,5\n3 586050,5 392100,5", "2 500 mp"),
            (
                "{\"type\":\"Polygon\",\"coordinates\":[[[392000,586000],[392100,586000],[392100,586050],[392000,586050],[392000,586000]]]}",
                "5 000 mp"
            ),
            (
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[23.5,46.7],[23.6,46.7],[23.6,46.8],[23.5,46.7]]]}}",
                "3 colțuri"
            ),
            ("{\"type\":\"Point\",\"coordinates\":[23.5,46.7]}", "Un punct"), ("586000 392000\n586100 392100", "Linie cu 2 puncte"),
        ])
    func shapes(typed: String, says: String) throws {
        let content = try ContentFolder.withTrials.get()
        let field = try #require(content.service("proba-toate")?.form.field("teren"))
        let shape = try #require(Geometry(typed))
        #expect(Geometry(shape.normalised) == shape)
        let words = field.display(.text(shape.normalised), in: content.checking(on: try #require(Day("2026-11-23")), in: .ro))
        #expect(words.replacing("\u{A0}", with: " ").contains(says), "\(words)")
    }

    @Test("As many points as are taken are taken however long their decimals are, and one more is told so", arguments: [0, 1])
    func manyPoints(more: Int) throws {
        let points = (0..<Geometry.mostPoints + more).map { "    [\n      23.\(10_000_000_000_000 + $0),\n      46.70000000000001\n    ]" }
        let text = "{\n  \"type\": \"LineString\",\n  \"coordinates\": [\n\(points.joined(separator: ",\n"))\n  ]\n}"
        let checked = try check { $0["teren"] = .text(text) }
        #expect(checked.problems.map(\.code) == (more == 0 ? [] : ["too-many-points"]))
        #expect(checked.problems.allSatisfy { $0.message.contains("cel mult 2") })
    }

    @Test("A year is shown as a year, an amount with its thousands apart")
    func years() throws {
        let content = try ContentFolder.content.get()
        let context = content.checking(on: try #require(Day("2026-11-23")), in: .ro)
        let year = try #require(content.service("certificat-edificare")?.form.field("an_edificare"))
        #expect(year.display(.text("2026"), in: context) == "2026")
        let area = try #require(content.service("cu-construire")?.form.field("suprafata_mp"))
        #expect(area.display(.text("2026"), in: context).replacing("\u{A0}", with: " ") == "2 026 mp")
    }

    @Test("A courtyard inside a plot does not count")
    func hole() throws {
        let outer = "[[392000,586000],[392100,586000],[392100,586100],[392000,586100],[392000,586000]]"
        let inner = "[[392010,586010],[392020,586010],[392020,586020],[392010,586020],[392010,586010]]"
        #expect(Geometry("{\"type\":\"Polygon\",\"coordinates\":[\(outer),\(inner)]}")?.area == 9_900)
    }

    @Test("Hostile shapes are refused without a crash")
    func hostile() {
        let points = (0..<3_000).map { "\(586_000 + $0) 392000" }.joined(separator: "\n")
        for text in [
            points, "{", "{}", "{\"type\":\"Polygon\"}", String(repeating: "[", count: 40_000), "1e9 1e9", "NaN NaN", "586000", "",
        ] {
            #expect(Geometry(text) == nil)
        }
    }

    @Test("A table that adds up shows its sums wherever it is shown")
    func totals() throws {
        let content = try ContentFolder.withTrials.get()
        let form = try #require(content.service("proba-toate")).form
        let context = content.checking(on: try #require(Day("2026-11-23")), in: .ro)
        #expect(
            form.texts(try check().normalised, in: context)["cheltuieli"]?.replacing("\u{A0}", with: " ")
                .hasSuffix("Total: Suma 1 300,00 lei; Ore 3") == true)
    }

    @Test(
        "A slot is one that the resource has: its unit, hours, days and length",
        arguments: [
            ("mare/2026-12-02T10:00/2", ""), ("mica/2026-12-02T13:00/4", ""), ("mare/2026-12-05T13:00/1", ""),
            ("mare/2026-12-02T11:00/2", "slot-closed"), ("mare/2026-12-02T10:30/1", "slot-closed"),
            ("mare/2026-12-03T10:00/1", "slot-closed-day"), ("mare/2026-12-06T10:00/1", "slot-closed-day"),
            ("mare/2026-12-25T10:00/1", "slot-closed-day"), ("mare/2026-11-24T10:00/1", "day-outside"),
            ("mare/2028-11-24T10:00/1", "day-outside"), ("mijlocie/2026-12-02T10:00/1", "not-an-option"),
            ("mare/2026-12-02T13:00/5", "too-many-slots"), ("mare/2026-12-02", "not-a-slot"), ("mare/2026-12-02T10:00/0", "not-a-slot"),
        ])
    func slots(typed: String, code: String) throws {
        let checked = try check("proba-rezervare") { $0["interval"] = .text(typed) }
        #expect(checked.problems.map(\.code) == (code.isEmpty ? [] : [code]))
        #expect(checked.problems.allSatisfy { $0.field == "interval" && !$0.message.contains("⟦") })
    }

    @Test("What is free instead comes near: the same day first, then another unit, then other days")
    func alternatives() throws {
        let content = try ContentFolder.withTrials.get()
        let hall = try #require(content.resources["sala-proba"])
        let wanted = try #require(Slot("mare/2026-12-08T10:00/2"))
        let one = hall.alternatives(to: wanted, taken: Set(wanted.pieces(of: hall)), in: content.calendar)
        #expect(one.map(\.description) == ["mare/2026-12-08T08:00/2", "mare/2026-12-08T13:00/2", "mica/2026-12-08T10:00/2"])
        let day = try #require(Day("2026-12-08"))
        let full = Set(
            hall.units.flatMap { unit in
                hall.beginnings(on: day, in: content.calendar).flatMap {
                    Slot(unit: unit.name, day: day, time: $0, count: 1).pieces(of: hall)
                }
            })
        let later = hall.alternatives(to: wanted, taken: full, in: content.calendar)
        #expect(later.map(\.description) == ["mare/2026-12-09T10:00/2", "mare/2026-12-10T10:00/2", "mare/2026-12-11T10:00/2"])
    }

    @Test("A session is open from its first second to its last")
    func sessions() throws {
        let content = try ContentFolder.withTrials.get()
        let service = try #require(content.service("proba-rezervare"))
        let zone = content.house.timeZone
        let session = try #require(service.sessions?.first)
        let (opens, closes) = (session.opens.instant(in: zone), session.closes.instant(in: zone))
        // Winter in Cluj: two hours ahead of UTC.
        #expect(closes == Date(timeIntervalSince1970: 1_795_442_400))
        for (instant, isOpen) in [
            (opens - 1, false), (opens - 0.1, false), (opens, true), (closes, true), (closes + 0.9, true), (closes + 1, false),
        ] {
            #expect(service.takesApplications(at: instant, in: zone) == isOpen)
        }
        #expect(service.session(around: closes + 1, in: zone)?.name == "2027")
        #expect(service.session(around: closes + 900 * 86_400, in: zone)?.name == "2027")
    }
}
