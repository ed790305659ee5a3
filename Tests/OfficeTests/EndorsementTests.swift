import Documents
import Foundation
import Office
import Rulebook
@testable import Store
import TestKit
import Testing

@Suite("What other institutions are asked")
struct EndorsementTests {
    @Test("Each leg is a dossier of its endorser: own number, own term, and of the asking dossier only what it needs")
    func parallel() async throws {
        let world = try await World()
        let id = try await world.asked()
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.legs.map(\.institution).sorted() == ["apa-aries", "isu-cluj", "primaria-ciurila"])
        #expect(file.legs.allSatisfy { $0.number?.number == 1 && $0.endorsement.outcome == nil })
        #expect(file.dossier.openLegs == 3 && file.stage.name == "review")
        // The mayor has five days from Monday the 23rd, the others fifteen.
        #expect(Set(file.legs.compactMap(\.due)) == [try #require(Day("2026-12-08")), try #require(Day("2026-12-02"))])

        let leg = try await world.leg(of: id, at: .isu)
        let seen = try await world.office.caseFile(leg, seenBy: world[.doina])
        #expect(seen.asking?.institution.slug == "cj-cluj" && seen.asking?.number == file.dossier.number)
        #expect(seen.dossier.answers.text("imobil.uat") == "57225" && seen.dossier.answers.text("lucrari") != nil)
        #expect(seen.dossier.answers.text("solicitant.cnp") == nil && seen.dossier.answers.text("solicitant.telefon") == nil)
        #expect(seen.attachments.map(\.code).sorted() == ["A-CU", "A-DTAC", "A-PLANSIT", "A-VERIF"])
        #expect(seen.events.map(\.kind) == ["submit"])
        for stranger in [Cast.lavinia, .nuta, .tiberiu, .ilarie, .aron] {
            await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(leg, seenBy: world[stranger]) }
        }
        for stranger in [Cast.doina, .lavinia, .sabina] {
            await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(id, seenBy: world[stranger]) }
        }
        try await world.work()
        let mine = try await world.office.myDossiers(world[.smaranda], limit: 10)
        #expect(mine.map(\.id) == [id])
        #expect(try world.mails().count { $0.contains("/birou/isu-cluj/dosare/\(leg)") } == 1)
        let request = try #require(try await world.office.caseFile(leg, seenBy: world[.doina]).receipt)
        #expect(request.institution == "cj-cluj" && request.sha256 != nil)

        // An answer is news for the applicant, whose list begins with what changed last.
        world.later(days: 1)
        try await world.answer(leg, .isu, as: .favourable)
        #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).first?.changedAt == world.now)
        try await world.close()
    }

    @Test("The act waits for every leg, and rests on what they answered")
    func guarded() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "primar"])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.answer(try await world.leg(of: id, at: .mayor), .mayor, as: .favourable)
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.endorsed)) { try await world.office.approve(id, version: version, by: world[.ligia]) }
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .conditional, "Un hidrant la 100 m.")
        try await world.office.approve(id, version: version, by: world[.ligia])
        try await world.countersign(id)
        try await world.office.seal(id, version: try await world.version(id), by: world[.horea])
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.tiberiu]).act)
        let data = try #require(act.data)
        #expect(data.contains("ASI 1/2026, favorabil cu condiții: Un hidrant la 100 m.") && data.contains("F3 1/2026, favorabil"))
        try await world.work()
        let legs = try await world.office.caseFile(id, seenBy: world[.smaranda]).legs
        #expect(legs.allSatisfy { $0.paper?.isSealed == true })
        for chain in ["cj-cluj", "isu-cluj", "primaria-ciurila"] {
            #expect(try await world.office.store.read { try $0.firstBreak(in: chain) } == nil)
        }
        try await world.close()
    }

    @Test("Where the law says so, a silent leg is approved tacitly: the day after its term, once, with a sealed paper of who asked")
    func silence() async throws {
        let world = try await World()
        let id = try await world.asked()
        let (aries, mayor) = (try await world.leg(of: id, at: .aries), try await world.leg(of: id, at: .mayor))
        let isu = try await world.leg(of: id, at: .isu)
        try await world.take(isu, .isu)
        try await world.office.requestCompletion(
            of: isu, items: [.init(field: "attachment:A-SCENARIU", reason: "Lipsește.")], message: "",
            version: try await world.version(isu), by: world[.doina])
        world.later(days: 15)
        try await world.office.lapseLegs()
        #expect(try await world.outcome(of: aries) == nil)
        world.later(days: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await world.office.lapseLegs() } }
            try await group.waitForAll()
        }
        #expect(try await world.outcome(of: aries) == .tacit)
        // The mayor's silence means nothing, and ISU's clock stands.
        #expect(try await world.outcome(of: mayor) == nil)
        #expect(try await world.outcome(of: isu) == nil)
        try await world.work()
        let events = try await world.office.store.read { try $0.events(of: aries) }
        #expect(events.count { $0.kind == "lapse" } == 1)
        let line = try #require(
            try await world.office.caseFile(id, seenBy: world[.tiberiu]).legs.first { $0.endorsement.outcome == .tacit })
        #expect(line.paper?.number == "AT 1/2026" && line.paper?.isSealed == true)
        let (act, paper) = try await world.office.endorsementPaper(of: aries, askedBy: id, seenBy: world[.smaranda])
        #expect(act.institution == "cj-cluj")
        let report = try await world.office.verify(pdf: try await world.office.store.files.read(paper.sha256))
        #expect(report.report.verdict == .authentic && report.ours?.number == "AT 1/2026")
        try await world.close()
    }

    @Test("What came late, twice or after a withdrawal is written down on both sides, and changes nothing")
    func withoutEffect() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "apa-canal", "primar"])
        let (isu, aries) = (try await world.leg(of: id, at: .isu), try await world.leg(of: id, at: .aries))
        try await world.answer(isu, .isu, as: .unfavourable, "Lipsește accesul.")
        try await world.draft(aries, .aries, as: .favourable)
        world.later(days: 16)
        try await world.office.lapseLegs()
        let before = try await world.version(aries)
        await #expect(throws: Refusal.legClosed(.tacit)) {
            try await world.office.seal(aries, version: before - 1, by: world[.iustina])
        }
        await #expect(throws: Refusal.legClosed(.unfavourable)) {
            try await world.office.endorse(isu, as: .favourable, "", version: 1, by: world[.doina])
        }
        await #expect(throws: Refusal.notFound) {
            try await world.office.endorse(isu, as: .favourable, "", version: 1, by: world[.nuta])
        }
        #expect(try await world.version(aries) == before)
        #expect(try await world.outcome(of: isu) == .unfavourable)
        let events = try await world.office.store.read { (try $0.events(of: aries), try $0.events(of: isu), try $0.events(of: id)) }
        #expect(events.0.last?.kind == "late-answer" && events.0.last?.details["deed"] == "seal")
        #expect(events.1.last?.details == ["deed": "endorse", "outcome": "favourable", "reason": "", "closed": "unfavourable"])
        #expect(events.2.count { $0.kind == "endorsement-late" } == 2)
        try await world.close()
    }

    @Test("A dossier that ends takes back what it asked; the endorser is told, and may answer no more")
    func parentEnds() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "primar"])
        let (isu, mayor) = (try await world.leg(of: id, at: .isu), try await world.leg(of: id, at: .mayor))
        try await world.draft(isu, .isu, as: .favourable)
        try await world.answer(mayor, .mayor, as: .favourable)
        try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
        #expect(try await world.outcome(of: isu) == .withdrawn)
        #expect(try await world.outcome(of: mayor) == .favourable)
        #expect(try await world.office.caseFile(isu, seenBy: world[.doina]).stage.name == "withdrawn")
        try await world.work()
        let letters = try world.mails().filter { $0.contains("nu mai este de folos") && $0.contains(isu) }
        #expect(letters.map { $0.contains(Cast.doina.email) } == [true], "who handles it hears of it")
        let version = try await world.version(isu)
        await #expect(throws: Refusal.legClosed(.withdrawn)) { try await world.office.seal(isu, version: version, by: world[.traian]) }
        try await world.close()
    }

    @Test("No act is sent on, approved or signed before everything was asked that the law wants asked; what was taken back was not")
    func neverAsked() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "apa-canal"])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        let mayor = try #require(world.office.content.endorsement("primar")).title.ro
        await #expect(throws: Refusal.unendorsed(.unasked, [mayor])) { try await world.sendForApproval(id, by: world[.tiberiu]) }
        try await world.ask(["primar"], for: id)
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.office.returnDraft(id, reason: "De verificat.", version: try await world.version(id), by: world[.ligia])
        let leg = try await world.leg(of: id, at: .mayor)
        try await world.office.withdrawLeg(leg, of: id, reason: "Din greșeală.", version: try await world.version(id), by: world[.tiberiu])
        await #expect(throws: Refusal.unendorsed(.unasked, [mayor])) { try await world.sendForApproval(id, by: world[.tiberiu]) }
        try await world.close()
    }

    @Test("A binding answer that is against keeps the act back; asked again after a change, a favourable one lets it go")
    func against() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "primar"])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .unfavourable, "Lipsește accesul.")
        try await world.answer(try await world.leg(of: id, at: .mayor), .mayor, as: .unfavourable, "Comuna vrea un parc.")
        let isu = try #require(world.office.content.endorsement("isu")).title.ro
        await #expect(throws: Refusal.unendorsed(.unfavourable, [isu])) { try await world.sendForApproval(id, by: world[.tiberiu]) }
        // The mayor's is consultative: heard once, and not asked again.
        await #expect(throws: Refusal.askedAlready) { try await world.ask(["primar"], for: id) }
        world.clock.turn(by: 60)
        try await world.ask(["isu"], for: id)
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .favourable)
        try await world.office.approve(id, version: try await world.version(id), by: world[.ligia])
        try await world.countersign(id)
        try await world.office.seal(id, version: try await world.version(id), by: world[.horea])
        #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).stage.kind == .solved)
        try await world.close()
    }

    @Test("A mayor who is silent for five days holds nothing up any longer; the question is taken back when the act goes out")
    func silentMayor() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "primar"])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .favourable)
        // The fifth day is a Saturday, and three holidays follow the Sunday: until the 2nd of December.
        world.later(days: 9)
        let version = try await world.version(id)
        await #expect(throws: Refusal.guarded(.endorsed)) { try await world.office.approve(id, version: version, by: world[.ligia]) }
        world.later(days: 1)
        try await world.office.approve(id, version: version, by: world[.ligia])
        try await world.countersign(id)
        try await world.office.seal(id, version: try await world.version(id), by: world[.horea])
        #expect(try await world.outcome(of: try await world.leg(of: id, at: .mayor)) == .withdrawn)
        try await world.close()
    }

    @Test("An answer that came on paper is written down by who asked, with its number; the act rests on it, and the leg is taken back")
    func onPaper() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let leg = try await world.leg(of: id, at: .isu)
        func record(_ outcome: EndorsementOutcome, _ kind: String, _ body: String = "", _ reference: String, by member: Cast = .tiberiu)
            async throws
        {
            try await world.office.record(
                outcome, of: kind, body, reference: reference, for: id, version: try await world.version(id), by: world[member])
        }
        await #expect { try await record(.favourable, "primar", "", " ") } throws: { error in
            if case Refusal.invalid(let problems)? = error as? Refusal { problems.map(\.field) == ["reference"] } else { false }
        }
        await #expect(throws: Refusal.notYours(.requestEndorsement)) { try await record(.favourable, "primar", "", "nr. 8", by: .ligia) }
        try await record(.favourable, "primar", "", "nr. 8 din 20.11.2026")
        try await record(.conditional, "isu", "Un hidrant la 100 m.", "nr. 31/2026")
        await #expect(throws: Refusal.askedAlready) { try await record(.favourable, "isu", "", "nr. 32/2026") }
        #expect(try await world.outcome(of: leg) == .withdrawn)
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        try await world.sendForApproval(id, by: world[.tiberiu])
        try await world.office.approve(id, version: try await world.version(id), by: world[.ligia])
        try await world.countersign(id)
        try await world.office.seal(id, version: try await world.version(id), by: world[.horea])
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        let data = try #require(file.act?.data)
        #expect(
            data.contains("nr. 31/2026, favorabil cu condiții: Un hidrant la 100 m.") && data.contains("nr. 8 din 20.11.2026, favorabil"))
        #expect(file.events.count { $0.kind == "endorsement-on-paper" } == 2 && file.paperEndorsements.count == 2)
        try await world.close()
    }

    @Test("One leg is taken back with a reason, and can then be asked anew; asked twice it is refused")
    func askedAgain() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let version = try await world.version(id)
        await #expect(throws: Refusal.askedAlready) {
            try await world.office.requestEndorsements(["isu"], note: "", for: id, version: version, by: world[.tiberiu])
        }
        let first = try await world.leg(of: id, at: .isu)
        try await world.office.withdrawLeg(first, of: id, reason: "Proiect schimbat.", version: version, by: world[.tiberiu])
        let withdrawn = try await world.version(id)
        await #expect(throws: Refusal.legEnded(.withdrawn)) {
            try await world.office.withdrawLeg(first, of: id, reason: "Din nou.", version: withdrawn, by: world[.tiberiu])
        }
        world.clock.turn(by: 60)
        try await world.office.requestEndorsements(["isu"], note: "", for: id, version: try await world.version(id), by: world[.tiberiu])
        let second = try await world.leg(of: id, at: .isu)
        #expect(second != first)
        #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).dossier.openLegs == 1)
        try await world.close()
    }

    @Test("An endorser is reminded once, three days before its term")
    func reminders() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let leg = try await world.leg(of: id, at: .isu)
        func reminded() throws -> Int { try world.mails().count { $0.contains("ajunge la termen") && $0.contains(leg) } }
        world.later(days: 11)
        try await world.office.remindEndorsers()
        try await world.work()
        #expect(try reminded() == 0)
        for _ in 0..<3 {
            world.later(days: 1)
            try await world.office.remindEndorsers()
            try await world.work()
        }
        #expect(try reminded() == 1)
        try await world.close()
    }

    @Test(
        "A reminder goes to who handles the leg, to who stands in, and to the registry where nobody is there for it; never for what is over"
    )
    func reminded() async throws {
        let world = try await World()
        let crew = try await world.crew(of: "isu-cluj")
        var legs: [DossierID] = []
        for _ in 0..<4 { legs.append(try await world.leg(of: try await world.asked(["isu"]), at: .isu)) }
        // Of the first a clerk who is there, of the second one with a substitute, of the third one with none; of the fourth nobody.
        for (leg, clerk) in zip(legs, crew.clerks) {
            try await world.office.assign(leg, to: clerk.id, version: try await world.version(leg), by: crew.registry)
        }
        world.later(days: 12)
        for (clerk, substitute) in [(crew.clerks[1], crew.clerks[0]), (crew.clerks[2], nil)] {
            try await world.office.enterAbsence(
                of: clerk.id, in: "isu-cluj", from: world.day(0), to: world.day(2), substitute: substitute?.id, by: clerk)
        }
        for _ in 0..<40 {
            try await world.office.remindEndorsers()
            try await world.work()
            world.later(days: 1)
            // Keys do not last.
            if world.office.today() == Day("2027-01-12") { try await world.office.sweepRecords() }
        }
        let letters = try world.mails().filter { $0.contains("ajunge la termen") }
        let registry = try #require(world.office.content.institution("isu-cluj")).email
        let told = legs.map { leg in
            letters.filter { $0.contains(leg) }.map { letter in
                [registry, crew.clerks[0].person.email].first { letter.contains("<\($0)>") || letter.contains("To: \($0)") }
                    ?? "somebody else"
            }
        }
        let clerk = crew.clerks[0].person.email
        #expect(told == [[clerk], [clerk], [registry], [registry]])
        try await world.close()
    }

    @Test("The applicant completes a leg once; its clock stood, the asking dossier's went on")
    func completion() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let leg = try await world.leg(of: id, at: .isu)
        try await world.take(leg, .isu)
        let items = [Completion.Item(field: "attachment:A-SCENARIU", reason: "Lipsește scenariul.")]
        try await world.office.requestCompletion(
            of: leg, items: items, message: "", version: try await world.version(leg), by: world[.doina])
        #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).clock?.state == .running)
        #expect(try await world.office.caseFile(leg, seenBy: world[.doina]).clock?.state == .suspended)
        world.later(days: 3)
        try await world.office.attach(try await world.paper("scenariu"), as: "A-SCENARIU", to: leg, by: world[.smaranda])
        try await world.office.complete(leg, by: world[.smaranda], language: .ro)
        let file = try await world.office.caseFile(leg, seenBy: world[.doina])
        #expect(file.stage.name == "review" && file.clock?.due == Day("2026-12-11"))
        // Its endorser has it back, and who asked for it knows: a letter each, once.
        #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).events.count { $0.kind == "endorsement-completed" } == 1)
        try await world.work()
        let told = try world.mails()
        #expect(told.count { $0.contains("solicitantul a completat un dosar") && $0.contains(Cast.doina.email) } == 1)
        #expect(told.count { $0.contains("la un aviz pe care l-ai cerut") && $0.contains(Cast.tiberiu.email) } == 2)
        let version = try await world.version(leg)
        await #expect(throws: Refusal.guarded(.firstCompletion)) {
            try await world.office.requestCompletion(of: leg, items: items, message: "", version: version, by: world[.doina])
        }
        try await world.close()
    }

    @Test("A plan that was sent back goes along with its successor, named for what it is; applicant and desk read which one it was")
    func superseded() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, service: "ac-construire", paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.requestCompletion(
            of: id, items: [.init(field: "attachment:A-PLANSIT", reason: "Planul nu are scara.")], message: "",
            version: try await world.version(id), by: world[.tiberiu])
        world.later(days: 1)
        try await world.office.attach(try await world.paper("plan-cu-scara"), as: "A-PLANSIT", to: id, by: world[.smaranda])
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        let plans = file.attachments.filter { $0.code == "A-PLANSIT" }
        let old = try #require(file.completion).superseded(among: file.attachments)
        let first = try #require(plans.min { $0.addedAt < $1.addedAt })
        #expect(plans.count == 2 && old == [first.id] && plans.last == first, "the new one is the first to be read")
        try await world.ask(["isu"], for: id)
        let leg = try await world.leg(of: id, at: .isu)
        let sent = try await world.office.caseFile(leg, seenBy: world[.doina]).attachments.filter { $0.code == "A-PLANSIT" }
        #expect(sent.count == 2 && sent.count { $0.name.hasPrefix("(dinainte de completare) ") } == 1)
        try await world.close()
    }

    @Test("Who endorses reads the certificate of this counter that the request builds on, as they read one on paper; nobody else's act")
    func builtOn() async throws {
        let world = try await World()
        let certificate = try await world.walkWithParents("cu-construire")
        let act = try #require(try await world.office.caseFile(certificate, seenBy: world[.smaranda]).act)
        let id = try await world.filled(.smaranda, service: "ac-construire")
        let named = Answers(["cu.emis": .text("ghiseu"), "cu.act": .text(try #require(act.reference))])
        _ = try await world.office.save(named, in: id, by: world[.smaranda], language: .ro)
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
        try await world.office.confirmPayment(of: id, version: try await world.version(id), by: world[.dan])
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.ask(["isu"], for: id)
        try await world.work()

        let leg = try await world.leg(of: id, at: .isu)
        let seen = try await world.office.caseFile(leg, seenBy: world[.doina])
        #expect(seen.asking?.acts.map(\.act.id) == [act.id] && seen.asking?.acts.map(\.document) == ["A-CU"])
        #expect(seen.receipt?.data?.contains("Certificat de urbanism CU 1/2026") == true)
        #expect(try await world.office.document(act.id, of: leg, seenBy: world[.doina]).0.id == act.id)
        // Its dossier stays closed to them, and so does every other act, and the leg to those who are not asked.
        await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(certificate, seenBy: world[.doina]) }
        let receipt = try #require(try await world.office.caseFile(certificate, seenBy: world[.smaranda]).receipt)
        await #expect(throws: Refusal.notFound) { _ = try await world.office.document(receipt.id, of: leg, seenBy: world[.doina]) }
        for stranger in [Cast.lavinia, .smaranda, .aron] {
            await #expect(throws: Refusal.notFound) { _ = try await world.office.document(act.id, of: leg, seenBy: world[stranger]) }
        }
        // Nor is the applicant asked for it again.
        try await world.take(leg, .isu)
        try await world.office.requestCompletion(
            of: leg, items: [.init(field: "attachment:A-SCENARIU", reason: "Lipsește.")], message: "",
            version: try await world.version(leg),
            by: world[.doina])
        let form = try await world.office.form(leg, by: world[.smaranda], in: .ro)
        let papers = form.papers.map(\.rule.kind.code)
        #expect(papers.first == "A-SCENARIU" && !papers.contains("A-CU") && form.asking?.endorsement.parent == id)
        // What the leg does not name any more it does not open, whatever the asking dossier builds on.
        _ = try await world.office.store.write { books in
            try books.run("UPDATE dossier SET answers = replace(answers, ?, 'CU 99/2026') WHERE id = ?", .text("CU 1/2026"), .text(leg))
        }
        #expect(try await world.office.caseFile(leg, seenBy: world[.doina]).asking?.acts.isEmpty == true)
        await #expect(throws: Refusal.notFound) { _ = try await world.office.document(act.id, of: leg, seenBy: world[.doina]) }
        try await world.close()
    }

    @Test("A completion that does not come in its days gives the leg back to its endorser, its clock going on; nothing is closed")
    func completionOver() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let leg = try await world.leg(of: id, at: .isu)
        let items = [Completion.Item(field: "attachment:A-SCENARIU", reason: "Lipsește scenariul.")]
        try await world.take(leg, .isu)
        try await world.office.requestCompletion(
            of: leg, items: items, message: "", version: try await world.version(leg), by: world[.doina])
        let until = try #require(try await world.office.store.read { try $0.completion(of: leg) }).until
        func turn() async throws -> CaseFile {
            for _ in 0..<3 { try await world.office.expireDossiers() }
            try await world.office.lapseLegs()
            return try await world.office.caseFile(leg, seenBy: world[.doina])
        }
        world.later(days: Double(world.office.today().days(until: until)))
        #expect(try await turn().stage.name == "completion")
        world.later(days: 1)
        let file = try await turn()
        #expect(file.stage.name == "review" && file.clock?.state == .running && file.dossier.completionsAsked == 1)
        // Of its fifteen days none had passed.
        #expect(try #require(file.clock?.due) >= until.adding(days: 15))
        #expect(file.events.count { $0.kind == "expire" } == 1)
        await #expect(throws: Refusal.wrongStage(.complete)) {
            try await world.office.complete(leg, by: world[.smaranda], language: .ro)
        }
        try await world.work()
        #expect(try world.mails().allSatisfy { !$0.contains("dosarul s-a închis") })
        // The endorser is told once that it is theirs again, and who asked that it goes on.
        let told = try world.mails()
        #expect(told.count { $0.contains("completarea nu a venit") && $0.contains(Cast.doina.email) } == 1)
        #expect(told.count { $0.contains("la un aviz pe care l-ai cerut") && $0.contains(Cast.tiberiu.email) } == 2)
        #expect(try await world.office.caseFile(id, seenBy: world[.tiberiu]).events.count { $0.kind == "endorsement-expired" } == 1)
        await #expect(throws: Refusal.guarded(.firstCompletion)) {
            try await world.office.requestCompletion(of: leg, items: items, message: "", version: file.dossier.version, by: world[.doina])
        }
        // What it has is enough to answer, or to be silent on.
        world.later(days: 40)
        _ = try await turn()
        #expect(try await world.outcome(of: leg) == .tacit)
        try await world.close()
    }

    @Test("A leg that is taken back and asked anew has spent its request for completion, and brings along what was handed in for it")
    func askedAnew() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let items = [Completion.Item(field: "attachment:A-SCENARIU", reason: "Lipsește scenariul.")]
        func askAnew() async throws -> DossierID {
            try await world.office.withdrawLeg(
                try await world.leg(of: id, at: .isu), of: id, reason: "Din greșeală.", version: try await world.version(id),
                by: world[.tiberiu])
            world.clock.turn(by: 60)
            try await world.ask(["isu"], for: id)
            let leg = try await world.leg(of: id, at: .isu)
            try await world.take(leg, .isu)
            return leg
        }
        // Nothing was asked yet: nothing is spent.
        let second = try await askAnew()
        try await world.office.requestCompletion(
            of: second, items: items, message: "", version: try await world.version(second), by: world[.doina])
        try await world.office.attach(try await world.paper("scenariu"), as: "A-SCENARIU", to: second, by: world[.smaranda])
        try await world.office.complete(second, by: world[.smaranda], language: .ro)
        for _ in 1...2 {
            let leg = try await askAnew()
            let file = try await world.office.caseFile(leg, seenBy: world[.doina])
            #expect(file.attachments.map(\.code).sorted() == ["A-CU", "A-DTAC", "A-PLANSIT", "A-SCENARIU", "A-VERIF"])
            await #expect(throws: Refusal.guarded(.firstCompletion)) {
                try await world.office.requestCompletion(
                    of: leg, items: items, message: "", version: file.dossier.version, by: world[.doina])
            }
        }
        try await world.close()
    }
}
