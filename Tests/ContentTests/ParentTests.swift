import Foundation
import Rulebook
import Testing
import TestKit

/// What services say of the acts that they build on is read whole, and its slips are found.
@Suite("Acts that build on each other")
struct ParentTests {
    private func content(_ change: (inout [String: String]) -> Void = { _ in }) throws -> Content {
        var files = try ContentFolder.filesWithFewServices().merging(ContentFolder.chain) { $1 }
        change(&files)
        return try Content.read(files)
    }

    private func problems(_ written: String, _ instead: String) throws -> [String] {
        let file = "services/urbanism/proba-prelungire.yaml"
        let found = #expect(throws: ContentProblems.self) {
            _ = try content { $0[file] = $0[file]?.replacing(written, with: instead) }
        }
        return found?.problems.filter { $0.file == file }.map(\.message) ?? []
    }

    @Test("Parents, their window and what they gain are read as they are written")
    func reading() throws {
        let content = try content()
        let permit = try #require(content.service("proba-permis")?.parents.first)
        #expect(permit.services == ["proba-certificat"])
        #expect(permit.field == "act_anterior")
        #expect(permit.prefill["descriere"] == "scop")
        #expect(permit.validity == .inForce)
        let extension_ = try #require(content.service("proba-prelungire")?.parents.first)
        #expect(extension_.window?.closes == .init(length: 45, unit: .workingDays))
        #expect(extension_.window?.late == .refuse)
        #expect(extension_.prolongation?.isOnce == true)
        #expect(content.service("proba-certificat")?.act.warningDays == 40)
    }

    @Test("A parent that is no service, a field that is none and a reference that cannot hold a number are told")
    func slips() throws {
        #expect(try problems("[proba-permis]", "[proba-nimic]") == ["parents: no service “proba-nimic”"])
        #expect(
            try problems("field: act_initial", "field: act_initial\n    stands-for: A-CU") == [
                "parents: the form asks for no document “A-CU”"
            ])
        #expect(try problems("field: act_initial", "field: act_altul") == ["no field “act_altul”"])
        #expect(
            try problems("example: PP 1/2026}", "example: PP 1/2026, length: 1..12}")
                == ["the number of an act is taken by one text without a pattern, of up to 40 characters or more"])
        #expect(
            try problems("field: act_initial", "field: act_initial\n    prefill: {scop: nimic}")
                == ["parents: proba-permis has no field “nimic”"])
        #expect(try problems("months: luni", "months: ani").contains("the expression names “ani”, which is no field of this form"))
    }

    @Test("A house goes from certificate to permit, notices, real value and the certificate that it stands, each building on those before")
    func house() throws {
        let content = try ContentFolder.content.get()
        func builds(_ slug: String, on parent: String) -> Bool {
            content.service(slug)?.parents.contains { $0.services.contains(parent) && $0.requiredWhen == nil } ?? false
        }
        #expect(builds("ac-construire", on: "cu-construire"))
        let notices = ["comunicare-incepere-lucrari", "comunicare-finalizare-lucrari", "receptie-terminare-lucrari"]
        let later = notices + ["declaratie-valoare-reala", "certificat-edificare"]
        for slug in later { #expect(builds(slug, on: "ac-construire"), "\(slug)") }
        for slug in later.dropFirst().dropLast() { #expect(builds("certificat-edificare", on: slug), "\(slug)") }
    }

    @Test(
        "What was given on paper needs no number of this counter, what was given here does",
        arguments: [("terminare_cum", "terminare_act"), ("regularizare_cum", "regularizare_act"), ("ac.emis", "ac.act")])
    func onPaper(how: String, act: String) throws {
        func check(_ answer: String) throws -> CheckedForm {
            try ServiceTests.check("certificat-edificare", changing: [how: .text(answer)], leavingOut: [act])
        }
        #expect(ServiceTests.faults(try check("hartie")) == [])
        #expect(ServiceTests.faults(try check("ghiseu")) == ["\(act) required"])
        if how == "regularizare_cum" {
            func asksForProof(_ checked: CheckedForm) -> Bool { checked.attachments.contains { $0.0.kind.code == "A-DOVREGUL" } }
            #expect(try asksForProof(check("hartie")) && !asksForProof(check("ghiseu")))
        }
    }

    @Test("Forty-five working days before the last day are counted back over holidays and weekends")
    func window() throws {
        let content = try content()
        let span = ParentRule.Span(length: 45, unit: .workingDays)
        let last = try #require(Day("2027-06-30"))
        let close = span.before(last, in: content.calendar)
        let working = (close.adding(days: 1)...last).filter { content.calendar.isWorking($0) }
        #expect(working.count == 45)
        #expect(ParentRule.Span(length: 1, unit: .months).before(last, in: content.calendar) == Day("2027-05-30"))
        #expect(ParentRule.Span(length: 15, unit: .calendarDays).before(last, in: content.calendar) == Day("2027-06-15"))
    }

    @Test("However the holidays lie, a span takes no fewer and no more days than it says, and sometimes as few and as many")
    func spans() throws {
        let calendar = try content().calendar
        let lasts = try #require(Day("2026-01-01"))...#require(Day("2053-12-31"))
        for (length, unit) in [(1, TermUnit.workingDays), (45, .workingDays), (15, .calendarDays), (1, .months), (12, .months)] {
            let span = ParentRule.Span(length: length, unit: unit)
            let days = Set(lasts.prefix(unit == .months ? 1464 : .max).map { span.before($0, in: calendar).days(until: $0) })
            let (least, most) = (try #require(days.min()), try #require(days.max()))
            let told = span.days(in: calendar)
            #expect(
                told.contains(least) && told.contains(most) && most >= told.upperBound - 1 && least <= told.lowerBound + 1,
                "\(length) \(unit)")
        }
    }

    @Test("A holder who would be told when no extension can be asked any more, or cannot be yet, is a slip of the service whose act ends")
    func warnings() throws {
        func problems(_ warning: String, _ window: (String, String) = ("", "")) throws -> [String] {
            let (permit, more) = ("services/urbanism/proba-permis.yaml", "services/urbanism/proba-prelungire.yaml")
            do {
                _ = try content { files in
                    files[permit] = files[permit]?.replacing("  expiry-warning: 90\n", with: warning)
                    if !window.0.isEmpty { files[more] = files[more]?.replacing(window.0, with: window.1) }
                }
                return []
            } catch let found as ContentProblems {
                return found.problems.map { "\($0.file): \($0.message)" }
            }
        }
        let most = ParentRule.Span(length: 45, unit: .workingDays).days(in: try content().calendar).upperBound
        let told = "services/urbanism/proba-permis.yaml: expiry-warning: the holder is told"
        #expect(
            try problems("") == ["\(told) 30 days before the last one, but proba-prelungire takes requests up to \(most) days before it"])
        #expect(try problems("  expiry-warning: \(most)\n").count == 1)
        #expect(try problems("  expiry-warning: \(most + 1)\n").isEmpty)
        #expect(try problems("  expiry-warning: 400\n").isEmpty)
        #expect(
            try problems("  expiry-warning: 400\n", ("early: warn", "early: refuse"))
                == ["\(told) 400 days before the last one, but proba-prelungire takes requests from 365 days before it on"])
        #expect(try problems("", ("closes: {length: 45, unit: working-days}, ", "")).isEmpty)
    }

    @Test("An extension adds months to the last day, never takes any, and gives none to an act without end")
    func prolongation() throws {
        let content = try content()
        let rule = try #require(content.service("proba-prelungire")?.parents.first?.prolongation)
        let context = content.checking(on: try #require(Day("2026-11-24")), in: .ro)
        let last = try #require(Day("2027-06-30"))
        let issued = try #require(Day("2026-06-30"))
        func new(_ rule: ParentRule.Prolongation, _ values: Values, after last: Day? = last) -> Day? {
            rule.newLast(after: last, since: issued, values, in: context)
        }
        #expect(new(rule, ["luni": .number(12)]) == Day("2028-06-30"))
        #expect(new(rule, ["luni": .number(-3)]) == nil)
        #expect(new(rule, ["luni": .number(12)], after: nil) == nil)
    }

    @Test("A notice gives a permit the months that the permit says, counted from a day while it is good, and no others")
    func fromParent() throws {
        let content = try ContentFolder.content.get()
        let rule = try #require(content.service("comunicare-incepere-lucrari")?.parents.first?.prolongation)
        let context = content.checking(on: try #require(Day("2026-11-24")), in: .ro)
        let (issued, last) = (try #require(Day("2026-06-30")), try #require(Day("2027-06-30")))
        func new(from day: String, _ parent: Values, _ own: Values = [:]) throws -> Day? {
            let own = own.merging(["data_incepere": .day(try #require(Day(day)))]) { $1 }
            return rule.newLast(after: last, since: issued, ParentRule.values(own, parent: parent), in: context)
        }
        let months: Values = ["durata_luni": .number(18)]
        #expect(try new(from: "2027-01-18", months) == Day("2028-07-18"))
        #expect(try new(from: "2027-01-18", ["executare.durata_luni": .number(18)]) == Day("2028-07-18"))
        #expect(try new(from: "2027-06-30", months) == Day("2028-12-30"))
        #expect(try new(from: "2026-06-30", months) == Day("2027-12-30"))
        for day in ["2026-06-29", "2027-07-01", "2045-01-01"] { #expect(try new(from: day, months) == nil, "\(day)") }
        #expect(try new(from: "2027-01-18", [:], ["durata_luni": .number(36)]) == nil)
        #expect(try new(from: "2026-07-01", ["durata_luni": .number(3)]) == nil)
        #expect(try new(from: "2027-01-18", ["pana_la": .day(try #require(Day("2028-01-31")))]) == Day("2028-01-31"))
        #expect(try new(from: "2027-01-18", ["pana_la": .day(try #require(Day("2027-01-31")))]) == nil)
    }

    @Test("Months that no form behind a parent has are a slip")
    func unknownMonths() throws {
        #expect(try problems("months: luni", "months: parent.luni") == ["parents: proba-permis has no field “luni”"])
    }
}
