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
                            say.marked(service.title), Place.fee(service.slug).link, Phrase(say("public.fees.open")),
                            details: [.init(.card, feeInShort(service, say))])
                    })
            }
        }
    }

    /// The calculator asks only for the answers that the fee depends on, and for the day, whose table prices it.
    func fee(_ request: Request, _ context: WebContext) throws -> Response {
        guard let service = office.content.service(try context.part("slug")), let rule = service.fee else { throw Refusal.notFound }
        let say = speech(context)
        let form = FormFields(try Urlencoded.pairs((request.uri.query ?? "").utf8))
        let asked = form.day(named: "la")
        let day = Day(written: asked) ?? office.today()
        let checking = office.content.checking(on: day, in: context.language)
        let tariff = office.content.tariffs(of: service.institution, on: day)?.tariffs[rule.tariff]
        let isFree = tariff?.isFree(for: rule) ?? false
        let questions = service.form.pricing(rule, tariff)
        let fields = questions.fields.filter { $0.derived == nil }
        var answers = form.answers(to: fields, drawn: Set(fields.map(\.key)))
        let isGrowing = questions.changeRows(of: &answers, by: form) != nil
        let isAsked = !isGrowing && (fields.isEmpty || form["calculeaza"] != nil)
        let checked = questions.check(answers, attached: [], in: checking)
        var problems = isAsked ? checked.problems.map { Problem($0) } : []
        if !asked.isEmpty, Day(written: asked) == nil {
            problems.append(Problem(field: "la", say("problem.not-a-date", ["label": .text(say("public.fee.day")), "example": .day(day)])))
        }
        let fee = isAsked && problems.isEmpty ? office.content.fee(of: service, values: checked.values, on: day) : nil
        let title = say("public.fee.title", ["service": .text(say(service.title))])
        return page(
            context, title: title, status: problems.isEmpty ? .ok : .unprocessableContent, failed: !problems.isEmpty,
            around: .under(.fees)
        ) { h in
            h.crumbs([(say("page.frame.fees"), Place.fees.link)], current: say(service.title))
            h.errorSummary(problems)
            h.h1(title)
            h.p(say(isFree ? "public.fee.always-free" : "public.fee.lead"), class: "lead")
            h.split(sideLabel: say("public.fee.result"), sticky: true) {
                if isFree { return h.p(say("public.fee.nothing-asked")) }
                if fields.isEmpty { h.p(say("public.fee.fixed")) }
                h.form(get: Place.fee(service.slug).link, .novalidate()) {
                    // Enter computes, whatever other buttons stand before that one.
                    h.submit(
                        Phrase(say("public.fee.compute")), class: "vh", name: "calculeaza", value: "1", .tabindex(-1),
                        .attr("aria-hidden", "true"))
                    let drawing = FormDrawing(answers: answers, checked: checked, problems: problems, context: checking, say: say)
                    for field in fields {
                        if field.kind == .number, service.form.field(field.key)?.kind == .rows {
                            var question = drawing.question(field, named: field.key, answers[field.key])
                            question.hint = Phrase(say("public.fee.only-how-many"))
                            h.field(question)
                        } else {
                            drawing.draw(field, into: h)
                        }
                    }
                    h.field(
                        Field(
                            "la", say("public.fee.day"), .dateParts(FormDrawing.parts(of: "\(day)")),
                            hint: Phrase(say("public.fee.day-why")),
                            error: problems["la"], need: .optional))
                    h.actions { h.submit(Phrase(say("public.fee.compute")), name: "calculeaza", value: "1") }
                }
            } side: {
                h.box(fee.map { Phrase(say("public.fee.amount", ["amount": .money($0.amount)])) } ?? Phrase(say("public.fee.result"))) {
                    if let fee {
                        h.feeTable(Fee(fee, isEstimate: rule.setBy != nil, say))
                    } else {
                        let unknown = tariff == nil ? "public.fee.no-table" : "public.fee.incomplete"
                        h.p(say(isAsked && problems.isEmpty ? unknown : "public.fee.none"), class: "small")
                    }
                    h.p(class: "flush") { h.a(say("public.fee.service"), to: Place.service(service.slug).link, class: "btn second wide") }
                }
            }
        }
    }
}
