import Foundation
package import Rulebook
import Store

/// What a dossier asks of other institutions. Each answer is worked on in a small dossier of the endorser's, the leg: with its
/// number, clock and handler, and no more of the asking dossier than the endorser needs.
extension Office {
    /// Asks several institutions at once.
    /// - Parameters:
    ///   - kinds: slugs of those that the service asks.
    ///   - note: what the handler adds to the question; may be empty.
    /// - Throws: `Refusal.askedAlready` where one of them is open, or answered and not against.
    package func requestEndorsements(
        _ kinds: [String], note: String, for id: DossierID, version: Int, by visitor: Visitor
    ) async throws {
        let note = String(note.legible.trimmed.prefix(4_000))
        try await change(id, by: visitor, version: version) { transaction in
            let rules = transaction.service.endorsements.filter { kinds.contains($0.kind) }
            guard !rules.isEmpty else {
                throw Refusal.invalid([
                    Problem(field: "endorsements", code: "required", message: content.phrases("problem.endorsements-none", in: .ro))
                ])
            }
            let settled = settledKinds(
                legs: try transaction.books.endorsements(askedBy: id), papers: try transaction.books.paperEndorsements(of: id),
                of: transaction.dossier)
            let again = mayBeAskedAgain(by: transaction.dossier)
            if rules.contains(where: { settled.contains($0.kind) && !again.contains($0.kind) }) { throw Refusal.askedAlready }
            _ = try transaction.stage(after: .requestEndorsement)
            let names = try rules.map { try ask($0, note, transaction) }
            var details = ["to": names.joined(separator: ", "), "kinds": rules.map(\.kind).joined(separator: ",")]
            if let late = transaction.daysLate(for: .requestEndorsement) { details["late"] = "\(late)" }
            try transaction.make(.requestEndorsement, details)
        }
    }

    /// Opens the leg and hands it in at the endorser's registry.
    /// - Returns: the endorser's name.
    private func ask(_ rule: EndorsementRule, _ note: String, _ transaction: Transaction) throws -> String {
        let (parent, books) = (transaction.dossier, transaction.books)
        guard let kind = content.endorsement(rule.kind), let service = content.legService(rule.kind, askedBy: parent.service),
            let endorser = content.endorser(kind, about: parent.place)
        else { throw Refusal.notOffered }
        var leg = Dossier(
            id: settings.newID(), institution: endorser.slug, service: service.slug,
            revision: try shelf.revisionInForce(of: service.slug), opener: parent.opener, desk: kind.desk,
            stage: service.workflow.start.name, title: parent.title, openedAt: transaction.now)
        leg.answers = parent.answers.keeping(Set(service.form.fields.map(\.key)))
        let former = try takenBack(rule.kind, of: parent.id, books)
        leg.completionsAsked = former?.completionsAsked ?? 0
        try books.open(leg, key: "leg:\(leg.id)", at: transaction.now)
        let asker = content.institution(parent.institution)
        let next = try leg.stage(after: .submit, by: Actor(person: transaction.visitor.id, roles: [.asker]), in: service.workflow)
        leg.applicant = parent.applicant
        leg.place = parent.place
        leg.registeredAt = transaction.now
        leg.clock = clock(rule.term, of: service, transaction)
        leg.number = try books.register(
            leg.id, in: RegisterName.general, of: endorser.slug, on: transaction.today, at: transaction.now,
            sender: asker?.name.ro ?? parent.institution, object: service.title.ro)
        leg.move(to: next, at: transaction.moment)
        try books.save(leg, from: 1, stageFacts(of: leg, service), at: transaction.now)
        try books.record(
            Deed.submit.rawValue, of: leg.id, in: leg.institution, by: transaction.visitor.id, at: transaction.now,
            ["number": leg.number.map { "\($0)" } ?? "", "from": asker?.name.ro ?? ""])
        try books.index(leg.id, of: leg.institution, words: leg.searchWords(service))
        try books.setParcels(leg.parcels(service), of: leg, at: transaction.now)
        let all = try books.attachments(of: parent.id)
        let old = try books.completion(of: parent.id)?.superseded(among: all) ?? []
        var papers = all.filter { kind.attachments.contains($0.code) }
        let known = Set(papers.map(\.code))
        papers += try former.map { try books.attachments(of: $0.id).filter { !known.contains($0.code) } } ?? []
        // A plan that was sent back goes along, named for what it is, since what came after it may only add to it.
        papers = papers.map { paper in
            let name =
                old.contains(paper.id) ? content.phrases("endorsement.superseded", ["name": .text(paper.name)], in: .ro) : paper.name
            return paper.copied(to: leg.id, as: settings.newID(), named: name)
        }
        for paper in papers { try books.add(paper) }
        let question = note.isEmpty ? kind.request.question : "\(kind.request.question)\n\n\(note)"
        try books.add(
            Endorsement(
                leg: leg.id, parent: parent.id, kind: kind.slug, question: question, askedBy: transaction.visitor.id,
                askedAt: transaction.now))
        try issueRequest(of: leg, kind, rule, note, papers, service, transaction)
        try enqueue(.legAsked(leg: leg.id, institution: endorser.slug), toRegistryOf: endorser.slug, once: "leg-asked:\(leg.id)", books)
        return endorser.name.ro
    }

    /// The leg that was asked before and taken back. Asked anew it is the same question: its one request for completion is spent
    /// (OUG 31/2025), and what was handed in for it is passed on.
    private func takenBack(_ kind: String, of parent: DossierID, _ books: Books) throws -> Dossier? {
        guard let last = try books.endorsements(askedBy: parent).map(\.endorsement).last(where: { $0.kind == kind }),
            last.outcome == .withdrawn
        else { return nil }
        return try books.dossier(forJob: last.leg)
    }

    /// Takes one leg back; what the endorser has done on it stays with the endorser.
    package func withdrawLeg(_ leg: DossierID, of id: DossierID, reason: String, version: Int, by visitor: Visitor) async throws {
        let reason = try required(reason, "reason", called: "desk.reason.retrage-aviz", limit: 2_000)
        let ended = try await change(id, by: visitor, version: version) { transaction -> EndorsementOutcome? in
            // Who may ask may take back.
            _ = try transaction.stage(after: .requestEndorsement)
            let line = try transaction.books.endorsements(askedBy: id).first { $0.endorsement.leg == leg }
            guard let line else { throw Refusal.notFound }
            if let outcome = line.endorsement.outcome { throw Refusal.legEnded(outcome) }
            // What silence approved is not taken back, whether or not a round has looked since.
            if try lapse(leg, transaction.books) { return .tacit }
            try withdraw(line.endorsement, reason, by: visitor.id, transaction.books)
            let name = content.institution(line.institution)?.name.ro ?? line.institution
            var details = ["to": name, "reason": reason, "kind": line.endorsement.kind]
            details[Transaction.inPlaceOf] = transaction.lender(of: .requestEndorsement)?.name
            try transaction.save("endorsement-withdrawn", details)
            return nil
        }
        if let ended { throw Refusal.legEnded(ended) }
    }

    /// Whether the institution that was asked is the one that has to be: a completion may have moved the land to another town.
    func isAskedRight(_ line: EndorsementLine, by dossier: Dossier) -> Bool {
        guard let kind = content.endorsement(line.endorsement.kind), let endorser = content.endorser(kind, about: dossier.place) else {
            return true
        }
        return endorser.slug == line.institution
    }

    /// Takes back what is asked of an institution that has no say any more.
    func withdrawLegsElsewhere(_ transaction: Transaction) throws {
        let reason = content.phrases("endorsement.other-place", in: .ro)
        for line in try transaction.books.endorsements(askedBy: transaction.dossier.id)
        where line.endorsement.outcome == nil && !isAskedRight(line, by: transaction.dossier) {
            try withdraw(line.endorsement, reason, by: transaction.visitor.id, transaction.books)
            try transaction.books.record(
                "endorsement-withdrawn", of: transaction.dossier.id, in: transaction.dossier.institution, by: nil, at: transaction.now,
                [
                    "to": content.institution(line.institution)?.name.ro ?? line.institution, "reason": reason,
                    "kind": line.endorsement.kind,
                ])
        }
    }

    /// A binding answer that is against may be asked for again, after what it wants was changed.
    func mayBeAskedAgain(by dossier: Dossier) -> Set<String> {
        Set(dossier.endorsementGaps?.filter { $0.reason == .unfavourable }.map(\.kind) ?? [])
    }

    /// The kinds that are asked, or were answered. What was taken back, what another town was asked, and answers about the request as it
    /// was before a completion changed it settle nothing.
    func settledKinds(legs: [EndorsementLine], papers: [PaperEndorsement], of dossier: Dossier) -> Set<String> {
        let outdated = dossier.outdatedAnswers
        let asked = legs.filter { isAskedRight($0, by: dossier) }.map(\.endorsement).filter { $0.outcome != .withdrawn }
        return Set(asked.filter { !outdated.contains($0.leg) }.map(\.kind) + papers.filter { !outdated.contains($0.id) }.map(\.kind))
    }

    /// A completion may change what others were asked about. Who has not answered yet reads the request as it is now, with its papers; an
    /// answer that was given is about another project, and counts no more.
    /// - Parameters:
    ///   - changed: keys of the answers.
    ///   - added: the papers that came with it.
    func passOn(_ changed: Set<String>, _ added: [Attachment], _ transaction: inout Transaction) throws {
        let (dossier, books) = (transaction.dossier, transaction.books)
        let legs = try books.endorsements(askedBy: dossier.id).filter { isAskedRight($0, by: dossier) }.map(\.endorsement)
        let onPaper = try books.paperEndorsements(of: dossier.id)
        for rule in transaction.service.endorsements {
            let known = Set(content.legService(rule.kind, askedBy: dossier.service)?.form.fields.map(\.key) ?? [])
            let papers = added.filter { content.endorsement(rule.kind)?.attachments.contains($0.code) ?? false }
            guard !known.isDisjoint(with: changed) || !papers.isEmpty else { continue }
            let own = legs.filter { $0.kind == rule.kind && $0.outcome != .withdrawn }
            for open in own where open.outcome == nil { try renew(open.leg, as: dossier.answers.keeping(known), papers, transaction) }
            let answered = own.filter { $0.outcome != nil }.map(\.leg) + onPaper.filter { $0.kind == rule.kind }.map(\.id)
            transaction.dossier.outdatedAnswers.formUnion(answered)
        }
    }

    /// An open leg reads the asking request as it is now, beside the papers that came; what the endorser approved of it before has to be
    /// approved again, and what the applicant began to type of it was about the request as it was.
    private func renew(_ id: DossierID, as answers: Answers, _ papers: [Attachment], _ transaction: Transaction) throws {
        let books = transaction.books
        guard var leg = try books.dossier(forJob: id) else { throw OfficeFault.missing("leg \(id)") }
        let (service, version, former) = (try shelf.service(of: leg, books), leg.version, leg.answers)
        leg.answers = answers
        leg.completing = nil
        leg.draft?.approver = nil
        leg.version += 1
        try books.save(leg, from: version, stageFacts(of: leg, service), at: transaction.now)
        let present = try books.attachments(of: id)
        for paper in papers where !present.contains(where: { $0.code == paper.code && $0.sha256 == paper.sha256 }) {
            try books.add(paper.copied(to: id, as: settings.newID()))
        }
        try books.record(
            "request-changed", of: leg.id, in: leg.institution, by: nil, at: transaction.now,
            changes(from: former, to: leg.answers, of: service))
        try books.index(leg.id, of: leg.institution, words: leg.searchWords(service))
        try books.setParcels(leg.parcels(service), of: leg, at: transaction.now)
        try tellHandler(
            .completed(dossier: leg.id, institution: leg.institution), of: leg, once: "request-changed:\(leg.id):\(leg.version)", books)
    }

    /// Takes back whatever a dossier that has ended still asks.
    func withdrawLegs(of parent: Dossier, by person: PersonID?, _ books: Books) throws {
        let reason = content.phrases("endorsement.parent-ended", in: .ro)
        for line in try books.endorsements(askedBy: parent.id) where line.endorsement.outcome == nil {
            try withdraw(line.endorsement, reason, by: person, books)
        }
    }

    func withdraw(_ endorsement: Endorsement, _ reason: String, by person: PersonID?, _ books: Books) throws {
        guard let leg = try books.dossier(forJob: endorsement.leg) else { throw OfficeFault.missing("leg \(endorsement.leg)") }
        try pass(leg, .withdraw, as: .asker, by: person, ["reason": reason], books)
        _ = try books.close(leg.id, of: endorsement.parent, as: .withdrawn, paper: nil, at: settings.now())
        try tellHandler(
            .legWithdrawn(leg: leg.id, institution: leg.institution), of: leg, once: "leg-withdrawn:\(leg.id)", books)
    }

    /// A move that nobody of the dossier's own institution makes: who asked for a leg, or the program.
    /// - Returns: the stage that it leads to.
    @discardableResult
    func pass(
        _ dossier: Dossier, _ deed: Deed, as role: Role, by person: PersonID?, _ details: [String: String], _ books: Books
    ) throws -> Stage {
        let service = try shelf.service(of: dossier, books)
        let next = try dossier.stage(after: deed, by: Actor(person: person ?? "", roles: [role]), in: service)
        let now = settings.now()
        var moved = dossier
        moved.move(to: next, at: wallNow())
        let facts = stageFacts(of: moved, service)
        try books.save(moved, from: dossier.version, facts, at: now)
        try books.record(deed.rawValue, of: dossier.id, in: dossier.institution, by: person, at: now, details)
        if facts.kind.isFinal, dossier.openLegs > 0 { try withdrawLegs(of: dossier, by: person, books) }
        return next
    }
}

extension Attachment {
    /// The same file in another dossier.
    func copied(to dossier: DossierID, as id: String, named other: String? = nil) -> Attachment {
        Attachment(
            id: id, dossier: dossier, code: code, name: other ?? name, mediaType: mediaType, size: size, sha256: sha256, addedAt: addedAt,
            addedBy: addedBy)
    }
}
