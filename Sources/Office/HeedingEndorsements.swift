import Foundation
package import Rulebook
package import Store

/// What other institutions have to say before an act goes out, and whether they have.
extension Office {
    /// A dossier with what its endorsements leave open today: what the rules need to decide. Nothing is looked up at a stage where
    /// they do not ask for it.
    func heeding(_ dossier: Dossier, _ service: PublicService, _ books: Books) throws -> Dossier {
        let dossier = try claiming(asked(dossier, service, books), service, books)
        guard service.workflow.heedsEndorsements(at: dossier.stage) else { return dossier }
        let isAsking = !service.endorsements.isEmpty
        return try heeding(
            dossier, service, legs: isAsking ? books.endorsements(askedBy: dossier.id) : [],
            papers: isAsking ? books.paperEndorsements(of: dossier.id) : [], books)
    }

    /// A leg with who asks it; any other dossier as it is.
    private func asked(_ dossier: Dossier, _ service: PublicService, _ books: Books) throws -> Dossier {
        guard service.workflow.moves.contains(where: { $0.by.contains(.asker) }), let endorsement = try books.endorsement(of: dossier.id),
            let parent = try books.dossier(forJob: endorsement.parent)
        else { return dossier }
        var asked = dossier
        asked.askers = Set([endorsement.askedBy] + [parent.assignee].compactMap { $0 }).union(parent.draft?.writers ?? [])
        return asked
    }

    /// A dossier with the steps that have nothing to decide, where a move may have to wait for one.
    private func claiming(_ dossier: Dossier, _ service: PublicService, _ books: Books) throws -> Dossier {
        let needed = Set(service.workflow.moves(from: dossier.stage).flatMap(\.needs))
        guard needed.contains(where: { service.workflow.step($0)?.decides.isEmpty == false }) else { return dossier }
        var claiming = dossier
        claiming.idleSteps = service.idleSteps(try values(of: dossier, service, books), in: checking())
        return claiming
    }

    /// The same, whatever the stage.
    /// - Parameters:
    ///   - legs: all that the dossier asked.
    ///   - papers: all that came on paper.
    func heeding(
        _ dossier: Dossier, _ service: PublicService, legs: [EndorsementLine], papers: [PaperEndorsement], _ books: Books
    ) throws -> Dossier {
        var heeding = try claiming(asked(dossier, service, books), service, books)
        heeding.endorsementGaps = try endorsementGaps(of: dossier, service, legs, papers, books)
        return heeding
    }

    private func endorsementGaps(
        of dossier: Dossier, _ service: PublicService, _ legs: [EndorsementLine], _ papers: [PaperEndorsement], _ books: Books
    ) throws -> [EndorsementGap] {
        let outdated = dossier.outdatedAnswers
        let answers =
            legs.filter { isAskedRight($0, by: dossier) }.map { line in
                let (asked, due) = (line.endorsement, line.due)
                return (
                    asked.askedAt,
                    EndorsementAnswer(kind: asked.kind, outcome: asked.outcome, due: due, isOutdated: outdated.contains(asked.leg))
                )
            }
            + papers.map {
                ($0.recordedAt, EndorsementAnswer(kind: $0.kind, outcome: $0.outcome, due: nil, isOutdated: outdated.contains($0.id)))
            }
        let inOrder = answers.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
        var values: Values?
        return try service.endorsementGaps(inOrder, today: today(), title: { content.endorsement($0)?.title.ro ?? $0 }) { rule in
            guard canBeAsked(rule, by: dossier) else { return false }
            guard rule.when != nil else { return true }
            let known = try values ?? self.values(of: dossier, service, books)
            values = known
            return rule.isProposed(known, in: checking())
        }
    }

    /// What the answers say, as expressions read them.
    func values(of dossier: Dossier, _ service: PublicService, _ books: Books) throws -> Values {
        let attached = Set(try books.attachments(of: dossier.id).map(\.code))
        return service.form.check(dossier.answers, attached: attached, in: checking()).values
    }

    /// Whether there is somebody to ask, and it is not the very desk that asks: another desk of the house may be an endorser too.
    private func canBeAsked(_ rule: EndorsementRule, by dossier: Dossier) -> Bool {
        guard let kind = content.endorsement(rule.kind), let endorser = content.endorser(kind, about: dossier.place) else { return false }
        return endorser.slug != dossier.institution || kind.desk != dossier.desk
    }

    /// The endorsements that a service asks, and which of them the answers call for: what the handler chooses from.
    package func endorsementChoices(for file: CaseFile) async throws -> [EndorsementChoice] {
        let dossier = file.dossier
        let values = file.service.form.check(dossier.answers, attached: Set(file.attachments.map(\.code)), in: checking()).values
        let gaps = Dictionary(grouping: dossier.endorsementGaps ?? [], by: \.kind)
        let settled = settledKinds(legs: file.legs, papers: file.paperEndorsements, of: dossier)
        let open: [EndorsementChoice] = file.service.endorsements.compactMap { rule in
            let gap = gaps[rule.kind]?.first?.reason
            guard canBeAsked(rule, by: dossier), gap != nil || !settled.contains(rule.kind),
                let kind = content.endorsement(rule.kind), let endorser = content.endorser(kind, about: dossier.place)
            else { return nil }
            return EndorsementChoice(
                rule: rule, kind: kind, endorser: endorser, isProposed: rule.isProposed(values, in: checking()), gap: gap, isStaffed: true,
                isSealed: file.legs.contains { $0.endorsement.kind == rule.kind && $0.isAnswered })
        }
        return try await store.read { books in
            let staffed = try books.workforce()
            return open.map { choice in
                var choice = choice
                choice.isStaffed = staffed[choice.endorser.slug]?.contains(where: Self.answers) ?? false
                return choice
            }
        }
    }

    /// Whether somebody of an institution works with the program: who only audits or keeps accounts answers nothing.
    private func isStaffed(_ institution: String, _ books: Books) throws -> Bool {
        try books.workforce()[institution]?.contains(where: Self.answers) ?? false
    }

    private static func answers(_ appointments: [Appointment]) -> Bool {
        appointments.contains { ![.auditor, .administrator].contains($0.role) }
    }

    /// Conditions or reasons, which some outcomes cannot do without.
    func checked(_ body: String, saying outcome: EndorsementOutcome) throws(Refusal) -> String {
        guard outcome.needsText else { return String(body.legible.trimmed.prefix(OfficeLimits.endorsementLength)) }
        if body.legible.trimmed.isEmpty {
            let message = content.phrases("problem.endorsement-text.\(outcome.rawValue)", in: .ro)
            throw .invalid([Problem(field: "body", code: "required", message: message)])
        }
        return try required(body, "body", called: "desk.endorsements.text-label", limit: OfficeLimits.endorsementLength)
    }

    /// Writes down an answer that came on paper: from an endorser that does not work here, or brought by the applicant. A leg that
    /// is open for it is taken back.
    /// - Parameters:
    ///   - body: conditions or reasons, where the outcome needs them.
    ///   - reference: the paper's own number and date.
    ///   - scan: of the paper; who may see the dossier may see it.
    /// - Throws: `Refusal.askedAlready` where it was answered already, not against, and the request was not changed since;
    ///   `.sealedAnswer` where the answer is the endorser's own sealed paper and it works here: the endorser alone takes it back, by
    ///   answering anew.
    package func record(
        _ outcome: EndorsementOutcome, of kind: String, _ body: String, reference: String, scan: ReceivedFile? = nil,
        for id: DossierID, version: Int, by visitor: Visitor
    ) async throws {
        guard EndorsementOutcome.answers.contains(outcome) else { throw Refusal.notFound }
        if let scan, scan.type == nil { throw Refusal.wrongFormat(allowed: AttachmentKind.MediaType.allCases) }
        let reference = try required(reference, "reference", called: "desk.endorsements.reference", limit: 200)
        let body = try checked(body, saying: outcome)
        let newID = settings.newID()
        try await change(id, by: visitor, version: version) { transaction in
            let books = transaction.books
            guard let rule = transaction.service.endorsements.first(where: { $0.kind == kind }) else { throw Refusal.notFound }
            // Who may ask may write down the answer.
            _ = try transaction.stage(after: .requestEndorsement)
            let lines = try books.endorsements(askedBy: id).filter { $0.endorsement.kind == kind }
            let legs = lines.map(\.endorsement)
            let sealed = lines.last(where: \.isAnswered)
            let settled = settledKinds(
                legs: lines.filter { $0.endorsement.outcome != nil }, papers: try books.paperEndorsements(of: id), of: transaction.dossier)
            if settled.contains(kind), !mayBeAskedAgain(by: transaction.dossier).contains(kind) { throw Refusal.askedAlready }
            if let sealed, try isStaffed(sealed.institution, books) {
                throw Refusal.sealedAnswer(content.institution(sealed.institution)?.name.ro ?? sealed.institution)
            }
            for leg in legs where leg.outcome == nil {
                try withdraw(leg, content.phrases("endorsement.came-on-paper", in: .ro), by: visitor.id, books)
            }
            try books.add(
                PaperEndorsement(
                    id: newID, parent: id, kind: rule.kind, outcome: outcome, body: body, reference: reference, recordedBy: visitor.id,
                    recordedAt: transaction.now))
            if let scan {
                try books.add(
                    scan.attachment(id: newID, of: id, code: Attachment.endorsementPaper, by: visitor.id, at: transaction.now))
            }
            var details = [
                "from": content.endorsement(kind)?.title.ro ?? kind, "kind": kind, "outcome": outcome.rawValue, "reference": reference,
            ]
            details["sha256"] = scan?.sha256
            details["over"] = sealed?.paper?.number
            details[Transaction.inPlaceOf] = transaction.lender(of: .requestEndorsement)?.name
            try transaction.save("endorsement-on-paper", details)
        }
    }

    /// The sealed paper that asked for a leg, for those who may see the dossier that asked: an endorser that does not work here gets it
    /// by hand.
    package func endorsementRequest(of leg: DossierID, askedBy id: DossierID, seenBy visitor: Visitor) async throws -> (Act, StoredFile) {
        try await store.read { books in
            guard try books.dossier(id, visibleTo: visitor) != nil, try books.endorsement(of: leg)?.parent == id,
                let act = try books.acts(of: leg).first(where: { $0.kind == .receipt }), let sha256 = act.sha256
            else { throw Refusal.notFound }
            return (act, store.files.file(sha256))
        }
    }
}

/// One endorsement that the handler may ask, or whose answer on paper may be written down.
package struct EndorsementChoice: Sendable {
    package let rule: EndorsementRule
    package let kind: EndorsementKind
    package let endorser: Institution
    /// The answers call for it.
    package let isProposed: Bool
    /// Nil where nothing is missing without it.
    package let gap: EndorsementGap.Reason?
    /// Somebody there works with this program.
    package internal(set) var isStaffed: Bool
    /// It has answered here with its own sealed paper.
    package let isSealed: Bool

    /// Whether an answer on paper may be written down: none replaces the sealed one of an endorser that works here.
    package var takesPaper: Bool { !isSealed || !isStaffed }
    /// It waits for its answer, so it is not asked again.
    package var isOpen: Bool { gap == .unanswered }
}
