import Rulebook
import Store

/// The text that an act begins with.
extension Office {
    /// The act's sections as the rule writes them, filled with what is known of the dossier.
    func sections(of rule: PublicService.ActRule, for dossier: Dossier, _ service: PublicService) -> [Act.Section] {
        let texts = texts(of: dossier, service)
        return rule.sections.map { Act.Section(name: $0.name, title: $0.title, text: $0.text.filling(texts)) }
    }
}

extension Transaction {
    /// Writes a draft anew where the service's act depends on what was decided, and that was decided again: of a yes nothing is left in
    /// a no. Who decided wrote it.
    mutating func redraft() throws {
        guard service.act.no != nil, var act = try books.acts(of: dossier.id).first(where: { $0.kind == .act && $0.number == nil }) else {
            return
        }
        let (rule, before) = (service.act(after: dossier.steps), act.version)
        (act.template, act.title) = (rule.template, rule.title.ro)
        act.sections = office.sections(of: rule, for: dossier, service)
        act.version += 1
        try books.save(act, from: before, at: now)
        try takeDraft()
    }
}
