import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What came to the wrong institution")
struct RedirectingTests {
    private static let reason = "Strada este a municipiului."

    @Test("An institution of this house gets it at once: its own number and term, all that was handed in, the same applicant, and a letter")
    func handedOn() async throws {
        let world = try await World()
        let id = try await world.filled(.smaranda, service: "petitie")
        try await world.office.attach(try await world.paper("groapa"), as: "A-FOTO", to: id, by: world[.smaranda])
        let number = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        world.later(days: 1)
        let version = try await world.version(id)
        try await world.office.redirect(id, to: "primaria-turda", reason: Self.reason, version: version, by: world[.otilia])
        await #expect(throws: Refusal.stale) {
            try await world.office.redirect(id, to: "primaria-turda", reason: Self.reason, version: version, by: world[.otilia])
        }
        let mine = try await world.office.myDossiers(world[.smaranda], limit: 10).map(\.id)
        let there = try #require(mine.first { $0 != id })
        #expect(mine.count == 2)

        let sent = try await world.office.caseFile(id, seenBy: world[.otilia])
        let event = try #require(sent.events.last { $0.kind == "redirect" })
        #expect(sent.stage.name == "redirected" && event.details["dossier"] == there && event.details["letter"] == "INT 1/2026")
        let received = try await world.office.caseFile(there, seenBy: world[.vasile])
        #expect(
            received.dossier.institution == "primaria-turda" && received.stage.name == "registered"
                && received.dossier.opener == world[.smaranda].id)
        #expect(received.dossier.number?.number == 1 && event.details["number"] == received.dossier.number?.description)
        #expect(received.dossier.answers == sent.dossier.answers && received.attachments.map(\.sha256) == sent.attachments.map(\.sha256))
        // Thirty days from the day that it came to the right one.
        #expect(received.clock?.due == Day("2026-12-24"))
        #expect(received.events.first?.details["sent-number"] == "\(number)" && received.receipt != nil)
        for stranger in [Cast.otilia, .nuta, .aron] {
            await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(there, seenBy: world[stranger]) }
        }
        await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(id, seenBy: world[.vasile]) }

        try await world.work()
        #expect(try world.mails().count { $0.contains("/birou/primaria-turda/dosare/\(there)") } == 1)
        let letter = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
        let (_, paper) = try await world.office.document(letter.id, of: id, seenBy: world[.smaranda])
        #expect(try await world.office.verify(pdf: try await world.office.store.files.read(paper.sha256)).ours?.number == "INT 1/2026")
        for chain in ["cj-cluj", "primaria-turda"] {
            #expect(try await world.office.store.read { try $0.firstBreak(in: chain) } == nil)
        }
        // The right institution works on it to the end.
        try await world.walkOn(there, by: .smaranda)
        #expect(try await world.office.caseFile(there, seenBy: world[.smaranda]).stage.kind == .solved)
        try await world.close()
    }

    @Test("A fee that was not paid is owed where the request goes on; one that was paid is not asked for twice")
    func fees() async throws {
        let world = try await World()
        for paid in [false, true] {
            let (id, _) = try await world.submitted(.smaranda, paid: paid)
            try await world.office.redirect(
                id, to: "primaria-turda", reason: Self.reason, version: try await world.version(id), by: world[.otilia])
            let event = try #require(try await world.office.caseFile(id, seenBy: world[.otilia]).events.last { $0.kind == "redirect" })
            let there = try await world.office.caseFile(try #require(event.details["dossier"]), seenBy: world[.vasile])
            #expect(there.dossier.payment == (paid ? .none : .due) && (there.payment == nil) == paid)
        }
        try await world.close()
    }

    @Test("Where nobody works in the program the letter goes alone")
    func unstaffed() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, service: "petitie")
        try await world.office.redirect(
            id, to: "primaria-floresti", reason: Self.reason, version: try await world.version(id), by: world[.otilia])
        #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).map(\.id) == [id])
        let event = try #require(try await world.office.caseFile(id, seenBy: world[.otilia]).events.last { $0.kind == "redirect" })
        #expect(event.details["number"] == nil && event.details["letter"] == "INT 1/2026")
        try await world.close()
    }

    @Test("What a desk keeps to itself goes by letter alone, and so does what is for nobody of this house")
    func byLetter() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, service: "avertizor-integritate")
        let clerk = try await world.crew(of: World.institution).clerks[0]
        try await world.office.assign(id, to: clerk.id, version: try await world.version(id), by: clerk)
        try await world.office.redirect(
            id, to: "primaria-turda", reason: Self.reason, version: try await world.version(id), by: clerk)
        #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).map(\.id) == [id])
        let event = try #require(try await world.office.caseFile(id, seenBy: clerk).events.last { $0.kind == "redirect" })
        #expect(event.details["dossier"] == nil && event.details["letter"] == "INT 1/2026")
        let version = try await world.version(id)
        await #expect(throws: Refusal.notFound) {
            try await world.office.redirect(id, to: "primaria-din-alt-judet", reason: Self.reason, version: version, by: clerk)
        }
        try await world.close()
    }
}
