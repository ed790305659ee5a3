import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    /// Every deed of the desk goes this way: the form is read, the office decides, and its no is drawn where it belongs.
    func deskDeed(_ deed: DeskDeed, _ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(
            request, context, files: deed == .recordEndorsement ? .keep(megabytes: OfficeLimits.endorsementPaperMegabytes) : .refuse)
        let file = try await caseFile(context, seat)
        do {
            try await perform(deed, fields, on: file, by: seat.visitor)
        } catch let refusal as Refusal {
            switch refusal {
            case .invalid(let problems):
                let step = file.service.workflow.step(fields.text(DeskField.step)).map(StepForm.init)
                let named = deed == .advance ? step?.problems(problems) ?? [] : problems.map { Problem($0, of: deed) }
                let attempt = DeedAttempt(deed: deed, typed: fields, problems: named)
                return try await again(attempt, file, context, seat)
            case .stale, .wrongStage, .notYours, .onLeave, .guarded, .unendorsed, .legClosed, .legEnded, .askedAlready, .sealedAnswer,
                .stepNeeded, .ownStep, .takenStep, .ownQuestion, .termOver, .paymentOver, .voidParent:
                let present = try await caseFile(context, seat)
                if refusal == .stale,
                    deed.isDone(fields, on: present, by: seat.visitor.id, at: office.settings.now(), in: office.content)
                {
                    return done(deed, on: present, seat)
                }
                let step = deed == .advance ? fields.text(DeskField.step) : nil
                try await office.noteRefusal(refusal, of: deed.rawValue, step: step, on: file.dossier, by: seat.visitor)
                let typed = deed.typed(fields, on: file, office.checking(), seat.voice)
                return conflict(refusal, present, context, seat, step: step, typed: typed)
            default: throw refusal
            }
        }
        return done(deed, on: file, seat)
    }

    private func done(_ deed: DeskDeed, on file: CaseFile, _ seat: Seat) -> Response {
        let tab = deed == .confirmPayment || deed == .rejectPayment ? CaseTab.payments : .overview
        let next = deed == .draftAct ? seat.desk.deed(.edit, on: file.dossier.id) : seat.desk.dossier(file.dossier.id, tab)
        return seeOther(next.with("facut", deed.rawValue))
    }

    /// The refused form, on the page that it stands on.
    private func again(_ attempt: DeedAttempt, _ file: CaseFile, _ context: WebContext, _ seat: Seat) async throws -> Response {
        switch attempt.deed {
        case .requestCompletion: completion(file, context, seat, attempt: attempt)
        case .rejectPayment, .confirmPayment: payment(file, context, seat, attempt: attempt)
        default: try await overview(file, context, seat, attempt: attempt)
        }
    }

    private func perform(_ deed: DeskDeed, _ fields: FormFields, on file: CaseFile, by visitor: Visitor) async throws {
        let (id, version) = (file.dossier.id, fields.version)
        let reason = fields.text("\(DeskField.reason).\(deed.rawValue)")
        switch deed {
        case .assign:
            let handler = fields.text(DeskField.handler)
            try demand(handler, DeskField.handler, "problem.handler")
            try await office.assign(id, to: handler, version: version, by: visitor)
        case .requestCompletion:
            try await office.requestCompletion(
                of: id, items: try asked(fields, of: file.service.form), message: fields.text(DeskField.message), version: version,
                by: visitor)
        case .redirect:
            let target = fields.text(DeskField.target)
            try demand(target, DeskField.target, "problem.target")
            try await office.redirect(id, to: target, reason: reason, version: version, by: visitor)
        case .proposeRefusal:
            try await office.proposeRefusal(
                of: id, reason: fields.reasonOfRefusal(of: file.service), version: version, by: visitor)
        case .refuse: try await office.refuse(id, version: version, by: visitor)
        case .extend: try await office.extend(id, reason: reason, version: version, by: visitor)
        case .draftAct: try await office.draftAct(for: id, version: version, by: visitor)
        case .sendForApproval: try await office.sendForApproval(id, version: version, by: visitor)
        case .approve: try await office.approve(id, version: version, by: visitor)
        case .returnDraft: try await office.returnDraft(id, reason: reason, version: version, by: visitor)
        case .seal: try await office.seal(id, version: version, by: visitor)
        case .confirmPayment: try await office.confirmPayment(of: id, version: version, by: visitor)
        case .rejectPayment: try await office.rejectPayment(of: id, version: version, reason: reason, by: visitor)
        case .requestEndorsement:
            try await office.requestEndorsements(
                fields.all(DeskField.endorsements), note: fields.text(DeskField.message), for: id, version: version, by: visitor)
        case .withdrawLeg:
            let leg = fields.text(DeskField.leg)
            try demand(leg, DeskField.leg, "problem.leg")
            try await office.withdrawLeg(leg, of: id, reason: reason, version: version, by: visitor)
        case .recordEndorsement:
            let kind = fields.text(DeskField.endorsement)
            try demand(kind, DeskField.endorsement, "problem.endorsement")
            guard let outcome = EndorsementOutcome(rawValue: fields.text(DeskField.paperOutcome)) else {
                return try demand("", DeskField.paperOutcome, "problem.paper-outcome")
            }
            do {
                try await office.record(
                    outcome, of: kind, fields.text(DeskField.paperText), reference: fields.text(DeskField.reference),
                    scan: fields.files[DeskField.paper]?.first, for: id, version: version, by: visitor)
            } catch Refusal.wrongFormat(let allowed) {
                let formats = allowed.map(\.name).joined(separator: ", ")
                let message = office.content.phrases("refusal.wrong-format", ["formats": .text(formats)], in: .ro)
                throw Refusal.invalid([Rulebook.Problem(field: DeskField.paper, code: "wrong-format", message: message)])
            }
        case .endorse:
            guard let outcome = EndorsementOutcome(rawValue: fields.text(DeskField.outcome)) else {
                return try demand("", DeskField.outcome, "problem.outcome")
            }
            let ticked = fields.all(DeskField.usualReasons).filter(file.service.refusalReasons.contains)
            let text = (ticked + [fields.text(DeskField.outcomeText)]).filter { !$0.isEmpty }.joined(separator: "\n")
            try await office.endorse(id, as: outcome, text, version: version, by: visitor)
        case .advance:
            guard let move = file.service.workflow.step(fields.text(DeskField.step)), let name = move.name else { throw Refusal.notFound }
            try await office.take(name, StepForm(move).answers(in: fields), on: id, version: version, by: visitor)
        case .edit: throw Refusal.notFound
        }
    }

    /// What a completion is to bring. A reason beside what is not ticked is a tick that was forgotten, or one that was taken back: who
    /// wrote it says which.
    private func asked(_ fields: FormFields, of form: Form) throws(Refusal) -> [Completion.Item] {
        let items = CompletionRequestPage.items(fields, of: form)
        let unticked = items.filter { !CompletionRequestPage.isTicked($0.field, fields) }.map { item in
            let message = DeskVoice(content: office.content)("problem.unticked", ["label": .text(form.label(ofItem: item.field))])
            return Rulebook.Problem(field: item.field, code: "unticked", message: message)
        }
        if !unticked.isEmpty { throw .invalid(unticked) }
        return items
    }

    /// A choice that was not made.
    private func demand(_ value: String, _ field: String, _ key: String) throws(Refusal) {
        if value.isEmpty {
            throw .invalid([Rulebook.Problem(field: field, code: "required", message: DeskVoice(content: office.content)(key))])
        }
    }
}

extension Problem {
    /// The office names what is wrong; the page names its fields by deed.
    init(_ problem: Rulebook.Problem, of deed: DeskDeed) {
        let name: String =
            switch (deed, problem.field) {
            case (.requestEndorsement, "endorsements"): DeskField.endorsements
            case (.endorse, "body"): DeskField.outcomeText
            case (.endorse, "outcome"): DeskField.outcome
            case (.recordEndorsement, "body"): DeskField.paperText
            case (.recordEndorsement, "reference"): DeskField.reference
            case (.assign, "handler"): DeskField.handler
            case (.redirect, "target"): DeskField.target
            case (.requestCompletion, "items"): DeskField.message
            case (.requestCompletion, _): DeskField.reason(for: problem.field)
            case (_, "reason"): "\(DeskField.reason).\(deed.rawValue)"
            default: problem.field
            }
        self.init(field: name, problem.message)
    }
}
