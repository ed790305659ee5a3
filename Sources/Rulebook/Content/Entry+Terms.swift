/// Reads what services and workflows say of time.
extension Entry {
    func term() -> TermPolicy { mapping { $0.term() } }

    /// A service's term, with the shorter one for what is urgent.
    func terms(_ keys: Set<String>, _ fields: [Field]) -> (usual: TermPolicy, urgent: PublicService.Urgency?) {
        mapping { m in
            (
                m.term(),
                m["urgent"]?.mapping { u in
                    let when = u.required("when").map { $0.expression() } ?? .literal(.truth(false))
                    checkNames(of: [when], keys, fields)
                    return PublicService.Urgency(when: when, term: u.term(isUrgent: true))
                }
            )
        }
    }

    /// A law that started pending terms anew, for the dossiers of some groups, and of single services besides.
    func groupReset(_ known: Set<String>, _ slugs: Set<String>) -> Content.GroupReset {
        mapping { m in
            let groups = m.required("groups")
            for group in groups?.texts() ?? [] where !known.contains(group) { groups?.problem("no service group \(quoted(group))") }
            let services = m["services"]
            for service in services?.texts() ?? [] where !slugs.contains(service) { services?.problem("no service \(quoted(service))") }
            return Content.GroupReset(
                reset: TermReset(on: m.required("day")?.day() ?? .earliest, basis: m.text("basis")), groups: Set(groups?.texts() ?? []),
                services: Set(services?.texts() ?? []))
        }
    }

    func termExtension() -> TermExtension {
        mapping { m in
            TermExtension(m.length(), m.required("unit")?.name(TermUnit.self) ?? .calendarDays, basis: m.text("basis"))
        }
    }

    /// A service promises only what its workflow can do.
    func check(
        _ workflow: Workflow, hasTerm: Bool, _ silence: PublicService.Silence, hasExtension: Bool, _ act: PublicService.ActRule,
        fee: FeeRule?
    ) {
        func has(_ deed: Deed) -> Bool { workflow.moves.contains { $0.deed == deed } }
        // Codul fiscal, art. 473: nothing is issued before it is paid; what a step sets after the act is paid before the end.
        let unpaid = workflow.moves.filter { [.seal, .lapse].contains($0.deed) && !$0.guards.contains(.paid) }
        if let fee, fee.setBy == nil ? !unpaid.isEmpty : !workflow.moves.contains(where: { $0.guards.contains(.paid) }) {
            problem("it has a fee, and the workflow \(quoted(workflow.slug)) does not wait for it: guard paid")
        }
        if silence.effect == .approved, !has(.lapse) || !hasTerm {
            value(of: "silence").problem("silence is approval only where there is a term, and in a workflow that lets it lapse")
        }
        if silence.effect == .waived, !hasTerm { problem("a right ends in silence only where there is a term") }
        if hasExtension, !has(.extend) || !hasTerm {
            value(of: "extension").problem("a term is extended only where there is one, and in a workflow in which a head extends")
        }
        guard workflow.isAutomatic else { return }
        if fee != nil { problem("what the program confirms alone cannot cost anything") }
        if act.template != "dovada", act.automatic == nil {
            problem("the program alone issues only a confirmation (template dovada); for more, `automatic` says why it may")
        }
    }
}

extension Mapping {
    fileprivate func length() -> Int {
        let length = required("length")?.integer() ?? 1
        if !TermPolicy.lengths.contains(length) {
            entry.problem("a term is \(TermPolicy.lengths.lowerBound) to \(TermPolicy.lengths.upperBound) long")
        }
        return length
    }

    fileprivate func term(isUrgent: Bool = false) -> TermPolicy {
        TermPolicy(
            length(), required("unit")?.name(TermUnit.self) ?? .calendarDays,
            startsOn: self["starts"]?.name(TermPolicy.Start.self) ?? .dayAfter, rolls: self["rolls"]?.truth(),
            afterCompletion: self["after-completion"]?.name(TermPolicy.AfterCompletion.self) ?? .resume, basis: text("basis"),
            isUrgent: isUrgent)
    }
}

extension Workflow {
    /// What the workflow's own steps ask, as acts name it: `sedinta.ziua`; and the outcome of an endorsement.
    package var answerKeys: Set<String> {
        let asked = moves.flatMap { move in move.asks.map { "\(move.name ?? "").\($0.key)" } }
        return Set(asked + (moves.contains { $0.deed == .endorse } ? ["endorse.outcome", "endorse.text"] : []))
    }
}
