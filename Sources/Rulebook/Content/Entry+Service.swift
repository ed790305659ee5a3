import Foundation
import Yams

/// What a service file may refer to.
struct ServiceReferences {
    let vocabulary: Vocabulary
    let workflows: [String: Workflow]
    let groups: Set<String>
    let institutions: [String: Institution]
    let tariffs: [TariffTable]
    let templates: Set<String>
    var endorsements: [String: EndorsementKind] = [:]
    var resources: [String: Resource] = [:]
}

extension Entry {
    func service(_ references: ServiceReferences) -> PublicService? {
        mapping { m in
            let slug = m.required("slug")?.slug() ?? ""
            if !file.hasSuffix("/\(slug).yaml") { problem("the file has to be called \(slug).yaml") }
            let group = m.required("group")
            if let group, !references.groups.contains(group.text()) { group.problem("no service group \(quoted(group.text()))") }
            let institution = m.required("institution")
            let desk = m.required("desk")
            if let institution, let desk { check(desk, of: institution, references) }
            let (form, keys) = m.form(references)
            let workflow = m.required("workflow")
            let workflowFound = workflow.flatMap { references.workflows[$0.text()] }
            if let workflow, workflowFound == nil {
                workflow.problem(
                    "no workflow \(quoted(workflow.text())); known: \(references.workflows.keys.sorted().joined(separator: ", "))")
            }
            let fee = m["fee"].map { $0.fee(references, institution: institution?.text() ?? "", keys, form.fields, workflowFound) }
            let act = m.required("act")?.act(references, fields: form.fields, workflow: workflowFound)
            let subject = m["subject"], place = m["place"]
            for named in [subject, place].compactMap({ $0 }) where !keys.contains(named.text()) {
                named.problem("no field \(quoted(named.text()))")
            }
            let common = m.common()
            let terms = m["term"].map { $0.terms(keys, form.fields) }
            let (term, silence) = (terms?.usual, m.required("silence")?.silence())
            let (extending, appealing) = (m["extension"]?.termExtension(), m["appeal"]?.appeals(usual: workflowFound?.appeal ?? []))
            let hurrying = m["within"]?.windows(in: workflowFound)
            let completion = m.required("completion")?.completion()
            let refusal = m["refusal"]?.texts() ?? []
            let endorsing = m["endorsements"]?.list().compactMap {
                $0.endorsementRule(references, keys: keys, fields: form.fields, place: place?.text())
            }
            if let workflowFound, let endorsing { m["endorsements"]?.check(endorsing, areAskedIn: workflowFound) }
            let (retention, publication) = (m.required("retention")?.retention(), m["publication"]?.publication())
            let anonymity = m["anonymous"].map { $0.expression() }
            m["anonymous"]?.checkNames(of: [anonymity], keys, form.fields)
            for field in form.fields where field.resource.map({ references.resources[$0] == nil }) ?? false {
                let known = references.resources.keys.sorted().joined(separator: ", ")
                problem("\(quoted(field.key)): no resource \(quoted(field.resource ?? "")); known: \(known)")
            }
            let parents = m["parents"]?.list().compactMap { $0.parentRule(keys: keys, fields: form.fields) }
            let sources = m.required("sources")?.texts() ?? []
            let confidence = m.required("confidence")?.name(PublicService.Confidence.self)
            guard let institution, let desk, let group, let workflowFound, let act, let silence, let completion, let confidence else {
                return nil
            }
            check(workflowFound, hasTerm: term != nil, silence, hasExtension: extending != nil, act, fee: fee ?? nil)
            return PublicService(
                slug: slug, group: group.text(), title: common.title, summary: common.summary, keywords: common.keywords,
                foreignKeywords: common.foreignKeywords,
                applicants: common.applicants, institution: institution.text(), desk: desk.text(), law: common.law, form: form,
                fee: fee ?? nil, term: term, silence: silence, workflow: workflowFound, act: act, completion: completion,
                refusalReasons: refusal, subject: subject?.text(), place: place?.text(), sources: sources, confidence: confidence,
                endorsing: endorsing, extending: extending, urgency: terms?.urgent, appealing: appealing, hurrying: hurrying,
                retention: retention, publication: publication, sessions: form.sessions, anonymity: anonymity, buildingOn: parents)
        }
    }

    func check(_ desk: Entry, of institution: Entry, _ references: ServiceReferences) {
        guard let found = references.institutions[institution.text()] else {
            return institution.problem("no institution \(quoted(institution.text()))")
        }
        if found.desk(desk.text()) == nil {
            desk.problem("\(found.slug) has no desk \(quoted(desk.text())); it has: \(found.desks.map(\.slug).joined(separator: ", "))")
        }
    }

    private func fee(
        _ references: ServiceReferences, institution: String, _ keys: Set<String>, _ fields: [Field], _ workflow: Workflow?
    ) -> FeeRule? {
        if node.scalar?.string == "none" { return nil }
        return mapping { m in
            let name = m.text("tariff")
            let pairs = m["with"]?.mapping { $0.all() } ?? []
            let bindings = Dictionary(pairs.map { ($0.key, $0.value.expression()) }) { first, _ in first }
            checkNames(of: Array(bindings.values), keys, fields)
            let tables = references.tariffs.filter { $0.institution == institution }
            let newest = tables.max { $0.from < $1.from }
            if newest?.tariffs[name] == nil { problem("\(institution) has no tariff \(quoted(name)) in its newest table") }
            // The tables of several years mostly need the same: each slip is told once.
            let tariffs = tables.sorted { $0.from > $1.from }.compactMap { $0.tariffs[name] }
            let needed = tariffs.flatMap { $0.inputs.filter { !$0.hasSuffix("?") && bindings[$0] == nil } }.withoutRepeats
            var unmet = needed
            for pair in pairs {
                let lacking = tariffs.filter { !$0.inputs.contains(pair.key) && !$0.inputs.contains("\(pair.key)?") }
                guard !lacking.isEmpty else { continue }
                // One name too few and one too many are a name that is misspelt.
                let meant = unmet.count == 1 ? "; it needs \(quoted(unmet.removeFirst()))" : ""
                pair.at.problem("the tariff has no input \(quoted(pair.key))\(meant)")
            }
            for input in unmet { problem("the tariff needs \(quoted(input))") }
            let setBy = m["set-by"]
            if let setBy, let workflow, workflow.step(setBy.text())?.charges == nil {
                setBy.problem("the workflow has no step \(quoted(setBy.text())) that charges something")
            }
            return FeeRule(tariff: name, bindings: bindings, setBy: setBy?.text())
        }
    }

    func silence() -> PublicService.Silence {
        mapping { m in
            .init(effect: m.required("effect")?.name(PublicService.Silence.Effect.self) ?? .none, basis: m.text("basis"))
        }
    }

    func completion() -> PublicService.CompletionRule {
        mapping { m in .init(days: m.required("days")?.integer() ?? 30, reasons: m["reasons"]?.texts() ?? []) }
    }

    /// - Parameters:
    ///   - fields: of the form that the act draws from; nil where any may be named.
    ///   - workflow: whose own steps the act may name too: what they ask, and who took them.
    func act(_ references: ServiceReferences, fields: [Field]?, workflow: Workflow? = nil) -> PublicService.ActRule {
        mapping { m in
            let template = m.required("template")
            if let template, !references.templates.contains(template.text()) { template.problem("no template acts/\(template.text()).typ") }
            let (sections, facts, texts) = (m.sections(), m.facts(), m.actTexts())
            let no = m["against"].map { $0.no(references, in: workflow) }
            let basis = m["basis"].map { $0.node.scalar != nil ? [$0.unmarked()] : $0.list().map { $0.unmarked() } }
            let table = m["table"]
            if let table, let fields, !fields.contains(where: { $0.key == table.text() && $0.kind == .rows }) {
                table.problem("no field of kind rows is called \(quoted(table.text()))")
            }
            let automatic = m["automatic"]
            if let automatic, sections.contains(where: { Blank.isLeft(in: $0.text) }) {
                automatic.problem("nobody writes over the marks of an act that the program issues alone")
            }
            let cosigners = m["cosigners"]
            let until = m["validity-until"]?.endings(fields, workflow)
            if until != nil, let months = m["validity-months"] {
                months.problem("an act ends by its months or by an answer: validity-until")
            }
            for name in cosigners?.texts() ?? [] where name != Deed.approve.rawValue && workflow?.step(name) == nil {
                cosigners?.problem("the workflow has no step \(quoted(name)) to sign by")
            }
            let keys = fields.map { (workflow?.answerKeys ?? []).union($0.map(\.key)) }
            var written = sections.map(\.text) + facts.map(\.text) + texts.values
            if let no { written += no.sections.map(\.text) + no.facts.map(\.text) + no.texts.values }
            for name in written.flatMap(\.placeholders) where keys?.contains(name) == false {
                problem("the act names {\(name)}, which is no field of this form")
            }
            return .init(
                template: template?.text() ?? "", title: m.required("title")?.localized() ?? Localized(ro: ""),
                register: m.text("register"), sections: sections, facts: facts, texts: texts,
                basis: basis ?? [], table: table?.text(), validityMonths: m["validity-months"]?.integer(),
                validityUntil: until, validFor: m["validity-for"]?.name(PublicService.ActRule.ValidFor.self),
                automatic: automatic?.text(), warningDays: m["expiry-warning"]?.integer(),
                cosigners: cosigners?.texts(), no: no)
        }
    }

    /// The questions whose answer ends an act, of the form or of the workflow's steps.
    private func endings(_ fields: [Field]?, _ workflow: Workflow?) -> [String] {
        let names = node.scalar != nil ? [text()] : texts()
        guard let fields else { return names }
        let asked = workflow?.moves.flatMap { move in move.asks.map { ("\(move.name ?? "").\($0.key)", $0.kind) } } ?? []
        let kinds = Dictionary(fields.map { ($0.key, $0.kind) } + asked) { first, _ in first }
        for name in names where !(kinds[name].map(PublicService.endingKinds.contains) ?? false) {
            problem(
                kinds[name] == nil
                    ? "an act ends with an answer, and there is no field \(quoted(name))"
                    : "an act ends on a date or with a period, and \(quoted(name)) is neither")
        }
        return names
    }

    /// What an act says where a step of the workflow is against what was asked for.
    private func no(_ references: ServiceReferences, in workflow: Workflow?) -> PublicService.ActRule.No {
        if let workflow, workflow.moves.allSatisfy(\.against.isEmpty) {
            problem("no step of the workflow \(quoted(workflow.slug)) says by which of its choices it is against: against")
        }
        return mapping { m in
            let template = m["template"]
            if let template, !references.templates.contains(template.text()) { template.problem("no template acts/\(template.text()).typ") }
            return .init(
                title: m.required("title")?.localized() ?? Localized(ro: ""), template: template?.text(), sections: m.sections(),
                facts: m.facts(), texts: m.actTexts())
        }
    }

    /// Second deadlines of a service's own.
    fileprivate func windows(in workflow: Workflow?) -> [PublicService.Window] {
        list().compactMap { window in
            window.mapping { w -> PublicService.Window? in
                let (deed, term) = (w.required("deed"), w.required("term")?.term())
                guard let deed, let name = deed.name(Deed.self), let term else { return nil }
                if let workflow, !workflow.moves.contains(where: { $0.deed == name }) {
                    deed.problem("the workflow \(quoted(workflow.slug)) has no move \(quoted(name.rawValue))")
                }
                return PublicService.Window(deed: name, term: term)
            }
        }
    }
}

extension Entry {
    /// A text that a person edits before it is sealed: what is theirs to decide is marked.
    fileprivate func marked() -> String {
        let text = text()
        if let fault = Blank.fault(in: text) { problem(fault) }
        return text
    }

    /// A text that is sealed as it stands.
    fileprivate func unmarked() -> String {
        let text = text()
        if Blank.isLeft(in: text) { problem("nobody writes over a mark here; only sections of an act have marks") }
        return text
    }
}

extension Mapping {
    fileprivate func sections() -> [PublicService.ActRule.Section] {
        self["sections"]?.list().map { section in
            section.mapping { s in
                PublicService.ActRule.Section(
                    name: s.required("name")?.slug() ?? "", title: s.text("title"), text: s["text"]?.marked() ?? "",
                    heading: s["heading"]?.name(PublicService.ActRule.Section.Heading.self) ?? .numbered,
                    granting: s["granting"]?.truth())
            }
        } ?? []
    }

    fileprivate func facts() -> [PublicService.ActRule.Fact] {
        self["facts"]?.list().map { fact in
            fact.mapping { f in PublicService.ActRule.Fact(label: f.text("label"), text: f.required("text")?.unmarked() ?? "") }
        } ?? []
    }

    fileprivate func actTexts() -> [String: String] {
        self["texts"]?.mapping { t in
            let pairs = t.all()
            for pair in pairs where pair.key == "appeal" {
                pair.at.problem("how an act is contested is said once, for refusals too: `appeal` of the service")
            }
            return Dictionary(pairs.map { ($0.key, $0.value.unmarked()) }) { first, _ in first }
        } ?? [:]
    }

    fileprivate func form(_ references: ServiceReferences) -> (Form, Set<String>) {
        let problemsBefore = entry.problems.problems.count
        let (steps, places) = required("steps")?.form(references.vocabulary) ?? ([], [:])
        let (fields, keys) = (steps.flatMap(\.fields), Set(places.keys))
        var codes: Set<String> = []
        let attachments =
            self["attachments"]?.list().compactMap { place -> Form.AttachmentRule? in
                let rule = place.attachmentRule(references.vocabulary, keys: keys, fields: fields)
                if let rule, !codes.insert(rule.kind.code).inserted { place.problem("\(quoted(rule.kind.code)) is asked for twice") }
                return rule
            } ?? []
        let sessions = self["sessions"]?.sessions()
        let nameable = sessions == nil ? keys : keys.union(Form.sessionNames)
        let rules = self["rules"]?.list().map { $0.crossRule(keys: nameable, fields: fields) } ?? []
        var form = Form(steps: steps, attachments: attachments, rules: rules)
        form.sessions = sessions
        form.applicantLines = self["steps"]?.groupsUsed.flatMap { references.vocabulary.groups[$0]?.lines ?? [] }
        // A form that was not read as it is meant is not judged.
        if entry.problems.problems.count == problemsBefore, let judge = references.vocabulary.judge {
            for fault in judge.faults(of: form) {
                (places[fault.field] ?? entry).problem(
                    "\(quoted(fault.field)): the examples together are no right answer: \(fault.message)")
            }
        }
        return (form, keys)
    }

    typealias Common = (
        title: Localized, summary: Localized, keywords: [String], foreignKeywords: [String: Language]?, applicants: Localized,
        law: [PublicService.LegalBasis]
    )

    fileprivate func common() -> Common {
        let none = Localized(ro: "")
        let law = required("law")?.list().map { basis in
            basis.mapping { b in PublicService.LegalBasis(act: b.text("act"), article: b["article"]?.text()) }
        }
        let words = self["keywords"]?.keywords() ?? [:]
        let foreign = words.filter { $0.key != .ro }.flatMap { language, words in words.map { ($0, language) } }
        return (
            required("title")?.localized() ?? none, required("summary")?.localized() ?? none,
            Language.allCases.flatMap { words[$0] ?? [] },
            foreign.isEmpty ? nil : Dictionary(foreign) { first, _ in first },
            required("applicants")?.localized() ?? none, law ?? []
        )
    }
}

extension Entry {
    /// `{ro: [drum], hu: [út], en: [road]}`; a list alone is Romanian.
    fileprivate func keywords() -> [Language: [String]] {
        guard node.mapping != nil else { return [.ro: texts()] }
        return mapping { m in
            Dictionary(Language.allCases.compactMap { language in m[language.rawValue].map { (language, $0.texts()) } }) { first, _ in first
            }
        }
    }
}

extension Sequence where Element: Hashable {
    /// Each element where it stands first.
    fileprivate var withoutRepeats: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension String {
    /// The names between braces: `{imobil.uat}`.
    package var placeholders: [String] {
        split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }
}
