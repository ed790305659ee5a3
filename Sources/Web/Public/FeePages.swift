import Foundation
import Hummingbird
import Office
import Rulebook

/// What requests cost, before anybody has an account.
extension Website {
    func fees(_ request: Request, _ context: WebContext) -> Response {
        let say = speech(context)
        let services = office.content.services.filter { $0.fee != nil }
        return page(context, title: say("public.fees.title"), description: say("public.fees.lead"), around: .under(.fees)) { h in
            h.h1(say("public.fees.title"))
            h.p(say("public.fees.lead"), class: "lead")
            h.section(Phrase(say("public.fees.choose")), id: "servicii") {
                h.cards(
                    services.map { service in
                        Card(
                            say(service.title), Place.fee(service.slug).link, say("public.fees.open"),
                            details: [.init(.card, feeInShort(service, say))])
                    })
            }
        }
    }

    /// The calculator asks only for the answers that the fee depends on.
    func fee(_ request: Request, _ context: WebContext) throws -> Response {
        guard let service = office.content.service(try context.part("slug")), let rule = service.fee else { throw Refusal.notFound }
        let say = speech(context)
        let checking = office.content.checking(on: office.today(), in: context.language)
        let questions = service.form.pricing(rule)
        let fields = questions.fields
        let form = FormFields(try Urlencoded.pairs((request.uri.query ?? "").utf8))
        let isAsked = fields.isEmpty || form["calculeaza"] != nil
        let answers = form.answers(to: fields, drawn: Set(fields.map(\.key)))
        let checked = questions.check(answers, attached: [], in: checking)
        let problems = isAsked ? checked.problems.map { Problem(field: $0.field, $0.message) } : []
        let fee = isAsked && problems.isEmpty ? office.content.fee(of: service, values: checked.values, on: office.today()) : nil
        let title = say("public.fee.title", ["service": .text(say(service.title))])
        return page(
            context, title: title, status: problems.isEmpty ? .ok : .unprocessableContent, failed: !problems.isEmpty,
            around: .under(.fees)
        ) { h in
            h.crumbs([(say("page.frame.fees"), Place.fees.link)], current: say(service.title))
            h.errorSummary(problems)
            h.h1(title)
            h.p(say("public.fee.lead"), class: "lead")
            h.split(sideLabel: say("public.fee.result"), sticky: true) {
                if fields.isEmpty {
                    h.p(say("public.fee.fixed"))
                } else {
                    h.form(get: Place.fee(service.slug).link, .novalidate()) {
                        for field in fields { draw(field, answers, checked, problems, h, say) }
                        h.actions { h.submit(Phrase(say("public.fee.compute")), name: "calculeaza", value: "1") }
                    }
                }
            } side: {
                h.box(fee.map { Phrase(say("public.fee.amount", ["amount": .money($0.amount)])) } ?? Phrase(say("public.fee.result"))) {
                    if let fee { h.feeTable(Fee(fee, say)) } else { h.p(say("public.fee.none"), class: "small") }
                    h.p(class: "flush") { h.a(say("public.fee.service"), to: Place.service(service.slug).link, class: "btn second wide") }
                }
            }
        }
    }
}
