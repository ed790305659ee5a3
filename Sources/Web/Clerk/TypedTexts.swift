import Office
import Rulebook
import Store

extension DeskDeed {
    /// What was typed and chosen in this deed's form, as the form calls it.
    func typed(_ fields: FormFields, on file: CaseFile, _ checking: CheckingContext, _ voice: DeskVoice) -> [TypedText] {
        let reason = "\(DeskField.reason).\(rawValue)"
        let own = voice.ifAny("reason.\(rawValue)").map { [TypedText($0, fields.text(reason))] } ?? []
        func ticked(_ key: String) -> TypedText { TypedText(voice(key), fields.all(DeskField.usualReasons).joined(separator: "\n")) }
        func outcome(_ key: String, _ field: String) -> TypedText {
            let chosen = EndorsementOutcome(rawValue: fields.text(field))
            return TypedText(voice(key), chosen.map { voice.content.phrases("endorsement.conclusion.\($0.rawValue)", in: .ro) } ?? "")
        }
        func kinds(_ field: String) -> String {
            fields.all(field).compactMap { voice.content.endorsement($0)?.title.ro }.joined(separator: "\n")
        }
        switch self {
        case .advance:
            return file.service.workflow.step(fields.text(DeskField.step)).map { StepForm($0).typed(fields, checking, voice.speech) } ?? []
        case .requestCompletion:
            let items = CompletionRequestPage.items(fields, of: file.service.form)
            return items.map { TypedText(file.service.form.label(ofItem: $0.field), $0.reason.isEmpty ? "–" : $0.reason) }
                + [TypedText(voice("completion.message"), fields.text(DeskField.message))]
        case .requestEndorsement:
            return [
                TypedText(voice("endorsements.choose"), kinds(DeskField.endorsements)),
                TypedText(voice("endorsements.note"), fields.text(DeskField.message)),
            ]
        case .recordEndorsement:
            return [
                TypedText(voice("endorsements.which"), kinds(DeskField.endorsement)),
                TypedText(voice("endorsements.reference"), fields.text(DeskField.reference)),
                outcome("endorsements.paper-outcome", DeskField.paperOutcome),
                TypedText(voice("endorsements.text-label"), fields.text(DeskField.paperText)),
            ]
        case .endorse:
            return [
                outcome("endorsements.outcome-label", DeskField.outcome), ticked("endorsements.usual-reasons"),
                TypedText(voice("endorsements.text-label"), fields.text(DeskField.outcomeText)),
            ]
        case .redirect:
            let target = voice.content.redirects(from: file.dossier.institution).first { $0.slug == fields.text(DeskField.target) }
            return [TypedText(voice("panel.target"), target?.name ?? "")] + own
        case .proposeRefusal: return [ticked("panel.usual-refusals")] + own
        case .edit:
            return (file.act?.sections ?? []).map { TypedText($0.title, fields.text(DeskField.section($0.name))) }
        case .assign, .refuse, .extend, .draftAct, .sendForApproval, .approve, .returnDraft, .seal, .confirmPayment, .rejectPayment,
            .withdrawLeg:
            return own
        }
    }
}
