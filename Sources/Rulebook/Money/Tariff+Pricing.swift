import Foundation

extension TariffTable {
    /// Prices a request.
    /// - Parameters:
    ///   - values: the checked answers; an input that is missing makes the fee unknown (nil), never zero.
    ///   - decided: what the institution decided of inputs that the answers claim.
    package func price(
        _ rule: FeeRule, values: Values, decided: [String: Bool] = [:], today: Day, places: Gazetteer, phrases: Phrasebook
    ) -> Fee? {
        guard let tariff = tariffs[rule.tariff] else { return nil }
        let fields = Expression.Context(values: values, today: today, places: places)
        var inputs: Values = [:]
        for (name, formula) in rule.bindings { inputs[name] = formula.value(in: fields) }
        for (name, isGranted) in decided where inputs[name]?.holds ?? false { inputs[name] = .truth(isGranted) }
        var total = Decimal(0)
        var lines: [Fee.Line] = []
        for step in tariff.steps {
            inputs["total"] = .number(total)
            let context = Expression.Context(values: inputs, today: today, places: places)
            if let condition = step.when {
                guard condition.names.allSatisfy({ inputs[$0, default: .none] != .none || tariff.isOptional($0) }) else { return nil }
                guard condition.holds(in: context) else { continue }
            }
            guard let (next, detail) = step.rule.apply(to: total, in: context, phrases) else { return nil }
            // Only the end is rounded; a line shows how the rounded sum moved, so that the lines add up.
            let change = next.rounded(toDigits: 2) - total.rounded(toDigits: 2)
            if change != 0 || lines.isEmpty || step.rule == .free {
                lines.append(Fee.Line(label: step.label, detail: detail, amount: change))
            }
            total = next
            if step.rule == .free { break }
        }
        return Fee(amount: total.rounded(toDigits: 2), title: tariff.title, law: tariff.law, lines: lines, from: from, source: source)
    }
}

extension Tariff {
    /// An input written `name?` may be missing: its conditions then do not hold.
    func isOptional(_ name: String) -> Bool { inputs.contains("\(name)?") || name == "total" }
}

extension Tariff.Rule {
    /// The new total and how it came about, or nil when an input is missing.
    fileprivate func apply(
        to total: Decimal, in context: Expression.Context, _ phrases: Phrasebook
    ) -> (Decimal, String)? {
        func written(_ number: Decimal) -> String { phrases.number(number, in: .ro) }
        switch self {
        case .add(let formula):
            guard let amount = formula.value(in: context).number else { return nil }
            return (total + amount, formula.isLiteral ? "" : formula.explained(in: context, written))
        case .brackets(let of, let upTo, let above):
            guard let quantity = of.value(in: context).number else { return nil }
            if let bracket = upTo.first(where: { quantity <= $0.bound }) {
                return (total + bracket.amount, "≤ \(written(bracket.bound))")
            }
            let detail = "\(written(above.base)) + (\(written(quantity)) − \(written(above.over))) × \(written(above.each))"
            return (total + above.base + (quantity - above.over) * above.each, detail)
        case .times(let factor): return (total * factor, "\(written(total)) × \(written(factor))")
        case .atLeast(let formula):
            guard let least = formula.value(in: context).number else { return nil }
            return (max(total, least), "≥ \(written(least))")
        case .atMost(let formula):
            guard let most = formula.value(in: context).number else { return nil }
            return (min(total, most), "≤ \(written(most))")
        case .free: return (0, "")
        }
    }
}

extension Expression {
    var isLiteral: Bool {
        if case .literal = self { return true }
        return false
    }

    /// The formula with its names replaced by their numbers, for the person who wants to check it.
    func explained(in context: Context, _ written: (Decimal) -> String) -> String {
        switch self {
        case .literal(.number(let number)): written(number)
        case .binary(let op, let left, let right):
            "\(left.explained(in: context, written)) \(Expression.signs[op] ?? op.rawValue) \(right.explained(in: context, written))"
        default: value(in: context).number.map(written) ?? "–"
        }
    }

    private static let signs: [Operator: String] = [.times: "×", .minus: "−", .plus: "+", .divided: ":"]
}
