import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What is kept of a review before it is confirmed")
struct PaperReviewTests {
    private func withWorld(_ body: (World) async throws -> Void) async throws {
        let world = try await World(reader: .unasked)
        try await body(world)
        try await world.close()
    }

    private func colleague(_ world: World) -> Visitor {
        Visitor(
            person: world[.mirela].person, appointments: [Appointment(institution: World.institution, role: .registry, desk: nil)],
            in: world.office.content)
    }

    @Test("What was typed outlives the lease and is there for the next one; it can be forgotten, and is gone when it is registered")
    func typed() async throws {
        try await withWorld { world in
            let office = world.office
            let service = try world.service("petitie")
            let proposal = try #require(try await world.read(.of(service, ["obiect": "Groapa"])).first)
            let read = proposal.reading.answers(to: service.form)
            let word = PaperConfirmation(
                answers: read.merging(Answers(["obiect": .text("Groapă pe DJ 107R"), "nu-e-camp": .text("x")])),
                enclosed: ["nu-e-document"],
                consent: true)
            try await office.keep(word, of: proposal.id, in: World.institution, by: world[.otilia])
            await #expect(throws: Refusal.held(by: Cast.otilia.name)) {
                try await office.keep(nil, of: proposal.id, in: World.institution, by: colleague(world))
            }
            world.clock.turn(by: OfficeLimits.reviewLease + 1)
            let next = try await office.review(proposal.id, in: World.institution, by: colleague(world))
            #expect(
                next.answers.text("obiect") == "Groapă pe DJ 107R" && next.answers["nu-e-camp"] == nil && next.kept?.by == Cast.otilia.name)
            #expect(next.proposal.typed?.consent == true && next.proposal.typed?.enclosed == [])
            try await office.keep(nil, of: proposal.id, in: World.institution, by: colleague(world))
            let forgotten = try await office.review(proposal.id, in: World.institution, by: colleague(world))
            #expect(forgotten.answers.text("obiect") == "Groapa" && forgotten.kept == nil)
            try await office.keep(word, of: proposal.id, in: World.institution, by: colleague(world))
            _ = try await office.confirm(proposal.id, word, in: World.institution, by: colleague(world))
            #expect(try await office.store.read { try $0.proposal(proposal.id)?.typed } == nil)
        }
    }

    @Test("A document that was missing is added, and goes with the request into the dossier under its code")
    func documents() async throws {
        try await withWorld { world in
            let office = world.office
            let service = try world.service("cu-construire")
            let proposal = try #require(try await world.read(.of(service)).first)
            let wanted = try #require(service.form.attachments.first { $0.kind.formats.contains(.pdf) }).kind.code
            let data = Data("%PDF-1.7 plan".utf8)
            let sha256 = try await office.store.files.keep(data)
            let file = ReceivedFile(name: "plan.pdf", type: .pdf, size: data.count, sha256: sha256)
            func add(_ file: ReceivedFile, as code: String) async throws {
                try await office.add(file, as: code, to: proposal.id, in: World.institution, by: world[.otilia])
            }
            await #expect(throws: Refusal.notFound) { try await add(file, as: "A-NIMIC") }
            await #expect(throws: Refusal.self) { try await add(ReceivedFile(name: "x.zip", type: nil, size: 3, sha256: ""), as: wanted) }
            for _ in 1...2 { try await add(file, as: wanted) }
            #expect(try await office.store.read { try $0.named(among: [sha256]) } == [sha256])
            let review = try await office.review(proposal.id, in: World.institution, by: world[.otilia])
            #expect(
                review.files.map(\.code) == [wanted] && review.checked?.problems.contains { $0.field == "attachment:\(wanted)" } == false)
            // Read again, the document stays with its pages.
            let scan = try #require(try await office.store.read { try $0.scan(proposal.scan) })
            try await office.store.write { books in
                _ = try books.setProposals([proposal.reading], of: scan) { "read-again" }
            }
            #expect(try await office.store.read { try $0.files(of: "read-again") }.map(\.name) == ["plan.pdf"])
            let others = Set(service.form.attachments.map(\.kind.code)).subtracting([wanted])
            let answers = proposal.reading.answers(to: service.form)
            let done = try await office.confirm(
                "read-again", PaperConfirmation(answers: answers, enclosed: others, consent: false), in: World.institution,
                by: world[.otilia])
            let kept = try await office.store.read { try $0.attachments(of: done.dossier) }
            #expect(kept.filter { $0.code == wanted }.map(\.name) == ["plan.pdf"])
        }
    }

    /// A file of two requests with two pages each, and a page in the tray.
    private func batch(_ world: World) async throws -> [Proposal] {
        let service = try world.service("petitie")
        var reading = PaperReading.of(service)
        reading.documents[0].fields.removeAll { $0.key == "text" }
        reading.documents[0].pages.append(.init(source: 2, number: 2, turned: 0, alignment: .marks, image: "p2.png"))
        let text = PaperReading.Field(
            key: "text", kind: "paragraph", value: "Vă rog să astupați groapa de la intrarea în sat.", raw: "", confidence: 0.9,
            outcome: .check,
            page: 2, box: [20, 30, 80, 30])
        reading.documents[0].fields.append(text)
        var second = PaperReading.of(service, ["obiect": "Alt obiect"], from: 3).documents[0]
        second.pages.append(.init(source: 4, number: 2, turned: 0, alignment: .marks, image: "p4.png"))
        reading.documents.append(second)
        reading.strays = [.init(source: 5, reason: .unreadable, image: "p5.png")]
        return try await world.read(reading)
    }

    private func open(_ scan: String, _ world: World) async throws -> [Proposal] {
        try await world.office.store.read { try $0.proposals(of: scan).filter { $0.state == .open } }
    }

    @Test("A page becomes a request of its own with what was read on it, goes into another, and nothing is lost or twice on the way")
    func rearranged() async throws {
        try await withWorld { world in
            let office = world.office
            let both = try await batch(world)
            let (first, second) = (both[0], both[1])
            func move(_ id: String, _ pages: [Int: PagePlace], taking strays: Set<Int> = []) async throws -> String {
                try await office.rearrange(id, pages: pages, taking: strays, in: World.institution, by: world[.otilia])
            }
            #expect(try await move(first.id, [2: .alone], taking: [5]) == first.id)
            var now = try await open(first.scan, world)
            #expect(now.map { $0.reading.pages.map(\.source) } == [[1, 5], [3, 4], [2]])
            #expect(now[2].reading.fields.map(\.key) == ["text"] && now[2].reading.fields[0].page == 1 && now[2].ordinal == 3)
            #expect(!now[0].reading.fields.contains { $0.key == "text" } && now[0].reading.missing.contains("text"))
            #expect(try await office.paperTray(of: World.institution, seenBy: world[.otilia]).strays.isEmpty)

            // Back into the first; the proposal that held it is no more.
            #expect(try await move(now[2].id, [1: .proposal(first.id)]) == first.id)
            now = try await open(first.scan, world)
            #expect(now.map { $0.reading.pages.map(\.source) } == [[1, 2, 5], [3, 4]])
            let text = try #require(now[0].reading.fields.first { $0.key == "text" })
            #expect(text.page == 2 && !now[0].reading.missing.contains("text"))

            // Two requests become one; what stood in the second under the same question does not overwrite it.
            #expect(try await move(second.id, [1: .proposal(first.id), 2: .proposal(first.id)]) == first.id)
            now = try await open(first.scan, world)
            #expect(now.count == 1 && Set(now[0].reading.pages.map(\.source)) == [1, 2, 3, 4, 5])
            #expect(now[0].reading.fields.first { $0.key == "obiect" }?.value != "Alt obiect")
        }
    }

    @Test("Pages go only between requests of one scan, and not into one that another has open")
    func barred() async throws {
        try await withWorld { world in
            let both = try await batch(world)
            let foreign = try #require(try await world.read(.of(try world.service("petitie")), "alta").first)
            func move(_ place: PagePlace, _ page: Int = 1) async throws {
                _ = try await world.office.rearrange(both[0].id, pages: [page: place], in: World.institution, by: world[.otilia])
            }
            await #expect(throws: Refusal.notFound) { try await move(.proposal(foreign.id)) }
            await #expect(throws: Refusal.notFound) { try await move(.proposal(both[0].id)) }
            await #expect(throws: Refusal.notFound) { try await move(.alone, 9) }
            _ = try await world.office.review(both[1].id, in: World.institution, by: colleague(world))
            await #expect(throws: Refusal.held(by: Cast.mirela.name)) { try await move(.proposal(both[1].id)) }
            #expect(try await open(both[0].scan, world).map(\.reading) == both.map(\.reading))
        }
    }

    @Test("A scan with several requests in it is seen by the institution, and by none of their applicants")
    func shared() async throws {
        try await withWorld { world in
            let office = world.office
            let service = try world.service("petitie")
            let smaranda = world[.smaranda].person
            let email = try #require(service.form.fields.first { $0.kind == .email }).key
            let both = try await batch(world)
            let hers = Answers(["solicitant.nume": .text(smaranda.name), email: .text(smaranda.email)])
            let answers = both[1].reading.answers(to: service.form).merging(hers)
            let done = try await office.confirm(
                both[1].id, PaperConfirmation(answers: answers, enclosed: [], consent: false), in: World.institution, by: world[.otilia])
            let scan = try #require(try await office.caseFile(done.dossier, seenBy: world[.otilia]).attachments.first)
            #expect(scan.code == Attachment.batch)
            #expect(try await office.attachment(scan.id, of: done.dossier, seenBy: world[.otilia]).0 == scan)
            #expect(try await office.caseFile(done.dossier, seenBy: world[.smaranda]).attachments.isEmpty)
            await #expect(throws: Refusal.notFound) {
                _ = try await office.attachment(scan.id, of: done.dossier, seenBy: world[.smaranda])
            }
        }
    }

    @Test("A street that was confirmed is offered for one read nearly alike in the same locality, and for no other")
    func streets() async throws {
        try await withWorld { world in
            let office = world.office
            let service = try world.service("cu-construire")
            let street = try #require(StreetLexicon.fields(of: service.form).first { !$0.locality.isEmpty }).street
            func proposal(_ name: String, _ file: String) async throws -> Proposal {
                try #require(try await world.read(.of(service, [street: name]), file).first)
            }
            func offered(_ proposal: Proposal) async throws -> [String] {
                let review = try await office.review(proposal.id, in: World.institution, by: world[.otilia])
                return review.proposal.reading.fields.first { $0.key == street }?.alternatives ?? []
            }
            let first = try await proposal("Livezii", "unu")
            #expect(try await offered(first) == [])
            let all = Set(service.form.attachments.map(\.kind.code))
            let word = PaperConfirmation(answers: first.reading.answers(to: service.form), enclosed: all, consent: false)
            _ = try await office.confirm(first.id, word, in: World.institution, by: world[.otilia])
            #expect(try await offered(try await proposal("Str. Livezi1", "doi")) == ["Livezii"])
            #expect(try await offered(try await proposal("Livezii", "trei")) == [])
            #expect(try await offered(try await proposal("Gării", "patru")) == [])
            #expect(try await office.store.read { try $0.streets(in: "1", of: World.institution, limit: 9) } == [])
            #expect(try await office.store.read { try $0.streets(of: World.institution, limit: 9) } == ["Livezii"])
        }
    }
}
