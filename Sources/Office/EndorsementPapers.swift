import Foundation
package import Rulebook
package import Store

/// The papers between the one who asks and the endorser, and who may look at them.
extension Office {
    /// The paper that asks, sealed by the institution that asks; it lies in the leg.
    func issueRequest(
        of leg: Dossier, _ kind: EndorsementKind, _ rule: EndorsementRule, _ note: String, _ papers: [Attachment], _ service: PublicService,
        _ transaction: Transaction
    ) throws {
        let (parent, phrases) = (transaction.dossier, content.phrases)
        var request = Act(
            id: settings.newID(), dossier: leg.id, institution: parent.institution, kind: .receipt, template: "cerere-aviz",
            title: kind.request.title, sections: [], register: nil)
        request.code = settings.newCode()
        request.issuedAt = transaction.now
        request.day = transaction.today
        var sheet = try sheet(title: request.title, for: parent, code: request.code)
        sheet["sealed"] = true
        sheet["form"] = kind.request.form.map { .text($0) }
        sheet["addressee"] = .text(content.institution(leg.institution)?.name.ro ?? "")
        sheet["question"] = .text(kind.request.question)
        sheet["note"] = note.isEmpty ? nil : .text(note)
        let lines = service.form.display(leg.answers, in: checking(.ro)).flatMap(\.lines)
        sheet["facts"] = .list(lines.map { ["label": .text($0.field.label.ro), "value": .text($0.text)] })
        let acts = try acts(readFor: kind, in: parent, transaction.books)
        sheet["files"] = .list(
            acts.map { .text([$0.act.title, $0.act.reference].compactMap { $0 }.joined(separator: " ")) }
                + papers.map { .text("\(transaction.service.form.title(ofDocument: $0.code)) (\($0.name))") })
        sheet["law"] = .text(rule.law)
        let deadline = leg.clock?.deadline(in: content.calendar).projected
        sheet["term"] = .text(
            phrases(
                "endorsement.term", ["n": .term(rule.term.length, rule.term.unit), "day": .day(deadline ?? transaction.today)], in: .ro))
        let title = content.institution(parent.institution)?.signatoryTitle ?? ""
        sheet["signatures"] = [["role": .text(title)]]
        request.data = try Sheet.record(sheet).json()
        try transaction.books.add(request, at: transaction.now)
        try enqueue(.document, request.id, once: "document:\(request.id)", transaction.books)
    }

    /// The paper that states a tacit approval: the endorser was silent, so it is sealed by the institution that asked.
    /// - Returns: its id.
    func issueTacitApproval(
        of leg: Dossier, _ service: PublicService, _ deadline: Deadline, _ parent: Dossier, _ books: Books
    ) throws -> String {
        let (now, phrases) = (settings.now(), content.phrases)
        var act = Act(
            id: settings.newID(), dossier: leg.id, institution: parent.institution, kind: .act, template: "aprobare-tacita",
            title: phrases("endorsement.tacit-title", in: .ro), sections: [], register: Self.tacitRegister)
        act.number = try books.register(
            leg.id, in: Self.tacitRegister, of: parent.institution, on: today(), at: now, sender: leg.applicant, object: service.title.ro
        ).number
        act.day = today()
        act.code = settings.newCode()
        act.issuedAt = now
        var sheet = try sheet(title: act.title, for: parent, code: act.code)
        sheet["sealed"] = true
        sheet["number"] = act.number.map { .text("\($0)") }
        sheet["date"] = .text(phrases.date(today(), .numeric, in: .ro))
        sheet["endorser"] = .text(content.institution(leg.institution)?.name.ro ?? "")
        sheet["endorsement"] = .text("„\(service.title.ro)”")
        sheet["asked"] = leg.number.map { ["number": .text("\($0.number)"), "date": .text(phrases.date($0.day, .numeric, in: .ro))] }
        sheet["due"] = .text(phrases.date(deadline.projected, .full, in: .ro))
        sheet["completion"] = try completionSheet(of: leg, books)
        sheet["basis"] = .text(service.silence.basis.withoutReservation)
        sheet["trace"] = .text(deadline.trace.map { phrases($0, in: .ro) }.joined(separator: " ").withoutReservation)
        act.data = try Sheet.record(sheet).json()
        try books.add(act, at: now)
        try enqueue(.document, act.id, once: "document:\(act.id)", books)
        return act.id
    }

    /// What a paper about silence says of the completion that was asked before; nil where none was.
    func completionSheet(of dossier: Dossier, _ books: Books) throws -> Sheet? {
        guard let completion = try books.completion(of: dossier.id) else { return nil }
        func day(_ moment: Date) -> Sheet { .text(content.phrases.date(Day(moment, in: content.house.timeZone), .numeric, in: .ro)) }
        var sheet = ["asked": day(completion.askedAt)]
        if let answered = completion.answeredAt { sheet["answered"] = day(answered) }
        return .record(sheet)
    }

    /// What an act says of endorsements: a leg's, who asked and how it ends; any other, what it rests on.
    func endorsementSheet(of dossier: Dossier, _ books: Books) throws -> [String: Sheet] {
        if let endorsement = try books.endorsement(of: dossier.id) {
            guard let parent = try books.dossier(forJob: endorsement.parent), let asker = content.institution(parent.institution) else {
                return [:]
            }
            var asking: [String: Sheet] = ["institution": .text(asker.name.ro)]
            if let number = parent.number {
                asking["number"] = .text("\(number.number)")
                asking["date"] = .text(content.phrases.date(number.day, .numeric, in: .ro))
            }
            let conclusion = endorsement.proposal.map { content.phrases("endorsement.conclusion.\($0.rawValue)", in: .ro) }
            return ["asking": .record(asking), "conclusion": .text(conclusion ?? "")]
        }
        if let outcome = dossier.outcome {
            let conclusion = content.phrases("endorsement.conclusion.\(outcome.rawValue)", in: .ro)
            return ["asking": ["institution": .text(dossier.applicant)], "conclusion": .text(conclusion)]
        }
        let rests = groundings(
            of: dossier, legs: try books.endorsements(askedBy: dossier.id), papers: try books.paperEndorsements(of: dossier.id))
        return rests.isEmpty ? [:] : ["endorsements": .list(rests.map { ["label": .text($0.endorser), "value": .text($0.words)] })]
    }

    /// The endorsements that an act rests on, as it lists them: who endorsed, by what paper, and on which conditions.
    package func groundings(of file: CaseFile) -> [(endorser: String, words: String)] {
        file.asking == nil ? groundings(of: file.dossier, legs: file.legs, papers: file.paperEndorsements) : []
    }

    private func groundings(
        of dossier: Dossier, legs: [EndorsementLine], papers: [PaperEndorsement]
    ) -> [(endorser: String, words: String)] {
        // What was said of the request as it was before is nothing that the act rests on.
        let outdated = dossier.outdatedAnswers
        func line(
            _ kind: String, _ endorser: Institution?, _ paper: String, _ outcome: EndorsementOutcome?, _ body: String
        ) -> (endorser: String, words: String) {
            let word = content.phrases("endorsement.outcome.\(outcome?.rawValue ?? "")", in: .ro)
            let conditions = outcome == .conditional ? ": \(body)" : ""
            return (endorser?.name.ro ?? kind, "\(paper), \(word)\(conditions)")
        }
        let closed = legs.filter { line in
            line.endorsement.outcome.map { $0 != .withdrawn } ?? false && !outdated.contains(line.endorsement.leg)
        }
        let answers = closed.map { leg in
            let paper = [leg.paper?.title, leg.paper?.number].compactMap { $0 }.joined(separator: " ")
            return line(
                leg.endorsement.kind, content.institution(leg.institution), paper, leg.endorsement.outcome, leg.endorsement.body)
        }
        return answers
            + papers.filter { !outdated.contains($0.id) }.map { paper in
                let kind = content.endorsement(paper.kind)
                let title = kind.map { "\($0.title.ro) " } ?? ""
                return line(
                    paper.kind, kind.flatMap { content.endorser($0, about: dossier.place) }, title + paper.reference, paper.outcome,
                    paper.body)
            }
    }

    /// Of a leg: what was asked and by whom; nil for any other dossier.
    func asking(of dossier: Dossier, _ books: Books) throws -> Asking? {
        guard let endorsement = try books.endorsement(of: dossier.id), let parent = try books.dossier(forJob: endorsement.parent),
            let institution = content.institution(parent.institution)
        else { return nil }
        // What the leg itself names: a completion that came after its end has brought it nothing.
        let acts = try content.endorsement(endorsement.kind).map { kind in
            try self.acts(readFor: kind, in: parent, books).filter { $0.act.reference.map(dossier.answers.names) ?? false }
        }
        return Asking(endorsement: endorsement, institution: institution, number: parent.number, acts: acts ?? [])
    }

    /// The acts that a dossier builds on and that stand for a document which that endorsement reads: the endorser reads them like it.
    private func acts(
        readFor kind: EndorsementKind, in dossier: Dossier, _ books: Books
    ) throws -> [(document: String, act: Act)] {
        let rules = try shelf.service(of: dossier, books).parents.filter { $0.standsFor.map(kind.attachments.contains) ?? false }
        if rules.isEmpty { return [] }
        return try books.parents(of: dossier.id).compactMap { link in
            guard let document = rules.first(where: { $0.field == link.field })?.standsFor else { return nil }
            return try books.act(link.act.id).map { (document, $0) }
        }
    }

    /// The sealed paper of a leg, for those who may see the dossier that asked; `notFound` while it is being made.
    package func endorsementPaper(of leg: DossierID, askedBy id: DossierID, seenBy visitor: Visitor) async throws -> (Act, StoredFile) {
        try await store.read { books in
            guard try books.dossier(id, visibleTo: visitor) != nil, let endorsement = try books.endorsement(of: leg),
                endorsement.parent == id, let act = try endorsement.paper.flatMap({ try books.act($0) }), let sha256 = act.sha256
            else { throw Refusal.notFound }
            return (act, store.files.file(sha256))
        }
    }
}

extension Answers {
    /// Whether one of them is that act's number.
    fileprivate func names(_ act: String) -> Bool { byKey.values.contains(.text(act)) }
}

/// What a leg's page says of the dossier that asked: no more than who asks what.
package struct Asking: Sendable {
    package let endorsement: Endorsement
    package let institution: Institution
    package let number: RegisterNumber?
    /// What the asking dossier builds on, for the endorser to read: the acts and the documents that they stand for.
    package let acts: [(document: String, act: Act)]
}

extension Form {
    func title(ofDocument code: String) -> String { attachments.first { $0.kind.code == code }?.kind.title.ro ?? code }
}
