import Foundation
package import Rulebook
package import Store

/// A form being filled: a draft, or a dossier that waits for its completion.
package struct FormState: Sendable {
    package let dossier: Dossier
    package let service: PublicService
    package let checked: CheckedForm
    package let attachments: [Attachment]
    /// What was asked for, when this is a completion.
    package let completion: Completion?
    /// What of it was not given yet.
    package let missing: [Completion.Item]
    package let fee: Fee?
    /// What others have booked, around the days that were typed: by the resource's slug.
    package var taken: [String: Set<BookedPiece>] = [:]
    /// The acts that it builds on, where any are asked.
    package let parents: [ParentState]

    /// The draft was filled from a scan: its applicant has to look at every answer.
    package var isFromPaper = false
    /// The questions that a completion opens; nil: all.
    package var open: Set<String>?
    /// Of a leg that is completed: for which dossier it is.
    package var asking: Asking?

    package var isCompletion: Bool { completion != nil }

    package func isOpen(_ key: String) -> Bool { open?.contains(key) ?? true }

    /// Whether a completion asks for this paper.
    package func isAsked(_ code: String) -> Bool { completion?.items.contains { $0.field == "attachment:\(code)" } ?? false }

    /// The papers of the checklist, and those that a completion asks for though the answers do not; what it asks for first. What an act
    /// of this counter stands for is not asked for again.
    package var papers: [(rule: Form.AttachmentRule, required: Bool)] {
        let known = Set(checked.attachments.map(\.rule.kind.code))
        let all =
            checked.attachments
            + service.form.attachments.filter { !known.contains($0.kind.code) && isAsked($0.kind.code) }.map { (rule: $0, required: false) }
        let covered = Set(asking?.acts.map(\.document) ?? [])
        let others = all.filter { !isAsked($0.rule.kind.code) && !covered.contains($0.rule.kind.code) }
        return all.filter { isAsked($0.rule.kind.code) } + others
    }
}

extension Office {
    /// The form of one's own draft or pending completion.
    /// - Throws: `Refusal.notFound` for anything that cannot be filled by this person now.
    package func form(_ id: DossierID, by visitor: Visitor, in language: Language) async throws -> FormState {
        let context = checking(language)
        return try await store.read { books in
            let (dossier, service) = try fillable(id, by: visitor, books)
            return try state(of: dossier, service, context, books)
        }
    }

    /// Keeps what was typed on one step (or all of it, from the autosave), right or wrong: nothing is lost.
    /// - Parameter answers: only the keys that the page had; others stay as they were.
    package func save(_ answers: Answers, in id: DossierID, by visitor: Visitor, language: Language) async throws -> FormState {
        let context = checking(language)
        return try await store.write { books in
            var (dossier, service) = try fillable(id, by: visitor, books)
            let known = try open(dossier, service, context, books) ?? Set(service.form.fields.map(\.key))
            // Nothing to be typed, nothing to be kept: what a leg says is kept up with the request that asks.
            if known.isEmpty { return try state(of: dossier, service, context, books) }
            let before = dossier.inForm.answers
            let typed = before.merging(answers.keeping(known)).bounded(in: service.form)
            let filled = try prefilled(typed, before: before, service, for: visitor.id, context, books)
            if dossier.number == nil {
                dossier.answers = filled
            } else {
                dossier.completing = StepTaken(by: visitor.id, on: today(), answers: filled)
            }
            let version = dossier.version
            dossier.version += 1
            try books.save(dossier, from: version, stageFacts(of: dossier, service), at: settings.now())
            return try state(of: dossier, service, context, books)
        }
    }

    /// Adds a file that has been received, sniffed and kept.
    package func attach(_ file: ReceivedFile, as code: String, to id: DossierID, by visitor: Visitor) async throws {
        let attachment = settings.newID()
        let now = settings.now()
        try await store.write { books in
            let (dossier, service) = try fillable(id, by: visitor, books)
            guard let rule = service.form.attachments.first(where: { $0.kind.code == code }) else { throw Refusal.notFound }
            guard let type = file.type, rule.kind.formats.contains(type) else { throw Refusal.wrongFormat(allowed: rule.kind.formats) }
            guard file.size <= rule.kind.megabytes * 1_000_000 else { throw Refusal.tooLarge(megabytes: rule.kind.megabytes) }
            let present = try books.attachments(of: id)
            guard present.count < OfficeLimits.attachments else { throw Refusal.tooMany(retryAfter: 0) }
            // The same file for the same paper, sent twice, is one attachment.
            if present.contains(where: { $0.code == code && $0.sha256 == file.sha256 }) { return }
            try books.add(file.attachment(id: attachment, of: dossier.id, code: code, by: visitor.id, at: now))
        }
    }

    package func detach(_ attachment: String, from id: DossierID, by visitor: Visitor) async throws {
        let now = settings.now()
        try await store.write { books in
            let (dossier, _) = try fillable(id, by: visitor, books)
            let addedNow = try books.attachments(of: id).first { $0.id == attachment }
            // What was submitted stays on record; a completion adds to it.
            guard let addedNow, addedNow.addedBy == visitor.id, dossier.registeredAt.map({ addedNow.addedAt > $0 }) ?? true else {
                throw Refusal.notFound
            }
            guard try books.remove(attachment: attachment, of: id, at: now) else { throw Refusal.notFound }
        }
    }

    /// One's own dossier, while its form is open.
    private func fillable(_ id: DossierID, by visitor: Visitor, _ books: Books) throws -> (Dossier, PublicService) {
        guard let dossier = try books.dossier(id, openedBy: visitor.id) else { throw Refusal.notFound }
        let service = try shelf.service(of: dossier, books)
        let actor = visitor.actor(on: dossier)
        for deed in [Deed.submit, .complete] {
            if case .open = dossier.standing(of: deed, by: actor, in: service.workflow) { return (dossier, service) }
        }
        throw Refusal.wrongStage(dossier.number == nil ? .submit : .complete)
    }

    /// The questions that may be answered now; nil: all. On a leg none: what the request says is changed where it was filed.
    private func open(
        _ dossier: Dossier, _ service: PublicService, _ context: CheckingContext, _ books: Books
    ) throws -> Set<String>? {
        guard dossier.number != nil, let completion = try books.completion(of: dossier.id) else { return nil }
        if try books.endorsement(of: dossier.id) != nil { return [] }
        // By what was submitted, so that what is typed meanwhile closes nothing.
        let present = Set(try books.attachments(of: dossier.id).map(\.code))
        let submitted = service.form.check(dossier.answers, attached: present, in: context)
        let typed = dossier.completing.map { service.form.check($0.answers, attached: present, in: context) }
        let parents = try parents(of: dossier, service, submitted, context, books).problems
        let fields = Set(completion.items.map(\.field).filter { !$0.hasPrefix("attachment:") })
        return service.opened(
            byAskingFor: fields, documents: !completion.items.isEmpty, checked: submitted,
            problems: submitted.problems + parents + (typed?.problems ?? []))
    }

    private func state(
        of found: Dossier, _ service: PublicService, _ context: CheckingContext, _ books: Books
    ) throws -> FormState {
        let dossier = found.inForm
        let attachments = try books.attachments(of: dossier.id)
        let checked = service.form.check(dossier.answers, attached: Set(attachments.map(\.code)), in: context)
        let completion = dossier.number == nil ? nil : try books.completion(of: dossier.id)
        let (parents, problems) = try parents(of: dossier, service, checked, context, books)
        // A completion is priced as the request was.
        let day = dossier.registeredAt.map { Day($0, in: content.house.timeZone) } ?? context.today
        return FormState(
            dossier: dossier, service: service,
            checked: checked.adding(try takenSlots(checked.normalised, of: dossier, service, context, books) + problems),
            attachments: attachments, completion: completion,
            missing: completion?.missing(from: found.answers, to: checked.normalised, attachments) ?? [],
            fee: content.fee(
                of: service, values: checked.values, decided: dossier.decisions(in: service.workflow, context), on: day,
                at: dossier.institution),
            taken: try taken(around: dossier.answers, for: dossier, service, books), parents: parents,
            isFromPaper: dossier.number == nil ? try books.paperOrigin(of: dossier.id) != nil : false,
            open: try open(found, service, context, books),
            asking: completion == nil ? nil : try asking(of: dossier, books))
    }
}

extension Answers {
    /// What a draft may hold at most: far more than any right answer, far less than an attack.
    func bounded(in form: Form? = nil) -> Answers {
        let shapes = Set(form?.fields.filter { $0.kind == .geometry }.map(\.key) ?? [])
        var bounded = Answers()
        for (key, answer) in byKey {
            bounded[key] =
                switch answer {
                case .text(let text): .text(String(text.prefix((shapes.contains(key) ? FieldLimits.geometry : FieldLimits.typed) + 1)))
                case .list(let list): .list(list.prefix(FieldLimits.items + 1).map { String($0.prefix(1_000)) })
                case .rows(let rows): .rows(rows.prefix(FieldLimits.rows + 1).map { $0.mapValues { String($0.prefix(1_000)) } })
                }
        }
        return bounded
    }
}

/// A file that arrived whole: its bytes are kept, its type was told by its first bytes, not by its name.
package struct ReceivedFile: Hashable, Sendable {
    package let name: String
    /// Nil: none of the types we take.
    package let type: AttachmentKind.MediaType?
    /// In bytes.
    package let size: Int
    package let sha256: String

    package init(name: String, type: AttachmentKind.MediaType?, size: Int, sha256: String) {
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
    }

    func attachment(id: String, of dossier: DossierID, code: String, by person: PersonID, at now: Date) -> Attachment {
        Attachment(
            id: id, dossier: dossier, code: code, name: name, mediaType: type?.rawValue ?? "application/octet-stream", size: size,
            sha256: sha256, addedAt: now, addedBy: person)
    }
}
