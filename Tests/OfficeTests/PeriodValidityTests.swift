import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Acts that are good until an answer says")
struct PeriodValidityTests {
    /// The last day in the books, and the day from which the holder is told.
    private func days(of id: DossierID, _ world: World) async throws -> (until: Day?, warned: Day?) {
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).acts.first { $0.kind == .act })
        let ahead = (0...500).map { world.day($0) }
        let first = try await world.office.store.read { books in
            try ahead.first { day in try books.actsToWarn(by: day, limit: 100).contains { $0.id == act.id } }
        }
        return (act.validUntil, first)
    }

    @Test("A special transport permit ends in the books with its period, says so on itself, and its holder is told before")
    func permit() async throws {
        let world = try await World()
        let id = try await world.walk("drum-ast")
        let found = try await days(of: id, world)
        #expect(found.until?.description == "2027-03-19")
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
        #expect(act.data?.replacing("\u{a0}", with: " ").contains("8 martie 2027 – 19 martie 2027") == true)
        // A quarter of the 116 days that were left when it was sealed.
        #expect(found.warned?.description == "2027-02-18")
        world.later(days: 100)
        try await world.office.warnHolders()
        try await world.work()
        #expect(try world.mails().contains { $0.contains("smaranda@example.ro") && $0.contains("19 martie 2027") })
        try await world.close()
    }

    private static func service(_ act: String) -> [String: String] {
        let text = """
            slug: proba-pana
            group: urbanism
            title: Permis până la o zi
            summary: Pentru teste.
            applicants: Oricine.
            institution: cj-cluj
            desk: urbanism
            law: [{act: "Legea nr. 50/1991"}]
            steps:
              - name: cerere
                title: Cererea
                fields:
                  - use: solicitant
                    without: [act_identitate, cnp, ci_serie_numar, act_numar]
                  - use: contact
                  - {key: zile, kind: period, label: În ce zile, example: 2026-12-01/2026-12-03, required: false}
                  - {key: ultima, kind: date, label: Ultima zi, example: "2027-12-31", required: false}
                  - {key: obiect, kind: text, label: Ce, example: un chioșc}
            workflow: simple
            fee: none
            term: {length: 15, unit: working-days, basis: Legea nr. 50/1991}
            silence: {effect: none, basis: Legea nr. 50/1991}
            completion: {days: 10}
            retention: {years: 10, basis: Nomenclatorul arhivistic de probă}
            act:
              template: raspuns
              title: Permis de probă
              register: PP
              \(act)
              sections: [{name: raspuns, title: Răspunsul, heading: none, text: Se aprobă.}]
            subject: obiect
            sources: [probă]
            confidence: low
            """
        return ["services/urbanism/proba-pana.yaml": text]
    }

    @Test("Of several answers the first counts; of a few days nobody is warned, of a year thirty days before")
    func several() async throws {
        let world = try await World(services: Self.service("validity-until: [zile, ultima]"))
        func sealed(_ answers: [String: String]) async throws -> DossierID {
            let id = try await world.filled(.smaranda, service: "proba-pana")
            _ = try await world.office.save(Answers(answers.mapValues { .text($0) }), in: id, by: world[.smaranda], language: .ro)
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            try await world.walkOn(id, by: .smaranda)
            return id
        }
        let short = try await days(of: try await sealed(["zile": "2026-11-24/2026-11-25"]), world)
        #expect(short.until?.description == "2026-11-25" && short.warned == nil)
        let long = try await sealed(["zile": ""])
        let found = try await days(of: long, world)
        #expect(found.until?.description == "2027-12-31" && found.warned?.description == "2027-12-01")
        let act = try #require(try await world.office.caseFile(long, seenBy: world[.smaranda]).act)
        #expect(act.data?.contains("până în 31 decembrie 2027 inclusiv") == true)
        let none = try await days(of: try await sealed(["zile": "", "ultima": ""]), world)
        #expect(none.until == nil && none.warned == nil)
        try await world.close()
    }

    @Test(
        "An act that is to end with what is no date and no period is refused when the content is read",
        arguments: [
            ("validity-until: obiect", "an act ends on a date or with a period, and “obiect” is neither"),
            ("validity-until: [zile, perioda]", "an act ends with an answer, and there is no field “perioda”"),
            ("validity-until: zile\n  validity-months: 3", "an act ends by its months or by an answer: validity-until"),
        ])
    func refused(act: String, message: String) throws {
        let files = try ContentFolder.filesWithFewServices().merging(Self.service(act)) { $1 }
        do {
            _ = try Content.read(files)
            Issue.record("it was taken")
        } catch {
            #expect(error.problems.map(\.message) == [message])
            #expect(error.problems.allSatisfy { $0.file == "services/urbanism/proba-pana.yaml" && $0.line > 20 })
        }
    }
}
