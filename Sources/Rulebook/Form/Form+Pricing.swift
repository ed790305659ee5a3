extension Form {
    /// The questions that a fee is computed from, each for itself: without the conditions of the whole form, and what
    /// the form would derive is asked. For calculators, before anybody applies.
    package func pricing(_ rule: FeeRule) -> Form {
        let names = rule.bindings.values.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        let steps = steps.compactMap { step -> Step? in
            let fields = step.fields.filter { names.contains($0.key) && $0.kind != .rows }.map { field in
                var copy = field
                (copy.askedWhen, copy.requiredWhen, copy.derived) = (nil, nil, nil)
                return copy
            }
            return fields.isEmpty ? nil : Step(name: step.name, title: step.title, fields: fields)
        }
        return Form(steps: steps, attachments: [], rules: [])
    }
}
