extension PublicService {
    /// The questions that a request for completion opens: those that it names, those that depend on them, and those whose answer does
    /// not hold any more; of one that is not asked now, also those by which it would be. What was not asked for stays as it was
    /// submitted, since others may have decided on it. How urgent the request is was decided when it was filed: term and fee were set
    /// by it.
    /// - Parameters:
    ///   - named: keys of fields; empty where the request only says in words what is missing: then every question is open.
    ///   - checked: the answers as they were submitted.
    ///   - problems: of the answers as they are.
    package func opened(byAskingFor named: Set<String>, documents: Bool, checked: CheckedForm, problems: [Problem]) -> Set<String> {
        let fields = form.fields
        func names(_ name: String, _ field: Field) -> Bool { name == field.key || name.hasPrefix("\(field.key).") }
        var open: Set<String> = []
        var border = named.isEmpty && !documents ? Set(fields.map(\.key)) : named.intersection(fields.map(\.key))
        // Nobody can answer what is not asked, nor what is worked out: what leads to it has to be answered otherwise.
        var hidden = border.subtracting(checked.asked)
        while !hidden.isEmpty {
            let conditions = fields.filter { hidden.contains($0.key) }.flatMap { [$0.askedWhen, $0.derived] }.compactMap { $0 }
            let read = conditions.flatMap(\.names)
            let leading = fields.filter { field in read.contains { names($0, field) } && !border.contains(field.key) }
            border.formUnion(leading.map(\.key))
            hidden = Set(leading.filter { $0.derived != nil || !checked.asked.contains($0.key) }.map(\.key))
        }
        while !border.isEmpty {
            open.formUnion(border)
            let depending = fields.filter { field in
                field.reads.contains { name in border.contains { name == $0 || name.hasPrefix("\($0).") } }
            }
            border = Set(depending.map(\.key)).subtracting(open)
        }
        let wrong = problems.map { String($0.field.prefix { $0 != "[" }) }
        return open.subtracting(urgencyQuestions).union(wrong)
    }

    /// The questions by which a request is urgent: no completion opens them.
    package var urgencyQuestions: Set<String> { Set(urgency?.when.names ?? []) }
}
