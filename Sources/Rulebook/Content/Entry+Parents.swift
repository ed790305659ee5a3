import FoundationEssentials

/// Reads what a service says of the acts that it builds on.
extension Entry {
    func parentRule(keys: Set<String>, fields: [Field]) -> ParentRule? {
        mapping { m -> ParentRule? in
            let services = m.required("services")?.texts() ?? []
            let required = m["required"]?.requirement()
            let prefill = m["prefill"].map { $0.prefill(keys) } ?? [:]
            let validity = m["validity"]?.name(ParentRule.Validity.self) ?? .inForce
            let settled = m["settled"]?.truth()
            let paid = m["paid"]
            if let paid, !fields.contains(where: { $0.key == paid.text() && $0.kind == .money && $0.derived == nil }) {
                paid.problem("what was paid for an act is taken by a field of kind money that is asked")
            }
            let standsFor = m["stands-for"]?.text()
            let window = m["window"].map { $0.parentWindow() }
            let prolongation = m["prolongs"].map { $0.prolongation(keys, fields) }
            checkNames(of: [required], keys, fields)
            guard let field = m.required("field") else { return nil }
            guard let found = fields.first(where: { $0.key == field.text() }) else {
                field.problem("no field \(quoted(field.text()))")
                return nil
            }
            let most = found.length?.most ?? 200
            if found.kind != .text || found.many != nil || found.pattern != nil || most < 40 {
                field.problem("the number of an act is taken by one text without a pattern, of up to 40 characters or more")
            }
            return ParentRule(
                services: services, requiredWhen: required, field: found.key, prefill: prefill, validity: validity,
                settled: settled, paid: paid?.text(), standsFor: standsFor, window: window, prolongation: prolongation)
        }
    }

    private func prefill(_ keys: Set<String>) -> [String: String] {
        mapping { p in
            let pairs = p.all()
            for pair in pairs where !keys.contains(pair.key) { pair.at.problem("no field \(quoted(pair.key))") }
            return Dictionary(pairs.map { ($0.key, $0.value.text()) }) { first, _ in first }
        }
    }

    private func parentWindow() -> ParentRule.Window {
        mapping { m in
            let (opens, closes) = (m["opens"].map { $0.span() }, m["closes"].map { $0.span() })
            if opens == nil, closes == nil { problem("a window opens or closes some time before the last day") }
            return ParentRule.Window(
                opens: opens, closes: closes, early: m["early"]?.name(ParentRule.Window.Effect.self) ?? .warn,
                late: m["late"]?.name(ParentRule.Window.Effect.self) ?? .warn, basis: m.text("basis"))
        }
    }

    private func span() -> ParentRule.Span {
        mapping { m in
            let length = m.required("length")?.integer() ?? 1
            if !TermPolicy.lengths.contains(length) {
                problem("a span is \(TermPolicy.lengths.lowerBound) to \(TermPolicy.lengths.upperBound) long")
            }
            return ParentRule.Span(length: length, unit: m.required("unit")?.name(TermUnit.self) ?? .calendarDays)
        }
    }

    private func prolongation(_ keys: Set<String>, _ fields: [Field]) -> ParentRule.Prolongation {
        mapping { m in
            let months = m.required("months")?.expression() ?? .literal(.none)
            let (from, until) = (m["from"].map { $0.expression() }, m["until"].map { $0.expression() })
            // What the parent's forms have is seen where all services are.
            let foreign = [months, until].compactMap { $0 }.flatMap(\.names).filter { $0.hasPrefix(ParentRule.ofParent) }
            checkNames(of: [months, from, until], keys.union(foreign), fields)
            return ParentRule.Prolongation(
                months: months, from: from, until: until, isOnce: m["once"]?.truth() ?? true, basis: m.text("basis"))
        }
    }
}

extension [PublicService] {
    /// Holders are told that an act ends while they still may ask for more time: not after that window has closed, whatever the last day,
    /// nor before it opens, where who comes early is refused.
    func warningMistakes(_ calendar: WorkCalendar) -> [(service: String, message: String)] {
        flatMap { service in
            service.parents.flatMap { rule -> [(service: String, message: String)] in
                guard rule.prolongation != nil, let window = rule.window else { return [] }
                let closes = window.closes?.days(in: calendar).upperBound ?? 0
                let opens = window.early == .refuse ? window.opens?.days(in: calendar).lowerBound : nil
                return filter { rule.services.contains($0.slug) && $0.act.isTimed }.compactMap { parent in
                    let warning = parent.act.warningDays ?? PublicService.ActRule.usualWarning
                    let told = "expiry-warning: the holder is told \(warning) days before the last one, but \(service.slug) takes requests"
                    if warning <= closes { return (parent.slug, "\(told) up to \(closes) days before it") }
                    if let opens, warning > opens { return (parent.slug, "\(told) from \(opens) days before it on") }
                    return nil
                }
            }
        }
    }

    /// What cannot be seen in one file: that the services named as parents are there, and have what is taken from them.
    func parentMistakes() -> [(service: String, message: String)] {
        flatMap { service in
            service.parents.flatMap { rule in
                service.strayDocument(of: rule)
                    + rule.services.flatMap { slug -> [(service: String, message: String)] in
                        guard let parent = first(where: { $0.slug == slug }) else {
                            return [(service.slug, "parents: no service \(quoted(slug))")]
                        }
                        let foreign = rule.prefill.values.filter { parent.form.field($0) == nil }.sorted()
                        return (foreign + rule.unknownToAll(of: parent)).map {
                            (service.slug, "parents: \(slug) has no field \(quoted($0))")
                        }
                    }
            }
        }
    }
}

extension PublicService {
    /// An act stands for a document that the form may ask for.
    fileprivate func strayDocument(of rule: ParentRule) -> [(service: String, message: String)] {
        guard let code = rule.standsFor, !form.attachments.contains(where: { $0.kind.code == code }) else { return [] }
        return [(slug, "parents: the form asks for no document \(quoted(code))")]
    }
}

extension ParentRule {
    /// The keys that its months and last day are read from, where the parent's form has none of them: it would give nothing.
    fileprivate func unknownToAll(of parent: PublicService) -> [String] {
        let read = [prolongation?.months, prolongation?.until].compactMap { $0 }.flatMap(\.names).filter { $0.hasPrefix(Self.ofParent) }
        let keys = read.map { String($0.dropFirst(Self.ofParent.count)) }.sorted()
        return keys.allSatisfy { parent.form.field($0) == nil } ? keys : []
    }
}
