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

    @Test("A completion opens what was asked for; the rest stays as it was submitted, and urgency always")
    func reach() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, service: "ac-construire", paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        let asked = [Completion.Item(field: "suprafata_desfasurata_mp", reason: "Nu se potrivește cu planșele.")]
        try await world.office.requestCompletion(
            of: id, items: asked, message: "", version: try await world.version(id), by: world[.tiberiu])
        let before = try await world.office.form(id, by: world[.smaranda], in: .ro)
        #expect(before.isOpen("suprafata_desfasurata_mp") && !before.isOpen("lucrari") && !before.isOpen("regim_urgenta"))
        let typed = Answers([
            "suprafata_desfasurata_mp": .text("480,00"), "lucrari": .text("Un hotel."), "regim_urgenta": .text("true"),
        ])
        let after = try await world.office.save(typed, in: id, by: world[.smaranda], language: .ro)
        #expect(after.dossier.answers.text("suprafata_desfasurata_mp") == "480,00")
        #expect(
            after.dossier.answers["lucrari"] == before.dossier.answers["lucrari"] && after.dossier.answers.text("regim_urgenta") != "true")
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.payment == .confirmed)
        let kept = file.events.last { $0.kind == "complete" }?.details.keys.sorted()
        #expect(kept == ["is.cut", "is.suprafata_desfasurata_mp", "was.cut", "was.suprafata_desfasurata_mp"])
        try await world.close()
    }

    @Test("Where a completion only says in words what is missing, every question is open but how urgent it is")
    func wordsOnly() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, service: "ac-construire", paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        try await world.office.requestCompletion(
            of: id, items: [], message: "Descrierea nu este limpede.", version: try await world.version(id), by: world[.tiberiu])
        let form = try await world.office.form(id, by: world[.smaranda], in: .ro)
        #expect(form.isOpen("lucrari") && !form.isOpen("regim_urgenta"))
        try await world.close()
    }

    @Test("An endorsement of what a completion changed counts no more and is asked again; an open one reads the request as it is now")
    func outdated() async throws {
        let world = try await World()
        let id = try await world.asked()
        let fire = try await world.leg(of: id, at: .isu), water = try await world.leg(of: id, at: .aries)
        try await world.answer(fire, .isu, as: .favourable)
        try await world.draft(water, .aries, as: .favourable)
        let items = [Completion.Item(field: "suprafata_desfasurata_mp", reason: "Nu se potrivește cu planșele.")]
        try await world.office.requestCompletion(
            of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
        _ = try await world.office.save(
            Answers(["suprafata_desfasurata_mp": .text("480,00")]), in: id, by: world[.smaranda], language: .ro)
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        var file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.endorsementGaps?.first { $0.kind == "isu" }?.reason == .outdated)
        let open = try await world.office.caseFile(water, seenBy: world[.lavinia])
        #expect(open.dossier.answers.text("suprafata_desfasurata_mp") == "480" && open.events.last?.kind == "request-changed")
        // What the endorser's head approved was about the project as it was.
        await #expect(throws: Refusal.guarded(.approved)) {
            try await world.office.seal(water, version: open.dossier.version, by: world[.iustina])
        }
        try await world.office.draftAct(for: id, version: file.dossier.version, by: world[.tiberiu])
        let drafted = try await world.version(id)
        await #expect(throws: Refusal.unendorsed(.outdated, ["Aviz de securitate la incendiu"])) {
            try await world.office.sendForApproval(id, version: drafted, by: world[.tiberiu])
        }
        world.later(days: 1)
        try await world.ask(["isu"], for: id)
        file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.endorsementGaps?.first { $0.kind == "isu" }?.reason == .unanswered)
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .favourable)
        file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.endorsementGaps?.contains { $0.kind == "isu" } == false)
        try await world.close()
    }

    /// Asks once more for these items, and hands in the papers of those codes the day after; nothing is typed.
    private func completePapers(_ codes: [String], of id: DossierID, in world: World) async throws {
        let items = codes.map { Completion.Item(field: "attachment:\($0)", reason: "Planșa este a altei clădiri.") }
        try await world.office.requestCompletion(
            of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
        world.later(days: 1)
        for code in codes {
            try await world.office.attach(try await world.paper("nou \(code)"), as: code, to: id, by: world[.smaranda])
        }
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
    }

    @Test("New drawings alone make an endorsement of the old ones count no more, and lie before who has not answered yet")
    func newPapers() async throws {
        let world = try await World()
        let id = try await world.asked(["isu", "apa-canal", "primar"])
        let fire = try await world.leg(of: id, at: .isu), water = try await world.leg(of: id, at: .aries)
        try await world.answer(fire, .isu, as: .favourable)
        try await world.draft(water, .aries, as: .favourable)
        let before = Set(try await world.office.caseFile(water, seenBy: world[.lavinia]).attachments.map(\.id))
        try await completePapers(["A-PLANSIT"], of: id, in: world)
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.endorsementGaps?.first { $0.kind == "isu" }?.reason == .outdated)
        let open = try await world.office.caseFile(water, seenBy: world[.lavinia])
        #expect(open.events.last?.kind == "request-changed" && open.dossier.draft?.approver == nil)
        let new = open.attachments.filter { !before.contains($0.id) }
        #expect(new.map(\.code) == ["A-PLANSIT"] && new.first == open.attachments.first { $0.code == "A-PLANSIT" })
        try await world.close()
    }

    @Test("Papers that an endorser does not look at leave its answer as it is")
    func otherPapers() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .favourable)
        let looked = try #require(world.office.content.endorsement("isu")).attachments
        let codes = try #require(world.office.content.service("ac-construire")).form.attachments.map(\.kind.code)
        let other = try #require(codes.first { !looked.contains($0) })
        try await completePapers([other], of: id, in: world)
        let file = try await world.office.caseFile(id, seenBy: world[.tiberiu])
        #expect(file.dossier.endorsementGaps?.contains { $0.kind == "isu" } == false)
        try await world.close()
    }

    @Test("Asking anew and taking back does not make an outdated answer good again; what came on paper before the change neither")
    func takenBack() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .favourable)
        try await world.office.record(
            .favourable, of: "primar", "", reference: "nr. 8 din 20.11.2026", for: id, version: try await world.version(id),
            by: world[.tiberiu])
        try await completePapers(["A-PLANSIT", "A-CF30"], of: id, in: world)
        func reason(_ kind: String) async throws -> EndorsementGap.Reason? {
            try await world.office.caseFile(id, seenBy: world[.tiberiu]).dossier.endorsementGaps?.first { $0.kind == kind }?.reason
        }
        #expect(try await reason("isu") == .outdated)
        #expect(try await reason("primar") == .outdated)
        try await world.ask(["isu"], for: id)
        #expect(try await reason("isu") == .unanswered)
        let again = try await world.leg(of: id, at: .isu)
        try await world.office.withdrawLeg(
            again, of: id, reason: "Nu mai este nevoie.", version: try await world.version(id), by: world[.tiberiu])
        #expect(try await reason("isu") == .outdated)
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.tiberiu])
        let drafted = try await world.version(id)
        await #expect(throws: Refusal.self) { try await world.office.sendForApproval(id, version: drafted, by: world[.tiberiu]) }
        // Asked once more and answered, it holds; so does a new paper.
        world.later(days: 1)
        try await world.ask(["isu"], for: id)
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .favourable)
        try await world.office.record(
            .favourable, of: "primar", "", reference: "nr. 9 din 24.11.2026", for: id, version: try await world.version(id),
            by: world[.tiberiu])
        #expect(try await reason("isu") == nil)
        #expect(try await reason("primar") == nil)
        try await world.close()
    }

    @Test("The applicant cannot put the old project back under an endorsement that is open: a leg keeps nothing that is typed")
    func oldProject() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let leg = try await world.leg(of: id, at: .isu)
        try await world.take(leg, .isu)
        try await world.office.requestCompletion(
            of: leg, items: [.init(field: "attachment:A-SCENARIU", reason: "Lipsește.")], message: "",
            version: try await world.version(leg), by: world[.doina])
        let items = [Completion.Item(field: "suprafata_desfasurata_mp", reason: "Nu se potrivește cu planșele.")]
        try await world.office.requestCompletion(
            of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
        let version = try await world.version(leg)
        _ = try await world.office.save(Answers(["lucrari": .text("Un chioșc.")]), in: leg, by: world[.smaranda], language: .ro)
        #expect(try await world.version(leg) == version)
        _ = try await world.office.save(
            Answers(["suprafata_desfasurata_mp": .text("480,00")]), in: id, by: world[.smaranda], language: .ro)
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        _ = try await world.office.save(Answers(), in: leg, by: world[.smaranda], language: .ro)
        try await world.office.attach(try await world.paper("scenariul"), as: "A-SCENARIU", to: leg, by: world[.smaranda])
        try await world.office.complete(leg, by: world[.smaranda], language: .ro)
        let file = try await world.office.caseFile(leg, seenBy: world[.doina])
        #expect(file.dossier.answers.text("suprafata_desfasurata_mp") == "480")
        try await world.close()
    }

    @Test("Asked for what is not a question now, the applicant can answer that by which it becomes one")
    func hidden() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        let items = ["cui", "denumire"].map { Completion.Item(field: "solicitant.\($0)", reason: "Cererea este a unei firme.") }
        try await world.office.requestCompletion(
            of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
        let before = try await world.office.form(id, by: world[.smaranda], in: .ro)
        #expect(!before.checked.asked.contains("solicitant.cui"))
        #expect(before.isOpen("solicitant.tip") && before.isOpen("solicitant.cui") && !before.isOpen("imobil.uat"))
        let code = try #require(before.service.form.field("solicitant.cui")?.example)
        let typed = Answers([
            "solicitant.tip": .text("PJ"), "solicitant.denumire": .text("Dealul Mare SRL"), "solicitant.cui": code,
        ])
        let after = try await world.office.save(typed, in: id, by: world[.smaranda], language: .ro)
        #expect(after.checked.asked.contains("solicitant.cui") && after.dossier.answers["solicitant.cui"] == code)
        try await world.close()
    }

    @Test("How urgent a request is cannot be asked for: the one request for completion would be spent on a closed question")
    func urgency() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, service: "ac-construire", paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        let version = try await world.version(id)
        await #expect(throws: Refusal.self) {
            try await world.office.requestCompletion(
                of: id, items: [.init(field: "regim_urgenta", reason: "Este urgent?")], message: "", version: version, by: world[.tiberiu])
        }
        #expect(try await world.version(id) == version)
        try await world.close()
    }

    @Test("A completion sent by two clicks is sent once, and the second is told that it was")
    func twice() async throws {
        let world = try await World()
        let id = try await waiting("petitie", in: world)
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        try await world.office.complete(id, by: world[.smaranda], language: .ro)
        let events = try await world.office.caseFile(id, seenBy: world[.smaranda]).events
        #expect(events.count { $0.kind == Deed.complete.rawValue } == 1)
        world.later(days: 1)
        await #expect(throws: Refusal.self) { try await world.office.complete(id, by: world[.smaranda], language: .ro) }
        try await world.close()
    }

    @Test("An endorser asks for papers; what the request says is changed where it was filed")
    func leg() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        let leg = try await world.leg(of: id, at: .isu)
        try await world.take(leg, .isu)
        let version = try await world.version(leg)
        await #expect(throws: Refusal.self) {
            try await world.office.requestCompletion(
                of: leg, items: [.init(field: "lucrari", reason: "Altfel.")], message: "", version: version, by: world[.doina])
        }
        try await world.office.requestCompletion(
            of: leg, items: [.init(field: "attachment:A-SCENARIU", reason: "Lipsește.")], message: "", version: version, by: world[.doina])
        let before = try await world.office.form(leg, by: world[.smaranda], in: .ro)
        let after = try await world.office.save(
            Answers(["lucrari": .text("Un chioșc.")]), in: leg, by: world[.smaranda], language: .ro)
        #expect(after.dossier.answers == before.dossier.answers && !after.isOpen("lucrari"))
        try await world.close()
    }

    @Test("A paper that was asked for has its place, though the answers do not ask for it")
    func askedPaper() async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
        let items = [Completion.Item(field: "attachment:A-IMPUT", reason: "Cine a semnat nu este proprietar.")]
        let known = try #require(world.office.content.service("cu-construire")).form.attachments.map(\.kind.code)
        try #require(known.contains("A-IMPUT"))
        try await world.office.requestCompletion(
            of: id, items: items, message: "", version: try await world.version(id), by: world[.tiberiu])
        let form = try await world.office.form(id, by: world[.smaranda], in: .ro)
        #expect(!form.checked.attachments.contains { $0.rule.kind.code == "A-IMPUT" })
        #expect(form.papers.contains { $0.rule.kind.code == "A-IMPUT" && !$0.required })
        try await world.close()
    }
}
