import Office
import Rulebook
import Store

/// Draws up the forms of what a person can do with a dossier now, in the order in which they matter.
struct DeedFormMaker: Sendable {
    let file: CaseFile
    let attempt: DeedAttempt?
    let choices: DeedChoices
    let viewer: Visitor
    let desk: Desk
    let voice: DeskVoice
    let today: Day

    func forms() -> [DeedForm] {
        let asking = requestEndorsement()
        // What the act cannot go without, and nobody has asked yet, comes before writing the act.
        let due = [asking].compactMap { $0 }.filter { $0.weight == .main }
        let offered = [seal(), approve(), refuse(), endorse(), due, drafting(), draftAct(), payment(), assign(), steps()].flatMap { $0 }
        let rarer = [
            due.isEmpty ? asking : nil, recordEndorsement(), withdrawLeg(), completion(), returnDraft(), rejectPayment(), extend(),
            redirect(),
            proposeRefusal(),
        ].compactMap { $0 }
        // Only the first is the main one.
        let main = offered.enumerated().map { index, form in index == 0 || form.weight == .folded ? form : form.as(.second) }
        return main + rarer
    }

    func words(_ deed: Deed) -> String { voice.deed(deed, in: file.service.workflow, at: file.dossier.stage) }

    func form(
        _ deed: DeskDeed, _ weight: DeedForm.Weight, _ title: String, explanation: String? = nil, fields: [Field] = [],
        hidden: [(name: String, value: String)] = [], question: String? = nil, isPage: Bool = false
    ) -> DeedForm {
        DeedForm(
            deed: deed, weight: weight, title: title, explanation: explanation, fields: fields, hidden: hidden,
            question: question.map { (voice("confirm.\($0).title"), voice("confirm.\($0).text"), voice("confirm.\($0).yes")) },
            isOpen: attempt?.deed == deed, link: desk.deed(deed, on: file.dossier.id), isPage: isPage)
    }

    /// A text that a deed cannot do without; its name is the deed's own, since a page holds several such forms.
    func reasonField(_ deed: DeskDeed, hint: String? = nil) -> Field {
        let name = "\(DeskField.reason).\(deed.rawValue)"
        return Field(
            name, voice("reason.\(deed.rawValue)"),
            .area(value: attempt?.deed == deed ? attempt?.text(name) ?? "" : "", rows: 4, maxLength: 4_000),
            hint: hint.map { Phrase($0) }, error: attempt?.problems[name])
    }

    // MARK: The usual road

    private func seal() -> [DeedForm] {
        guard file.can(.seal), let act = file.act else { return [] }
        let register = act.register ?? ""
        let question = (
            voice("confirm.seal.title", ["register": .text(register)]), voice("confirm.seal.text", ["register": .text(register)]),
            voice("confirm.seal.yes")
        )
        return [
            DeedForm(
                deed: .seal, weight: .main, title: words(.seal), explanation: voice("explain.seal"), fields: [], hidden: [],
                question: question, isOpen: false, link: desk.deed(.seal, on: file.dossier.id), isPage: false)
        ]
    }

    private func approve() -> [DeedForm] {
        guard file.can(.approve) else { return [] }
        let gap = file.signingGap.map { voice.gap($0, "approve") }
        return [
            form(
                .approve, .main, words(.approve),
                explanation: [gap, voice("explain.approve"), leads(.approve)].compactMap { $0 }.joined(separator: " "),
                question: gap == nil ? nil : "approve-alone")
        ]
    }

    /// The editor, and from there to the head.
    private func drafting() -> [DeedForm] {
        guard file.act != nil, file.dossier.draft != nil, file.roles.contains(.clerk) else { return [] }
        guard file.stage.holder == .clerk, file.deeds.contains(where: { $0.deed == .sendForApproval && !$0.standing.isElsewhere }) else {
            return []
        }
        var forms = [form(.edit, .main, voice("panel.open-editor"), explanation: voice("explain.edit"), isPage: true)]
        if file.can(.sendForApproval) { forms.append(form(.sendForApproval, .second, words(.sendForApproval))) }
        return forms
    }

    private func draftAct() -> [DeedForm] {
        guard file.can(.draftAct) else { return [] }
        guard let draft = file.dossier.draft, file.act != nil else {
            return [
                form(
                    .draftAct, .main, words(.draftAct),
                    explanation: [
                        voice("explain.draft-act", ["act": .text(file.service.act(after: file.dossier.steps).title.ro)]), awaited(),
                    ].compactMap { $0 }.joined(separator: " "))
            ]
        }
        if draft.drafter == viewer.id {
            // One's own draft is just opened, where it is open; after a completion it is taken up again.
            return drafting().isEmpty ? [form(.draftAct, .main, voice("panel.resume-draft"))] : []
        }
        return [form(.draftAct, .second, voice("panel.take-draft"), explanation: voice("explain.take-draft"))]
    }

    private func payment() -> [DeedForm] {
        guard file.roles.contains(.cashier), [.given, .due].contains(file.dossier.payment), !file.isPaymentOver else { return [] }
        let question = file.dossier.payment == .due ? "confirm-payment-unseen" : nil
        return [
            form(
                .confirmPayment, .main, voice("deed.confirm-payment"),
                explanation: voice("explain.confirm-payment.\(file.dossier.payment.rawValue)"), question: question)
        ]
    }

    private func assign() -> [DeedForm] {
        guard file.can(.assign) else { return [] }
        var forms: [DeedForm] = []
        if choices.handlers.contains(where: { $0.id == viewer.id }), file.dossier.assignee != viewer.id {
            forms.append(form(.assign, .main, voice("panel.assign-me"), hidden: [(DeskField.handler, viewer.id)]))
        }
        guard !file.roles.isDisjoint(with: [.registry, .head]), !choices.handlers.isEmpty else { return forms }
        let options = choices.handlers.map { Field.Option($0.id, $0.name) }
        let choice = Field(
            DeskField.handler, voice("panel.colleague"), .select(options, value: file.dossier.assignee, blank: voice("panel.choose")),
            error: attempt?.deed == .assign ? attempt?.problems[DeskField.handler] : nil)
        // At the registry's own stage, and where who had it is gone, this is the one thing to do, so it stands open.
        let isTurn = (file.stage.holder == .registry || file.formerHandler != nil) && forms.isEmpty
        forms.append(form(.assign, isTurn ? .main : .folded, voice("panel.assign"), fields: [choice]))
        return forms
    }

    // MARK: Rarer deeds

    private func completion() -> DeedForm? {
        guard file.can(.requestCompletion) else { return nil }
        return form(
            .requestCompletion, .folded, words(.requestCompletion),
            explanation: voice(suspends ? "explain.completion" : "explain.completion-running"), isPage: true)
    }

    /// Whether the clock stands while a completion is awaited: not for petitions.
    private var suspends: Bool {
        let move = file.service.workflow.moves(from: file.dossier.stage).first { $0.deed == .requestCompletion }
        return move.flatMap { file.service.workflow.target(of: $0, from: file.dossier.stage) }?.clock == .suspended
    }

    private func returnDraft() -> DeedForm? {
        file.can(.returnDraft) ? form(.returnDraft, .folded, words(.returnDraft), fields: [reasonField(.returnDraft)]) : nil
    }

    private func rejectPayment() -> DeedForm? {
        guard file.roles.contains(.cashier), file.dossier.payment == .given else { return nil }
        return form(.rejectPayment, .folded, voice("deed.reject-payment"), fields: [reasonField(.rejectPayment)])
    }

    private func extend() -> DeedForm? {
        guard file.can(.extend), let more = file.service.extending else { return nil }
        let explanation = voice("explain.extend", ["term": .term(more.length, more.unit), "basis": .text(more.basis)])
        return form(.extend, .folded, words(.extend), explanation: explanation, fields: [reasonField(.extend)])
    }

    private func redirect() -> DeedForm? {
        guard file.can(.redirect), !choices.targets.isEmpty else { return nil }
        // Whoever gets it at once stands first.
        let targets = [true, false].flatMap { isReceiver in
            choices.targets.filter { choices.receivers.contains($0.slug) == isReceiver }.map {
                Field.Option($0.slug, voice(isReceiver ? "panel.target-at-once" : "panel.target-by-letter", ["name": .text($0.name)]))
            }
        }
        let chosen = attempt?.deed == .redirect ? attempt?.text(DeskField.target) : nil
        let target = Field(
            DeskField.target, voice("panel.target"), .select(targets, value: chosen, blank: voice("panel.choose")),
            error: attempt?.deed == .redirect ? attempt?.problems[DeskField.target] : nil)
        let window = file.windows.first { $0.move.deed == .redirect }
        let isLate = window?.reading.state == .late
        let until = window?.reading.due.map { voice("explain.redirect-\(isLate ? "late" : "until")", ["day": .day($0)]) }
        // The workflow's words may say „în 5 zile”, which is true as long as they last.
        let title = isLate ? voice.content.phrases("deed.redirect", in: .ro) : words(.redirect)
        return form(
            .redirect, .folded, title, explanation: [until, voice("explain.redirect")].compactMap { $0 }.joined(separator: " "),
            fields: [target, reasonField(.redirect)], question: "redirect")
    }

    private func proposeRefusal() -> DeedForm? {
        guard file.can(.proposeRefusal) else { return nil }
        let usual = file.service.refusalReasons.map { Field.Option($0, $0) }
        let ticked = attempt?.deed == .proposeRefusal ? attempt?.texts(DeskField.usualReasons) ?? [] : []
        let list = Field(DeskField.usualReasons, voice("panel.usual-refusals"), .checks(usual, values: ticked), need: .optional)
        let reason = reasonField(.proposeRefusal, hint: usual.isEmpty ? nil : voice("panel.refusal-hint"))
        return form(
            .proposeRefusal, .dangerous, words(.proposeRefusal), explanation: voice("explain.propose-refusal"),
            fields: usual.isEmpty ? [reason] : [list, reason])
    }

    private func refuse() -> [DeedForm] {
        file.can(.refuse) ? [form(.refuse, .main, words(.refuse), explanation: voice("explain.refuse"), question: "refuse")] : []
    }
}

extension DeedForm {
    func `as`(_ weight: Weight) -> DeedForm {
        DeedForm(
            deed: deed, weight: weight, title: title, explanation: explanation, fields: fields, hidden: hidden, question: question,
            isOpen: isOpen, link: link, isPage: isPage)
    }
}

extension Dossier.Standing {
    /// The deed belongs to another stage or another role.
    var isElsewhere: Bool {
        switch self {
        case .refused(.wrongStage), .refused(.notYours): true
        default: false
        }
    }
}
