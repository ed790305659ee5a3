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
        _ = try await world.crew(of: "primaria-turda")
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

    /// A planning certificate that goes on to Turda, which takes this much for one; nil: it has no such tariff here.
    private func handedOn(_ state: Dossier.PaymentState, taking amount: Int?) async throws -> (sent: CaseFile, received: CaseFile) {
        let table = amount.map { amount in
            """
            institution: primaria-turda
            from: 2026-01-01
            source: Tarif inventat pentru probe.
            tariffs:
              certificat-urbanism:
                title: {ro: Taxa din Turda, hu: A tordai díj, en: The fee of Turda}
                law: Codul fiscal, art. 474
                inputs: ["suprafata?", "mediu?", "scutit?"]
                steps:
                  - label: {ro: Certificat, hu: Bizonylat, en: Certificate}
                    add: \(amount)

            """
        }
        let world = try await World(services: table.map { ["tariffs/primaria-turda/2026.yaml": $0] } ?? [:])
        _ = try await world.crew(of: "primaria-turda")
        let (id, _) = try await world.submitted(.smaranda, paid: state == .confirmed)
        if state == .given { try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda]) }
        try await world.office.redirect(
            id, to: "primaria-turda", reason: Self.reason, version: try await world.version(id), by: world[.otilia])
        let sent = try await world.office.caseFile(id, seenBy: world[.otilia])
        let there = try #require(sent.events.last { $0.kind == "redirect" }?.details["dossier"])
        let received = try await world.office.caseFile(there, seenBy: world[.vasile])
        try await world.close()
        return (sent, received)
    }

    @Test("A fee that was not paid is owed where the request goes on, by that institution's own tariff; where it has none, nothing is")
    func unpaidFees() async throws {
        let (_, received) = try await handedOn(.due, taking: 20)
        #expect(
            received.dossier.payment == .due && received.payment?.fee.amount == 20 && received.payment?.fee.title.ro == "Taxa din Turda")
        let (sent, free) = try await handedOn(.due, taking: nil)
        #expect(sent.dossier.payment == .due && free.dossier.payment == .none && free.payment == nil)
        #expect(free.events.first?.details["untaxed"] == "true")
    }

    @Test("What was paid counts where the request goes on: only the rest is owed there, and nothing is asked where it is less or unknown")
    func paidFees() async throws {
        let (sent, more) = try await handedOn(.confirmed, taking: 20)
        let paid = try #require(sent.payment?.fee.amount)
        #expect(paid > 0 && paid < 20)
        #expect(more.dossier.payment == .due && more.payment?.fee.amount == 20 - paid && more.payment?.fee.paidBefore == paid)
        for amount in [nil, 1] {
            let (_, received) = try await handedOn(.confirmed, taking: amount)
            #expect(received.dossier.payment == .confirmed && received.payment?.fee.amount == paid)
            #expect(received.payment?.note?.contains("Consiliul Județean Cluj") == true && received.payment?.decidedBy == nil)
        }
        #expect(sent.act?.data?.contains("plătită la noi cu referința \(sent.payment?.reference ?? "–")") == true)
    }

    @Test("A proof of payment that no cashier has looked at goes on with the request, and the other cashier decides")
    func proofs() async throws {
        let (sent, received) = try await handedOn(.given, taking: 20)
        #expect(received.dossier.payment == .given && received.payment?.fee == sent.payment?.fee)
        let proof = try #require(received.payment?.proof)
        #expect(proof != sent.payment?.proof && received.attachments.contains { $0.id == proof })
        #expect(
            received.payment?.reference != sent.payment?.reference
                && received.payment?.note?.contains(sent.payment?.reference ?? "–") == true)
    }

    @Test(
        "Where not everybody works that the request needs to its end, the letter goes alone: who decides, or another who signs, is missing")
    func understaffed() async throws {
        let world = try await World()
        // Vasile of Turda registers and drafts; Ciurila has nobody who countersigns, and nobody who takes fees.
        for (service, target, isTaken) in [
            ("petitie", "primaria-turda", false), ("petitie", "primaria-ciurila", true), ("cu-construire", "primaria-ciurila", false),
        ] {
            let (id, _) = try await world.submitted(.smaranda, service: service)
            let file = try await world.office.caseFile(id, seenBy: world[.otilia])
            #expect(try await world.office.redirects(of: file).receivers.contains(target) == isTaken)
            try await world.office.redirect(id, to: target, reason: Self.reason, version: file.dossier.version, by: world[.otilia])
            let event = try #require(try await world.office.caseFile(id, seenBy: world[.otilia]).events.last { $0.kind == "redirect" })
            #expect((event.details["dossier"] != nil) == isTaken && event.details["letter"] != nil)
        }
        try await world.close()
    }

    @Test("A request does not go back to who had it and sent it on, which is neither offered nor taken; it goes on to somebody else")
    func circles() async throws {
        let world = try await World()
        for town in ["primaria-turda", "primaria-ciurila"] { _ = try await world.crew(of: town) }
        let (id, _) = try await world.submitted(.smaranda, service: "petitie")
        func send(_ id: DossierID, to slug: String, by visitor: Visitor) async throws -> DossierID {
            try await world.office.redirect(id, to: slug, reason: Self.reason, version: try await world.version(id), by: visitor)
            let event = try await world.office.caseFile(id, seenBy: visitor).events.last { $0.kind == "redirect" }
            return try #require(event?.details["dossier"])
        }
        let turda = try await send(id, to: "primaria-turda", by: world[.otilia])
        let registry = try await world.crew(of: "primaria-turda").registry
        var offered = try await world.office.redirects(of: try await world.office.caseFile(turda, seenBy: registry))
        #expect(!offered.targets.contains { $0.slug == "cj-cluj" } && !offered.receivers.contains("cj-cluj"))
        #expect(offered.receivers.contains("primaria-ciurila"))
        let refusal = await #expect(throws: Refusal.self) { _ = try await send(turda, to: "cj-cluj", by: registry) }
        guard case .invalid(let problems)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(problems.map(\.code) == ["was-there"] && problems[0].message.contains("Consiliul Județean Cluj"))
        let ciurila = try await send(turda, to: "primaria-ciurila", by: registry)
        let last = try await world.crew(of: "primaria-ciurila").registry
        offered = try await world.office.redirects(of: try await world.office.caseFile(ciurila, seenBy: last))
        #expect(offered.targets.allSatisfy { !["cj-cluj", "primaria-turda", "primaria-ciurila"].contains($0.slug) })
        for former in ["cj-cluj", "primaria-turda"] {
            await #expect(throws: Refusal.self) { _ = try await send(ciurila, to: former, by: last) }
        }
        #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).count == 3)
        try await world.close()
    }

    @Test(
        "Nobody gives another's acts: what only the fire service may endorse goes to the water company by letter; a petition goes anywhere")
    func competence() async throws {
        let world = try await World()
        let arieș = try await world.crew(of: "apa-aries")
        let id = try await world.filled(.smaranda, service: "isu-aviz-securitate-incendiu")
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        let file = try await world.office.caseFile(id, seenBy: world[.doina])
        let offered = try await world.office.redirects(of: file)
        #expect(offered.targets.contains { $0.slug == "apa-aries" } && !offered.receivers.contains("apa-aries"))
        #expect(!offered.receivers.contains(World.institution))
        try await world.office.redirect(
            id, to: "apa-aries", reason: "Este despre apă.", version: file.dossier.version,
            by: try await world.crew(of: "isu-cluj").registry)
        #expect(try await world.office.myDossiers(world[.smaranda], limit: 10).map(\.id) == [id])
        let found = try await world.office.find("Smaranda", in: "apa-aries", limit: 10, seenBy: arieș.registry)
        #expect(found.found.lines.isEmpty)

        let (petition, _) = try await world.submitted(.smaranda, service: "petitie")
        let answered = try await world.office.redirects(of: try await world.office.caseFile(petition, seenBy: world[.otilia]))
        #expect(answered.receivers.contains("apa-aries"))
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
