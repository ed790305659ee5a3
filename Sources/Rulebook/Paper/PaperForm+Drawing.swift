import Foundation

extension PaperForm {
    /// Draws the form of a service.
    /// - Parameters:
    ///   - address: how people reach the counter, without a slash at the end; nil where it is not known.
    package init(of service: PublicService, in content: Content, language: Language, address: String?) {
        let say = { (key: String, values: [String: TraceValue]) in content.phrases("paper.\(key)", values, in: language) }
        let words = ConditionWords(fields: service.form.fields, phrases: content.phrases, language: language)
        let institution = content.institution(service.institution)
        self.service = service.slug
        self.language = language
        title = service.title(language)
        self.institution = Masthead(
            name: institution?.name(language) ?? "", desk: institution?.desk(service.desk)?.name(language),
            county: content.house.place(language), address: institution?.address ?? "", phone: institution?.phone ?? "",
            email: institution?.email ?? "", cif: institution?.fiscalCode ?? "")
        self.words = Dictionary(Self.wordKeys.map { ($0, say($0, [:])) }) { first, _ in first }
            .merging(["privacy": say("privacy", ["institution": .text(institution?.name(language) ?? "")])]) { $1 }
        notes = Self.notes(of: service, institution, address, say)
        parts = service.form.steps.map { Part($0, words, content.resources, say) }.filter { !$0.groups.isEmpty }
        papers = service.form.attachments.map { rule in
            Paper(
                code: rule.kind.code, title: rule.kind.title(language),
                condition: words.ifWords(rule.conditions) ?? (rule.isOptional ? say("paper-any", [:]) : nil), why: rule.why?(language))
        }
    }

    /// What the template says of its own.
    private static let wordKeys = [
        "request", "to", "registry", "registry-number", "registry-day", "how", "papers", "papers-how", "sign", "sign-truth", "sign-day",
        "sign-name", "sign-here", "privacy-title", "page", "revision", "more", "total",
    ]

    private static func notes(
        of service: PublicService, _ institution: Institution?, _ address: String?, _ say: (String, [String: TraceValue]) -> String
    ) -> [String] {
        let place: [String: TraceValue] = [
            "institution": .text(institution?.shortName ?? ""), "address": .text(institution?.address ?? ""),
            "url": .text("\(address ?? "")/servicii/\(service.slug)"),
        ]
        return [
            say("how-write", [:]), say("how-tick", [:]), say("how-required", [:]), say("how-room", [:]),
            say(address == nil ? "how-where" : "how-where-online", place),
            service.fee.map { _ in say("how-fee", [:]) },
            service.term.map { say("how-term", ["term": .term($0.length, $0.unit)]) },
        ].compactMap { $0 }
    }
}

extension PaperForm.Part {
    fileprivate init(
        _ step: Form.Step, _ words: ConditionWords, _ resources: [String: Resource], _ say: (String, [String: TraceValue]) -> String
    ) {
        title = step.title(words.language)
        intro = step.intro?(words.language)
        let asked = step.fields.filter { $0.derived == nil }
        groups = Self.runs(of: asked).map { run in
            let inner = Self.inner(run).map { part in
                PaperForm.Group.Part(
                    condition: part.conditions.isEmpty ? nil : say("only-if", ["condition": .text(words(part.conditions))]),
                    lines: PaperForm.packed(part.fields.map { PaperForm.Item($0, words, resources, say) }))
            }
            let outer = run.outer.isEmpty ? nil : say("only-if", ["condition": .text(words(run.outer))])
            return PaperForm.Group(condition: outer, parts: inner)
        }
    }

    private typealias Run = (outer: [Expression], fields: [Field])

    /// Neighbours that are asked under one condition, or under that and more.
    private static func runs(of fields: [Field]) -> [Run] {
        var runs: [Run] = []
        for field in fields {
            let first = field.askedWhen?.conjuncts.first
            if let last = runs.last?.outer.first, let first, first.implies(last) {
                runs[runs.count - 1].fields.append(field)
            } else if runs.last?.outer.isEmpty == true, first == nil {
                runs[runs.count - 1].fields.append(field)
            } else {
                runs.append((outer: first.map { [$0] } ?? [], fields: [field]))
            }
        }
        // Where all of a run have the same condition, it is told once and whole.
        return runs.map { run in
            let conditions = run.fields.map { $0.askedWhen?.conjuncts ?? [] }
            return conditions.allSatisfy { $0 == conditions.first } ? (conditions.first ?? [], run.fields) : run
        }
    }

    /// A run's fields by what is asked beyond the condition of all.
    private static func inner(_ run: Run) -> [(conditions: [Expression], fields: [Field])] {
        run.fields.reduce(into: []) { parts, field in
            let own = (field.askedWhen?.conjuncts ?? []).filter { !run.outer.contains($0) }
            if parts.last?.conditions == own { parts[parts.count - 1].fields.append(field) } else { parts.append((own, [field])) }
        }
    }
}

extension Expression {
    /// The conditions that „and” joins.
    var conjuncts: [Expression] {
        if case .binary(.and, let left, let right) = self { left.conjuncts + right.conjuncts } else { [self] }
    }

    /// Whether this cannot hold without that one: the same, or fewer values of the same field.
    fileprivate func implies(_ other: Expression) -> Bool {
        if self == other { return true }
        guard let (name, values) = membership, let (otherName, otherValues) = other.membership else { return false }
        return name == otherName && values.isSubset(of: otherValues)
    }

    private var membership: (String, Set<Expression>)? {
        switch self {
        case .binary(.isIn, .name(let name), .list(let items)): (name, Set(items))
        case .binary(.equal, .name(let name), .literal(let value)): (name, [.literal(value)])
        default: nil
        }
    }
}

extension PaperForm.Item {
    fileprivate init(
        _ field: Field, _ words: ConditionWords, _ resources: [String: Resource], _ say: (String, [String: TraceValue]) -> String
    ) {
        let language = words.language
        key = field.key
        kind = field.kind
        label = field.label(language)
        // On a page these are chosen from a list that filters; on paper their names are written.
        hint = field.kind == .uat || field.kind == .locality ? nil : field.hint?(language)
        shape = field.shape(words.phrases, language, resources)
        width = field.paperWidth(of: shape, label: label, hint: hint)
        isRequired = field.requiredWhen.map { $0 == .literal(.truth(true)) } ?? true
        let how: String? =
            switch field.kind {
            case .slot: say("slot-how", ["n": .number(field.resource.flatMap { resources[$0] }?.slotMinutes ?? 60)])
            case .geometry: say("geometry-how", [:])
            default: nil
            }
        let needed: String? =
            if let condition = field.requiredWhen, case .literal = condition { nil } else {
                field.requiredWhen.map { say("required-if", ["condition": .text(words($0))]) }
            }
        note = [how, needed].compactMap { $0 }.joined(separator: " ")
    }
}

extension PaperForm {
    /// How much longer than it need be a line of writing may become, for an even right edge.
    private static let stretch = 0.7

    /// Puts items side by side while they fit; free lines take the room that is left.
    static func packed(_ items: [Item]) -> [[Item]] {
        var lines: [[Item]] = []
        for item in items {
            let used = lines.last?.reduce(0) { $0 + $1.width + PaperMeasure.gutter } ?? .infinity
            if used + item.width <= PaperMeasure.width + 0.01 { lines[lines.count - 1].append(item) } else { lines.append([item]) }
        }
        return lines.map { line in
            let left = PaperMeasure.width - line.reduce(-PaperMeasure.gutter) { $0 + $1.width + PaperMeasure.gutter }
            let free = line.indices.filter { line[$0].shape == .line }
            guard left > 0.01, !free.isEmpty else { return line }
            var line = line
            for index in free { line[index].width += min(left / Double(free.count), line[index].width * stretch) }
            return line
        }
    }
}
