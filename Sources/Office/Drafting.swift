import Rulebook
import Store

/// The text that an act begins with.
extension Office {
    /// The act's sections as the rule writes them, filled with what is known of the dossier. A no grants nothing on any terms.
    func sections(of rule: PublicService.ActRule, for dossier: Dossier, _ service: PublicService) -> [Act.Section] {
        let texts = texts(of: dossier, service)
        let isAgainst = service.workflow.isAgainst(dossier.steps)
        return rule.sections.filter { !isAgainst || !$0.isGranting }.map {
            Act.Section(name: $0.name, title: $0.title, text: $0.text.filling(texts))
        }
    }
}

extension Transaction {
    /// Writes a draft anew where what was decided was decided again: of a yes nothing is left in a no, nor of a no in a yes. Where it is
    /// the same answer, only what nobody has written over follows the decision. Who decided wrote it.
    /// - Parameter former: the dossier as it was until then.
    mutating func redraft(after former: Dossier) throws {
        guard var act = try books.acts(of: dossier.id).first(where: { $0.kind == .act && $0.number == nil }) else { return }
        let (rule, old, before) = (service.act(after: dossier.steps), service.act(after: former.steps), act)
        let (new, were) = (office.sections(of: rule, for: dossier, service), office.sections(of: old, for: former, service))
        let isSame =
            rule.template == old.template && rule.title == old.title
            && service.workflow.isAgainst(dossier.steps) == service.workflow.isAgainst(former.steps)
        (act.template, act.title) = (rule.template, rule.title.ro)
        act.sections =
            !isSame
            ? new
            : act.sections.map { section in
                guard let was = were.first(where: { $0.name == section.name }), was.text == section.text else { return section }
                return new.first { $0.name == section.name } ?? section
            }
        if act == before { return }
        act.version += 1
        try books.save(act, from: before.version, at: now)
        try takeDraft()
    }
}
