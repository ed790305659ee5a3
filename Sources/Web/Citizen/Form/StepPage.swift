import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// One step of an application: a short page of questions. What is typed is kept, right or wrong.
extension Website {
    func showStep(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let state = try await office.form(try context.part("id"), by: visitor, in: context.language)
        guard let step = state.service.form.step(try context.part("step")) else { throw Refusal.notFound }
        if state.isCompletion, !step.fields.contains(where: { state.isOpen($0.key) }) { return seeOther(.completion(state.dossier.id)) }
        // A link from the check page asks for what is wrong to be shown at once.
        let shows = state.isCompletion || Urlencoded.value("arata", in: request.uri.query) != nil
        return stepPage(step, state, shows ? Journey(state).problems(of: step.name) : [], isRefused: false, context)
    }

    func saveStep(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        let before = try await office.form(id, by: visitor, in: context.language)
        guard let step = before.service.form.step(try context.part("step")) else { throw Refusal.notFound }
        let form = try await form(request, context, files: step.fields.contains { $0.kind == .geometry } ? .read(megabytes: 1) : .refuse)
        let drawn = Set(form.text("campuri").split(separator: " ").map(String.init))
        var answers = form.answers(to: step.fields, drawn: drawn)
        let shapes = step.fields.filter { $0.kind == .geometry && drawn.contains($0.key) }
        // What was too large to be looked at says nothing, and takes the place of nothing.
        for shape in shapes where form.oversized.contains(shape.key) { answers[shape.key] = nil }
        for parent in before.parents where drawn.contains(parent.rule.field) {
            answers[parent.rule.field] = .text(form.parentAnswer(parent.rule.field))
        }
        let isOnlySaving = request.headers[.autosave] != nil
        let changed = isOnlySaving ? nil : step.changeRows(of: &answers, by: form)
        if !isOnlySaving, changed == nil { answers = Answers(answers.byKey.mapValues(\.withoutBlankRows)) }

        let state = try await office.save(answers, in: id, by: visitor, language: context.language)
        if isOnlySaving { return Response(status: .noContent, headers: [.cacheControl: "no-store"]) }
        let here = Place.step(id, step.name).link
        if let changed { return seeOther(here.at(Field.id(changed))) }
        let journey = Journey(state)
        switch form["apoi"] {
        case "actualizeaza": return seeOther(here)
        case "iesi": return seeOther(.dossiers)
        case "inapoi": return seeOther(journey.before(.step(step.name)).map(journey.link) ?? Place.service(state.service.slug).link)
        default: break
        }
        // An answer may open questions that were not on the page yet: they are shown before anything is called wrong.
        if let new = step.fields.first(where: {
            $0.derived == nil && state.checked.asked.contains($0.key) && state.isOpen($0.key) && !drawn.contains($0.key)
        }) {
            return seeOther(here.at(Field.id(new.key)))
        }
        let tooLarge = shapes.filter { !form.oversized.isDisjoint(with: [$0.key, "\($0.key).fisier"]) }
        let problems =
            tooLarge.map { $0.problem("too-many-points", at: $0.key, ["most": .number(Geometry.mostPoints)], checking(context)) }
            + journey.problems(of: step.name).filter { problem in !tooLarge.contains { $0.key == problem.field } }
        // A draft keeps only as much of a shape as could be right; who is refused gets back all that was sent.
        let typed = answers.keeping(Set(shapes.map(\.key)))
        if !problems.isEmpty { return stepPage(step, state, problems, typed: typed, isRefused: true, context) }
        return seeOther(state.isCompletion ? Place.completion(id).link : journey.link(to: journey.after(.step(step.name))))
    }

    private func checking(_ context: WebContext) -> CheckingContext {
        office.content.checking(on: office.today(), in: context.language)
    }

    private func stepPage(
        _ step: Form.Step, _ state: FormState, _ refused: [Rulebook.Problem], typed: Answers = Answers(), isRefused: Bool,
        _ context: WebContext
    ) -> Response {
        let say = speech(context)
        let checking = checking(context)
        let problems = refused.map { Problem($0) }
        let fields = step.fields.filter { $0.derived == nil && state.checked.asked.contains($0.key) && state.isOpen($0.key) }
        let drawing = FormDrawing(
            answers: state.dossier.answers.merging(typed), checked: state.checked, problems: problems, context: checking, say: say,
            taken: state.taken)
        let link = Place.step(state.dossier.id, step.name).link
        let turning = step.turningPoints.intersection(fields.map(\.key))
        let journey = Journey(state)
        return page(
            context, title: say(step.title), status: isRefused ? .unprocessableContent : .ok, failed: isRefused, around: .under(.dossiers)
        ) { h in
            h.crumbs(crumbs(state, say), current: say("page.step.application"))
            h.split(sideLabel: say("page.step.side"), sticky: true) {
                journey.draw(.step(step.name), into: h, say)
                h.errorSummary(problems)
                h.h1(say.marked(step.title))
                if let intro = step.intro { h.p(say.marked(intro, after: step.title), class: "lead") }
                paperNote(state.isFromPaper, h, say)
                askedHere(step.fields.map(\.key), state, h, say)
                h.form(
                    post: link, context.formToken, files: fields.contains { $0.kind == .geometry }, class: "step", .novalidate(),
                    .autosave(to: link),
                    .attr("data-turning", turning.isEmpty ? nil : turning.sorted().joined(separator: " "))
                ) {
                    h.hidden("campuri", fields.map(\.key).joined(separator: " "))
                    // Enter in a field presses the first button: it should be the one that goes on.
                    h.submit(Phrase(say("page.step.next")), class: "vh", .tabindex(-1), .attr("aria-hidden", "true"))
                    for field in fields {
                        if let parent = state.parents.first(where: { $0.rule.field == field.key }) {
                            parentField(field, parent, state, problems, h, say)
                        } else {
                            drawing.draw(field, into: h)
                        }
                    }
                    if !turning.isEmpty {
                        h.row(class: "turn") {
                            h.submit(
                                Phrase(say("page.step.refresh")), class: "btn second", name: "apoi", value: "actualizeaza",
                                .formnovalidate())
                            h.span(say("page.step.refresh-why"), class: "small muted")
                        }
                    }
                    h.actions {
                        h.submit(Phrase(say("page.step.next")))
                        h.submit(Phrase(say("page.step.back")), class: "btn link", name: "apoi", value: "inapoi", .formnovalidate())
                        h.submit(Phrase(say("page.step.leave")), class: "btn link", name: "apoi", value: "iesi", .formnovalidate())
                    }
                }
            } side: {
                h.saved(
                    Phrase(
                        isRefused
                            ? h.words.draftSaved("\(WallTime(office.settings.now(), in: office.content.house.timeZone))")
                            : say("page.step.kept")))
                if let fee = state.fee {
                    h.box(Phrase(say("page.step.fee"))) { h.feeTable(Fee(fee, isEstimate: state.service.fee?.setBy != nil, say)) }
                }
                h.box(Phrase(say("page.step.help"))) { h.p(say("page.step.help-text"), class: "small flush") }
            }
        }
    }

    func crumbs(_ state: FormState, _ say: Speech) -> [(text: String, link: Link)] {
        let middle =
            state.isCompletion ? ownDossier(state) : (say(state.service.title), Place.service(state.service.slug).link)
        return [(say("page.frame.dossiers"), Place.dossiers.link), middle]
    }

    /// The dossier by the number that its applicant knows: of an endorser's, the one that it is for.
    func ownDossier(_ state: FormState) -> (text: String, link: Link) {
        let number = state.asking?.number ?? state.dossier.number
        return (number.map { "\($0)" } ?? "", Place.dossier(state.asking?.endorsement.parent ?? state.dossier.id).link)
    }

    /// In a completion: what was asked for on this page.
    func askedHere(_ keys: [String], _ state: FormState, _ h: HTML, _ say: Speech) {
        let asked = state.completion?.items.filter { keys.contains($0.field) } ?? []
        guard state.isCompletion, !asked.isEmpty else { return }
        h.note(.warn) {
            h.p { h.strong(say("page.completion.asked-here")) }
            h.ul { for item in asked { h.li("\(label(of: item.field, state, say)): \(say.romanian(item.reason))" as Phrase) } }
        }
    }

    /// What a field or document is called.
    func label(of field: String, _ state: FormState, _ say: Speech) -> String { label(of: field, state.service.form, say) }

    func label(of field: String, _ form: Form, _ say: Speech) -> String {
        if field.hasPrefix("attachment:") {
            let code = field.dropFirst("attachment:".count)
            return form.attachments.first { $0.kind.code == code }.map { say($0.kind.title) } ?? String(code)
        }
        return form.field(field).map { say($0.label) } ?? field
    }
}

extension Form.Step {
    /// Fields of this step on whose answer it depends what else is asked or offered here.
    fileprivate var turningPoints: Set<String> {
        fields.reduce(into: []) { keys, field in
            keys.formUnion(field.askedWhen?.names ?? [])
            if let within = field.within { keys.insert(within) }
            // What is free, or how a shape looks, is shown once it is sent.
            if [.slot, .geometry].contains(field.kind) || field.totals != nil { keys.insert(field.key) }
        }
    }
}
