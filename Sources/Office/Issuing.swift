import Foundation
package import Rulebook
import Store

/// Papers that no signatory signs one by one: what the program confirms alone, a refusal, an approval by silence.
extension Office {
    /// The register in which refusals are numbered, and the one of tacit approvals.
    private static let refusalRegister = "RSP"
    static let tacitRegister = "AT"

    /// The program confirms what was handed in, in the transaction that submits it; typesetting and the seal follow as a job.
    func issue(_ transaction: inout Transaction) throws {
        let program = Actor(person: "", roles: [.program])
        let next = try transaction.dossier.stage(after: .issue, by: program, in: transaction.service)
        let (dossier, rule) = (transaction.dossier, transaction.service.act)
        let texts = texts(of: dossier, transaction.service)
        var act = Act(
            id: settings.newID(), dossier: dossier.id, institution: dossier.institution, kind: .act, template: rule.template,
            title: rule.title.ro,
            sections: rule.sections.map { Act.Section(name: $0.name, title: $0.title, text: $0.text.filling(texts)) },
            register: rule.register)
        let number = try transaction.books.register(
            dossier.id, in: rule.register, of: dossier.institution, on: transaction.today, at: transaction.now, sender: dossier.applicant,
            object: dossier.object(act.title, transaction.service))
        act.number = number.number
        act.day = transaction.today
        act.code = settings.newCode()
        act.issuedAt = transaction.now
        act.data = try actData(act, transaction, signer: nil)
        try transaction.books.add(act, at: transaction.now)
        transaction.dossier.move(to: next, at: transaction.moment)
        try transaction.save(
            Deed.issue.rawValue, ["act": "\(rule.register) \(number.number)/\(transaction.today.year)"], byProgram: true)
        try settleValidity(of: act, transaction)
        try enqueue(.document, act.id, once: "document:\(act.id)", transaction.books)
    }

    /// The paper that tells the applicant that a dossier ended without what was asked: why, and how this may be contested.
    func issueRefusal(_ reason: String, _ transaction: Transaction) throws {
        let dossier = transaction.dossier
        var (act, sheet) = try numbered(
            "respingere", content.phrases("act.refusal-title", in: .ro), in: Self.refusalRegister, transaction)
        sheet["service"] = .text(transaction.service.title.ro)
        sheet["reason"] = .text(reason)
        sheet["appeal"] = .list(appealLines(of: transaction.service, in: .ro).map { .text($0) })
        sheet["signatures"] = [["role": .text(headTitle(of: dossier)), "name": .text(signature(of: .refuse, transaction))]]
        act.data = try Sheet.record(sheet).json()
        try transaction.books.add(act, at: transaction.now)
        try enqueue(.document, act.id, once: "document:\(act.id)", transaction.books)
    }

    /// A paper on a dossier that its deed numbers and seals at once, with the sheet that says so.
    /// - Parameter to: whom it goes to, where the register has to say so.
    func numbered(
        _ template: String, _ title: String, in register: String, to addressee: String? = nil, _ transaction: Transaction
    ) throws -> (act: Act, sheet: [String: Sheet]) {
        let dossier = transaction.dossier
        var act = Act(
            id: settings.newID(), dossier: dossier.id, institution: dossier.institution, kind: .act, template: template, title: title,
            sections: [], register: register)
        let number = try transaction.books.register(
            dossier.id, in: register, of: dossier.institution, on: transaction.today, at: transaction.now, sender: dossier.applicant,
            object: [title, addressee].compactMap { $0 }.joined(separator: ": ")
        ).number
        act.number = number
        act.day = transaction.today
        act.code = settings.newCode()
        act.issuedAt = transaction.now
        act.sealedBy = transaction.visitor.id
        var sheet = try sheet(title: title, for: dossier, code: act.code)
        sheet["applicant"] = applicant(of: dossier, transaction.service, in: template)
        sheet["sealed"] = true
        sheet["number"] = .text("\(number)")
        sheet["date"] = .text(content.phrases.date(transaction.today, .numeric, in: .ro))
        return (act, sheet)
    }

    /// Who signs what a deed decides; in another's place, with the name of whose.
    func signature(of deed: Deed, _ transaction: Transaction) -> String {
        signature(transaction.visitor.person.name, inPlaceOf: transaction.lender(of: deed)?.name)
    }

    /// A name under a paper.
    func signature(_ name: String, inPlaceOf absent: String?) -> String {
        guard let absent else { return name }
        return content.phrases("act.signed-instead", ["name": .text(name), "absent": .text(absent)], in: .ro)
    }

    /// The paper that states that a dossier of the institution's own was approved by its silence.
    /// - Returns: its place in its register: „AT 1/2026”.
    func issueTacitApproval(of dossier: Dossier, _ service: PublicService, _ deadline: Deadline, _ books: Books) throws -> String {
        let (now, phrases) = (settings.now(), content.phrases)
        var act = Act(
            id: settings.newID(), dossier: dossier.id, institution: dossier.institution, kind: .act, template: "aprobare-tacita",
            title: phrases("endorsement.tacit-title", in: .ro), sections: [], register: Self.tacitRegister)
        let number = try books.register(
            dossier.id, in: Self.tacitRegister, of: dossier.institution, on: today(), at: now, sender: dossier.applicant,
            object: service.title.ro)
        act.number = number.number
        act.day = today()
        act.code = settings.newCode()
        act.issuedAt = now
        var sheet = try sheet(title: act.title, for: dossier, code: act.code)
        sheet["applicant"] = applicant(of: dossier, service, in: act.template)
        sheet["sealed"] = true
        sheet["number"] = .text("\(number.number)")
        sheet["date"] = .text(phrases.date(today(), .numeric, in: .ro))
        sheet["service"] = .text("„\(service.title.ro)”")
        sheet["due"] = .text(phrases.date(deadline.projected, .full, in: .ro))
        sheet["completion"] = try completionSheet(of: dossier, books)
        sheet["basis"] = .text(service.silence.basis.withoutReservation)
        if try hasOpenClaim(dossier, service, books) { sheet["claim"] = .text(phrases("act.claim-open", in: .ro)) }
        sheet["trace"] = .text(deadline.trace.map { phrases($0, in: .ro) }.joined(separator: " ").withoutReservation)
        act.data = try Sheet.record(sheet).json()
        try books.add(act, at: now)
        try settleValidity(of: act, dossier, service, by: nil, books)
        try enqueue(.document, act.id, once: "document:\(act.id)", books)
        return "\(Self.tacitRegister) \(number.number)/\(today().year)"
    }

    /// Whether an exemption is claimed that nobody has decided. Silence does not wait for it: who keeps silent would escape the effect of
    /// it by not deciding that either. It is decided afterwards, and what is then owed is owed.
    private func hasOpenClaim(_ dossier: Dossier, _ service: PublicService, _ books: Books) throws -> Bool {
        let open = service.workflow.moves.filter { move in !move.decides.isEmpty && move.name.map { dossier.steps[$0] == nil } ?? false }
        guard !open.isEmpty else { return false }
        let claims = try values(of: dossier, service, books)
        return open.contains { service.hasOccasion(for: $0, claims, in: checking()) }
    }

    /// Where, for how long and by what law an answer may be contested, a sentence each.
    package func appealLines(of service: PublicService, in language: Language) -> [String] {
        service.appeal.map { appeal in
            var values: [String: TraceValue] = ["to": .text(appeal.to(language)), "basis": .text(appeal.basis)]
            if let length = appeal.length {
                values["term"] = .term(length, appeal.unit)
                values["from"] = .text(appeal.from.map { $0(language) } ?? content.phrases("appeal.from", in: language))
            }
            let way = content.phrases(appeal.length == nil ? "appeal.open" : "appeal.within", values, in: language)
            return appeal.note.map { "\(way) \($0(language))" } ?? way
        }
    }

    /// What acts may name in braces: the answers of the form, and those of the workflow's own steps.
    func texts(of dossier: Dossier, _ service: PublicService) -> [String: String] {
        var texts = service.form.texts(dossier.answers, in: checking(.ro))
        for (name, taken) in dossier.steps {
            for field in service.workflow.step(name)?.asks ?? [] {
                texts["\(name).\(field.key)"] = taken.answers[field.key].map { field.display($0, in: checking(.ro)) } ?? ""
            }
        }
        if let outcome = dossier.outcome {
            texts["endorse.outcome"] = content.phrases("endorsement.outcome.\(outcome.rawValue)", in: .ro)
            texts["endorse.text"] = dossier.steps[Deed.endorse.rawValue]?.answers.text("text") ?? ""
        }
        return texts
    }
}

extension Dossier {
    /// Of what a citizen asked an endorser directly: what the draft says.
    package var outcome: EndorsementOutcome? {
        steps[Deed.endorse.rawValue]?.answers.text("outcome").flatMap(EndorsementOutcome.init)
    }
}

extension Transaction {
    /// How many days ago the move's own term passed; nil while there is time, or where it has none.
    func daysLate(for deed: Deed) -> Int? {
        guard let within = service.workflow.moves(from: dossier.stage).first(where: { $0.deed == deed }).flatMap(service.within),
            let number = dossier.number,
            let due = LegalClock(within, from: number.day).deadline(in: office.content.calendar).due, due < today
        else { return nil }
        return due.days(until: today)
    }
}
