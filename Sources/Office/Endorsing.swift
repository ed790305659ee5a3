import Foundation
package import Rulebook
import Store

/// What an endorser does with a leg, and what happens when it does nothing.
extension Office {
    /// Drafts the answer: its outcome, with conditions or reasons. It has effect when it is approved and sealed.
    /// - Throws: `Refusal.invalid` at `outcome` where an answer that is not against gives the service's reasons of a refusal.
    package func endorse(
        _ id: DossierID, as outcome: EndorsementOutcome, _ body: String, version: Int, by visitor: Visitor
    ) async throws {
        guard EndorsementOutcome.answers.contains(outcome) else { throw Refusal.notFound }
        let body = try checked(body, saying: outcome)
        let newID = settings.newID()
        try await answering(id, .endorse, ["outcome": outcome.rawValue, "reason": body], version: version, by: visitor) { transaction in
            let next = try transaction.stage(after: .endorse)
            try checkReasons(in: body, saying: outcome, transaction.service)
            let title = content.phrases("endorsement.text.\(outcome.rawValue)", in: .ro)
            if Blank.isLeft(in: body) { throw Refusal.unfinished([title]) }
            let said = body.isEmpty ? [] : [Act.Section(name: outcome.rawValue, title: title, text: body)]
            let isLeg = try transaction.books.endorsement(of: id) != nil
            if isLeg {
                try transaction.books.propose(outcome, body, for: id)
            } else {
                let answers = Answers(["outcome": .text(outcome.rawValue), "text": .text(body)])
                transaction.dossier.steps[Deed.endorse.rawValue] = StepTaken(by: visitor.id, on: transaction.today, answers: answers)
            }
            // A leg's paper says the outcome alone; what a citizen asked for is an act of its own, with the service's sections.
            try transaction.draft(isLeg ? said : try sections(of: transaction, saying: outcome, said), newID: newID)
            try transaction.takeDraft()
            transaction.dossier.move(to: next, at: transaction.moment)
            try transaction.save(Deed.endorse.rawValue, ["outcome": outcome.rawValue])
        }
    }

    /// A paper that says yes and why not binds nobody and misleads everybody: reasons of a refusal stand in a refusal.
    private func checkReasons(in body: String, saying outcome: EndorsementOutcome, _ service: PublicService) throws(Refusal) {
        guard outcome != .unfavourable else { return }
        let lines = Set(body.split(whereSeparator: \.isNewline).map { String($0).trimmed })
        guard let reason = service.refusalReasons.first(where: lines.contains) else { return }
        let values: [String: TraceValue] = ["reason": .text(reason), "outcome": .phrase("endorsement.outcome.\(outcome.rawValue)")]
        let message = content.phrases("problem.reason-of-refusal", values, in: .ro)
        throw .invalid([Problem(field: "outcome", code: "reason-of-refusal", message: message)])
    }

    /// What the act says besides the outcome: as it was edited, or as the service begins it. A no grants nothing on any terms.
    /// - Parameter said: what goes with the outcome; where the service has a section of that title, it stands there, and not twice.
    private func sections(of transaction: Transaction, saying outcome: EndorsementOutcome, _ said: [Act.Section]) throws -> [Act.Section] {
        let written = try transaction.books.acts(of: transaction.dossier.id).first { $0.kind == .act }?.sections ?? []
        let texts = texts(of: transaction.dossier, transaction.service)
        let rules = transaction.service.act.sections.filter { outcome != .unfavourable || !$0.isGranting }
        let sections = rules.map { section in
            let fresh = Act.Section(name: section.name, title: section.title, text: section.text.filling(texts))
            if let own = said.first(where: { $0.title == section.title }) {
                return Act.Section(name: section.name, title: section.title, text: fresh.text.taking(own.text))
            }
            return written.first { $0.name == section.name } ?? fresh
        }
        return sections + said.filter { own in !rules.contains { $0.title == own.title } }
    }

    /// Runs a deed that answers, or puts an answer off. On a leg that is closed, or a dossier that silence approved – now, where the
    /// term has passed and no round has looked yet – it is written down, and refused as having no effect.
    /// - Parameter step: of a deed that the workflow names, which one.
    /// - Throws: `Refusal.legClosed`, besides what the deed throws.
    func answering(
        _ id: DossierID, _ deed: Deed, step: String? = nil, _ details: [String: String] = [:], version: Int, by visitor: Visitor,
        _ body: @escaping @Sendable (inout Transaction) throws -> Void
    ) async throws {
        let closed = try await change(id, by: visitor) { transaction -> EndorsementOutcome? in
            if transaction.service.silence.effect == .approved, try lapse(id, transaction.books) {
                transaction = try Transaction(id, by: visitor, version: nil, office: self, books: transaction.books)
            }
            let goesOn = step.map { name in
                transaction.service.workflow.moves(from: transaction.dossier.stage).contains { $0.name == name }
            }
            // What puts an answer off comes too late only where silence has answered.
            let isAnswer = Deed.answers.contains(deed) || deed == .advance
            if goesOn != true, let outcome = try transaction.ended(), isAnswer || outcome == .tacit {
                // Who could not have done it in time is refused as ever: a clerk seals nothing, late or not.
                let answerers = Set(transaction.service.workflow.moves.filter { $0.deed == deed }.flatMap(\.by))
                guard !transaction.actor.roles.isDisjoint(with: answerers) else { throw Refusal.notYours(deed) }
                let late = details.merging(["deed": deed.rawValue, "closed": outcome.rawValue]) { $1 }
                try transaction.books.record(
                    "late-answer", of: id, in: transaction.dossier.institution, by: visitor.id, at: transaction.now, late)
                if isAnswer { try tellAsker(of: transaction, "endorsement-late", late.filter { ["closed", "outcome"].contains($0.key) }) }
                return outcome
            }
            guard transaction.dossier.version == version else { throw Refusal.stale }
            try body(&transaction)
            return nil
        }
        if let closed { throw Refusal.legClosed(closed) }
    }

    /// The endorser's act has its number: the leg is closed with what its draft says. Of a dossier that is no leg, nothing.
    func settleLeg(_ transaction: Transaction, _ act: Act) throws {
        guard let endorsement = try transaction.books.endorsement(of: transaction.dossier.id), let outcome = endorsement.proposal else {
            return
        }
        guard try transaction.books.close(endorsement.leg, of: endorsement.parent, as: outcome, paper: act.id, at: transaction.now) else {
            throw Refusal.stale
        }
        try tellAsker(of: transaction, "endorsement-closed", ["outcome": outcome.rawValue])
    }

    /// Writes an event of a leg into the dossier that asked, and tells its handler. Of a dossier that is no leg, nothing.
    func tellAsker(of transaction: Transaction, _ event: String, _ details: [String: String]) throws {
        try tellAsker(of: transaction.dossier, event, details, transaction.books)
    }

    func tellAsker(of leg: Dossier, _ event: String, _ details: [String: String], _ books: Books) throws {
        guard let endorsement = try books.endorsement(of: leg.id), let parent = try books.dossier(forJob: endorsement.parent) else {
            return
        }
        let name = content.institution(leg.institution)?.name.ro ?? leg.institution
        try books.record(
            event, of: parent.id, in: parent.institution, by: nil, at: settings.now(),
            details.merging(["from": name, "kind": endorsement.kind]) { $1 })
        let (letter, key) = (Letter.legMoved(dossier: parent.id, institution: parent.institution), "leg-moved:\(leg.id):\(event)")
        guard let handler = try addressee(of: parent, books) else {
            return try enqueue(letter, toRegistryOf: parent.institution, once: key, books)
        }
        try enqueue(letter, to: handler, once: key, books)
    }

    // MARK: Silence

    /// How many legs one look takes.
    private static let legBatch = 200
    /// Days before the end of its term at which an endorser is reminded.
    private static let reminderDays = 3

    /// Where the law says that silence is approval, legs whose term has passed are approved tacitly, each exactly once.
    package func lapseLegs() async throws {
        try await forEachOpenLeg(dueBefore: today()) { leg, books in try lapse(leg.id, books) }
    }

    /// Reminds endorsers of what is due soon, once of each leg's last day: who handles it, or stands in; the registry
    /// where nobody does.
    package func remindEndorsers() async throws {
        let today = today()
        try await forEachOpenLeg(dueBefore: today.adding(days: Self.reminderDays + 1)) { leg, books in
            // What is over is in the morning's letter: a key is not kept for ever, and this would come again.
            guard let due = leg.clock?.deadline(in: content.calendar).due, due >= today else { return }
            let letter = Letter.legDue(leg: leg.id, institution: leg.institution, until: due)
            let key = "leg-due:\(leg.id):\(due)"
            guard let handler = try addressee(of: leg, books), handler.isReachable,
                try present(handler.id, in: leg.institution, books) != nil
            else {
                return try enqueue(letter, toRegistryOf: leg.institution, once: key, books)
            }
            try enqueue(letter, to: handler, once: key, books)
        }
    }

    private func forEachOpenLeg(dueBefore day: Day, _ body: @escaping @Sendable (Dossier, Books) throws -> Void) async throws {
        var cursor = ""
        while true {
            let after = cursor
            let found = try await store.read { try $0.openLegs(dueBefore: day, after: after, limit: Self.legBatch) }
            for id in found {
                try Task.checkCancellation()
                try await store.write { books in if let leg = try books.dossier(forJob: id) { try body(leg, books) } }
            }
            guard let last = found.last, found.count == Self.legBatch else { break }
            cursor = last
        }
        bell.ring()
    }
}

extension Transaction {
    /// How the endorsement that this dossier is ended without its answer, or by it: of a leg its outcome, of any other dossier
    /// whether silence approved it. Nil while it is open, and for whatever ended otherwise.
    fileprivate func ended() throws -> EndorsementOutcome? {
        if let endorsement = try books.endorsement(of: dossier.id) { return endorsement.outcome }
        return service.workflow.isTacit(dossier.stage) ? .tacit : nil
    }

    /// The act that the service issues, with these sections: a new draft, or the one there is.
    func draft(_ sections: [Act.Section], newID: String) throws {
        if var act = try books.acts(of: dossier.id).first(where: { $0.kind == .act }) {
            let before = act.version
            act.sections = sections
            act.version += 1
            return try books.save(act, from: before, at: now)
        }
        let rule = service.act
        try books.add(
            Act(
                id: newID, dossier: dossier.id, institution: dossier.institution, kind: .act, template: rule.template, title: rule.title.ro,
                sections: sections, register: rule.register), at: now)
    }
}

extension String {
    /// With further words: over the last mark that a person has to fill, or as a paragraph of their own.
    fileprivate func taking(_ words: String) -> String {
        guard let mark = Blank.marks(in: self).last, let place = range(of: mark, options: .backwards) else { return "\(self)\n\n\(words)" }
        let after = self[place.upperBound...]
        let ending = after.hasPrefix(".") && words.hasSuffix(".") ? after.dropFirst() : after
        return "\(self[..<place.lowerBound])\(words)\(ending)"
    }
}
