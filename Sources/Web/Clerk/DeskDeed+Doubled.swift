import Foundation
import Office
import Rulebook
import Store

extension DeskDeed {
    /// Within this time the same deed, posted again from the same page, is one click too many.
    static let sameClick: TimeInterval = 60

    /// Whether the deed that this post asks for is what the same person has just done from the same page: then nothing is left to do,
    /// and nothing to refuse.
    func isDone(_ fields: FormFields, on file: CaseFile, by person: PersonID, at now: Date) -> Bool {
        guard let kind = event, file.dossier.version == fields.version + 1,
            let last = file.events.last(where: { $0.actor != nil && $0.kind != "refused" }), last.actor == person, last.kind == kind,
            now.timeIntervalSince(last.at) < Self.sameClick
        else { return false }
        return said(fields, file).allSatisfy { last.details[$0.key] == $0.value }
    }

    /// What the log calls it.
    private var event: String? {
        switch self {
        case .assign: Deed.assign.rawValue
        case .redirect: Deed.redirect.rawValue
        case .proposeRefusal: Deed.proposeRefusal.rawValue
        case .refuse: Deed.refuse.rawValue
        case .extend: Deed.extend.rawValue
        case .draftAct: Deed.draftAct.rawValue
        case .sendForApproval: Deed.sendForApproval.rawValue
        case .approve: Deed.approve.rawValue
        case .returnDraft: Deed.returnDraft.rawValue
        case .seal: Deed.seal.rawValue
        case .confirmPayment: "payment-confirmed"
        case .rejectPayment: "payment-rejected"
        case .withdrawLeg: "endorsement-withdrawn"
        case .advance: Deed.advance.rawValue
        // The log has not all the words of these: what is typed would be lost where it is not the same.
        case .requestCompletion, .requestEndorsement, .recordEndorsement, .endorse, .edit: nil
        }
    }

    /// What of the post the log has too: with another choice or other words it is another deed.
    private func said(_ fields: FormFields, _ file: CaseFile) -> [String: String] {
        let reason = fields.text("\(DeskField.reason).\(rawValue)").trimmingCharacters(in: .whitespacesAndNewlines)
        switch self {
        case .assign: return ["handler": fields.text(DeskField.handler)]
        case .redirect, .extend, .returnDraft, .rejectPayment, .withdrawLeg, .proposeRefusal: return ["reason": reason]
        case .advance:
            let step = fields.text(DeskField.step)
            let answers = file.service.workflow.step(step).map { StepForm($0).answers(in: fields) } ?? Answers()
            return answers.byKey.reduce(into: ["step": step]) { said, answer in
                // As typed where it says the same; a number or a day in another writing is looked at as another answer.
                if let text = answer.value.text, !text.isEmpty { said["\(StepDetails.prefix)\(answer.key)"] = text }
            }
        case .requestCompletion, .requestEndorsement, .recordEndorsement, .endorse, .refuse, .draftAct, .sendForApproval, .approve, .seal,
            .confirmPayment, .edit:
            return [:]
        }
    }
}
