import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Paper that becomes requests")
struct PaperTests {
    private func withWorld(_ body: (World) async throws -> Void) async throws {
        let world = try await World(reader: .unasked)
        try await body(world)
        try await world.close()
    }

    /// What a person says who finds everything right.
    private func word(_ proposal: Proposal, _ world: World, _ changes: [String: String] = [:]) throws -> PaperConfirmation {
        let service = try world.service(proposal.service ?? "")
        let answers = proposal.reading.answers(to: service.form).merging(Answers(changes.mapValues { .text($0) }))
        return PaperConfirmation(answers: answers, enclosed: [], consent: false)
    }

    /// Mirela, who is at the registry today.
    private func colleague(_ world: World) -> Visitor {
        Visitor(
            person: world[.mirela].person, appointments: [Appointment(institution: World.institution, role: .registry, desk: nil)],
            in: world.office.content)
    }

    @Test("One click registers a request in the applicant's name with the paper beside it; the second is told the same number")
    func confirmed() async throws {
        try await withWorld { world in
            let proposal = try #require(try await world.read(.of(try world.service("petitie"))).first)
            let office = world.office
            _ = try await office.review(proposal.id, in: World.institution, by: world[.otilia])
            world.clock.turn(by: 24)
            let first = try await office.confirm(
                proposal.id, try word(proposal, world, ["solicitant.email": "pe-hartie@example.ro"]), in: World.institution,
                by: world[.otilia])
            let second = try await office.confirm(proposal.id, try word(proposal, world), in: World.institution, by: colleague(world))
            #expect(first == second)

            let file = try await office.caseFile(first.dossier, seenBy: world[.otilia])
            #expect(file.dossier.number == first.number && file.dossier.stage != "draft" && !file.isOwn)
            #expect(file.attachments.map(\.code) == [Attachment.scan])
            #expect(file.events.contains { $0.kind == "paper-confirmed" && $0.actor == world[.otilia].id })
            #expect(file.paper?.confirmedBy == world[.otilia].id && file.paper?.source == .upload)
            #expect(file.names[file.dossier.opener] == file.dossier.applicant)

            let tray = try await office.paperTray(of: World.institution, seenBy: world[.otilia])
            #expect(tray.proposals.isEmpty && tray.registered.ever == 1 && tray.medianSeconds == 24)
            try await world.work()
            #expect(try world.mails().contains { $0.contains("pe-hartie@example.ro") })
            #expect(try await office.store.read { try $0.firstBreak(in: World.institution) } == nil)
        }
    }

    @Test("A request on paper is the account's whose address and name are both on it")
    func accounts() async throws {
        try await withWorld { world in
            let service = try world.service("petitie")
            let smaranda = world[.smaranda].person
            let email = try #require(service.form.fields.first { $0.kind == .email }).key
            let names = service.form.fields.filter { $0.means == .applicant }.map(\.key)
            func opener(_ text: String, _ changes: [String: String]) async throws -> Person? {
                let proposal = try #require(try await world.read(.of(service, changes), text).first)
                let done = try await world.office.confirm(
                    proposal.id, try word(proposal, world), in: World.institution, by: world[.otilia])
                return try await world.office.store.read { books in
                    try books.dossier(forJob: done.dossier).flatMap { try books.person($0.opener) }
                }
            }
            let name = Dictionary(names.map { ($0, $0 == names.first ? smaranda.name.uppercased() : "") }) { first, _ in first }
            #expect(try await opener("al ei", name.merging([email: smaranda.email]) { $1 })?.id == smaranda.id)
        }
    }

    @Test("What is wrong with the answers is said, and nothing is registered")
    func refused() async throws {
        try await withWorld { world in
            let proposal = try #require(try await world.read(.of(try world.service("petitie"))).first)
            await #expect {
                _ = try await world.office.confirm(
                    proposal.id, try self.word(proposal, world, ["obiect": ""]), in: World.institution, by: world[.otilia])
            } throws: { error in
                if case Refusal.invalid(let problems) = error { problems.map(\.field) == ["obiect"] } else { false }
            }
            #expect(try await world.office.store.read { try $0.proposal(proposal.id)?.state } == .open)
            #expect(try await world.office.paperTray(of: World.institution, seenBy: world[.otilia]).registered.ever == 0)
        }
    }

    @Test("While one has a proposal open the other is told who; ten minutes after the last click it is free")
    func lease() async throws {
        try await withWorld { world in
            let proposal = try #require(try await world.read(.of(try world.service("petitie"))).first)
            let office = world.office
            #expect(try await office.review(proposal.id, in: World.institution, by: colleague(world)).holder == nil)
            #expect(try await office.review(proposal.id, in: World.institution, by: world[.otilia]).holder == Cast.mirela.name)
            await #expect(throws: Refusal.held(by: Cast.mirela.name)) {
                _ = try await office.confirm(proposal.id, try self.word(proposal, world), in: World.institution, by: world[.otilia])
            }
            world.clock.turn(by: OfficeLimits.reviewLease + 1)
            #expect(try await office.review(proposal.id, in: World.institution, by: world[.otilia]).holder == nil)
            try await office.letGo(proposal.id, in: World.institution, by: world[.otilia])
            #expect(try await office.review(proposal.id, in: World.institution, by: colleague(world)).holder == nil)
        }
    }

    @Test("Registry and clerks deal with paper; a restricted desk's is seen by its people alone, another desk's by no clerk of this one")
    func seen() async throws {
        try await withWorld { world in
            for member in [Cast.dan, .ligia, .voica, .ilarie, .smaranda, .doina] {
                await #expect(throws: Refusal.notFound) {
                    _ = try await world.office.paperTray(of: World.institution, seenBy: world[member])
                }
            }
            _ = try await world.read(.of(try world.service("avertizor-integritate")), "avertizare")
            let restricted = try await world.office.paperTray(of: World.institution, seenBy: world[.otilia])
            #expect(restricted.proposals.isEmpty)
            let petition = try #require(try await world.read(.of(try world.service("petitie")), "petiție").first)
            #expect(try await world.office.paperTray(of: World.institution, seenBy: world[.tiberiu]).proposals.isEmpty)
            await #expect(throws: Refusal.notFound) {
                _ = try await world.office.review(petition.id, in: World.institution, by: world[.tiberiu])
            }
            await #expect(throws: Refusal.notFound) {
                _ = try await world.office.picture("p1.png", of: petition.scan, in: World.institution, seenBy: world[.tiberiu])
            }
        }
    }

    @Test("A file that could not be read lies in the tray with its reason; read again it leaves it, put away as well")
    func tray() async throws {
        try await withWorld { world in
            let scan = try await world.uploaded()
            try await world.office.settle(scan, ReadingAnswer(failure: .unreadable), pictures: [:])
            func tray() async throws -> PaperTray { try await world.office.paperTray(of: World.institution, seenBy: world[.otilia]) }
            #expect(try await tray().refused.map(\.reason) == ["unreadable"])
            try await world.office.readAgain(scan.id, in: World.institution, by: world[.otilia])
            #expect(try await tray().waiting.map(\.id) == [scan.id])
            let again = try #require(try await world.office.store.read { try $0.scan(scan.id) })
            let stray = PaperReading(documents: [], strays: [.init(source: 2, reason: .needsCorners, image: nil)])
            // What an earlier worker says of an earlier round counts no more.
            try await world.office.settle(scan, ReadingAnswer(failure: .tooLarge), pictures: [:])
            try await world.office.settle(again, ReadingAnswer(reading: stray), pictures: [:])
            #expect(try await tray().strays.map(\.source) == [2])
            try await world.office.clearTray(scan.id, page: 2, in: World.institution, by: world[.otilia])
            #expect(try await tray().strays.isEmpty)
        }
    }

    @Test("Each correction is kept with what was read, by whom, how surely and in how many seconds")
    func learned() async throws {
        try await withWorld { world in
            let reading = PaperReading.of(try world.service("petitie"), ["obiect": "Groapa pe DJ 107R"], unsure: ["obiect"])
            let proposal = try #require(try await world.read(reading).first)
            _ = try await world.office.review(proposal.id, in: World.institution, by: world[.otilia])
            world.clock.turn(by: 12)
            var word = try word(proposal, world, ["obiect": "Groapă pe DJ 107R"])
            word.consent = true
            _ = try await world.office.confirm(proposal.id, word, in: World.institution, by: world[.otilia])
            let kept = try await world.office.store.read { try $0.corrections(since: World.monday, limit: 100) }
            let subject = try #require(kept.first { $0.field == "obiect" })
            #expect(subject.read == "Groapa pe DJ 107R" && subject.confirmed == "Groapă pe DJ 107R" && !subject.isRight)
            #expect(subject.seconds == 12 && subject.consent && subject.outcome == .check && subject.sha256 != nil)
            #expect(kept.filter { $0.field != "obiect" }.allSatisfy(\.isRight) && kept.count > 4)

            var report = IntakeReport()
            for correction in kept { report.count(correction) }
            report.finish()
            #expect(report.whole.fields == kept.count && report.whole.right == kept.count - 1 && report.whole.acceptedWrong == 0)
            #expect(report.proposals == 1 && report.medianSeconds == 12 && report.services.map(\.name) == ["petitie"])
            #expect(report.bins[6].fields == 1 && report.bins[6].right == 0 && report.sources.map(\.name) == ["upload"])
        }
    }

    @Test("An applicant's photographs fill one draft of theirs; what they typed meanwhile stays")
    func own() async throws {
        try await withWorld { world in
            let office = world.office
            let service = try world.service("petitie")
            let sheets = [try await world.sheet("unu"), try await world.sheet("doi")]
            for _ in 1...2 { try await office.takeOwn(sheets, for: "petitie", bundle: "b", by: world[.smaranda]) }
            let scans = try await office.ownScans(of: "b", by: world[.smaranda])
            #expect(scans.map(\.name) == ["unu.pdf", "doi.pdf"])
            await #expect(throws: Refusal.notFound) { _ = try await office.ownScans(of: "b", by: world[.aron]) }
            #expect(try await office.paperTray(of: World.institution, seenBy: world[.otilia]).waiting.isEmpty)

            try await office.settle(scans[0], ReadingAnswer(reading: .of(service)), pictures: [:])
            let draft = try #require(try await office.ownScans(of: "b", by: world[.smaranda])[0].dossier)
            _ = try await office.save(Answers(["obiect": .text("Al meu")]), in: draft, by: world[.smaranda], language: .ro)
            try await office.settle(scans[1], ReadingAnswer(reading: .of(service, ["obiect": "De pe hârtie"])), pictures: [:])
            let state = try await office.form(draft, by: world[.smaranda], in: .ro)
            #expect(state.isFromPaper && state.dossier.answers.text("obiect") == "Al meu" && state.attachments.count == 2)
            #expect(try await office.submit(draft, by: world[.smaranda], language: .ro).number > 0)
            let file = try await office.caseFile(draft, seenBy: world[.smaranda])
            #expect(file.paper == PaperOrigin(source: .citizen, confirmedBy: nil, confirmedAt: nil))
        }
    }
}
