extension PublicService {
    /// The questions that a request for completion opens: those that it names, those that depend on them, and those whose answer does
    /// not hold any more. What was not asked for stays as it was submitted, since others may have decided on it. How urgent the request
    /// is was decided when it was filed: term and fee were set by it.
    /// - Parameters:
    ///   - named: keys of fields; empty where the request only says in words what is missing: then every question is open.
    ///   - problems: of the answers as they are.
    package func opened(byAskingFor named: Set<String>, documents: Bool, problems: [Problem]) -> Set<String> {
        let fields = form.fields
        var open: Set<String> = []
        var border = named.isEmpty && !documents ? Set(fields.map(\.key)) : named.intersection(fields.map(\.key))
        while !border.isEmpty {
            open.formUnion(border)
            border = Set(
                fields.filter { field in field.reads.contains { name in border.contains { name == $0 || name.hasPrefix("\($0).") } } }
                    .map(\.key)
            ).subtracting(open)
        }
        let wrong = problems.map { String($0.field.prefix { $0 != "[" }) }
        return open.subtracting(urgency?.when.names ?? []).union(wrong)
    }
}
