import Hummingbird
import Office
import Rulebook
import Store

/// A step that was refused: what was typed stands in it again.
struct StepAttempt: Sendable {
    let step: String
    let typed: FormFields
    let problems: [Problem]
}

/// What the workflow asks of the applicant on the way: to accept an offer, to ask for another.
extension Website {
    func steps(_ file: CaseFile, _ attempt: StepAttempt?, _ context: WebContext, _ h: HTML, _ say: Speech) {
        let open = file.steps.filter { if case .open = $0.standing { true } else { false } }
        guard !open.isEmpty else { return }
        // What nobody waits for, such as giving a rental up, is offered and not asked.
        let title = file.stage.holder == .applicant ? "page.steps.title" : "page.steps.title-may"
        h.section(Phrase(say(title)), id: "pasi", class: "noprint") {
            if let last = file.answerBy { h.p(say("page.steps.answer-by", ["day": .day(last)])) }
            if let told = lastTold(file, say) {
                h.note(.info) {
                    h.p { h.strong(say(told.title)) }
                    h.facts(told.lines.map { Fact(say($0.label), say.romanian($0.text)) }, .tight)
                }
            }
            for (index, step) in open.enumerated() {
                guard let name = step.move.name else { continue }
                let again = attempt?.step == name ? attempt : nil
                let title = step.move.title.map { say($0) } ?? name
                if index == 0 {
                    form(step.move, name, title, again, file, context, h, say)
                } else {
                    h.act(title, tone: nil, open: again != nil) { form(step.move, name, title, again, file, context, h, say) }
                }
            }
        }
    }

    private func form(
        _ move: Move, _ name: String, _ title: String, _ again: StepAttempt?, _ file: CaseFile, _ context: WebContext, _ h: HTML,
        _ say: Speech
    ) {
        let checking = office.content.checking(on: office.today(), in: say.language)
        let form = StepForm(move)
        let fields = form.fields(again?.typed, again?.problems ?? [], checking, say)
        h.form(post: Place.move(file.dossier.id, name).link, context.formToken, id: "pas-\(name)", .novalidate()) {
            h.hidden("versiune", "\(file.dossier.version)")
            for (question, field) in zip(form.questions, fields) {
                if question.kind == .declaration {
                    let checked = move.form.check(Answers(), attached: [], in: checking)
                    FormDrawing(answers: Answers(), checked: checked, problems: again?.problems ?? [], context: checking, say: say)
                        .draw(question, into: h)
                } else {
                    h.field(field)
                }
            }
            h.submit(Phrase(title))
        }
    }

    /// What the office said last, where the applicant is to answer it.
    private func lastTold(_ file: CaseFile, _ say: Speech) -> (title: Localized, lines: [(label: Localized, text: String)])? {
        let checking = office.content.checking(on: office.today(), in: say.language)
        let workflow = file.service.workflow
        guard let event = file.events.last(where: { $0.step(in: workflow)?.shown == true }), let move = event.step(in: workflow),
            let title = workflow.stage(file.stage.name)?.title
        else { return nil }
        return (title, event.answers(to: move, in: checking))
    }

    @Sendable func takeStep(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let (id, step) = (try context.part("id"), try context.part("step"))
        let fields = try await form(request, context)
        let file = try await ownFile(id, of: visitor)
        guard let move = file.service.workflow.step(step), move.by.contains(.applicant) else { throw Refusal.notFound }
        let form = StepForm(move)
        do {
            try await office.take(
                step, form.answers(in: fields), on: id, version: fields.version, by: visitor, language: context.language)
        } catch Refusal.invalid(let problems) {
            let attempt = StepAttempt(step: step, typed: fields, problems: form.problems(problems))
            return dossierPage(file, try await office.correspondence(on: id, seenBy: visitor), step: attempt, context)
        } catch let refusal as Refusal {
            let answers = move.form.check(form.answers(in: fields), attached: [], in: office.checking()).normalised
            let said = answers.byKey.reduce(into: ["step": step]) { $0["\(StepDetails.prefix)\($1.key)"] = $1.value.text }
            if refusal == .stale,
                try await ownFile(id, of: visitor).isLast(
                    move.deed.rawValue, saying: said, by: visitor.id, after: fields.version, at: office.settings.now())
            {
                return seeOther(.dossier(id))
            }
            let typed = form.typed(fields, office.content.checking(on: office.today(), in: context.language), speech(context))
            return try await ownConflict(
                refusal, of: Deed.advance.rawValue, step: step, on: id, by: visitor, typed: typed, context)
        }
        return seeOther(.dossier(id))
    }
}
