import Foundation
import Hummingbird
import Office
import Rulebook
import Store

/// Completing a dossier: first what was asked for, each with its way, then sending it all.
extension Website {
    func showCompletion(_ request: Request, _ context: WebContext) async throws -> Response {
        let state = try await office.form(try context.part("id"), by: try context.visitor(), in: context.language)
        guard let completion = state.completion else { return seeOther(.check(state.dossier.id)) }
        return completionPage(state, completion, isRefused: false, context)
    }

    func complete(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        let isAware = try await form(request, context)[Self.asItIs] != nil
        do {
            if !isAware {
                let state = try await office.form(id, by: visitor, in: context.language)
                if let completion = state.completion, !state.missing.isEmpty {
                    return completionPage(state, completion, isRefused: true, context)
                }
            }
            try await office.complete(id, by: visitor, language: context.language)
            return seeOther(.dossier(id))
        } catch Refusal.invalid {
            let state = try await office.form(id, by: visitor, in: context.language)
            guard let completion = state.completion else { throw Refusal.notFound }
            return completionPage(state, completion, isRefused: true, context)
        }
    }

    /// The button's name with which it is sent though not all of it was given.
    private static let asItIs = "asa"

    private func completionPage(_ state: FormState, _ completion: Completion, isRefused: Bool, _ context: WebContext) -> Response {
        let say = speech(context)
        let journey = Journey(state)
        return page(
            context, title: say("page.completion.title"), status: isRefused ? .unprocessableContent : .ok, failed: isRefused,
            around: .under(.dossiers)
        ) { h in
            h.crumbs(crumbs(state, say), current: say("page.completion.title"))
            h.div(class: "measure") {
                problemLinks(state, journey, h, say)
                h.h1(say("page.completion.title"))
                let isLate = completion.until < office.today()
                let lead = state.missing.isEmpty && !isLate && !completion.items.isEmpty ? "all-given" : isLate ? "until-late" : "until"
                h.p(say("page.completion.\(lead)", ["day": .day(completion.until)]), class: "lead")
                if let house = office.content.institution(state.dossier.institution) {
                    let known: [String: TraceValue] = [
                        "name": .text(say(house.name)), "what": .text(say(state.service.title)), "number": .text(ownDossier(state).text),
                    ]
                    h.p(say("page.completion.by\(state.asking == nil ? "" : "-endorser")", known), class: "small")
                }
                if !completion.message.isEmpty { h.note(.info) { h.paragraphs(completion.message) } }
                h.section(Phrase(say("page.completion.asked")), id: "cerute") {
                    h.ol(class: "list") {
                        for item in completion.items {
                            h.li {
                                h.h3 { h.a(label(of: item.field, state, say), to: journey.link(to: item.field)) }
                                if !state.missing.contains(item) { h.p { h.tag(Tag(.ok, say("page.completion.given"))) } }
                                if !item.reason.isEmpty { h.p(say.romanian(item.reason)) }
                            }
                        }
                    }
                }
                // New papers change no amount.
                let isAnswered = completion.items.contains { state.service.form.field($0.field) != nil }
                if let fee = state.fee, isAnswered, fee.amount > 0, state.service.fee?.setBy == nil {
                    let isPaid = state.dossier.payment == .confirmed
                    h.box(Phrase(say("page.completion.fee"))) { h.feeTable(Fee(fee, isPaid: isPaid, say)) }
                }
                h.form(post: Place.completion(state.dossier.id).link, context.formToken) {
                    if !state.missing.isEmpty { h.p(say("page.completion.send-text")) }
                    if state.service.workflow.stage(state.dossier.stage)?.clock == .suspended {
                        h.p(say(state.dossier.clock?.policy.unit == .hours ? "page.completion.clock-hours" : "page.completion.clock"))
                    }
                    if state.missing.isEmpty {
                        h.actions { h.submit(Phrase(say("page.completion.send"))) }
                    } else {
                        h.note(.warn) {
                            h.p { h.strong(say("page.completion.missing")) }
                            h.ul {
                                for item in state.missing {
                                    h.li { h.a(label(of: item.field, state, say), to: journey.link(to: item.field)) }
                                }
                            }
                            h.p(say("page.completion.missing-text"))
                        }
                        h.actions {
                            h.submit(Phrase(say("page.completion.send-as-it-is")), class: "btn second", name: Self.asItIs, value: "1")
                        }
                    }
                }
                h.more(say("page.completion.all")) { answersOverview(state, journey, h, say) }
            }
        }
    }
}
