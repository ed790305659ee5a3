import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Absences and substitutes")
struct AbsenceTests {
    private func codes(_ deed: () async throws -> Void) async throws -> [String] {
        do {
            try await deed()
            return []
        } catch Refusal.invalid(let problems) {
            return problems.map(\.code)
        }
    }

    /// A dossier with a draft of Mirela's, waiting for the head.
    private func waiting(_ world: World, drafter: Cast = .mirela) async throws -> DossierID {
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await world.office.assign(id, to: world[drafter].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[drafter])
        try await world.endorseOnPaper(id, by: world[drafter])
        try await world.sendForApproval(id, by: world[drafter])
        return id
    }

    @Test("A refusal that a head's substitute decides is signed in the head's place, in the paper as in the log")
    func refusedInPlace() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await world.office.assign(id, to: world[.mirela].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.proposeRefusal(
            of: id, reason: "Terenul este în zonă de protecție.", version: try await world.version(id), by: world[.mirela])
        try await world.away(.ligia, to: 1, substitute: .tiberiu)
        try await world.office.refuse(id, version: try await world.version(id), by: try await world.today(.tiberiu))
        let file = try await world.office.caseFile(id, seenBy: world[.mirela])
        #expect(file.act?.data?.contains("Tiberiu Ostrovel, în locul lui Ligia Sândulaș") == true)
        #expect(file.events.last { $0.kind == "refuse" }?.details["in-place-of"] == "Ligia Sândulaș")
        try await world.close()
    }

    @Test("A head's substitute approves in the head's place while it lasts, and the log says so; a signatory's substitute seals")
    func powers() async throws {
        let world = try await World()
        let id = try await waiting(world)
        let version = try await world.version(id)
        let before = try await world.today(.tiberiu)
        await #expect(throws: Refusal.notYours(.approve)) { try await world.office.approve(id, version: version, by: before) }
        try await world.away(.ligia, from: 1, to: 3, substitute: .tiberiu)
        #expect(try await world.today(.tiberiu).standIns.isEmpty)
        world.later(days: 1)
        try await world.office.approve(id, version: version, by: try await world.today(.tiberiu))
        let event = try #require(try await world.office.store.read { try $0.events(of: id) }.last)
        #expect(event.actor == world[.tiberiu].id && event.details["in-place-of"] == "Ligia Sândulaș")
        world.later(days: 3)
        #expect(try await world.today(.tiberiu).standIns.isEmpty)
        try await world.office.addStaff(
            email: Cast.otilia.email, name: Cast.otilia.name, password: nil, [Appointment(institution: World.institution, role: .head)],
            by: nil)
        try await world.away(.emilia, to: 1, substitute: .otilia)
        try await world.office.take(
            "contrasemnare", Answers(), on: id, version: try await world.version(id), by: try await world.today(.otilia))
        try await world.away(.horea, to: 1, substitute: .ligia)
        try await world.office.seal(id, version: try await world.version(id), by: try await world.today(.ligia))
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.tiberiu]).act)
        // Each of the three who stand under it, in whose place.
        for name in [
            "Ligia Sândulaș, în locul lui Horea Tămășan", "\(Cast.otilia.name), în locul lui Emilia Căpușan",
            "Tiberiu Ostrovel, în locul lui Ligia Sândulaș",
        ] { #expect(act.data?.contains(name) == true, "\(name)") }
        #expect(try await world.office.store.read { try $0.firstBreak(in: World.institution) } == nil)
        try await world.close()
    }

    @Test("Whoever wrote of a draft, first, later or in passing, neither approves nor signs it, in whosever place; the log says who wrote")
    func writers() async throws {
        let world = try await World()
        let office = world.office
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await office.fillBlanks(ofActFor: id, with: "scris de Mirela", by: world[.mirela])
        // Saved again as it is, it is nobody's writing.
        let act = try #require(try await office.caseFile(id, seenBy: world[.tiberiu]).act)
        try await office.edit([act.sections[0].name: act.sections[0].text], ofActFor: id, version: act.version, by: world[.tiberiu])
        try await world.endorseOnPaper(id, by: world[.tiberiu])
        try await office.sendForApproval(id, version: try await world.version(id), by: world[.tiberiu])
        for writer in [Cast.mirela, .tiberiu] {
            try await world.away(.ligia, to: 1, substitute: writer)
            let (visitor, version) = (try await world.today(writer), try await world.version(id))
            await #expect(throws: Refusal.guarded(.notDrafter)) { try await office.approve(id, version: version, by: visitor) }
            let absence = try #require(try await office.absences(in: World.institution, seenBy: world[.ilarie]).absences.first)
            try await office.callOffAbsence(absence.id, in: World.institution, by: world[.ilarie])
        }
        #expect(
            try await office.store.read { try $0.events(of: id) }.filter { $0.kind == "draft-edited" }.map(\.actor) == [world[.mirela].id])
        try await office.approve(id, version: try await world.version(id), by: world[.ligia])
        try await world.close()
    }

    @Test("A head enters absences of the desk, never of who signs, countersigns or administers: nobody makes themselves their substitute")
    func notAbove() async throws {
        let world = try await World()
        for absent in [Cast.horea, .emilia, .ilarie] {
            await #expect(throws: Refusal.notFound) {
                try await world.office.enterAbsence(
                    of: world[absent].id, in: World.institution, from: world.day(0), to: world.day(2), substitute: world[.ligia].id,
                    by: world[.ligia])
            }
        }
        // Nor their own of anybody: a cashier's substitute would confirm what the head then approves.
        #expect(
            try await codes {
                try await world.office.enterAbsence(
                    of: world[.dan].id, in: World.institution, from: world.day(0), to: world.day(2), substitute: world[.ligia].id,
                    by: world[.ligia])
            } == ["absence-own-word"])
        let book = try await world.office.absences(in: World.institution, seenBy: world[.ligia])
        #expect(!book.people.contains { [world[.horea].id, world[.emilia].id].contains($0.id) })
        try await world.close()
    }

    @Test("A substitute who drafted neither approves nor seals, in whosever place")
    func fourEyes() async throws {
        let world = try await World()
        let id = try await waiting(world, drafter: .tiberiu)
        try await world.away(.ligia, to: 3, substitute: .tiberiu)
        let tiberiu = try await world.today(.tiberiu)
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notDrafter)) { try await world.office.approve(id, version: version, by: tiberiu) }
        #expect(try await world.version(id) == version)
        try await world.close()
    }

    @Test("On the absent one's own file the substitute has no more to say than they")
    func ownFile() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.ligia)
        try await world.away(.ligia, to: 3, substitute: .horea)
        let horea = try await world.today(.horea)
        let version = try await world.version(id)
        await #expect(throws: Refusal.notYours(.assign)) {
            try await world.office.assign(id, to: world[.mirela].id, version: version, by: horea)
        }
        try await world.close()
    }

    @Test("What is given to somebody who is away goes to the substitute, and so do the mails; without one it is refused")
    func assignments() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        try await world.away(.tiberiu, to: 3, substitute: .mirela)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        let file = try await world.office.caseFile(id, seenBy: world[.otilia])
        #expect(file.dossier.assignee == world[.mirela].id && file.events.last?.details["instead-of"] == "Tiberiu Ostrovel")
        let (other, _) = try await world.submitted(.smaranda)
        world.later(days: 10)
        try await world.office.assign(other, to: world[.mirela].id, version: try await world.version(other), by: world[.otilia])
        try await world.away(.mirela, to: 3, substitute: .tiberiu)
        try await world.office.write("Bună ziua", files: [], on: other, by: world[.smaranda])
        try await world.work()
        let told = try world.mails().filter { $0.contains("solicitantul a scris") }
        #expect(told.count == 1 && told[0].contains("tiberiu@example.ro"))
        try await world.office.callOffAbsence(
            try #require(try await world.office.absences(in: World.institution, seenBy: world[.ilarie]).absences.first).id,
            in: World.institution, by: world[.ilarie])
        try await world.away(.mirela, to: 3, substitute: nil)
        let version = try await world.version(other)
        #expect(
            try await codes { try await world.office.assign(other, to: world[.mirela].id, version: version, by: world[.ligia]) }
                == ["handler-absent"])
        #expect(try await world.office.caseFile(other, seenBy: world[.ligia]).vacancy?.names == ["Mirela Stănilă"])
        try await world.close()
    }

    @Test(
        "The morning's letter of whoever stands in counts what the absent one has late or soon: a clerk's own, a head's desks, while it lasts"
    )
    func digests() async throws {
        let world = try await World()
        let (late, _) = try await world.submitted(.smaranda)
        // Seventeen days later: the first is late on the 17th of December, the second due on the 18th.
        world.later(days: 2)
        let (soon, _) = try await world.submitted(.aron)
        for id in [late, soon] {
            try await world.office.assign(id, to: world[.mirela].id, version: try await world.version(id), by: world[.otilia])
        }
        world.later(days: 22)
        func numbers(_ member: Cast) async throws -> String? {
            let before = try world.mails().count
            try await world.office.sendDigests()
            try await world.work()
            let letters = try world.mails().dropFirst(before).filter { $0.contains("peste termen") && $0.contains(member.email) }
            #expect(letters.count <= 1)
            return letters.first.map { $0.contains("compartimentele") ? "head" : "clerk" }.map { kind in
                let counts = letters[0].matches(of: /(\d+) peste termen, (\d+)/).map { "\($0.1)/\($0.2)" }
                return "\(kind) \(counts.joined(separator: " "))"
            }
        }
        #expect(try await numbers(.tiberiu) == nil)
        world.later(days: 1)
        try await world.away(.mirela, to: 0, substitute: .tiberiu)
        #expect(try await numbers(.tiberiu) == "clerk 1/1")
        // The day after it is over, and it is the head who is away.
        world.later(days: 3)
        try await world.away(.ligia, to: 0, substitute: .tiberiu)
        #expect(try await numbers(.tiberiu) == "head 2/0 0/0")
        try await world.close()
    }

    @Test("Absences that would leave nobody, overlap, name the wrong substitute or are not one's to enter are refused")
    func refusals() async throws {
        let world = try await World()
        #expect(try await codes { try await world.away(.ligia, to: 3, substitute: nil) } == ["absence-uncovered"])
        #expect(try await codes { try await world.away(.ligia, to: 3, substitute: .dan) } == ["absence-role"])
        #expect(try await codes { try await world.away(.ligia, to: 3, substitute: .doina) } == ["absence-substitute"])
        #expect(try await codes { try await world.away(.ligia, to: 3, substitute: .ligia) } == ["absence-substitute"])
        #expect(try await codes { try await world.away(.ligia, from: 5, to: 3, substitute: .horea) } == ["absence-backwards"])
        #expect(try await codes { try await world.away(.ligia, to: 400, substitute: .horea) } == ["absence-long"])
        try await world.away(.ligia, from: 2, to: 9, substitute: .horea)
        #expect(try await codes { try await world.away(.ligia, from: 9, to: 12, substitute: .horea) } == ["absence-twice"])
        #expect(try await codes { try await world.away(.horea, from: 1, to: 2, substitute: .ligia) } == ["absence-stands-in"])
        try await world.away(.mirela, from: 1, to: 2, substitute: nil)
        #expect(try await codes { try await world.away(.tiberiu, from: 1, to: 2, substitute: .mirela) } == ["absence-both"])
        let (tiberiu, mirela) = (world[.tiberiu], world[.mirela])
        let day = world.day(20)
        await #expect(throws: Refusal.notFound) {
            try await world.office.enterAbsence(
                of: mirela.id, in: World.institution, from: day, to: day, substitute: nil, by: tiberiu)
        }
        try await world.office.enterAbsence(of: tiberiu.id, in: World.institution, from: day, to: day, substitute: mirela.id, by: tiberiu)
        await #expect(throws: Refusal.notFound) { _ = try await world.office.absences(in: "isu-cluj", seenBy: tiberiu) }
        try await world.close()
    }

    @Test("On a restricted desk only its own people cover for somebody or stand in: a head of the whole house does neither")
    func restrictedDesk() async throws {
        let world = try await World()
        func head(_ name: String) async throws -> PersonID {
            let post = Appointment(institution: World.institution, role: .head, desk: "integritate")
            try await world.office.addStaff(email: "\(name)@example.ro", name: name, password: nil, [post], by: nil)
            return try #require(try await world.office.store.read { try $0.person(email: "\(name)@example.ro") }).id
        }
        func leave(_ person: PersonID, to substitute: PersonID?) async throws {
            try await world.office.enterAbsence(
                of: person, in: World.institution, from: world.day(1), to: world.day(3), substitute: substitute, by: world[.ilarie])
        }
        let anca = try await head("anca")
        #expect(try await codes { try await leave(anca, to: nil) } == ["absence-uncovered"])
        #expect(try await codes { try await leave(anca, to: world[.ligia].id) } == ["absence-desk"])
        let radu = try await head("radu")
        try await leave(anca, to: radu)
        try await world.close()
    }

    @Test("Many dossiers go to one colleague; each that cannot go says why and stays, the others have gone")
    func inBulk() async throws {
        let world = try await World()
        var ids: [DossierID] = []
        for _ in 1...3 { ids.append(try await world.submitted(.smaranda).0) }
        for id in ids {
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        }
        let stuck = try await waiting(world)
        let results = try await world.office.reassign(
            ids + [stuck, "nimic"], to: world[.mirela].id, in: World.institution, by: world[.ligia])
        #expect(results.map(\.refusal) == [nil, nil, nil, .wrongStage(.assign), .notFound])
        for id in ids { #expect(try await world.office.caseFile(id, seenBy: world[.ligia]).dossier.assignee == world[.mirela].id) }
        #expect(try await world.office.store.read { try $0.events(of: stuck) }.last?.kind == "refused")
        let clerk = try await world.office.reassign(ids, to: world[.tiberiu].id, in: World.institution, by: world[.mirela])
        #expect(clerk.allSatisfy { $0.refusal == .notYours(.assign) })
        try await world.close()
    }

    @Test("Who stands in, the heads of the desk and who is away are told once when an absence is entered, called off or over; nobody else")
    func letters() async throws {
        let world = try await World()
        let office = world.office
        func letters(_ about: String) async throws -> [String] {
            try await world.work()
            return try world.mails().filter { $0.contains("/birou/cj-cluj/absente") && $0.contains(about) }
        }
        func told(_ about: String, _ member: Cast) async throws -> Int { try await letters(about).count { $0.contains(member.email) } }
        try await world.away(.tiberiu, to: 3, substitute: .mirela)
        #expect(try await letters("Tiberiu Ostrovel").count == 3)
        #expect(try await letters("iar tu îi ții locul").map { $0.contains("mirela@example.ro") } == [true])
        for member in [Cast.ligia, .tiberiu] { #expect(try await told("Îi ține locul Mirela Stănilă", member) == 1) }
        #expect(try await letters("lipsește între").count == 3)
        try await world.back(.tiberiu)
        for member in [Cast.mirela, .ligia, .tiberiu] { #expect(try await told("a fost anulată", member) == 1) }
        // Who enters it knows; nobody but the whole house's head is above Horea, and nobody stands in for the registry.
        try await office.enterAbsence(
            of: world[.mirela].id, in: World.institution, from: world.day(0), to: world.day(1), substitute: nil, by: world[.ligia])
        #expect(try await letters("Nu îi ține nimeni locul").map { $0.contains("mirela@example.ro") } == [true])
        #expect(try await letters("s-a încheiat").isEmpty)
        world.later(days: 2)
        for _ in 0..<2 { try await office.tellEndedAbsences() }
        #expect(try await letters("s-a încheiat").count == 2)
        world.later(days: 1)
        try await office.tellEndedAbsences()
        #expect(try await letters("s-a încheiat").count == 2)
        // One day is said once.
        let day = office.today().adding(days: 1)
        try await office.enterAbsence(
            of: world[.tiberiu].id, in: World.institution, from: day, to: day, substitute: nil, by: world[.tiberiu])
        let written = office.content.phrases.date(day, .full, in: .ro)
        #expect(try await letters("Tiberiu Ostrovel lipsește \(written). Nu îi").map { $0.contains("ligia@example.ro") } == [true])
        try await world.close()
    }
}
