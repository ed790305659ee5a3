import Foundation
import Hummingbird
import Office
import Rulebook
import Store

/// The last look before an application is handed in, and handing it in.
extension Website {
    func showCheck(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = try context.part("id")
        let state = try await office.form(id, by: try context.visitor(), in: context.language)
        if state.isCompletion { return seeOther(.completion(id)) }
        return checkPage(state, isRefused: false, context)
    }

    func submit(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        _ = try await form(request, context)
        do {
            _ = try await office.submit(id, by: visitor, language: context.language)
            return seeOther(Place.dossier(id).link.with("depus", "1"))
        } catch Refusal.invalid {
            return checkPage(try await office.form(id, by: visitor, in: context.language), isRefused: true, context)
        }
    }

    private func checkPage(_ state: FormState, isRefused: Bool, _ context: WebContext) -> Response {
        let say = speech(context)
        let journey = Journey(state)
        let isWhole = state.checked.problems.isEmpty
        return page(
            context, title: say("page.check.title"), status: isRefused ? .unprocessableContent : .ok, failed: isRefused,
            around: .under(.dossiers)
        ) { h in
            h.crumbs(crumbs(state, say), current: say("page.step.application"))
            h.split(sideLabel: say("page.check.side"), sticky: true) {
                journey.draw(.check, into: h, say)
                problemLinks(state, journey, h, say)
                h.h1(say("page.check.title"))
                for warning in state.checked.warnings { h.note(.warn, "\(link: warning.message, to: journey.link(to: warning.field))") }
                for parent in state.parents where !parent.warnings.isEmpty {
                    if let remark = parent.remark { h.note(.warn, "\(link: remark, to: journey.link(to: parent.rule.field))") }
                }
                paperNote(state.isFromPaper, h, say)
                answersOverview(state, journey, h, say)
                sessionNote(h, state.service, say)
                let back = journey.link(to: journey.before(.check) ?? .check)
                if takesNow(state.service) {
                    h.form(post: Place.check(state.dossier.id).link, context.formToken) {
                        h.p(say("page.check.declare"), class: "small")
                        h.actions {
                            h.submit(Phrase(say("page.check.submit")))
                            h.a(say("page.step.back"), to: back, class: "btn link")
                        }
                    }
                } else {
                    h.p(say("page.check.not-now"))
                    h.actions { h.a(say("page.step.back"), to: back, class: "btn link") }
                }
                if state.service.fee?.setBy == nil, state.fee.map({ $0.amount > 0 }) ?? false {
                    h.p(say("page.check.pay-later"), class: "small muted")
                }
                discardForm(state, context, h, say)
            } side: {
                if state.service.fee != nil {
                    h.box(Phrase(say("word.fee"))) {
                        if let fee = state.fee {
                            h.feeTable(Fee(fee, isEstimate: state.service.fee?.setBy != nil, say))
                        } else {
                            h.p(say("page.check.no-fee-yet"), class: "small flush")
                        }
                    }
                }
                if isWhole, let term = state.service.term(for: state.checked.values, in: office.checking(say.language)) {
                    ifSubmittedToday(term, h, say)
                }
            }
        }
    }

    /// Every problem with the way to where it is put right.
    func problemLinks(_ state: FormState, _ journey: Journey, _ h: HTML, _ say: Speech) {
        let problems = state.checked.problems
        guard !problems.isEmpty else { return }
        h.div(class: "errors", .role("alert"), .labelledBy("erori"), .tabindex(-1)) {
            h.h2(h.words.problems(problems.count), id: "erori")
            h.ul { for problem in problems { h.li { h.a(problem.message, to: journey.link(to: problem.field)) } } }
        }
    }

    /// All answers and documents, each with its way back.
    func answersOverview(_ state: FormState, _ journey: Journey, _ h: HTML, _ say: Speech) {
        let checking = office.content.checking(on: office.today(), in: say.language)
        for (step, lines) in state.service.form.display(state.checked.normalised, in: checking) where !lines.isEmpty {
            h.section(say.marked(step.title), id: "pas-\(step.name)") {
                h.facts(
                    lines.map { line in
                        let change =
                            line.field.derived == nil && state.isOpen(line.field.key)
                            ? Place.step(state.dossier.id, step.name).link.at(Field.id(line.field.key)) : nil
                        let shape =
                            line.field.kind == .geometry ? state.checked.normalised.text(line.field.key).flatMap { Geometry($0) } : nil
                        let shown = shape.map { Phrase(sketch: $0, line.text, coordinates: say("geometry.coordinates")) }
                        return Fact(
                            say.marked(line.field.label), shown ?? line.field.shown(line.text), change: change, what: say(line.field.label))
                    })
            }
        }
        guard !state.papers.isEmpty else { return }
        h.section(Phrase(say("page.documents.title")), id: "documente") {
            let attached = Dictionary(grouping: state.attachments, by: \.code)
            h.facts(
                state.papers.map { rule, _ in
                    let files = attached[rule.kind.code] ?? []
                    let names = files.map { "\($0.name) (\(office.fileSize($0.size)))" }.joined(separator: ", ")
                    return Fact(
                        say.marked(rule.kind.title), files.isEmpty ? "\(muted: say("page.check.no-file"))" : Phrase(names),
                        change: Place.documents(state.dossier.id).link, what: say(rule.kind.title))
                })
        }
    }

    private func ifSubmittedToday(_ term: TermPolicy, _ h: HTML, _ say: Speech) {
        let now = office.wallNow()
        let deadline = Rulebook.LegalClock(term, from: now.day, at: now.time).deadline(in: office.content.calendar)
        h.box(Phrase(say("page.check.today"))) {
            h.p(class: "flush") {
                h.text(say("page.check.answer-by") + " ")
                h.strong(
                    deadline.dueTime.map { say("time.at-hour", ["day": .day(deadline.projected), "time": .time($0)]) }
                        ?? say.date(deadline.projected, .full))
                h.text(": \(say("time.unit.\(term.unit.rawValue)", ["n": .number(term.length)])).")
            }
        }
    }

    private func discardForm(_ state: FormState, _ context: WebContext, _ h: HTML, _ say: Speech) {
        h.form(post: Place.discard(state.dossier.id).link, context.formToken, id: "renunta") {}
        h.p { h.opens("renunta-sigur", Phrase(say("page.discard.open")), class: "btn link") }
        h.confirm(
            .init(
                id: "renunta-sigur", title: say("page.discard.title"), text: Phrase(say("page.discard.text")), form: "renunta",
                yes: say("page.discard.yes")))
    }

    func discard(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        _ = try await form(request, context)
        try await office.discard(draft: try context.part("id"), by: visitor)
        return seeOther(.dossiers)
    }
}

extension Rulebook.Field {
    /// An answer as pages show it: personal numbers only by their ends, several lines as such.
    func shown(_ text: String) -> Phrase {
        if let identifier = kind.identifier, kind == .cnp || kind == .identityCard { return Phrase(identifier.masked(text)) }
        guard text.contains(where: \.isNewline) else { return Phrase(text) }
        return Phrase { h in
            for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
                if index > 0 { h.br() }
                h.text(String(line))
            }
        }
    }
}
