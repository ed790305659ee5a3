import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What a commission decided, in the act that follows")
struct CommissionTests {
    static let services: [String] =
        (try? ContentFolder.content.get().services.filter { $0.workflow.slug == "comisie" }.map(\.slug)) ?? []

    @Test("There are services that a commission decides on")
    func some() { #expect(!Self.services.isEmpty) }

    private static let reasons = "Condițiile cerute de lege nu sunt îndeplinite, cu unanimitate."

    /// Before the commission, which then decides so.
    private func decided(_ slug: String, _ result: String, _ world: World) async throws -> (DossierID, Crew) {
        let id = try await world.walk(slug, until: "scheduled")
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        let crew = try await world.crew(of: file.dossier.institution)
        try await decide(id, result, by: crew.clerks[0], world)
        return (id, crew)
    }

    private func decide(_ id: DossierID, _ result: String, by clerk: Visitor, _ world: World) async throws {
        let answers = Answers([
            "ziua": .text("\(world.office.today())"), "rezultat": .text(result), "motivare": .text(Self.reasons),
        ])
        try await world.office.take("hotarare", answers, on: id, version: try await world.version(id), by: clerk)
    }

    @Test(
        "One that rejects is followed by a paper that says so, with its reasons and the ways to contest it, and grants nothing",
        arguments: services)
    func rejected(slug: String) async throws {
        let world = try await World()
        let (id, _) = try await decided(slug, "respins", world)
        try await world.walkOn(id, by: .smaranda)
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        let act = try #require(file.act)
        let rule = file.service.act
        #expect(file.stage.name == "communicated" && act.number != nil)
        #expect(act.title == rule.no?.title.ro && act.title != rule.title.ro)
        let sheet = try JSONDecoder().decode(Paper.self, from: Data(try #require(act.data).utf8))
        #expect(sheet.title == act.title && sheet.sections.contains { $0.body.contains(Self.reasons) })
        #expect(sheet.appeal == world.office.appealLines(of: file.service, in: .ro))
        // Nothing of what the act grants is left, and it is good for nothing.
        let granting = Set(rule.sections.map(\.title)).subtracting(rule.no?.sections.map(\.title) ?? [])
        #expect(sheet.sections.allSatisfy { !granting.contains($0.title) })
        #expect(sheet.validity == nil && act.validUntil == nil)
        try await world.close()
    }

    @Test("One that grants is followed by the act that was asked for", arguments: services)
    func granted(slug: String) async throws {
        let world = try await World()
        let (id, _) = try await decided(slug, "admis", world)
        try await world.walkOn(id, by: .smaranda)
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        let act = try #require(file.act)
        #expect(act.title == file.service.act.title.ro && act.template == file.service.act.template)
        #expect(try #require(act.data).contains(Self.reasons) || slug == "dgaspc-atestat-amp")
        try await world.close()
    }

    @Test("One that decides again turns the draft: of a yes nothing is left in a no, and who wrote of either does not approve")
    func turned() async throws {
        let world = try await World()
        let (id, crew) = try await decided("dgaspc-handicap-adult", "admis", world)
        func version() async throws -> Int { try await world.version(id) }
        let (clerk, other) = (crew.clerks[0], crew.clerks[1])
        try await world.office.draftAct(for: id, version: try await version(), by: clerk)
        try await world.office.proposeRefusal(of: id, reason: "Persoana nu s-a prezentat.", version: try await version(), by: clerk)
        try await world.office.returnDraft(id, reason: "Se mai programează o dată.", version: try await version(), by: crew.head)
        let day = Answers(["ziua": .text("\(world.office.today().adding(days: 7))")])
        try await world.office.take("programare", day, on: id, version: try await version(), by: clerk)
        try await decide(id, "respins", by: other, world)
        let file = try await world.office.caseFile(id, seenBy: crew.head)
        let draft = try #require(file.act)
        #expect(draft.title == file.service.act.no?.title.ro)
        #expect(draft.sections.map(\.name) == ["incadrare", "motivare"])
        #expect(draft.sections.contains { $0.text.contains(Self.reasons) })
        #expect(file.dossier.draft?.writers == [clerk.id, other.id])
        try await world.close()
    }

    @Test("One that says the same again leaves what was written in the draft, and renews the rest")
    func sameAgain() async throws {
        let world = try await World()
        let (id, crew) = try await decided("dgaspc-handicap-adult", "admis", world)
        func version() async throws -> Int { try await world.version(id) }
        let clerk = crew.clerks[0]
        try await world.office.draftAct(for: id, version: try await version(), by: clerk)
        var act = try #require(try await world.office.caseFile(id, seenBy: clerk).act)
        let (first, written) = (try #require(act.sections.first), "Scris într-o oră de muncă.")
        try await world.office.edit([first.name: written], ofActFor: id, version: act.version, by: clerk)
        try await world.office.proposeRefusal(of: id, reason: "Persoana nu s-a prezentat.", version: try await version(), by: clerk)
        try await world.office.returnDraft(id, reason: "Se mai programează o dată.", version: try await version(), by: crew.head)
        let day = Answers(["ziua": .text("\(world.office.today().adding(days: 7))")])
        try await world.office.take("programare", day, on: id, version: try await version(), by: clerk)
        try await decide(id, "admis", by: clerk, world)
        let title = act.title
        act = try #require(try await world.office.caseFile(id, seenBy: clerk).act)
        #expect(act.sections.first?.text == written && act.title == title)
        try await world.close()
    }

    @Test(
        "The planning commission's no is good for no months, lays down nothing, and says how it may be contested",
        arguments: ["aviz-oportunitate", "aviz-puz-pud"])
    func planning(slug: String) async throws {
        let world = try await World()
        let id = try await world.office.open(slug, key: "avizul", by: world[.smaranda])
        let known = try await world.withParents(of: try world.service(slug))
        _ = try await world.office.save(known, in: id, by: world[.smaranda], language: .ro)
        for (rule, required) in try await world.office.form(id, by: world[.smaranda], in: .ro).checked.attachments where required {
            try await world.office.attach(try await world.paper(rule.kind.code), as: rule.kind.code, to: id, by: world[.smaranda])
        }
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        try await world.walkOn(id, by: .smaranda, until: "agenda")
        let crew = try await world.crew(of: World.institution)
        let answers = Answers([
            "ziua": .text("\(world.office.today())"), "rezultat": .text("nefavorabil"), "precizari": .text(Self.reasons),
        ])
        try await world.office.take("sedinta", answers, on: id, version: try await world.version(id), by: crew.clerks[0])
        try await world.walkOn(id, by: .smaranda)
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        let act = try #require(file.act)
        let sheet = try JSONDecoder().decode(Paper.self, from: Data(try #require(act.data).utf8))
        #expect(act.number != nil && act.validUntil == nil && sheet.validity == nil)
        #expect(sheet.appeal == world.office.appealLines(of: file.service, in: .ro))
        let granting = Set(file.service.act.sections.filter(\.isGranting).map(\.title))
        #expect(!granting.isEmpty && sheet.sections.allSatisfy { !granting.contains($0.title) })
        #expect(!sheet.sections.contains { $0.body.contains("POT") })
        try await world.close()
    }

    private struct Paper: Decodable {
        struct Section: Decodable { let title, body: String }
        let title: String
        let sections: [Section]
        let appeal: [String]
        let validity: String?
    }
}
