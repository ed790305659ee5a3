import Documents
import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("From a citizen's request to a sealed act")
struct MainPathTests {
    @Test("The whole road: submitted, paid, completed once, drafted, approved, sealed, delivered, verified")
    func wholeRoad() async throws {
        let world = try await World()
        let office = world.office
        let (id, number) = try await world.submitted(.smaranda)
        #expect(number == RegisterNumber(number: 1, day: try #require(Day("2026-11-23"))))

        var file = try await office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.clock?.due == Day("2026-12-16"))
        #expect(file.dossier.payment == .due)
        try await office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
        try await office.confirmPayment(of: id, version: try await world.version(id), by: world[.dan])
        try await office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])

        world.later(days: 2)
        try await office.requestCompletion(
            of: id, items: [.init(field: "attachment:A-PIZ", reason: "Planul nu are scară.")], message: "",
            version: try await world.version(id),
            by: world[.tiberiu])
        file = try await office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.clock?.state == .suspended)
        world.later(days: 2)
        try await office.attach(try await world.paper("al doilea plan"), as: "A-PIZ", to: id, by: world[.smaranda])
        try await office.complete(id, by: world[.smaranda], language: .ro)
        file = try await office.caseFile(id, seenBy: world[.smaranda])
        // 25, 26 and 27 November are not counted: three working days more.
        #expect(file.clock?.due == Day("2026-12-21"))

        try await office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        let draft = try #require(try await office.caseFile(id, seenBy: world[.tiberiu]).act)
        let section = try #require(draft.sections.first)
        #expect(section.text.contains("Ciurila"))
        try await office.edit([section.name: "Text nou."], ofActFor: id, version: draft.version, by: world[.tiberiu])
        try await world.endorse(id, by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await office.approve(id, version: try await world.version(id), by: world[.ligia])
        try await world.countersign(id)
        try await office.seal(id, version: try await world.version(id), by: world[.horea])
        try await world.work()

        file = try await office.caseFile(id, seenBy: world[.smaranda])
        let act = try #require(file.act)
        #expect(act.register == "CU" && act.number == 1 && file.clock?.state == .met)
        // Who signed it, who countersigned it and the head who approved it stand on it, in the order of the form F.6.
        struct Signed: Decodable {
            struct Line: Decodable { let role: String, name: String }
            let signatures: [Line]
        }
        let signed = try JSONDecoder().decode(Signed.self, from: Data(try #require(act.data).utf8)).signatures
        #expect(signed.map(\.role) == ["Președinte", "Secretar general", "Arhitect-șef"])
        #expect(signed.map(\.name) == [Cast.horea, .emilia, .ligia].map(\.name))
        let (_, sealed) = try await office.document(act.id, of: id, seenBy: world[.smaranda])
        let pdf = try await office.store.files.read(sealed.sha256)
        let (report, ours) = try await office.verify(pdf: pdf)
        #expect(report.verdict == .authentic && ours?.number == "CU 1/2026")
        var altered = pdf
        altered[pdf.count / 2] ^= 1
        #expect(try await office.verify(pdf: altered).report.verdict != .authentic)
        let byCode = try await office.verify(code: try #require(act.code).lowercased())
        #expect(byCode?.number == "CU 1/2026" && byCode?.isSealed == true)
        #expect(try await office.store.read { try $0.firstBreak(in: World.institution) } == nil)
        let mails = try world.mails()
        #expect(mails.allSatisfy { !$0.contains("⟦") } && mails.contains { $0.contains("/dosare/\(id)") })
        try await world.close()
    }

    @Test("Two clicks make one number, and so do ten at once")
    func submitOnce() async throws {
        let world = try await World()
        let id = try await world.filled(.smaranda)
        let numbers = try await withThrowingTaskGroup(of: RegisterNumber.self) { group in
            for _ in 0..<10 { group.addTask { try await world.office.submit(id, by: world[.smaranda], language: .ro) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(numbers).count == 1)
        let lines = try await world.office.register(
            RegisterName.general, of: World.institution, year: 2026, before: nil, limit: 10, seenBy: world[.otilia])
        #expect(lines.count == 1)
        try await world.close()
    }

    @Test("Opening with one key gives one draft; another person's same key gives another")
    func openOnce() async throws {
        let world = try await World()
        let first = try await world.office.open("petitie", key: "k", by: world[.smaranda])
        #expect(try await world.office.open("petitie", key: "k", by: world[.smaranda]) == first)
        #expect(try await world.office.open("petitie", key: "k", by: world[.aron]) != first)
        try await world.close()
    }

    @Test("What was typed is kept even when it is wrong, and submitting it is refused beside its field")
    func wrongAnswersAreKept() async throws {
        let world = try await World()
        let id = try await world.filled(.smaranda)
        _ = try await world.office.save(Answers(["suprafata_mp": .text("o mie")]), in: id, by: world[.smaranda], language: .ro)
        let form = try await world.office.form(id, by: world[.smaranda], in: .ro)
        #expect(form.dossier.answers.text("suprafata_mp") == "o mie")
        let refusal = await #expect(throws: Refusal.self) { _ = try await world.office.submit(id, by: world[.smaranda], language: .ro) }
        guard case .invalid(let problems)? = refusal else {
            Issue.record("refused as \(String(describing: refusal))")
            return
        }
        #expect(problems.map(\.field) == ["suprafata_mp"])
        #expect(try await world.office.form(id, by: world[.smaranda], in: .ro).dossier.number == nil)
        try await world.close()
    }
}
