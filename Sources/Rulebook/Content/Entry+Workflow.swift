import Yams

/// Reads workflows.
extension Entry {
    func workflow(_ judge: ExampleJudge?) -> Workflow {
        mapping { m in
            let slug = m.required("slug")?.slug() ?? ""
            if !file.hasSuffix("/\(slug).yaml") { problem("the file has to be called \(slug).yaml") }
            let (stages, moves) = (m.required("stages")?.list() ?? [], m.required("moves")?.list() ?? [])
            let workflow = Workflow(
                slug: slug, title: m.required("title")?.localized() ?? Localized(ro: ""), stages: stages.map { $0.stage() },
                moves: moves.map { $0.move(judge) }, appealing: m["appeal"]?.appeals())
            if workflow.stages.isEmpty {
                problem("a workflow has stages")
            } else {
                for mistake in workflow.mistakes() {
                    let place =
                        switch mistake.place {
                        case .whole: self
                        case .stage(let name): workflow.stages.lastIndex { $0.name == name }.map { stages[$0] } ?? self
                        case .move(let index): moves[index]
                        }
                    place.problem(mistake.message)
                }
            }
            return workflow
        }
    }

    /// The same of a service, which may also take over its workflow's (`usual`), so that its act says it.
    func appeals(usual: [Appeal]) -> [Appeal] { node.scalar?.string == "usual" ? usual : appeals() }

    /// How an end may be contested: of a workflow, or of a service for itself.
    func appeals() -> [Appeal] {
        list().map { appeal in
            appeal.mapping { a in
                let length = a["length"]?.integer()
                return Appeal(
                    to: a.required("to")?.localized() ?? Localized(ro: ""), length: length,
                    unit: a["unit"]?.name(TermUnit.self) ?? .calendarDays, basis: a.text("basis"), from: a["from"]?.localized(),
                    note: a["note"]?.localized())
            }
        }
    }

    private func stage() -> Stage {
        mapping { m in
            Stage(
                name: m.required("name")?.slug() ?? "", title: m.required("title")?.localized() ?? Localized(ro: ""),
                kind: m["kind"]?.name(Stage.Kind.self) ?? .open, holder: m["holder"].flatMap { $0.name(Role.self) },
                clock: m["clock"]?.name(Stage.Clock.self) ?? .running, road: m["road"]?.integer(), days: m["days"]?.integer(),
                refunds: m["refunds"]?.truth())
        }
    }

    private func move(_ judge: ExampleJudge?) -> Move {
        mapping { m in
            let deed = m.required("deed")
            var move = Move(
                deed: deed?.name(Deed.self) ?? .archive, from: m.required("from")?.texts() ?? [], to: m["to"]?.text(),
                by: m.required("by")?.rolesOrOne() ?? [], guards: m["guards"]?.list().compactMap { $0.name(Guard.self) } ?? [],
                title: m["title"]?.localized())
            move.done = m["done"]?.localized()
            move.name = m["name"]?.slug()
            if let name = move.name, Dossier.ownSteps.contains(name) { m["name"]?.problem("\(quoted(name)) is kept for the program's own") }
            move.asking = m["asks"]?.list().map { $0.field(judge) }
            move.isShown = m["shown"]?.truth()
            move.needing = m["needs"]?.texts()
            move.apart = m["apart-from"]?.texts()
            move.charges = m["charges"]?.text()
            move.refusing = m["against"]?.texts()
            if let unknown = move.against.first(where: { !move.offers($0) }) {
                problem("against: no choice of the step is \(quoted(unknown))")
            }
            move.deciding = m["decides"]?.mapping { d in
                Dictionary(d.all().map { ($0.key, $0.value.expression()) }) { first, _ in first }
            }
            for (place, field) in zip(m["asks"]?.list() ?? [], move.asks) {
                place.checkOptions(of: [field.askedWhen, field.requiredWhen], move.asks)
            }
            m["decides"]?.checkOptions(of: Array(move.decides.values), move.asks)
            move.hiddenUntil = m["hidden-until"]?.text()
            move.ruling = m["rules"]?.list().map { $0.crossRule(keys: Set(move.asks.map(\.key)), fields: move.asks) }
            move.within = m["within"]?.term()
            return move
        }
    }

    private func rolesOrOne() -> [Role] {
        node.scalar != nil ? [name(Role.self)].compactMap { $0 } : list().compactMap { $0.name(Role.self) }
    }
}
