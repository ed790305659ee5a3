extension Tariff {
    /// Whether a service costs nothing whatever is answered: some step makes it free without a condition that answers decide.
    package func isFree(for rule: FeeRule) -> Bool { openSteps(of: rule).isEmpty }

    /// Whether this input can change what a service costs.
    package func reads(_ input: String, bound rule: FeeRule) -> Bool {
        openSteps(of: rule).contains { $0.names.contains(input) }
    }

    /// The steps that can count for a service, none where it is always free. What it binds to a word of its own is known before
    /// anybody answers.
    private func openSteps(of rule: FeeRule) -> [Step] {
        var open: [Step] = []
        for step in steps {
            let holds: Bool? =
                switch step.when {
                case nil: true
                case .binary(.equal, .name(let input), .literal(let word)):
                    if case .literal(let bound)? = rule.bindings[input] { bound == word } else { nil }
                default: nil
                }
            if holds == false { continue }
            if holds == true, step.rule == .free { return [] }
            open.append(step)
        }
        return open
    }
}

extension Tariff.Step {
    /// The inputs that it reads.
    fileprivate var names: Set<String> {
        let amount: Set<String> =
            switch rule {
            case .add(let formula), .atLeast(let formula), .atMost(let formula), .brackets(let formula, _, _): formula.names
            case .times, .free: []
            }
        return amount.union(when?.names ?? [])
    }
}
