import Office
import Rulebook
import Store

extension DeskVoice {
    /// Of a refused try: what was to be done, in its button's words, and what was in the way; nil where the event keeps neither.
    func tried(_ event: Event, in workflow: Workflow) -> String? {
        let at = event.details["stage"].flatMap { workflow.stage($0) }
        let why = event.details["why"].map { why in
            ifAny("why.\(why)").map { _ in self("why.\(why)", ["stage": .text(at.map(stage) ?? "–")]) } ?? why
        }
        guard let deed = buttonTried(event, in: workflow) else { return why }
        guard let why else { return "„\(deed)”" }
        return self("event.tried", ["deed": .text(deed), "why": .text(why)])
    }

    private func buttonTried(_ event: Event, in workflow: Workflow) -> String? {
        guard let name = event.details["deed"] else { return nil }
        if let title = event.details[Office.triedStep].flatMap({ workflow.step($0)?.title }) { return title.ro }
        guard let deed = DeskDeed(rawValue: name)?.deed ?? Deed(rawValue: name) else { return ifAny("tried.\(name)") ?? name }
        // Which step it was is not known of old tries.
        if deed == .advance { return content.phrases("deed.advance", in: .ro) }
        return self.deed(deed, in: workflow, at: event.details["stage"] ?? "")
    }
}

extension DeskDeed {
    /// The deed that it asks of the rules; nil where it is about money, a leg or a text.
    fileprivate var deed: Deed? {
        switch self {
        case .assign: .assign
        case .requestCompletion: .requestCompletion
        case .redirect: .redirect
        case .proposeRefusal: .proposeRefusal
        case .refuse: .refuse
        case .extend: .extend
        case .draftAct: .draftAct
        case .sendForApproval: .sendForApproval
        case .approve: .approve
        case .returnDraft: .returnDraft
        case .seal: .seal
        case .requestEndorsement: .requestEndorsement
        case .endorse: .endorse
        case .advance: .advance
        case .edit, .confirmPayment, .rejectPayment, .withdrawLeg, .recordEndorsement: nil
        }
    }
}
