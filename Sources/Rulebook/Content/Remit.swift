/// What an institution has dossiers of, as its lists and registers name it. Told once when the content is read: every page of a desk asks for it,
/// and to look through all services took half of a worklist's time.
package struct Remit: Sendable {
    /// By slug and title, in the catalogue's order.
    package let services: [(slug: String, title: Localized)]
    /// The stages at which these dossiers can be open, each name once.
    package let openStages: [Stage]
    /// The registers in which their acts are numbered, each with what the first of its acts is called.
    package let registers: [(register: String, title: Localized)]

    init(_ services: [PublicService]) {
        self.services = services.map { ($0.slug, $0.title) }
        var stages: [Stage] = []
        for stage in services.flatMap(\.workflow.stages) where stage.kind == .open && !stages.contains(where: { $0.name == stage.name }) {
            stages.append(stage)
        }
        openStages = stages
        let acts = Dictionary(services.map { ($0.act.register, $0.act.title) }) { first, _ in first }
        registers = acts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Content {
    /// What an institution handles; nothing where the content does not know it.
    package func remit(of institution: String) -> Remit { remits[institution] ?? Remit([]) }

    /// Told of all institutions; town halls without a service of their own share one.
    func remitsTold() -> [String: Remit] {
        let owners = Set((services + legServices).map(\.institution))
        let hall = institutions.first { $0.kind == .townHall && !owners.contains($0.slug) }.map { Remit(handled(by: $0)) }
        return Dictionary(
            institutions.map { institution in
                let shared = institution.kind == .townHall && !owners.contains(institution.slug) ? hall : nil
                return (institution.slug, shared ?? Remit(handled(by: institution)))
            }
        ) { first, _ in first }
    }
}
