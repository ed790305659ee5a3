import Foundation
import Office
import Rulebook

extension Fee {
    /// A computed fee with the way it came about.
    /// - Parameters:
    ///   - isEstimate: a step of the workflow sets what is really owed.
    ///   - isPaid: nothing of it is to be paid any more.
    init(_ fee: Rulebook.Fee, isEstimate: Bool = false, isPaid: Bool = false, _ say: Speech) {
        self.init(
            fee.lines.map { line in
                // A number and its sign stay together.
                let label = say(line.label).replacing(" %", with: "\u{A0}%")
                return Line(label, say.money(line.amount), detail: line.detail.isEmpty ? nil : line.detail)
            },
            total: say.money(abs(fee.amount)),
            totalText: fee.amount < 0 ? say("page.fee.give-back") : isPaid ? say("page.fee.total") : nil,
            source: Phrase { h in
                h.text(say("page.fee.source", ["day": .day(fee.from)]))
                h.text(" ")
                h.text(say.romanian(fee.law))
                if isEstimate { h.text(". "); h.text(say("page.fee.estimate")) }
                if fee.amount < 0 { h.text(" "); h.text(say("page.fee.give-back-how")) }
            })
    }
}

extension Website {
    /// What a service costs, in a word or two: for cards and summaries. Nothing is said of what depends on answers: without these a
    /// tariff has an amount too, that few people will be asked for.
    func feeInShort(_ service: PublicService, _ say: Speech) -> String {
        guard let rule = service.fee else { return say("public.fee.free") }
        let (content, today) = (office.content, office.today())
        guard let fee = content.fee(of: service, values: [:], on: today) else { return say("public.fee.computed") }
        if !service.form.pricing(rule, content.tariffs(of: service.institution, on: today)?.tariffs[rule.tariff]).fields.isEmpty {
            // Where the usual answers change nothing, as where one may only be exempt, the amount is what people pay.
            let usual = service.form.check(service.form.examples, attached: [], in: content.checking(on: today, in: say.language)).values
            // What is free for some costs others something.
            guard fee.amount > 0, content.fee(of: service, values: usual, on: today)?.amount == fee.amount else {
                return say("public.fee.computed")
            }
        }
        return fee.amount == 0 ? say("public.fee.free") : say.money(fee.amount)
    }

    func termInShort(_ service: PublicService, _ say: Speech) -> String? {
        service.term.map { say("time.unit.\($0.unit.rawValue)", ["n": .number($0.length)]) }
    }
}
