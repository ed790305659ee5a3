import Documents
import Foundation
import Rulebook
import Store
import TestKit
import Testing

@testable import Office

@Suite("Every kind of dossier, from its draft to its end")
struct WorkflowPathTests {
    static let slugs: [String] =
        (try? ContentFolder.contentWithSamples.get().services.map(\.slug).filter { $0.hasPrefix("proba-") }) ?? []

    @Test("Along its road each comes to its good end, with a sealed act in its register and a history that holds", arguments: slugs)
    func road(slug: String) async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk(slug)
        let crew = try await world.crew(of: World.institution)
        let file = try await world.office.caseFile(id, seenBy: crew.head)
        #expect(file.stage == file.service.workflow.road.last && file.stage.kind == .solved)
        #expect(file.act?.register == "PR" && file.act?.number == 1 && file.act?.data != nil)
        #expect(file.dossier.clock?.stoppedOn != nil)
        #expect(try await world.office.store.read { try $0.firstBreak(in: World.institution) } == nil)
        // Nothing leads out of an end but the archive and what is written down beside it.
        for move in file.service.workflow.moves(from: file.stage.name) { #expect(move.to == nil) }
        try await world.close()
    }

    @Test("What the program confirms alone is there when the submission is: numbered, sealed by nobody's hand, and delivered")
    func automatic() async throws {
        let world = try await World(sampling: true)
        let (id, _) = try await world.submitted(.smaranda, service: "proba-automat")
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.stage.name == "issued" && file.act?.sealedBy == nil)
        #expect(file.events.map(\.kind) == ["submit", "issue"] && file.events.last?.actor == nil)
        try await world.work()
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
        let (_, sealed) = try await world.office.document(act.id, of: id, seenBy: world[.smaranda])
        let report = try await world.office.verify(pdf: try await world.office.store.files.read(sealed.sha256))
        #expect(report.report.verdict == .authentic && report.ours?.number == "PR 1/2026")
        try await world.close()
    }

    @Test("A step asks, refuses what is wrong, keeps the answers with the event, and shows the applicant only what is meant for them")
    func asking() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-hotarare", until: "review")
        let crew = try await world.crew(of: World.institution)
        let version = try await world.version(id)
        let refusal = await #expect(throws: Refusal.self) {
            try await world.office.take("raport", Answers(["numar": .text("12/2026")]), on: id, version: version, by: crew.clerks[0])
        }
        guard case .invalid(let problems)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(problems.map(\.field) == ["concluzie"])
        #expect(try await world.version(id) == version)
        await #expect(throws: Refusal.notYours(.advance)) {
            try await world.office.take("raport", Answers(), on: id, version: version, by: crew.cashier)
        }
        await #expect(throws: Refusal.wrongStage(.advance)) {
            try await world.office.take("vot", Answers(), on: id, version: version, by: crew.clerks[0])
        }
        await #expect(throws: Refusal.notFound) {
            try await world.office.take("nimic", Answers(), on: id, version: version, by: crew.clerks[0])
        }
        let answers = Answers(["numar": .text("12/2026"), "concluzie": .text("Propunem aprobarea."), "strain": .text("x")])
        try await world.office.take("raport", answers, on: id, version: version, by: crew.clerks[0])
        let file = try await world.office.caseFile(id, seenBy: crew.head)
        #expect(file.stage.name == "commission" && file.dossier.steps["raport"]?.by == crew.clerks[0].id)
        #expect(file.events.last?.details == ["step": "raport", "answer.numar": "12/2026", "answer.concluzie": "Propunem aprobarea."])
        try await world.close()
    }

    @Test("Two evaluators score blind; neither ranks, and neither approves a payment")
    func fourEyes() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-finantare", until: "evaluation")
        let crew = try await world.crew(of: World.institution)
        let (one, two) = (crew.clerks[0], crew.clerks[1])
        func take(_ step: String, _ visitor: Visitor) async throws {
            let move = try #require(try await world.office.caseFile(id, seenBy: crew.head).service.workflow.step(step))
            try await world.office.take(step, move.form.examples, on: id, version: try await world.version(id), by: visitor)
        }
        await #expect(throws: Refusal.stepNeeded("Dă punctajul (primul evaluator)")) { try await take("clasament", crew.head) }
        try await take("punctaj-1", one)
        await #expect(throws: Refusal.ownStep("Dă punctajul (primul evaluator)")) { try await take("punctaj-2", one) }
        // Another's score is neither read nor written over; one's own may be thought over.
        #expect(try await world.office.caseFile(id, seenBy: two).events.last?.details == ["step": "punctaj-1"])
        await #expect(throws: Refusal.takenStep("Dă punctajul (primul evaluator)")) { try await take("punctaj-1", two) }
        try await take("punctaj-1", one)
        #expect(try await world.office.caseFile(id, seenBy: one).events.last?.details["answer.puncte"] == "87.5")
        try await take("punctaj-2", two)
        // The second evaluator is also a head, and still not the one who ranks.
        let promoted = Visitor(person: two.person, appointments: two.appointments + crew.head.appointments, in: world.office.content)
        await #expect(throws: Refusal.ownStep("Dă punctajul (al doilea evaluator)")) { try await take("clasament", promoted) }
        try await take("clasament", crew.head)
        #expect(try await world.office.caseFile(id, seenBy: two).events.contains { $0.details["answer.puncte"] == "87.5" })
        try await world.walkOn(id, by: .smaranda, until: "reporting")
        await #expect(throws: Refusal.ownStep("Dă punctajul (al doilea evaluator)")) { try await take("transa", promoted) }
        try await take("transa", crew.head)
        try await take("transa", crew.head)
        #expect(try await world.office.caseFile(id, seenBy: crew.head).stage.name == "reporting")
        try await world.close()
    }

    @Test("An amount that a step computes is asked for when the act that says so is sealed, is not settled unpaid, nor by who computed it")
    func charging() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-fiscal", until: "drafting")
        let crew = try await world.crew(of: World.institution)
        func owed() async throws -> (Dossier.PaymentState, Decimal?) {
            let file = try await world.office.caseFile(id, seenBy: crew.head)
            return (file.dossier.payment, file.payment?.fee.amount)
        }
        // What the clerk found is nobody's debt before head and signatory have seen it.
        #expect(try await owed() == (.none, nil))
        let none = Answers(["rezultat": .text("fara-diferenta"), "cum": .text("Valoarea declarată este cea reală.")])
        try await world.office.take("calcul", none, on: id, version: try await world.version(id), by: crew.clerks[0])
        let examples = try #require(try await world.office.caseFile(id, seenBy: crew.head).service.workflow.step("calcul")).form.examples
        try await world.office.take("calcul", examples, on: id, version: try await world.version(id), by: crew.clerks[0])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: crew.clerks[0])
        try await world.sendForApproval(id, by: crew.clerks[0])
        try await world.office.approve(id, version: try await world.version(id), by: crew.head)
        #expect(try await owed() == (.none, nil))
        let (version, proof) = (try await world.version(id), try await world.paper())
        await #expect(throws: Refusal.stale) { try await world.office.givePaymentProof(proof, for: id, by: world[.smaranda]) }
        await #expect(throws: Refusal.stale) { try await world.office.confirmPayment(of: id, version: version, by: crew.cashier) }
        try await world.office.seal(id, version: version, by: crew.signatory)
        #expect(try await owed() == (.due, 1250))
        let file = try await world.office.caseFile(id, seenBy: crew.head)
        #expect(file.payment?.fee.title == file.service.act.title && file.payment?.fee.lines.first?.detail == "PR 1/2026")
        // Its decision is out: the clock has stopped, and the dossier is late for nobody.
        #expect(file.stage.name == "settlement")
        let settled = Answers(["ziua": .text("2026-11-23")])
        let after = try await world.version(id)
        await #expect(throws: Refusal.guarded(.paid)) {
            try await world.office.take("stingere", settled, on: id, version: after, by: crew.cashier)
        }
        try await world.walkOn(id, by: .smaranda)
        #expect(try await world.office.caseFile(id, seenBy: crew.head).stage.name == "settled")
        try await world.close()
    }

    @Test("A vote that did not pass leads nowhere; a day before the registration is not when it was, and who votes is told so")
    func failedVote() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-hotarare", until: "agenda")
        let crew = try await world.crew(of: World.institution)
        let version = try await world.version(id)
        /// What is wrong with it, if anything.
        func vote(_ inFavour: Int, against: Int, abstaining: Int, on day: String) async throws -> [String] {
            let counted = Answers([
                "ziua": .text(day), "pentru": .text("\(inFavour)"), "impotriva": .text("\(against)"), "abtineri": .text("\(abstaining)"),
            ])
            do {
                try await world.office.take("vot", counted, on: id, version: version, by: crew.clerks[0])
                return []
            } catch Refusal.invalid(let problems) {
                return problems.map { "\($0.field) \($0.code)" }
            }
        }
        let today = "\(world.office.today())"
        #expect(try await vote(1, against: 30, abstaining: 0, on: today) == ["pentru rule"])
        #expect(try await vote(16, against: 10, abstaining: 6, on: today) == ["pentru rule"])
        #expect(try await vote(31, against: 1, abstaining: 0, on: "2020-02-01") == ["ziua before-registration"])
        #expect(try await world.version(id) == version)
        #expect(try await vote(17, against: 10, abstaining: 6, on: today) == [])
        #expect(try await world.office.caseFile(id, seenBy: crew.head).stage.name == "drafting")
        try await world.close()
    }

    @Test("A commission does not take up what the public was not told of")
    func publicNotice() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-ctatu", until: "review")
        let clerk = try await world.crew(of: World.institution).clerks[0]
        let agenda = Answers(["ziua": .text("\(world.office.today().adding(days: 20))")])
        let version = try await world.version(id)
        await #expect(throws: Refusal.stepNeeded("Consemnează informarea publicului")) {
            try await world.office.take("ordine-de-zi", agenda, on: id, version: version, by: clerk)
        }
        // The notice may be older than the request.
        let notice = Answers(["ziua": .text("2026-10-01"), "pana": .text("2026-11-01"), "unde": .text("La avizier")])
        try await world.office.take("anunt", notice, on: id, version: version, by: clerk)
        try await world.office.take("ordine-de-zi", agenda, on: id, version: try await world.version(id), by: clerk)
        try await world.close()
    }

    @Test("What lies in the archive does not change any more")
    func archived() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-drum")
        let crew = try await world.crew(of: World.institution)
        let reception = Answers(["ziua": .text("\(world.office.today())"), "rezultat": .text("respins")])
        try await world.office.take("receptie", reception, on: id, version: try await world.version(id), by: crew.clerks[0])
        let place = Answers(["indicativ": .text("VI.B.12")])
        try await world.office.take("arhivare", place, on: id, version: try await world.version(id), by: crew.registry)
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.notArchived)) {
            try await world.office.take("receptie", reception, on: id, version: version, by: crew.clerks[0])
        }
        try await world.close()
    }

    @Test("Where the act finds nothing to pay nothing is asked; what was paid before it stands, and another sum is refused with what to do")
    func paidBefore() async throws {
        let world = try await World(sampling: true)
        let crew = try await world.crew(of: World.institution)
        let refund = Answers(["rezultat": .text("de-restituit"), "de_restituit": .text("100"), "cum": .text("S-a plătit în plus.")])
        let id = try await world.walk("proba-fiscal", until: "drafting")
        try await world.office.take("calcul", refund, on: id, version: try await world.version(id), by: crew.clerks[0])
        try await world.walkOn(id, by: .smaranda, until: "settlement")
        #expect(try await world.office.caseFile(id, seenBy: crew.head).payment == nil)

        // As dossiers were charged before: at the computation.
        let paid = try await world.walk("proba-fiscal", until: "drafting")
        let fee = Fee(
            amount: 1250, title: Localized(ro: "Diferența"), law: "", lines: [], from: world.office.today(), source: "De dinainte.")
        try await world.office.store.write { books in
            var dossier = try #require(try books.dossier(forJob: paid))
            dossier.payment = .confirmed
            try books.setPayment(of: paid, institution: World.institution, reference: "DE-DINAINTE", fee: fee)
            let service = try #require(world.office.content.service("proba-fiscal"))
            dossier.version += 1
            try books.save(dossier, from: dossier.version - 1, world.office.stageFacts(of: dossier, service), at: world.now)
        }
        let version = try await world.version(paid)
        let less = Answers(["rezultat": .text("de-plata"), "de_plata": .text("1000"), "cum": .text("S-a refăcut calculul.")])
        for answers in [refund, less] {
            let refusal = await #expect(throws: Refusal.self) {
                try await world.office.take("calcul", answers, on: paid, version: version, by: crew.clerks[0])
            }
            guard case .invalid(let problems)? = refusal else {
                Issue.record("\(String(describing: refusal))")
                return
            }
            #expect(problems.map(\.code) == ["paid-already"] && problems[0].message.contains("„De plătit” chiar suma aceasta"))
        }
        try await world.walkOn(paid, by: .smaranda)
        let file = try await world.office.caseFile(paid, seenBy: crew.head)
        #expect(file.stage.name == "settled" && file.payment?.reference == "DE-DINAINTE")
        try await world.close()
    }

    @Test("The archive is written beside the end, once, by the registry")
    func archive() async throws {
        let world = try await World(sampling: true)
        let id = try await world.walk("proba-simple")
        let crew = try await world.crew(of: World.institution)
        let place = Answers(["indicativ": .text("VI.B.12")])
        let version = try await world.version(id)
        await #expect(throws: Refusal.notYours(.archive)) {
            try await world.office.take("arhivare", place, on: id, version: version, by: crew.clerks[0])
        }
        try await world.office.take("arhivare", place, on: id, version: version, by: crew.registry)
        let file = try await world.office.caseFile(id, seenBy: crew.head)
        #expect(file.stage.kind == .solved && file.dossier.archivedOn == world.office.today() && file.events.last?.kind == "archive")
        await #expect(throws: Refusal.guarded(.notArchived)) {
            try await world.office.take("arhivare", place, on: id, version: version + 1, by: crew.registry)
        }
        try await world.close()
    }
}
