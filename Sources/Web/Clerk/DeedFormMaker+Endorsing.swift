import Office
import Rulebook
import Store

/// Asking other institutions, taking it back, and answering as one of them.
extension DeedFormMaker {
    func requestEndorsement() -> DeedForm? {
        let askable = choices.endorsements.filter { !$0.isOpen }
        guard file.can(.requestEndorsement), !askable.isEmpty else { return nil }
        let again = attempt?.deed == .requestEndorsement ? attempt : nil
        let options = askable.map { Field.Option($0.kind.slug, name(of: $0), detail: detail(of: $0)) }
        let ticked = again?.texts(DeskField.endorsements) ?? Set(askable.filter(\.isProposed).map(\.kind.slug))
        let who = Field(
            DeskField.endorsements, voice("endorsements.choose"), .checks(options, values: ticked),
            error: again?.problems[DeskField.endorsements])
        let note = Field(
            DeskField.message, voice("endorsements.note"), .area(value: again?.text(DeskField.message) ?? "", rows: 3, maxLength: 4_000),
            hint: Phrase(voice("endorsements.note-hint")), need: .optional)
        let isFirst = file.legs.isEmpty && askable.contains(where: \.isProposed)
        let isDue = (file.dossier.endorsementGaps ?? []).contains { gap in
            gap.reason == .unasked && askable.contains { $0.kind.slug == gap.kind }
        }
        return form(
            .requestEndorsement, isDue ? .main : .folded, words(.requestEndorsement),
            explanation: [voice("explain.request-endorsement"), dueBy(.requestEndorsement)].compactMap { $0 }.joined(separator: " "),
            fields: [who, note]
        ).opened(isFirst)
    }

    /// That endorsers have not answered yet: the act can be written meanwhile.
    func awaited() -> String? {
        let open = file.legs.filter { $0.endorsement.outcome == nil }
        guard !open.isEmpty else { return nil }
        let names = open.map { voice.content.institution($0.institution)?.shortName ?? $0.institution }.joined(separator: ", ")
        return voice("explain.awaited", ["n": .number(open.count), "names": .text(names)])
    }

    /// The day by which the law wants a deed, while it is not past.
    private func dueBy(_ deed: Deed) -> String? {
        let reading = file.windows.first { $0.move.deed == deed && $0.reading.state != .late }?.reading
        return reading?.due.map { voice("explain.due-by", ["day": .day($0)]) }
    }

    private func name(of choice: EndorsementChoice) -> String { "\(choice.endorser.name.ro): \(choice.kind.title.ro)" }

    /// How far it holds us and by what law, and that nobody reads the question there.
    private func detail(of choice: EndorsementChoice) -> String {
        var sentences = [
            choice.isProposed
                ? "\(voice("endorsements.force.\(choice.rule.force.rawValue)")) \(choice.rule.law)" : voice("endorsements.optional")
        ]
        if !choice.isStaffed { sentences.append(voice("endorsements.unstaffed")) }
        return sentences.joined(separator: " ")
    }

    func recordEndorsement() -> DeedForm? {
        let choices = choices.endorsements.filter(\.takesPaper)
        guard file.can(.requestEndorsement), !choices.isEmpty else { return nil }
        let again = attempt?.deed == .recordEndorsement ? attempt : nil
        let which = Field(
            DeskField.endorsement, voice("endorsements.which"),
            .select(
                choices.map { Field.Option($0.kind.slug, name(of: $0)) }, value: again?.text(DeskField.endorsement),
                blank: voice("panel.choose")), error: again?.problems[DeskField.endorsement])
        let reference = Field(
            DeskField.reference, voice("endorsements.reference"), .text(value: again?.text(DeskField.reference) ?? "", maxLength: 200),
            hint: Phrase(voice("endorsements.reference-hint")), error: again?.problems[DeskField.reference])
        let outcome = Field(
            DeskField.paperOutcome, voice("endorsements.paper-outcome"), .radios(outcomes, value: again?.text(DeskField.paperOutcome)),
            error: again?.problems[DeskField.paperOutcome])
        let text = Field(
            DeskField.paperText, voice("endorsements.text-label"),
            .area(value: again?.text(DeskField.paperText) ?? "", rows: 4, maxLength: OfficeLimits.endorsementLength),
            hint: Phrase(voice("endorsements.paper-text-hint")), error: again?.problems[DeskField.paperText],
            need: needWords)
        let paper = Field(
            DeskField.paper, voice("endorsements.paper"),
            .file(accept: ".pdf,.jpg,.jpeg,.png", limit: OfficeLimits.endorsementPaperMegabytes * 1_000_000),
            hint: Phrase(voice("endorsements.paper-hint")), error: again?.problems[DeskField.paper], need: .optional)
        return form(
            .recordEndorsement, .folded, voice("endorsements.record"), explanation: voice("explain.record-endorsement"),
            fields: [which, reference, outcome, text, paper])
    }

    /// Of the text beside an answer: conditions and reasons have to be given, remarks need not.
    private var needWords: Field.Need { .note(voice("endorsements.text-need")) }

    private var outcomes: [Field.Option] {
        EndorsementOutcome.answers.map {
            Field.Option($0.rawValue, voice.content.phrases("endorsement.conclusion.\($0.rawValue)", in: .ro))
        }
    }

    func withdrawLeg() -> DeedForm? {
        let open = file.legs.filter { $0.endorsement.outcome == nil }
        guard file.can(.requestEndorsement), !open.isEmpty else { return nil }
        let again = attempt?.deed == .withdrawLeg ? attempt : nil
        let options = open.map { line in
            let institution = voice.content.institution(line.institution)?.name.ro ?? line.institution
            return Field.Option(line.endorsement.leg, "\(institution): \(voice.content.anyService(line.service)?.title.ro ?? "")")
        }
        let which = Field(
            DeskField.leg, voice("endorsements.which"), .select(options, value: again?.text(DeskField.leg), blank: voice("panel.choose")),
            error: again?.problems[DeskField.leg])
        return form(
            .withdrawLeg, .folded, voice("endorsements.withdraw"), explanation: voice("explain.withdraw-leg"),
            fields: [which, reasonField(.withdrawLeg)])
    }

    func endorse() -> [DeedForm] {
        guard file.can(.endorse) else { return [] }
        // What was answered before it was returned: of a leg, or of what an applicant asked for directly.
        let own = file.dossier.steps[Deed.endorse.rawValue]?.answers
        let proposal = file.asking.map { $0.endorsement.proposal?.rawValue } ?? own?.text("outcome")
        let said = file.asking?.endorsement.body ?? own?.text("text") ?? ""
        let again = attempt?.deed == .endorse ? attempt : nil
        let outcome = Field(
            DeskField.outcome, voice("endorsements.outcome-label"),
            .radios(outcomes, value: again?.text(DeskField.outcome) ?? proposal),
            error: again?.problems[DeskField.outcome])
        let usual = file.service.refusalReasons.map { Field.Option($0, $0) }
        let list = Field(
            DeskField.usualReasons, voice("endorsements.usual-reasons"),
            .checks(usual, values: again?.texts(DeskField.usualReasons) ?? []), need: .optional,
            condition: .init(DeskField.outcome, isOneOf: [EndorsementOutcome.unfavourable.rawValue]))
        let text = Field(
            DeskField.outcomeText, voice("endorsements.text-label"),
            .area(value: again?.text(DeskField.outcomeText) ?? said, rows: 6, maxLength: OfficeLimits.endorsementLength),
            hint: Phrase(voice("endorsements.text-hint")), error: again?.problems[DeskField.outcomeText],
            need: needWords)
        let fields = usual.isEmpty ? [outcome, text] : [outcome, list, text]
        return [form(.endorse, .main, words(.endorse), explanation: voice("explain.endorse"), fields: fields)]
    }
}

extension DeedForm {
    fileprivate func opened(_ isOpen: Bool) -> DeedForm {
        DeedForm(
            deed: deed, weight: weight, title: title, explanation: explanation, fields: fields, hidden: hidden, question: question,
            isOpen: isOpen || self.isOpen, link: link, isPage: isPage)
    }
}
