import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What may be built on: an act that says yes, or a silence that does, as the pages say")
struct ParentOutcomeTests {
    private static let endorsement = "isu-aviz-securitate-incendiu"
    private static let permit = "isu-autorizatie-securitate-incendiu"

    /// What a permit that names this act is told before it is handed in.
    private func filing(on act: String, in language: Language = .ro, _ world: World, _ client: any TestClientProtocol) async throws
        -> String
    {
        let draft = try await world.draft(Self.permit, ["act.emis": "ghiseu", "act.act": act])
        let told = try await world.office.form(draft, by: world[.smaranda], in: language).checked.problems.filter { $0.field == "act.act" }
        let page = try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(draft)/verifica")
        #expect(page.status == .ok)
        if language == .ro, let words = told.first?.message { #expect(page.says(words)) }
        return told.map(\.message).joined().replacing("\u{a0}", with: " ")
    }

    private func submitted(_ world: World) async throws -> DossierID {
        let id = try await world.filled(.smaranda, service: Self.endorsement)
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        try await world.take(id, .isu)
        return id
    }

    /// Answered and sealed by ISU.
    private func answered(_ outcome: EndorsementOutcome, _ world: World) async throws -> (DossierID, Act) {
        let id = try await submitted(world)
        try await world.office.endorse(id, as: outcome, "Accesul nu ajunge.", version: try await world.version(id), by: world[.doina])
        try await world.sendForApproval(id, by: world[.doina])
        try await world.office.approve(id, version: try await world.version(id), by: world[.sever])
        try await world.office.seal(id, version: try await world.version(id), by: world[.traian])
        return (id, try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act))
    }

    private func number(_ act: Act) throws -> String { "\(act.register ?? "") \(try #require(act.number))/\(try #require(act.day).year)" }

    @Test("An unfavourable endorsement is no parent, and is said so in each language; a favourable one is; a duplicate takes either")
    func unfavourable() async throws {
        try await atTheDesk { world, client in
            let (id, against) = try await answered(.unfavourable, world)
            let (_, favourable) = try await answered(.favourable, world)
            for (language, words) in [(Language.ro, "spune nu"), (.hu, "elutasító"), (.en, "says no")] {
                let told = try await filing(on: number(against), in: language, world, client)
                #expect(told.contains(words), "\(told)")
            }
            let good = try await filing(on: number(favourable), world, client)
            #expect(good.isEmpty)
            // It has no last day, and nobody is told that it ends.
            #expect(against.validUntil == nil)
            // The form offers the favourable one alone.
            let open = try await world.draft(Self.permit, ["act.emis": "ghiseu", "act.act": ""])
            let offered = try await world.office.form(open, by: world[.smaranda], in: .ro).parents.flatMap(\.own).map(\.id)
            #expect(offered == [favourable.id])
            let duplicate = try await world.draft("isu-duplicat", ["act.emis": "ghiseu", "act.act": number(against)])
            let state = try await world.office.form(duplicate, by: world[.smaranda], in: .ro).parents
            #expect(state.contains { $0.chosen?.dossier == id })
        }
    }

    @Test("What silence approved is a parent like the act itself, whatever was drafted before")
    func tacit() async throws {
        try await atTheDesk { world, client in
            let id = try await submitted(world)
            try await world.office.endorse(
                id, as: .unfavourable, "Accesul nu ajunge.", version: try await world.version(id), by: world[.doina])
            world.later(days: 90)
            try await world.office.lapseDossiers()
            let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
            #expect(act.register == "AT")
            let answer = try await filing(on: number(act), world, client)
            #expect(answer.isEmpty)
            let draft = try await world.draft(Self.permit, ["act.emis": "ghiseu", "act.act": number(act)])
            #expect(try await world.office.form(draft, by: world[.smaranda], in: .ro).parents.contains { $0.chosen?.id == act.id })
            let months = world.office.content.service(Self.endorsement)?.act.validityMonths
            #expect(act.validUntil == months.map { world.office.today().adding(months: $0) })
        }
    }

    @Test("A commission that was against it gives no parent either")
    func commission() async throws {
        let workflow = try #require(try ContentFolder.content.get().service("aviz-oportunitate")).workflow
        func taken(_ result: String) -> [String: StepTaken] {
            ["sedinta": StepTaken(by: nil, on: .earliest, answers: Answers(["rezultat": .text(result)]))]
        }
        #expect(workflow.isAgainst(taken("nefavorabil")))
        #expect(!workflow.isAgainst(taken("favorabil")) && !workflow.isAgainst(taken("conditii")) && !workflow.isAgainst([:]))
    }
}
