extension Form {
    /// The questions that a fee is computed from, each for itself: without the conditions of the whole form. For calculators, before
    /// anybody applies.
    ///
    /// What the form would derive is asked where it is a choice, else computed from what it is derived from; so is what a place decides:
    /// that a village counts as urban only the register of places knows. A table whose rows are only counted is asked as their number: a
    /// calculator is open to everybody, and its answers stand in an address.
    /// - Parameter tariff: what it reads is asked, and what it can do without may be left out; nil: all that the rule binds.
    package func pricing(_ rule: FeeRule, _ tariff: Tariff? = nil) -> Form {
        var names: Set<String> = []
        var needed: Set<String> = []
        for (input, formula) in rule.bindings where tariff?.reads(input, bound: rule) != false {
            let read = everything(read: formula.names)
            names.formUnion(read)
            if tariff?.isOptional(input) != true { needed.formUnion(read) }
        }
        let steps = steps.compactMap { step -> Step? in
            let fields = step.fields.filter { names.contains($0.key) }.map { field in
                let isOptional = field.requiredWhen == .literal(.truth(false)) || !needed.contains(field.key)
                return field.changed { parts in
                    parts.askedWhen = nil
                    if asksInstead(field) { parts.derived = nil }
                    parts.requiredWhen = isOptional ? .literal(.truth(false)) : nil
                    parts.columns = field.columns(read: names)
                    if field.kind == .rows, parts.columns.isEmpty { parts.count(field) }
                }
            }
            return fields.isEmpty ? nil : Step(name: step.name, title: step.title, fields: fields)
        }
        return Form(steps: steps, attachments: [], rules: [])
    }

    /// The fields behind these names, and the names themselves: a table for its column, what is derived with all that it is derived from.
    private func everything(read names: Set<String>) -> Set<String> {
        var found: Set<String> = []
        var open = Array(names)
        while let name = open.popLast() {
            if field(name) == nil { found.insert(name) }
            let key = field(name) == nil ? String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex)) : name
            guard let field = field(key), found.insert(key).inserted else { continue }
            if let formula = field.derived, !asksInstead(field) { open += formula.names }
            if let within = field.within { open.append(within) }
        }
        return found
    }

    /// A derived choice is easier to make than to compute from, but where a place decides it.
    private func asksInstead(_ question: Field) -> Bool {
        guard let formula = question.derived, question.kind == .choice else { return false }
        return !formula.names.contains { name in field(name).map { $0.kind == .locality || $0.kind == .uat } ?? false }
    }
}

extension Field {
    /// The columns that something is computed from; none, where only the rows are counted.
    fileprivate func columns(read names: Set<String>) -> [Field] {
        var open = columns.filter { names.contains("\(key).\($0.key)") }
        var needed: Set<String> = []
        while let column = open.popLast() {
            guard needed.insert(column.key).inserted else { continue }
            let behind = [column.askedWhen, column.requiredWhen, column.derived].compactMap { $0 }.reduce(into: Set()) {
                $0.formUnion($1.names)
            }
            open += columns.filter { behind.contains($0.key) || behind.contains("\(key).\($0.key)") }
        }
        return columns.filter { needed.contains($0.key) }
    }
}

extension FieldParts {
    /// Turns a table into the question how many rows it has, which `count` takes for the table.
    fileprivate mutating func count(_ table: Field) {
        kind = .number
        (range, length, totals) = (table.length, nil, nil)
        if case .rows(let rows)? = table.example { example = .text("\(rows.count)") }
    }
}
