import Foundation
import Office
import Rulebook
import Store

extension DeskDeed {
    /// Whether the deed that this post asks for is what the same person has just done from the same page: then nothing is left to do,
    /// and nothing to refuse.
    func isDone(_ fields: FormFields, on file: CaseFile, by person: PersonID, at now: Date, in content: Content) -> Bool {
        guard let kind = event else { return false }
        return file.isLast(kind, saying: said(fields, file, content), by: person, after: fields.version, at: now)
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
    private func said(_ fields: FormFields, _ file: CaseFile, _ content: Content) -> [String: String] {
        let reason = fields.text("\(DeskField.reason).\(rawValue)").trimmingCharacters(in: .whitespacesAndNewlines)
        switch self {
        case .assign: return ["handler": fields.text(DeskField.handler)]
        case .redirect:
            let target = content.redirects(from: file.dossier.institution).first { $0.slug == fields.text(DeskField.target) }
            return ["reason": reason, "to": target?.name ?? ""]
        case .withdrawLeg:
            let leg = file.legs.first { $0.endorsement.leg == fields.text(DeskField.leg) }
            return ["reason": reason, "kind": leg?.endorsement.kind ?? ""]
        case .proposeRefusal: return ["reason": fields.reasonOfRefusal(of: file.service)]
        case .extend, .returnDraft, .rejectPayment: return ["reason": reason]
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

extension FormFields {
    /// Why a request is to be refused: what was ticked of the service's usual reasons, then what was written.
    func reasonOfRefusal(of service: PublicService) -> String {
        let ticked = all(DeskField.usualReasons).filter(service.refusalReasons.contains)
        let own = text("\(DeskField.reason).\(DeskDeed.proposeRefusal.rawValue)").trimmingCharacters(in: .whitespacesAndNewlines)
        return (ticked + [own]).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
