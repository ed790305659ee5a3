/// Reads kinds of endorsements, and what services say of them.
extension Entry {
    func endorsementKind(_ references: ServiceReferences) -> EndorsementKind? {
        mapping { m in
            let slug = m.required("slug")?.slug() ?? ""
            if !file.hasSuffix("/\(slug).yaml") { problem("the file has to be called \(slug).yaml") }
            let institution = m.required("institution")
            let desk = m.required("desk")
            if let institution, let desk { checkEndorser(institution, desk, references) }
            let workflow = m.required("workflow")
            let found = workflow.flatMap { references.workflows[$0.text()] }
            if let workflow, found == nil { workflow.problem("no workflow \(quoted(workflow.text()))") }
            if let workflow, let found, !found.moves.contains(where: { $0.deed == .endorse }) {
                workflow.problem("in the workflow \(quoted(found.slug)) nobody endorses")
            }
            let documents = m["attachments"]
            for code in documents?.texts() ?? [] where references.vocabulary.attachments[code] == nil {
                documents?.problem("no attachment \(quoted(code)) in the vocabulary")
            }
            let law = m.required("law")?.legalBasis() ?? []
            let request = m.required("request")?.mapping { r in
                EndorsementKind.Request(title: r.text("title"), form: r["form"]?.text(), question: r.text("question"))
            }
            let (title, fields) = (m.required("title")?.localized() ?? Localized(ro: ""), m.required("fields")?.texts() ?? [])
            let (act, completion) = (m.required("act")?.act(references, fields: nil), m.required("completion")?.completion())
            let (reasons, sources) = (m["reasons"]?.texts() ?? [], m.required("sources")?.texts() ?? [])
            let confidence = m.required("confidence")?.name(PublicService.Confidence.self)
            guard let institution, let desk, let found, let request, let act, let completion, let confidence else { return nil }
            return EndorsementKind(
                slug: slug, title: title,
                addressee: institution.text() == EndorsementKind.townHall ? .townHall : .institution(institution.text()),
                desk: desk.text(), request: request, fields: fields, attachments: documents?.texts() ?? [], law: law, workflow: found,
                act: act, completion: completion, reasons: reasons, sources: sources, confidence: confidence)
        }
    }

    /// The desk has to be one of the endorser's; of a town hall, one that all of them have.
    private func checkEndorser(_ institution: Entry, _ desk: Entry, _ references: ServiceReferences) {
        guard institution.text() == EndorsementKind.townHall else { return check(desk, of: institution, references) }
        let halls = references.institutions.values.filter { $0.kind == .townHall }
        if !halls.allSatisfy({ $0.desk(desk.text()) != nil }) { desk.problem("town halls have no desk \(quoted(desk.text()))") }
    }

    /// - Parameter place: the field that says which place the dossier is about.
    func endorsementRule(_ references: ServiceReferences, keys: Set<String>, fields: [Field], place: String?) -> EndorsementRule? {
        mapping { m in
            let use = m.required("use")
            let when = m["when"].map { $0.expression() }
            checkNames(of: [when], keys, fields)
            let law = m.text("law")
            let force = m.required("force")?.name(EndorsementForce.self)
            let (term, silence) = (m.required("term")?.term(), m.required("silence")?.silence())
            guard let use, let force, let term, let silence else { return nil }
            guard let kind = references.endorsements[use.text()] else {
                use.problem(
                    "no endorsement \(quoted(use.text())); known: \(references.endorsements.keys.sorted().joined(separator: ", "))")
                return nil
            }
            if kind.addressee == .townHall, !fields.contains(where: { $0.kind == .uat && $0.key == place }) {
                use.problem("the town hall is found by the service’s `place`, which names no commune or town of this form")
            }
            return EndorsementRule(kind: kind.slug, when: when, law: law, term: term, silence: silence, holding: force)
        }
    }

    /// Somebody has to be able to ask, and the act has to wait.
    func check(_ endorsements: [EndorsementRule], areAskedIn workflow: Workflow) {
        if endorsements.isEmpty { return }
        if !workflow.moves.contains(where: { $0.deed == .requestEndorsement }) {
            problem("in the workflow \(quoted(workflow.slug)) nobody can ask for endorsements")
        }
        let isHeld = workflow.moves.contains { $0.guards.contains(.endorsed) }
        if !isHeld, endorsements.contains(where: { $0.force != .facultative }) {
            problem(
                "no move of the workflow \(quoted(workflow.slug)) waits for them: none has the guard \(quoted(Guard.endorsed.rawValue))")
        }
    }

    private func legalBasis() -> [PublicService.LegalBasis] {
        list().map { basis in basis.mapping { b in PublicService.LegalBasis(act: b.text("act"), article: b["article"]?.text()) } }
    }
}

extension EndorsementKind {
    /// What an endorsement file writes for the town hall of the place.
    fileprivate static let townHall = "town-hall"
}

/// What all town halls have in common (`Content/vocabulary/town-halls.yaml`).
struct TownHallPattern {
    /// By rank: „Primăria Comunei {name}”.
    let names: [String: Localized]
    let shortName: String
    let address: String
    let phone: String
    let email: String
    let desks: [Institution.Desk]
    let signatoryTitle: String
    let source: String

    func townHall(of uat: Gazetteer.Place, _ name: Localized, slug: String, fiscalCode: String, iban: String) -> Institution {
        let texts = ["name": uat.name, "slug": slug, "postcode": uat.postcode ?? "", "siruta": uat.siruta]
        return Institution(
            slug: slug, name: Localized(ro: name.ro.filling(texts), hu: name.hu?.filling(texts), en: name.en?.filling(texts)),
            shortName: shortName.filling(texts), kind: .townHall, address: address.filling(texts), phone: phone.filling(texts),
            email: email.filling(texts), fiscalCode: fiscalCode, iban: iban, desks: desks, signatoryTitle: signatoryTitle, redirects: [],
            source: source, uat: uat.siruta)
    }
}

extension Entry {
    func townHallPattern() -> TownHallPattern {
        mapping { m in
            TownHallPattern(
                names: m.required("names")?.mapping { names in
                    Dictionary(names.all().map { ($0.key, $0.value.localized()) }) { first, _ in first }
                } ?? [:],
                shortName: m.text("short-name"), address: m.text("address"), phone: m.text("phone"), email: m.text("email"),
                desks: m.required("desks")?.desks() ?? [], signatoryTitle: m.text("signatory-title"), source: m.text("source"))
        }
    }
}
