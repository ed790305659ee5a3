import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("How an answer may be contested")
struct AppealTests {
    private struct Paper: Decodable { let appeal: [String]? }

    private func appeal(of act: Act?) throws -> [String] {
        try JSONDecoder().decode(Paper.self, from: Data(try #require(act?.data).utf8)).appeal ?? []
    }

    /// Refused by a head, as a clerk proposed it.
    private func refused(_ slug: String, _ world: World) async throws -> CaseFile {
        let id = try await world.walk(slug, until: "review")
        let institution = try await world.office.caseFile(id, seenBy: world[.smaranda]).dossier.institution
        let crew = try await world.crew(of: institution)
        try await world.office.proposeRefusal(
            of: id, reason: "Cererea nu poate fi admisă.", version: try await world.version(id), by: crew.clerks[0])
        try await world.office.refuse(id, version: try await world.version(id), by: crew.head)
        return try await world.office.caseFile(id, seenBy: world[.smaranda])
    }

    @Test(
        "A sealed refusal names the way of the service's own law, and not the general one",
        arguments: [
            ("info-544", ["Legea nr. 544/2001, art. 21", "Legea nr. 544/2001, art. 22"]),
            ("reclamatie-544", ["Legea nr. 544/2001, art. 22"]),
            ("gdpr-drepturi", ["Regulamentul (UE) 2016/679, art. 77", "Regulamentul (UE) 2016/679, art. 79"]),
            ("dgaspc-handicap-adult", ["Legea nr. 448/2006, art. 87"]),
            ("declaratie-valoare-reala", ["art. 268–270", "art. 281"]),
        ])
    func refusal(slug: String, laws: [String]) async throws {
        let world = try await World()
        let file = try await refused(slug, world)
        let ways = try appeal(of: file.act)
        #expect(ways == world.office.appealLines(of: file.service, in: .ro))
        #expect(ways.count == laws.count && zip(ways, laws).allSatisfy { $0.contains($1) }, "\(ways)")
        #expect(!ways.contains { $0.contains("Legea nr. 554/2004, art. 7") })
        try await world.close()
    }

    @Test("The terms of Law 544 run from what the law says, in each language, and the complaint is free")
    func special() async throws {
        let world = try await World()
        let service = try #require(world.office.content.service("info-544"))
        let said = world.office.appealLines(of: service, in: .ro).map { $0.replacing("\u{a0}", with: " ") }
        #expect(
            said == [
                "La conducătorul instituției, prin reclamație administrativă, în 30 de zile de la data la care refuzul a fost cunoscut. "
                    + "Temei: Legea nr. 544/2001, art. 21.",
                "La Tribunalul Cluj, Secția de contencios administrativ, în 30 de zile de la expirarea termenului de răspuns. "
                    + "Temei: Legea nr. 544/2001, art. 22. Plângerea este scutită de taxă de timbru.",
            ])
        #expect(world.office.appealLines(of: service, in: .hu).allSatisfy { $0.contains("számított") })
        #expect(world.office.appealLines(of: service, in: .en).allSatisfy { $0.contains(" from ") })
        let petition = try #require(world.office.content.service("petitie"))
        #expect(world.office.appealLines(of: petition, in: .en).allSatisfy { $0.contains("from receiving the answer") })
        try await world.close()
    }

    @Test(
        "An answer says the same ways as a refusal of its service",
        arguments: ["info-544", "petitie", "transparenta-52", "contestatie-concurs"])
    func answer(slug: String) async throws {
        let world = try await World()
        let id = try await world.walk(slug)
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.stage.kind == .solved)
        #expect(try appeal(of: file.act) == world.office.appealLines(of: file.service, in: .ro))
        try await world.close()
    }

    @Test("A refusal to inform is due in five days from registration, beside the answer's own term, and nowhere else")
    func hurry() async throws {
        let world = try await World()
        let id = try await world.walk("info-544", until: "review")
        let crew = try await world.crew(of: World.institution)
        let window = try #require(
            try await world.office.caseFile(id, seenBy: crew.clerks[0]).windows.first { $0.move.deed == .proposeRefusal })
        #expect(window.reading.due == Day("2026-12-02"))
        let other = try await world.walk("transparenta-52", until: "review")
        #expect(try await world.office.caseFile(other, seenBy: crew.clerks[0]).windows.allSatisfy { $0.move.deed == .redirect })
        try await world.close()
    }
}
