import Foundation
package import Rulebook

/// Varies the examples in what a condition depends on, first one thing at a time, then by chance.
package struct AnswerSearch {
    private static let tries = 800

    private let form: Form
    private let context: CheckingContext
    private let base: Answers
    private let candidates: [(key: String, answers: [Answer?])]
    private var chance = Chance(state: 2026)
    private var step = 0

    /// - Parameter conditions: what the search tries to turn.
    package init(_ form: Form, about conditions: [Rulebook.Expression], _ context: CheckingContext) {
        (self.form, self.context) = (form, context)
        base = form.examples
        var keys: Set<String> = []
        var numbers: Set<Decimal> = []
        var open = conditions
        while let expression = open.popLast() {
            numbers.formUnion(expression.numbers)
            for name in expression.names {
                let key = form.field(name) == nil ? String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex)) : name
                guard let field = form.field(key), keys.insert(key).inserted else { continue }
                open += [field.askedWhen, field.requiredWhen, field.derived].compactMap { $0 }
                if let within = field.within { open.append(.name(within)) }
            }
        }
        candidates = keys.sorted().compactMap { key in
            form.field(key).map { (key, Self.answers(to: $0, numbers, context)) }
        }
    }

    /// The first answers tried of which this holds, as the form reads them; nil where none of many does.
    package mutating func answers(where isSought: (CheckedForm) -> Bool) -> Answers? {
        for _ in 0..<Self.tries {
            let answers = next()
            if isSought(form.check(answers, attached: form.allCodes, in: context)) { return answers }
        }
        return nil
    }

    private mutating func next() -> Answers {
        var answers = base
        let single = candidates.flatMap { candidate in candidate.answers.map { (candidate.key, $0) } }
        if step == 0 {
            step += 1
            return answers
        }
        if step <= single.count {
            answers[single[step - 1].0] = single[step - 1].1
        } else {
            for candidate in candidates { answers[candidate.key] = candidate.answers.randomElement(using: &chance) ?? nil }
        }
        step += 1
        return answers
    }

    private static func answers(to field: Field, _ numbers: Set<Decimal>, _ context: CheckingContext) -> [Answer?] {
        let own: [Answer?] = [field.example, nil]
        switch field.kind {
        case .choice: return own + field.options.map { .text($0.value) }
        case .choices: return own + field.options.map { .list([$0.value]) } + [.list(field.options.map(\.value))]
        case .truth, .declaration: return [.text("true"), .text("false")]
        case .number, .money:
            let typed = field.example?.text.flatMap { Decimal(written: $0) } ?? 1
            return own + [typed / 2, typed * 2].map { .text("\($0.rounded(toDigits: field.kind == .money ? 2 : field.decimals ?? 0))") }
                + numbers.sorted().flatMap { n in [n - 1, n, n + 1] }.map { .text("\($0)") }
        case .uat:
            return own + context.places.uats.prefix(8).map { .text($0.siruta) } + context.places.uats.suffix(8).map { .text($0.siruta) }
        case .date: return own + [0, 1, 10, 40, 400].map { .text("\(context.today.adding(days: $0))") }
        default: return own
        }
    }
}

extension Rulebook.Expression {
    /// The numbers that stand in it.
    fileprivate var numbers: Set<Decimal> {
        switch self {
        case .literal(.number(let number)): [number]
        case .literal, .name: []
        case .list(let items): items.reduce(into: []) { $0.formUnion($1.numbers) }
        case .not(let inner), .negative(let inner): inner.numbers
        case .binary(_, let left, let right): left.numbers.union(right.numbers)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.numbers) }
        }
    }
}

/// Seeded chance (Knuth's constants), so that a try can be tried again.
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
