import Office
import Rulebook
import Store

/// A deed's form that was refused: what was typed, so that nothing is lost, and what is wrong with it.
struct DeedAttempt: Sendable {
    let deed: DeskDeed
    let typed: FormFields
    let problems: [Problem]

    func text(_ name: String) -> String { typed.text(name) }
    func texts(_ name: String) -> Set<String> { Set(typed.all(name)) }
}

/// What the forms of a dossier's page choose from.
struct DeedChoices: Sendable {
    /// Who can be named the handler.
    var handlers: [Person] = []
    /// Endorsements that can be asked now.
    var endorsements: [EndorsementChoice] = []
    /// Institutions that a request can go on to.
    var targets: [Institution.Redirect] = []
    /// Those of them that it goes to at once; it goes to any other by letter.
    var receivers: Set<String> = []
}

/// What this person can do with a dossier now: one thing first, rarer ones folded, and why some are not open.
struct DeedPanel: Sendable {
    let title: String
    /// Whose turn it is.
    let turn: String
    let version: Int
    let forms: [DeedForm]
    /// What is closed now, with what opens it.
    let closed: [(deed: String, why: String)]
    let closedTitle: String
    /// Things to know: that who drafts does not sign, that nothing can be done here any more.
    let remarks: [String]
    /// The act as it stands, for those who decide on it.
    let draft: Frame.Item?
    /// The refusal that waits for a decision: who drafted it, and its text.
    let refusal: (who: String, text: String)?
    /// What an endorser's draft answers, for those who decide on it.
    let proposal: EndorsementProposal?
    let problems: [Problem]
}

extension DeedPanel {
    init(
        _ file: CaseFile, attempt: DeedAttempt?, choices: DeedChoices = DeedChoices(), viewer: Visitor, desk: Desk, voice: DeskVoice,
        today: Day
    ) {
        let maker = DeedFormMaker(
            file: file, attempt: attempt, choices: choices, viewer: viewer, desk: desk, voice: voice, today: today)
        let forms = maker.forms()
        var remarks: [String] = []
        let closed = Self.closed(file, voice)
        // Where a closed deed says it already, it is not said again.
        let isSaid = closed.contains { $0.why == voice.reason(.notDrafter) }
        if file.dossier.draft?.drafter == viewer.id, !file.stage.kind.isFinal, !isSaid { remarks.append(voice("panel.four-eyes")) }
        if forms.isEmpty { remarks.append(voice(file.stage.kind.isFinal ? "panel.final" : "panel.nothing")) }
        self.init(
            title: voice("panel.title"), turn: Self.turn(file, of: viewer, voice), version: file.dossier.version, forms: forms,
            closed: closed, closedTitle: voice("panel.closed"), remarks: remarks,
            draft: Self.draft(file, desk, voice), refusal: Self.refusal(file, voice),
            proposal: file.isDecidedHere ? EndorsementProposal(file, voice: voice) : nil, problems: attempt?.problems ?? [])
    }

    /// Head, secretary general and signatory read it before they decide; the drafter has it beside the editor. Once it is sealed,
    /// everybody reads what went out.
    private static func draft(_ file: CaseFile, _ desk: Desk, _ voice: DeskVoice) -> Frame.Item? {
        if file.stage.kind.isFinal, let act = file.act, act.sha256 != nil {
            return Frame.Item(act.fullTitle, desk.document(act.id, of: file.dossier.id))
        }
        guard file.act != nil, file.act?.number == nil, file.dossier.proposedRefusal == nil,
            file.can(.approve) || file.can(.seal) || file.can(.returnDraft)
        else { return nil }
        return Frame.Item(voice("editor.preview"), desk.preview(of: file.dossier.id))
    }

    private static func refusal(_ file: CaseFile, _ voice: DeskVoice) -> (who: String, text: String)? {
        guard let proposed = file.dossier.proposedRefusal, !file.stage.kind.isFinal else { return nil }
        let name = proposed.by.flatMap { file.names[$0] } ?? "–"
        return (voice("panel.refusal", ["name": .text(name)]), proposed.answers.text(Dossier.refusalReason) ?? "")
    }

    private static func turn(_ file: CaseFile, of viewer: Visitor, _ voice: DeskVoice) -> String {
        let stage: [String: TraceValue] = ["stage": .text(voice.stage(file.stage))]
        guard let holder = file.stage.holder else { return voice("panel.ended", stage) }
        if file.dossier.payment == .given, file.roles.contains(.cashier), !file.isPaymentOver { return voice("panel.turn-payment", stage) }
        if file.isTurn(of: viewer, as: holder) { return voice("panel.turn-yours", stage) }
        if holder == .applicant, let completion = file.completion, completion.answeredAt == nil {
            return voice("panel.turn-completion", stage.merging(["until": .day(completion.until)]) { $1 })
        }
        let isNamed = holder == .clerk && file.dossier.assignee != nil && file.formerHandler == nil
        let name = isNamed ? file.dossier.assignee.flatMap { file.names[$0] } : nil
        let role = voice.role(holder)
        return voice("panel.turn", stage.merging(["role": .text(name.map { "\(role), \($0)" } ?? role)]) { $1 })
    }

    /// Deeds of this person's roles that a condition keeps closed.
    private static func closed(_ file: CaseFile, _ voice: DeskVoice) -> [(deed: String, why: String)] {
        let deeds: [(deed: String, why: String)] = file.deeds.compactMap { deed, standing in
            guard case .refused(let refusal) = standing, refusal.isCondition else { return nil }
            return (voice.deed(deed, in: file.service.workflow, at: file.dossier.stage), voice.sentence(refusal, on: file))
        }
        let steps: [(deed: String, why: String)] = file.steps.compactMap { move, standing in
            guard case .refused(let refusal) = standing else { return nil }
            return (
                move.title?.ro ?? voice.deed(move.deed, in: file.service.workflow, at: file.dossier.stage),
                voice.sentence(refusal, on: file, step: move.name)
            )
        }
        return deeds + steps
    }
}

extension CaseFile {
    /// Whether this person is awaited: who handles it or stands in for who does; of those who decide, whoever is not kept from it by
    /// what they did before.
    fileprivate func isTurn(of viewer: Visitor, as holder: Role) -> Bool {
        guard roles.contains(holder) else { return false }
        if holder == .clerk {
            return dossier.assignee == viewer.id
                || viewer.standIns.contains { $0.absent == dossier.assignee && $0.institution == dossier.institution }
        }
        let decisions = deeds.filter { [.approve, .seal, .refuse].contains($0.deed) }.map(\.standing) + steps.map(\.standing)
        return !decisions.contains(where: \.isOthers) || decisions.contains(where: \.isOpen)
    }
}

extension Dossier.Standing {
    fileprivate var isOpen: Bool { if case .open = self { true } else { false } }

    /// What the person did before leaves it to others.
    fileprivate var isOthers: Bool { if case .refused(let refusal) = self { refusal.isOfPerson } else { false } }
}

/// One deed as the panel offers it.
struct DeedForm: Sendable {
    enum Weight: Sendable { case main, second, folded, dangerous }

    let deed: DeskDeed
    let weight: Weight
    /// The button's words, and the fold's.
    let title: String
    let explanation: String?
    let fields: [Field]
    /// Sent along unseen.
    let hidden: [(name: String, value: String)]
    /// Asked before it is sent.
    let question: (title: String, text: String, yes: String)?
    let isOpen: Bool
    let link: Link
    /// The link leads to a page of its own, instead of a form.
    let isPage: Bool

    var hasFile: Bool { fields.contains { if case .file = $0.control { true } else { false } } }
}
