import Foundation
import Rulebook
import Store
import TestKit
import Testing

@testable import Office

@Suite("What is kept from colleagues")
struct ConfidenceTests {
    private static let report = "avertizor-integritate"
    private static let desk = "integritate"

    /// Somebody appointed to the desk itself.
    private func designated(_ world: World, _ roles: [Role], _ email: String = "ruxandra@example.ro") async throws -> Visitor {
        let appointments = roles.map { Appointment(institution: World.institution, role: $0, desk: Self.desk) }
        try await world.office.addStaff(email: email, name: "Ruxandra Tătaru", password: World.password, appointments, by: nil)
        let person = try #require(try await world.office.store.read { try $0.person(email: email) })
        return Visitor(person: person, appointments: appointments, in: world.office.content)
    }

    @Test("A dossier of a restricted desk is not found by the house, whatever the role, and nobody of the house can be named its handler")
    func restricted() async throws {
        let world = try await World()
        let clerk = try await designated(world, [.registry, .clerk])
        let (id, _) = try await world.submitted(.smaranda, service: Self.report)
        for member in [Cast.otilia, .tiberiu, .dan, .ligia, .horea, .voica, .ilarie] {
            await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(id, seenBy: world[member]) }
        }
        let version = try await world.version(id)
        await #expect(throws: Refusal.notFound) {
            try await world.office.assign(id, to: clerk.id, version: version, by: world[.ligia])
        }
        let file = try await world.office.caseFile(id, seenBy: clerk)
        #expect(try await world.office.handlers(for: file.dossier, seenBy: clerk).map(\.id) == [clerk.id])
        let refusal = await #expect(throws: Refusal.self) {
            try await world.office.assign(id, to: world[.tiberiu].id, version: version, by: clerk)
        }
        if case .invalid(let problems) = refusal {
            #expect(problems.map(\.code) == ["handler-elsewhere"])
        } else {
            Issue.record("\(String(describing: refusal))")
        }
        try await world.office.assign(id, to: clerk.id, version: version, by: clerk)
        #expect(try await world.office.caseFile(id, seenBy: clerk).dossier.assignee == clerk.id)
        try await world.close()
    }

    @Test("A role of the whole house gives nobody power on a restricted desk, though another role lets them see it")
    func powers() async throws {
        let world = try await World()
        let both = try await designated(world, [.auditor])
        let head = Visitor(
            person: both.person, appointments: both.appointments + [Appointment(institution: World.institution, role: .head)],
            in: world.office.content)
        let (id, _) = try await world.submitted(.smaranda, service: Self.report)
        #expect(try await world.office.caseFile(id, seenBy: head).roles == [.auditor])
        let clerk = try await world.crew(of: World.institution).clerks[0]
        try await world.office.assign(id, to: clerk.id, version: try await world.version(id), by: clerk)
        try await world.office.proposeRefusal(of: id, reason: "Nu se poate.", version: try await world.version(id), by: clerk)
        let version = try await world.version(id)
        await #expect(throws: Refusal.notYours(.refuse)) {
            try await world.office.refuse(id, version: version, by: head)
        }
        try await world.close()
    }

    @Test("Nobody is let into a restricted desk by standing in for somebody of it")
    func standingIn() async throws {
        let world = try await World()
        let clerk = try await designated(world, [.registry, .clerk])
        let (id, _) = try await world.submitted(.smaranda, service: Self.report)
        let standIn = StandIn(
            absent: clerk.id, name: clerk.person.name, institution: World.institution, appointments: clerk.appointments,
            until: world.office.today())
        let tiberiu = Visitor(
            person: world[.tiberiu].person, appointments: world[.tiberiu].appointments, standIns: [standIn], in: world.office.content)
        await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(id, seenBy: tiberiu) }
        #expect(tiberiu.view(of: World.institution)?.sees(desk: Self.desk) == false)
        try await world.close()
    }

    @Test("The head's morning letter does not count what the head may not see")
    func digests() async throws {
        let world = try await World()
        _ = try await designated(world, [.head])
        _ = try await world.submitted(.smaranda, service: Self.report)
        world.later(days: 200)
        try await world.office.sendDigests()
        try await world.work()
        let mails = try world.mails()
        #expect(mails.contains { $0.contains("To: ") && $0.contains("ruxandra@example.ro") })
        #expect(!mails.contains { $0.contains(Cast.ligia.email) })
        try await world.close()
    }

    @Test("Endorsers are not told the account either, and the choice of the day of filing stands")
    func endorsers() async throws {
        let path = "services/urbanism/ac-construire.yaml"
        let permit = try #require(try ContentFolder.files()[path])
        let world = try await World(services: [path: permit + "\nanonymous: solicitant.tip == 'PF'\n"])
        let id = try await world.asked(["isu"])
        let leg = try await world.leg(of: id, at: .isu)
        let owner = world[.smaranda].id
        for (dossier, reader) in [(id, Cast.tiberiu), (leg, .doina)] {
            let file = try await world.office.caseFile(dossier, seenBy: world[reader])
            #expect(file.names[owner] == "Persoană care a ales anonimatul")
        }
        #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).names[owner] == Cast.smaranda.name)
        // The history refers to the account, and says that it is not to be named.
        let submission = try #require(try await world.office.store.read { try $0.events(of: id) }.first { $0.kind == "submit" })
        #expect(submission.actor == owner && submission.details["unnamed"] == "true")
        try await world.close()
    }
}
