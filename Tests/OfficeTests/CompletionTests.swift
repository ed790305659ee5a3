import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What a completion changes, and when")
struct CompletionTests {
    /// A request of Smaranda's that waits for her, its handler being Tiberiu.
    private func waiting(_ service: String, in world: World) async throws -> DossierID {
        let (id, _) = try await world.submitted(.smaranda, service: service, paid: service == "cu-construire")
        let clerk = service == "petitie" ? try await world.crew(of: World.institution).clerks[0] : world[.tiberiu]
        try await world.office.assign(id, to: clerk.id, version: try await world.version(id), by: world[.otilia])
        if service == "cu-construire" {
            try await world.office.requestEndorsements(["primar"], note: "", for: id, version: try await world.version(id), by: clerk)
        }
        try await world.office.requestCompletion(
            of: id, items: [], message: "Ce ai scris nu este limpede.", version: try await world.version(id), by: clerk)
        return id
    }

    @Test(
        "What is typed of a completion and not sent is in the form alone: the request stays as it was submitted, and its term where it was")
    func unsent() async throws {
        let world = try await World()
        let id = try await waiting("petitie", in: world)
        let before = try await world.office.caseFile(id, seenBy: world[.ligia])
        let object = try #require(before.dossier.answers.text("obiect"))
        let form = try await world.office.save(Answers(["obiect": .text("Altceva.")]), in: id, by: world[.smaranda], language: .ro)
        #expect(form.dossier.answers.text("obiect") == "Altceva.")
        #expect(try await world.office.form(id, by: world[.smaranda], in: .ro).dossier.answers.text("obiect") == "Altceva.")
        let after = try await world.office.caseFile(id, seenBy: world[.ligia])
        #expect(after.dossier.answers == before.dossier.answers && after.clock?.due == before.clock?.due)
        // The law lets the term of a petition run meanwhile, so the index of what is due has it still.
        let due = try #require(after.clock?.due)
        let late = try await world.office.store.read {
            try $0.dossiers(of: World.institution, dueBefore: due.adding(days: 1), after: nil, limit: 10)
        }
        #expect(late.map(\.id) == [id])
        // Who goes on without the clarification works on what was submitted.
        let clerk = try await world.crew(of: World.institution).clerks[0]
        try await world.office.take("fara-lamurire", Answers(), on: id, version: after.dossier.version, by: clerk)
        let goesOn = try await world.office.caseFile(id, seenBy: world[.ligia])
        #expect(goesOn.dossier.answers.text("obiect") == object && goesOn.dossier.completing == nil)
        try await world.close()
    }

    @Test(
        "A completion that names another applicant and place is found, listed and asked about by them; the history has what was there before"
    )
    func moved() async throws {
        let world = try await World()
        let id = try await waiting("cu-construire", in: world)
        let feleacu = try #require(world.office.content.places.uat(written: "Feleacu"))
        let locality = try #require(world.office.content.places.localities(in: feleacu.siruta).first)
        let mayor = try #require(try await world.office.store.read { try $0.endorsements(askedBy: id) }.first)
        #expect(mayor.institution == "primaria-ciurila")
        _ = try await world.office.save(
            Answers([
                "solicitant.nume": .text("Pompiliu Necunoscut"), "imobil.uat": .text(feleacu.siruta),
                "imobil.localitate": .text(locality.siruta),
            ]), in: id, by: world[.smaranda], language: .ro)
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.applicant == "Pompiliu Necunoscut" && file.dossier.place == feleacu.siruta)
        let event = try #require(file.events.last { $0.kind == "complete" })
        #expect(event.details["was.imobil.uat"]?.contains("Ciurila") == true && event.details["was.solicitant.nume"] != nil)
        #expect(event.details["was.suprafata_mp"] == nil)
        // The mayor of Ciurila has no say any more, the one of Feleacu was not asked yet.
        #expect(try await world.outcome(of: mayor.endorsement.leg) == .withdrawn)
        #expect(file.dossier.endorsementGaps?.map(\.reason) == [.unasked])
        #expect(try await world.office.endorsementChoices(for: file).map(\.endorser.slug) == ["primaria-feleacu"])
        try await world.office.requestEndorsements(["primar"], note: "", for: id, version: file.dossier.version, by: world[.tiberiu])
        let asked = try await world.office.store.read { try $0.endorsements(askedBy: id) }
        #expect(Set(asked.map(\.institution)) == ["primaria-ciurila", "primaria-feleacu"])
        try await world.close()
    }

    @Test("What another town's mayor answered before the land was put right counts no more")
    func answeredElsewhere() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.endorse(id, by: world[.tiberiu])
        #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).dossier.endorsementGaps == [])
        try await world.office.requestCompletion(
            of: id, items: [], message: "Unde este terenul?", version: try await world.version(id), by: world[.tiberiu])
        let feleacu = try #require(world.office.content.places.uat(written: "Feleacu"))
        let locality = try #require(world.office.content.places.localities(in: feleacu.siruta).first)
        _ = try await world.office.save(
            Answers(["imobil.uat": .text(feleacu.siruta), "imobil.localitate": .text(locality.siruta)]), in: id,
            by: world[.smaranda], language: .ro)
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.endorsementGaps?.map(\.reason) == [.unasked])
        try await world.office.requestEndorsements(["primar"], note: "", for: id, version: file.dossier.version, by: world[.tiberiu])
        try await world.close()
    }
}
