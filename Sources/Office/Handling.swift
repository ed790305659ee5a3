import Foundation
package import Rulebook
package import Store

/// What staff does with a dossier before there is an act.
extension Office {
    /// Names the handler. A clerk may take a dossier himself; registry and head may give it to anyone of the desk.
    /// What goes to a colleague who is away goes to who stands in.
    /// - Parameter version: nil: whatever it is now.
    package func assign(_ id: DossierID, to handler: PersonID, version: Int?, by visitor: Visitor) async throws {
        try await change(id, by: visitor, version: version) { transaction in
            // Who may not give it to anybody is told so, whomever they name.
            _ = try transaction.stage(after: .assign)
            let staff = try transaction.books.staff(of: transaction.dossier.institution)
            let colleague = staff.first { $0.person.id == handler && !$0.person.isDisabled }
            let isSubstitute = handler == visitor.id && transaction.actor.roles.contains(.clerk)
            guard let colleague,
                Visitor(person: colleague.person, appointments: colleague.appointments, in: content).handles(transaction.dossier)
                    || isSubstitute
            else {
                let message = content.phrases("problem.handler-elsewhere", in: .ro)
                throw Refusal.invalid([Problem(field: "handler", code: "handler-elsewhere", message: message)])
            }
            let isAlone = transaction.actor.roles.isDisjoint(with: [.registry, .head])
            guard !isAlone || handler == visitor.id else { throw Refusal.notYours(.assign) }
            // Who takes it without being asked to is there.
            let present = handler == visitor.id ? handler : try present(handler, in: transaction.dossier.institution, transaction.books)
            // Who stands in on a restricted desk has to be of that desk.
            let takes =
                try present == handler
                || present.flatMap { try transaction.books.person($0) }.map {
                    try self.visitor($0, transaction.books).handles(transaction.dossier)
                } ?? false
            guard let present, takes else {
                let message = content.phrases("problem.handler-absent", ["name": .text(colleague.person.name)], in: .ro)
                throw Refusal.invalid([Problem(field: "handler", code: "handler-absent", message: message)])
            }
            let name = staff.first { $0.person.id == present }?.person.name ?? colleague.person.name
            transaction.dossier.assignee = present
            var details = ["handler": present, "name": name]
            if present != handler { details["instead-of"] = colleague.person.name }
            try transaction.make(.assign, details)
        }
    }

    /// Asks once for everything that is missing; the clock stands from today.
    /// - Parameter items: what is missing; every field or document must be of this service's form.
    package func requestCompletion(
        of id: DossierID, items: [Completion.Item], message: String, version: Int, by visitor: Visitor
    ) async throws {
        let message = String(message.legible.trimmed.prefix(4_000))
        try await answering(id, .requestCompletion, version: version, by: visitor) { transaction in
            // What the request says is changed where it was filed: an endorser asks for papers and explanations.
            let isLeg = try transaction.books.endorsement(of: id) != nil
            let questions = transaction.service.form.fields.map(\.key).filter { !transaction.service.urgencyQuestions.contains($0) }
            let known = Set(
                (isLeg ? [] : questions)
                    + transaction.service.form.attachments.map { "attachment:\($0.kind.code)" })
            let items = items.filter { known.contains($0.field) }.map {
                Completion.Item(field: $0.field, reason: String($0.reason.legible.trimmed.prefix(1_000)))
            }
            guard !items.isEmpty || !message.isEmpty else {
                throw Refusal.invalid([
                    Problem(field: "items", code: "required", message: content.phrases("problem.completion-empty", in: .ro))
                ])
            }
            let unexplained = items.filter(\.reason.isEmpty).map {
                let label: TraceValue = .text(transaction.service.form.label(ofItem: $0.field))
                return Problem(
                    field: $0.field, code: "required", message: content.phrases("problem.completion-reason", ["label": label], in: .ro))
            }
            if !unexplained.isEmpty { throw Refusal.invalid(unexplained) }
            let next = try transaction.stage(after: .requestCompletion)
            transaction.dossier.completionsAsked += 1
            let until = content.calendar.lastDay(ofDays: transaction.service.completion.days, after: transaction.today)
            try transaction.books.add(
                completionOf: id, round: transaction.dossier.completionsAsked, by: visitor.id, at: transaction.now, until: until,
                items: items,
                message: message)
            transaction.dossier.move(to: next, at: transaction.moment)
            try transaction.save(Deed.requestCompletion.rawValue, ["until": "\(until)", "items": "\(items.count)"])
            try transaction.notifyApplicant(
                .completionAsked(dossier: id, until: until), once: "completion:\(id):\(transaction.dossier.completionsAsked)")
            try tellAsker(of: transaction, "endorsement-completion", ["until": "\(until)"])
        }
    }

    /// The applicant hands in what was asked for; the clock goes on tomorrow, in a term in hours at once.
    package func complete(_ id: DossierID, by visitor: Visitor, language: Language) async throws {
        try await change(id, by: visitor) { transaction in
            // The second of two clicks.
            if try transaction.hasJustMade(.complete) { return }
            let (submitted, typed) = (transaction.dossier.answers, transaction.dossier.inForm.answers)
            let attachments = try transaction.books.attachments(of: id)
            let checked = transaction.service.form.check(typed, attached: Set(attachments.map(\.code)), in: checking(language))
            guard checked.problems.isEmpty else { throw Refusal.invalid(checked.problems) }
            let asked = try transaction.books.completion(of: id)
            let missing = asked?.missing(from: submitted, to: checked.normalised, attachments) ?? []
            try hold(checked.normalised, for: transaction)
            transaction.dossier.answers = checked.normalised
            try linkParents(&transaction, checked, checking(language))
            // A leg is called as the dossier that asked it.
            if try transaction.books.endorsement(of: id) == nil {
                describe(&transaction, checked)
                try withdrawLegsElsewhere(transaction)
                let keys = transaction.service.form.fields.map(\.key)
                let asked = try transaction.books.completion(of: id)?.askedAt ?? transaction.now
                try passOn(
                    Set(keys.filter { submitted[$0] != checked.normalised[$0] }), attachments.filter { $0.addedAt > asked }, &transaction)
            }
            try charge(&transaction, checked.values)
            // What was decided holds for the money until it is decided anew.
            let reopened = transaction.service.forgetDecisions(
                of: &transaction.dossier, where: { submitted[$0] != checked.normalised[$0] })
            try transaction.books.answerCompletion(of: id, round: transaction.dossier.completionsAsked, at: transaction.now)
            var details = changes(from: submitted, to: transaction.dossier.answers, of: transaction.service)
            let added = attachments.filter { file in asked.map { file.addedAt > $0.askedAt } ?? false && file.addedBy == visitor.id }
            details[Self.addedPapers] = added.isEmpty ? nil : Set(added.map(\.code)).sorted().joined(separator: ",")
            details[Self.notGiven] = missing.isEmpty ? nil : missing.map(\.field).joined(separator: ",")
            details[Self.decideAnew] = reopened.isEmpty ? nil : reopened.joined(separator: ",")
            try transaction.make(.complete, details)
            try transaction.books.index(
                id, of: transaction.dossier.institution, words: transaction.dossier.searchWords(transaction.service))
            try transaction.books.setParcels(
                transaction.dossier.parcels(transaction.service), of: transaction.dossier, at: transaction.now)
            try tellHandler(
                .completed(dossier: id, institution: transaction.dossier.institution), of: transaction.dossier,
                once: "completed:\(id):\(transaction.dossier.completionsAsked)", transaction.books)
            try tellAsker(of: transaction, "endorsement-completed", [:])
        }
    }

    /// What a completion changed of what was submitted, as it was and as it is: `was.suprafata_mp`, `is.suprafata_mp`, for the history.
    func changes(from submitted: Answers, to answers: Answers, of service: PublicService) -> [String: String] {
        var details: [String: String] = [:]
        for field in service.form.fields where submitted[field.key] != answers[field.key] {
            for (prefix, answers) in [(Self.formerAnswer, submitted), (Self.newAnswer, answers)] {
                let text = answers[field.key].map { field.masked($0, in: checking(.ro)) } ?? ""
                details["\(prefix)\(field.key)"] = String(text.prefix(200))
            }
        }
        return details
    }

    /// Before the key of a field, in an event's details: what was answered until then, and what is from then on.
    package static let formerAnswer = "was."
    package static let newAnswer = "is."
    /// In the details of a completion: the codes of the documents that came with it, what was asked for and not given, and the steps
    /// whose decision is to be taken again.
    package static let addedPapers = "added"
    package static let notGiven = "not-given"
    package static let decideAnew = "decide-anew"

    /// Tells whose work a dossier is, or who stands in; the registry where nobody has it, or cannot be reached.
    func tellHandler(_ letter: Letter, of dossier: Dossier, once key: String, _ books: Books) throws {
        guard let handler = try addressee(of: dossier, books), handler.isReachable, !handler.isDisabled else {
            return try enqueue(letter, toRegistryOf: dossier.institution, once: key, books)
        }
        try enqueue(letter, to: handler, once: key, books)
    }

    /// Drafts a refusal: why, in the words that the applicant will read.
    package func proposeRefusal(of id: DossierID, reason: String, version: Int, by visitor: Visitor) async throws {
        let reason = try required(reason, "reason", called: "desk.reason.propune-respingerea", limit: 4_000)
        try await change(id, by: visitor, version: version) { transaction in
            transaction.dossier.proposedRefusal = StepTaken(
                by: visitor.id, on: transaction.today, answers: Answers([Dossier.refusalReason: .text(reason)]))
            try transaction.make(.proposeRefusal, ["reason": reason])
        }
    }

    /// Ends a dossier with the reasons that somebody else drafted and the way to appeal: both stand in the sealed paper that the
    /// applicant gets.
    package func refuse(_ id: DossierID, version: Int, by visitor: Visitor) async throws {
        try await answering(id, .refuse, version: version, by: visitor) { transaction in
            _ = try transaction.stage(after: .refuse)
            guard let reason = transaction.dossier.proposedRefusal?.answers.text(Dossier.refusalReason) else {
                throw Refusal.wrongStage(.refuse)
            }
            // The paper first: whose place one acts in is told from where the dossier stands before.
            try issueRefusal(reason, transaction)
            try transaction.make(.refuse, ["reason": reason])
            try transaction.notifyApplicant(.refused(dossier: id), once: "refused:\(id)")
        }
    }

    /// More time within the law, once, while the term runs, and as much as the service says (OG 27/2002 art. 9: 15 days).
    package func extend(_ id: DossierID, reason: String, version: Int, by visitor: Visitor) async throws {
        let reason = try required(reason, "reason", called: "desk.reason.prelungeste", limit: 2_000)
        try await change(id, by: visitor, version: version) { transaction in
            let next = try transaction.stage(after: .extend)
            guard let more = transaction.service.extending, let clock = transaction.dossier.clock else { throw Refusal.wrongStage(.extend) }
            if let refusal = termOver(reading(of: clock)) { throw refusal }
            transaction.dossier.clock?.extensions.append(more)
            transaction.dossier.move(to: next, at: transaction.moment)
            var details = ["reason": reason, "length": "\(more.length)", "unit": more.unit.rawValue, "basis": more.basis]
            details["until"] = transaction.dossier.clock?.deadline(in: content.calendar).due.map { "\($0)" }
            try transaction.save(Deed.extend.rawValue, details)
            try transaction.notifyApplicant(.extended(dossier: id, by: more), once: "extended:\(id)")
        }
    }

    /// How a clock stands now.
    func reading(of clock: LegalClock) -> ClockReading {
        clock.reading(on: today(), at: WallTime(settings.now(), in: content.house.timeZone), in: content.calendar)
    }

    /// Why a term can be extended no more: once it is over there is nothing left to extend, and the answer is late.
    func termOver(_ reading: ClockReading) -> Refusal? { reading.state == .late ? reading.due.map { .termOver($0) } : nil }

    /// The applicant takes the request back.
    package func withdraw(_ id: DossierID, version: Int, by visitor: Visitor) async throws {
        try await change(id, by: visitor, version: version) { try $0.make(.withdraw) }
    }
}

extension Form {
    /// The name of a field or of a document (`attachment:A-CF30`) that a completion asks for.
    package func label(ofItem key: String) -> String {
        if let code = key.wholeMatch(of: /attachment:(.+)/)?.1 {
            return attachments.first { $0.kind.code == code }?.kind.title.ro ?? key
        }
        return field(key)?.label.ro ?? key
    }
}
