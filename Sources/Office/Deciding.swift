import Foundation
package import Rulebook
import Store

/// From draft to sealed act: one drafts, another approves, a signatory seals.
extension Office {
    /// Begins the act from the service's template, filled with the answers.
    package func draftAct(for id: DossierID, version: Int, by visitor: Visitor) async throws {
        let act = settings.newID()
        try await change(id, by: visitor, version: version) { transaction in
            let rule = transaction.service.act(after: transaction.dossier.steps)
            if try transaction.books.acts(of: id).allSatisfy({ $0.kind != .act }) {
                let draft = Act(
                    id: act, dossier: id, institution: transaction.dossier.institution, kind: .act, template: rule.template,
                    title: rule.title.ro, sections: sections(of: rule, for: transaction.dossier, transaction.service),
                    register: rule.register)
                try transaction.books.add(draft, at: transaction.now)
            }
            try transaction.takeDraft()
            try transaction.make(.draftAct)
        }
    }

    /// Keeps the edited sections, while drafting; who changes one is a writer of the act from then on.
    /// - Parameter version: the act's version that was edited.
    package func edit(_ sections: [String: String], ofActFor id: DossierID, version: Int, by visitor: Visitor) async throws {
        let now = settings.now()
        try await store.write { books in
            guard let found = try books.dossier(id, visibleTo: visitor) else { throw Refusal.notFound }
            let service = try shelf.service(of: found, books)
            let dossier = try heeding(found, service, books)
            let actor = visitor.actor(on: dossier)
            if case .refused(let refusal) = dossier.standing(of: .sendForApproval, by: actor, in: service.workflow),
                !refusal.isWaiting
            {
                throw refusal
            }
            guard var act = try books.acts(of: id).first(where: { $0.kind == .act }) else { throw Refusal.notFound }
            guard act.version == version else { throw Refusal.stale }
            let before = act.sections
            act.sections = act.sections.map { section in
                var copy = section
                if let text = sections[section.name] { copy.text = String(text.replacing("\r\n", with: "\n").legible.prefix(20_000)) }
                return copy
            }
            if act.sections != before, dossier.draft?.writers.contains(visitor.id) == false {
                try books.note(writer: visitor.id, of: dossier)
                try books.record("draft-edited", of: id, in: dossier.institution, by: visitor.id, at: now)
            }
            act.version += 1
            try books.save(act, from: version, at: now)
        }
    }

    /// Writes over whatever the act still leaves blank, the first of its alternatives or else `text`: what the demo and a simulation
    /// have instead of a clerk's judgement.
    package func fillBlanks(ofActFor id: DossierID, with text: String, by visitor: Visitor) async throws {
        guard let act = try await caseFile(id, seenBy: visitor).act else { throw Refusal.notFound }
        let left = act.sections.filter { Blank.isLeft(in: $0.text) }
        if left.isEmpty { return }
        let written = left.map { ($0.name, Blank.filled($0.text, with: text)) }
        try await edit(Dictionary(written) { $1 }, ofActFor: id, version: act.version, by: visitor)
    }

    package func sendForApproval(_ id: DossierID, version: Int, by visitor: Visitor) async throws {
        try await change(id, by: visitor, version: version) { transaction in
            _ = try transaction.stage(after: .sendForApproval)
            try transaction.requireFinishedAct()
            try transaction.make(.sendForApproval)
        }
    }

    package func approve(_ id: DossierID, version: Int, by visitor: Visitor) async throws {
        try await change(id, by: visitor, version: version) { transaction in
            let next = try transaction.stage(after: .approve)
            try transaction.requireParents()
            transaction.dossier.draft?.approver = visitor.id
            transaction.dossier.move(to: next, at: transaction.moment)
            try transaction.save(Deed.approve.rawValue)
        }
    }

    /// Gives a draft, or a refusal that was proposed, back to who drafted it, with what to change.
    package func returnDraft(_ id: DossierID, reason: String, version: Int, by visitor: Visitor) async throws {
        let reason = try required(reason, "reason", called: "desk.reason.restituie", limit: 2_000)
        try await change(id, by: visitor, version: version) { transaction in
            let next = try transaction.stage(after: .returnDraft)
            transaction.dossier.draft?.approver = nil
            transaction.dossier.proposedRefusal = nil
            transaction.dossier.move(to: next, at: transaction.moment)
            try transaction.save(Deed.returnDraft.rawValue, ["reason": reason])
        }
    }

    /// Seals: the act takes its number, its text is frozen, the clock stops; typesetting and the seal follow as a job.
    package func seal(_ id: DossierID, version: Int, by visitor: Visitor) async throws {
        try await answering(id, .seal, version: version, by: visitor) { transaction in
            let next = try transaction.stage(after: .seal)
            try transaction.requireParents()
            guard var act = try transaction.books.acts(of: id).first(where: { $0.kind == .act }), let register = act.register else {
                throw Refusal.guarded(.drafted)
            }
            try transaction.requireFinishedAct()
            let number = try transaction.books.register(
                id, in: register, of: transaction.dossier.institution, on: transaction.today, at: transaction.now,
                sender: transaction.dossier.applicant, object: transaction.dossier.object(act.title, transaction.service))
            let before = act.version
            act.version += 1
            act.number = number.number
            act.day = transaction.today
            act.code = settings.newCode()
            act.issuedAt = transaction.now
            act.sealedBy = visitor.id
            transaction.dossier.move(to: next, at: transaction.moment)
            act.data = try actData(act, transaction, signer: visitor.person)
            try transaction.books.save(act, from: before, at: transaction.now)
            let place = "\(register) \(number.number)/\(transaction.today.year)"
            try chargeSteps(&transaction, by: place)
            try transaction.save(Deed.seal.rawValue, ["act": place, "signatory": visitor.person.name])
            try settleValidity(of: act, transaction)
            try settleLeg(transaction, act)
            try enqueue(.document, act.id, once: "document:\(act.id)", transaction.books)
        }
    }
}

extension Transaction {
    /// The visitor drafts from here on, beside whoever wrote before.
    mutating func takeDraft() throws {
        try books.note(writer: visitor.id, of: dossier)
        dossier.draft = Dossier.DraftState(drafter: visitor.id, writers: dossier.draft?.writers ?? [])
    }

    /// What was linked stays good, whatever has ended since; not what was withdrawn, refused or sent on.
    /// - Throws: `Refusal.voidParent`
    func requireParents() throws {
        if service.parents.isEmpty { return }
        if let link = try books.parents(of: dossier.id).first(where: \.act.isVoid) { throw Refusal.voidParent(link.act.number) }
    }

    /// - Throws: `Refusal.unfinished` where a section of the act still waits for somebody's text.
    func requireFinishedAct() throws {
        let sections = try books.acts(of: dossier.id).first { $0.kind == .act }?.sections ?? []
        let unfinished = sections.filter { Blank.isLeft(in: $0.text) }.map(\.title)
        if !unfinished.isEmpty { throw Refusal.unfinished(unfinished) }
    }
}
