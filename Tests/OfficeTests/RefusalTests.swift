import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What the office refuses, changing nothing")
struct RefusalTests {
    @Test("A stranger finds nothing, an administrator sees no dossier, a clerk of another desk neither")
    func strangers() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        for member in [Cast.aron, .ilarie] {
            await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(id, seenBy: world[member]) }
        }
        let tourism = Visitor(
            person: world[.aron].person, appointments: [Appointment(institution: World.institution, role: .clerk, desk: "turism")],
            in: world.office.content)
        await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(id, seenBy: tourism) }
        #expect(
            try await world.office.caseFile(id, seenBy: world[.voica]).deeds.allSatisfy {
                if case .open = $0.standing { false } else { true }
            })
        try await world.close()
    }

    @Test("Who drafts cannot approve or seal, even with every role")
    func fourEyes() async throws {
        let world = try await World()
        let everything = Visitor(
            person: world[.tiberiu].person,
            appointments: Role.staff.map { Appointment(institution: World.institution, role: $0, desk: nil) }, in: world.office.content)
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.ligia])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: everything)
        try await world.endorseOnPaper(id, by: everything)
        try await world.sendForApproval(id, by: everything)
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notDrafter)) { try await world.office.approve(id, version: version, by: everything) }
        try await world.office.approve(id, version: version, by: world[.ligia])
        let approved = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notDrafter)) {
            try await world.office.take("contrasemnare", Answers(), on: id, version: approved, by: everything)
        }
        await #expect(throws: Refusal.notYours(.advance)) {
            try await world.office.take("contrasemnare", Answers(), on: id, version: approved, by: world[.horea])
        }
        await #expect(throws: Refusal.wrongStage(.seal)) { try await world.office.seal(id, version: approved, by: world[.horea]) }
        try await world.countersign(id)
        let signing = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notDrafter)) { try await world.office.seal(id, version: signing, by: everything) }
        let both = Visitor(
            person: world[.emilia].person, appointments: world[.emilia].appointments + world[.horea].appointments, in: world.office.content)
        await #expect(throws: Refusal.ownStep("Contrasemnează pentru legalitate")) {
            try await world.office.seal(id, version: signing, by: both)
        }
        try await world.close()
    }

    @Test("Who confirms the money neither approves, countersigns nor signs what it pays for, even with every role")
    func cashierAside() async throws {
        let world = try await World()
        let everything = Visitor(
            person: world[.dan].person,
            appointments: Role.staff.map { Appointment(institution: World.institution, role: $0, desk: nil) }, in: world.office.content)
        let (id, _) = try await world.submitted(.smaranda)
        try await world.office.confirmPayment(of: id, version: try await world.version(id), by: everything)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.ligia])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        let drafted = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notCashier)) { try await world.office.approve(id, version: drafted, by: everything) }
        try await world.office.approve(id, version: drafted, by: world[.ligia])
        let approved = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notCashier)) {
            try await world.office.take("contrasemnare", Answers(), on: id, version: approved, by: everything)
        }
        try await world.countersign(id)
        let signing = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notCashier)) { try await world.office.seal(id, version: signing, by: everything) }
        try await world.office.seal(id, version: signing, by: world[.horea])
        try await world.close()
    }

    @Test("An act with places left blank is not sent on, nor an answer to another institution; nothing changes")
    func unfinished() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        let version = try await world.version(id)
        func send(by member: Cast) async throws { try await world.office.sendForApproval(id, version: version, by: world[member]) }
        let sections = try #require(world.office.content.service("cu-construire")).act.sections
        let open = sections.filter { Blank.isLeft(in: $0.text) }.map(\.title)
        #expect(open.contains("Temeiul") && open.contains("Regimul juridic") && !open.contains { $0.hasPrefix("Obligații") })
        await #expect(throws: Refusal.unfinished(open)) { try await send(by: .tiberiu) }
        await #expect(throws: Refusal.notYours(.sendForApproval)) { try await send(by: .horea) }
        #expect(try await world.version(id) == version)
        try await world.office.fillBlanks(ofActFor: id, with: "35 %", by: world[.tiberiu])
        try await send(by: .tiberiu)
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.ligia]).act)
        #expect(act.sections.contains { $0.text.contains("(POT): 35 %") })
        try await world.close()
    }

    @Test("Nothing is issued unpaid")
    func unpaid() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.paid)) { try await world.office.approve(id, version: version, by: world[.ligia]) }
        try await world.close()
    }

    @Test("A second request for completion is refused, and a move that the stage does not know")
    func secondCompletion() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        let office = world.office
        let registered = try await world.version(id)
        await #expect(throws: Refusal.wrongStage(.seal)) { try await office.seal(id, version: registered, by: world[.horea]) }
        try await office.assign(id, to: world[.tiberiu].id, version: registered, by: world[.otilia])
        let items = [Completion.Item(field: "attachment:A-PIZ", reason: "Nu se vede.")]
        try await office.requestCompletion(of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
        try await office.complete(id, by: world[.smaranda], language: .ro)
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.firstCompletion)) {
            try await office.requestCompletion(of: id, items: items, message: "", version: version, by: world[.tiberiu])
        }
        #expect(try await world.version(id) == version)
        try await world.close()
    }

    @Test("Of two clerks who decide at once, one is told that the dossier changed")
    func twoClerks() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        let version = try await world.version(id)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for (member, clerk) in [(Cast.otilia, Cast.tiberiu), (.ligia, .mirela)] {
                group.addTask {
                    do {
                        try await world.office.assign(id, to: world[clerk].id, version: version, by: world[member])
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 }.count == 1)
        try await world.close()
    }

    @Test("A sign-in with a wrong password, an unknown address or an unconfirmed account is refused alike")
    func wrongCredentials() async throws {
        let world = try await World()
        try await world.office.signUp(email: "noua@example.ro", name: "Noua Persoană", password: World.password, language: .ro)
        for (email, password) in [
            (Cast.smaranda.email, "altceva-gresit"), ("nimeni@example.ro", World.password), ("noua@example.ro", World.password),
        ] {
            await #expect(throws: Refusal.wrongCredentials) { _ = try await world.office.signIn(email: email, password: password) }
        }
        try await world.work()
        let mail = try #require(try world.mails().last)
        let token = try #require(mail.firstMatch(of: /jeton=([a-z0-9]+)/)?.output.1)
        try await world.office.confirm(token: String(token))
        await #expect(throws: Refusal.deadLink) { try await world.office.confirm(token: String(token)) }
        let secret = try await world.office.signIn(email: "NOUA@example.ro ", password: World.password)
        #expect(try await world.office.visitor(cookie: secret)?.visitor.person.name == "Noua Persoană")
        world.later(days: 1)
        #expect(try await world.office.visitor(cookie: secret) == nil)
        try await world.close()
    }

    @Test("A file of the wrong type or over the limit is not attached")
    func wrongFiles() async throws {
        let world = try await World()
        let id = try await world.filled(.smaranda)
        let zip = ReceivedFile(name: "plan.pdf", type: nil, size: 10, sha256: String(repeating: "0", count: 64))
        await #expect(throws: Refusal.wrongFormat(allowed: AttachmentKind.MediaType.allCases)) {
            try await world.office.attach(zip, as: "A-PIZ", to: id, by: world[.smaranda])
        }
        let huge = ReceivedFile(name: "plan.pdf", type: .pdf, size: 900_000_000, sha256: String(repeating: "0", count: 64))
        let limit = try #require(
            world.office.content.service("cu-construire")?.form.attachments.first { $0.kind.code == "A-PIZ" }?.kind.megabytes)
        await #expect(throws: Refusal.tooLarge(megabytes: limit)) {
            try await world.office.attach(huge, as: "A-PIZ", to: id, by: world[.smaranda])
        }
        try await world.close()
    }
}
