import Foundation
import Office
import Rulebook

extension Fee {
    /// A computed fee with the way it came about.
    init(_ fee: Rulebook.Fee, _ say: Speech) {
        self.init(
            fee.lines.map { line in
                Line(say(line.label), say.money(line.amount), detail: line.detail.isEmpty ? nil : line.detail)
            },
            total: say.money(fee.amount),
            source: Phrase { h in
                h.text(say("page.fee.source", ["day": .day(fee.from)]))
                h.text(" ")
                h.text(say.romanian(fee.law))
            })
    }
}

extension Website {
    /// What a service costs, in a word or two: for cards and summaries.
    func feeInShort(_ service: PublicService, _ say: Speech) -> String {
        guard service.fee != nil else { return say("public.fee.free") }
        guard let fee = office.content.fee(of: service, values: [:], on: office.today()) else { return say("public.fee.computed") }
        return fee.amount == 0 ? say("public.fee.free") : say.money(fee.amount)
    }

    func termInShort(_ service: PublicService, _ say: Speech) -> String? {
        service.term.map { say("time.unit.\($0.unit.rawValue)", ["n": .number($0.length)]) }
    }
}
