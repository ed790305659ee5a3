package import Foundation

/// One institution's amounts from one day on (`Content/tariffs/<institution>/<year>.yaml`). Never in code.
package struct TariffTable: Hashable, Sendable {
    package let institution: String
    package let from: Day
    package let source: String
    package let tariffs: [String: Tariff]
    package let file: String
}

/// How one fee is computed, step by step, from named inputs.
package struct Tariff: Hashable, Sendable {
    package let name: String
    package let title: Localized
    /// Law article or council decision that the amount rests on.
    package let law: String
    /// Names that a service has to bind to its fields.
    package let inputs: [String]
    package let steps: [Step]

    /// Inputs that alone make it free: exemptions.
    package var exemptions: [String] {
        steps.compactMap { step in
            guard step.rule == .free, case .name(let input)? = step.when else { return nil }
            return input
        }
    }

    package struct Step: Hashable, Sendable {
        package let label: Localized
        package var when: Expression?
        package let rule: Rule
    }

    package enum Rule: Hashable, Sendable {
        /// Adds the value of a formula over the inputs; `total` names the sum so far.
        case add(Expression)
        /// Adds the amount of the bracket that `of` falls in: up to and including each bound.
        case brackets(of: Expression, upTo: [Bracket], above: Above)
        /// Multiplies the sum so far.
        case times(Decimal)
        /// Raises the sum so far to a floor, or cuts it to a ceiling.
        case atLeast(Expression)
        case atMost(Expression)
        /// Exempt: nothing is due and no later step counts.
        case free
    }

    package struct Bracket: Hashable, Sendable {
        package let bound: Decimal
        package let amount: Decimal
    }

    /// Beyond the last bracket: `base` plus `each` for every unit over `over`.
    package struct Above: Hashable, Sendable {
        package let base: Decimal
        package let each: Decimal
        package let over: Decimal
    }
}

/// What a service charges: a tariff's name and which formulas over its fields feed the inputs.
package struct FeeRule: Hashable, Codable, Sendable {
    package let tariff: String
    package let bindings: [String: Expression]
    /// The step of the workflow that sets what is owed; until then the tariff only estimates. Nil: owed as computed, at submission.
    package var setBy: String?

    package init(tariff: String, bindings: [String: Expression], setBy: String? = nil) {
        self.tariff = tariff
        self.bindings = bindings
        self.setBy = setBy
    }
}

/// An amount with the way it came about.
package struct Fee: Hashable, Codable, Sendable {
    /// Lei with 2 decimals; may be negative for a regularisation.
    package let amount: Decimal
    package let title: Localized
    package let law: String
    package let lines: [Line]
    /// The first day and the source of the table used.
    package let from: Day
    package let source: String
    /// What was paid of an earlier amount, where a completion raised it: `amount` is the rest.
    package var paidBefore: Decimal?

    /// All that the request costs.
    package var total: Decimal { amount + (paidBefore ?? 0) }

    package init(amount: Decimal, title: Localized, law: String, lines: [Line], from: Day, source: String) {
        self.amount = amount
        self.title = title
        self.law = law
        self.lines = lines
        self.from = from
        self.source = source
    }

    /// What remains of it beside what was paid already.
    package func less(_ paid: Decimal, label: Localized) -> Fee {
        var rest = Fee(
            amount: amount - paid, title: title, law: law, lines: lines + [Line(label: label, detail: "", amount: -paid)], from: from,
            source: source)
        rest.paidBefore = paid
        return rest
    }

    /// One step: what it is, how it was computed, the change it made.
    package struct Line: Hashable, Codable, Sendable {
        package let label: Localized
        package let detail: String
        package let amount: Decimal

        package init(label: Localized, detail: String, amount: Decimal) {
            self.label = label
            self.detail = detail
            self.amount = amount
        }
    }
}
