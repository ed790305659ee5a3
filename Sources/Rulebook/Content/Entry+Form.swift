import Foundation
import Yams

/// What forms refer to by name.
struct Vocabulary {
    var groups: [String: FieldGroup] = [:]
    var attachments: [String: AttachmentKind] = [:]
    var judge: ExampleJudge?

    /// Fields used by many services under one name (`Content/vocabulary/field-groups.yaml`).
    struct FieldGroup {
        let prefix: String
        let fields: [Field]
        /// What papers say of the applicant.
        var lines: [Form.ApplicantLine] = []
    }
}

extension Entry {
    /// The steps of a form, and where each field stands in the file: one of a group, where the group is used.
    func form(_ vocabulary: Vocabulary) -> (steps: [Form.Step], places: [String: Entry]) {
        let read = list().map { $0.step(vocabulary) }
        let questions = read.flatMap(\.questions)
        if read.isEmpty { problem("a form has at least one step") }
        var places: [String: Entry] = [:]
        for (field, place) in questions where places.updateValue(place, forKey: field.key) != nil {
            place.problem("two fields are called \(quoted(field.key))")
        }
        let (keys, fields) = (Set(places.keys), questions.map(\.field))
        var before: Set<String> = []
        for (field, place) in questions {
            let conditions = [field.askedWhen, field.requiredWhen, field.derived]
            // A group's conditions were judged where it is written: one that another choice is taken with may say more than it can.
            place.checkNames(of: conditions, keys, fields, comparing: place.groupName == nil)
            if let within = field.within, !keys.contains(within) { place.problem("no field \(quoted(within)) to lie in") }
            let firsts = ([field] + field.columns).compactMap(\.from)
            for first in firsts where fields.first(where: { $0.key == first })?.kind != .date {
                place.problem("no date \(quoted(first)) to begin from")
            }
            // A form is read in its order: a later answer is not there yet.
            let needed = conditions.compactMap { $0 }.flatMap(\.names).map { name in
                keys.contains(name) ? name : name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
            }
            for name in Set(needed + firsts + [field.within].compactMap { $0 }).sorted() where keys.contains(name) && !before.contains(name)
            {
                place.problem("\(quoted(field.key)) depends on \(quoted(name)), which is not asked before it")
            }
            before.insert(field.key)
        }
        return (read.map(\.step), places)
    }

    private typealias Question = (field: Field, place: Entry)

    private func step(_ vocabulary: Vocabulary) -> (step: Form.Step, questions: [Question]) {
        mapping { m in
            let questions = m.required("fields")?.list().flatMap { place in place.fields(vocabulary).map { ($0, place) } } ?? []
            let step = Form.Step(
                name: m.required("name")?.slug() ?? "", title: m.required("title")?.localized() ?? Localized(ro: ""),
                intro: m["intro"]?.localized(), fields: questions.map(\.0))
            return (step, questions)
        }
    }

    /// One field, or all fields of a group (`use: solicitant`).
    private func fields(_ vocabulary: Vocabulary) -> [Field] {
        guard groupName != nil else { return [field(vocabulary.judge)] }
        return mapping { m in
            let name = m.text("use")
            let without = m["without"]
            let omitted = Set(without?.texts() ?? [])
            guard let group = vocabulary.groups[name] else {
                problem("no field group \(quoted(name)); known: \(vocabulary.groups.keys.sorted().joined(separator: ", "))")
                return []
            }
            for key in omitted where !group.fields.contains(where: { $0.key == "\(group.prefix).\(key)" }) {
                without?.problem("the group has no field \(quoted(key)) to leave out")
            }
            let examples = m["examples"]?.mapping { $0.all() } ?? []
            for pair in examples where !group.fields.contains(where: { $0.key == "\(group.prefix).\(pair.key)" }) {
                pair.at.problem("the group has no field \(quoted(pair.key)) to give an example for")
            }
            return group.fields.filter { !omitted.contains(String($0.key.dropFirst(group.prefix.count + 1))) }.map { field in
                guard let own = examples.first(where: { "\(group.prefix).\($0.key)" == field.key })?.value else { return field }
                let shown = field.changed { $0.example = own.answer() }
                if let fault = vocabulary.judge?.fault(of: shown) {
                    own.problem("\(quoted(field.key)): the example is no right answer: \(fault)")
                }
                return shown
            }
        }
    }

    /// The group whose fields stand in this place.
    private var groupName: String? { node.mapping?["use"]?.string }

    /// A field group's fields get its prefix; names in their conditions mean the group's own fields first.
    /// A group, and what papers say of the applicant as it is written.
    func fieldGroup(_ judge: ExampleJudge?) -> (group: Vocabulary.FieldGroup, lines: Entry?) {
        mapping { m in
            let prefix = m.required("prefix")?.slug() ?? ""
            let fields = m.required("fields")?.list().map { $0.field(judge) } ?? []
            let own = Set(fields.map(\.key) + fields.flatMap { field in field.columns.map { "\(field.key).\($0.key)" } })
            func qualified(_ name: String) -> String { own.contains(name) ? "\(prefix).\(name)" : name }
            return (Vocabulary.FieldGroup(prefix: prefix, fields: fields.map { $0.renamed(qualified) }), m["lines"])
        }
    }

    /// What a group compares with choices, of its own or of the groups that a form may take with it.
    func checkComparisons(in group: Vocabulary.FieldGroup, _ fields: [Field]) {
        for (place, field) in zip(value(of: "fields").list(), group.fields) {
            place.checkOptions(of: [field.askedWhen, field.requiredWhen, field.derived], fields)
        }
    }

    func field(_ judge: ExampleJudge?, isColumn: Bool = false) -> Field {
        mapping { m in
            let kind = m.required("kind")?.name(FieldKind.self) ?? .text
            var parts = FieldParts(
                key: m.required("key")?.slug() ?? "", kind: kind,
                label: m.required("label")?.localized() ?? Localized(ro: ""), example: m["example"]?.answer())
            parts.hint = m["hint"]?.localized()
            parts.why = m["why"]?.localized()
            parts.requiredWhen = m["required"].flatMap { $0.requirement() }
            parts.askedWhen = m["when"].map { $0.expression() }
            parts.many = m["many"].map { $0.limits() }
            parts.length = m["length"].map { $0.limits() }
            parts.range = m["range"].map { $0.limits() }
            parts.decimals = m["decimals"].map { $0.integer() }
            parts.unit = m["unit"]?.text()
            parts.pattern = m["pattern"].map { $0.pattern() }
            parts.naming = m["names"].flatMap { $0.name(Field.Naming.self) }
            if parts.naming != nil, kind != .text { m["names"]?.problem("only a text names somebody") }
            parts.options = m["options"]?.list().map { $0.option() } ?? []
            for column in m["columns"]?.list() ?? [] {
                let (before, next) = (Set(parts.columns.map(\.key)), column.field(judge, isColumn: true))
                if let formula = next.derived, !formula.names.isSubset(of: before) {
                    column.problem("\(quoted(next.key)) is derived from columns that stand before it, and from nothing else")
                }
                column.checkOptions(of: [next.derived], parts.columns)
                parts.columns.append(next)
            }
            parts.derived = m["derived"].map { $0.expression() }
            parts.prefill = m["prefill"].flatMap { $0.name(Field.Prefill.self) }
            parts.means = m["means"].flatMap { $0.name(Field.Meaning.self) }
            parts.autocomplete = m["autocomplete"]?.text()
            parts.within = m["within"]?.text()
            parts.from = m["from"]?.text()
            parts.resource = m["resource"]?.text()
            parts.totals = m["totals"]?.texts()
            parts.unique = m["unique"]?.truth()
            if parts.unique == true, !isColumn, parts.many == nil {
                m["unique"]?.problem("only a column, or a question with several answers, has no two that are the same")
            }
            let field = Field(parts)
            checkShape(of: field)
            if let fault = judge?.fault(of: field) {
                m["example"]?.problem("\(quoted(field.key)): the example is no right answer: \(fault)")
            }
            return field
        }
    }

    private func pattern() -> Field.Pattern {
        mapping { m in
            let matches = m.text("matches")
            if (try? NSRegularExpression(pattern: matches)) == nil { problem("not a regular expression: \(matches)") }
            return Field.Pattern(matches: matches, message: m.required("message")?.localized() ?? Localized(ro: ""))
        }
    }

    private func option() -> Field.Option {
        mapping { m in
            Field.Option(value: m.text("value"), label: m.required("label")?.localized() ?? Localized(ro: ""), hint: m["hint"]?.localized())
        }
    }

    private func checkShape(of field: Field) {
        let hasOptions = field.kind == .choice || field.kind == .choices
        if hasOptions == field.options.isEmpty { problem("\(quoted(field.key)): options belong to choice and choices, and only there") }
        if Set(field.options.map(\.value)).count != field.options.count { problem("\(quoted(field.key)): an option is written twice") }
        if (field.kind == .rows) == field.columns.isEmpty { problem("\(quoted(field.key)): columns belong to rows, and only there") }
        if (field.kind == .slot) == (field.resource == nil) {
            problem("\(quoted(field.key)): a resource belongs to a slot, and only there")
        }
        for total in field.totals ?? [] where !field.columns.contains(where: { $0.key == total && $0.kind.isSummable }) {
            problem("\(quoted(field.key)): no column of numbers or amounts is called \(quoted(total))")
        }
        if field.example == nil, field.derived == nil { problem("\(quoted(field.key)): \(quoted("example")) is missing") }
    }

    /// Every name in an expression has to be a field, or a column of a table, and is compared with what it can be.
    func checkNames(of expressions: [Expression?], _ keys: Set<String>, _ fields: [Field], comparing: Bool = true) {
        if comparing { checkOptions(of: expressions, fields) }
        let columns = Set(fields.flatMap { field in field.columns.map { "\(field.key).\($0.key)" } })
        for name in expressions.compactMap({ $0 }).flatMap(\.names) where !keys.contains(name) && !columns.contains(name) {
            problem("the expression names \(quoted(name)), which is no field of this form")
        }
    }

    func attachmentKind(code: String) -> AttachmentKind {
        mapping { m in
            AttachmentKind(
                code: code, title: m.required("title")?.localized() ?? Localized(ro: ""), why: m["why"]?.localized(),
                formats: m["formats"]?.list().compactMap { $0.mediaType() } ?? AttachmentKind.MediaType.allCases,
                megabytes: m["megabytes"]?.integer() ?? 20)
        }
    }

    private func mediaType() -> AttachmentKind.MediaType? {
        let written = text()
        if let type = AttachmentKind.MediaType.allCases.first(where: { $0.name.lowercased() == written }) { return type }
        problem("\(quoted(written)) is not a format; known: pdf, jpeg, png")
        return nil
    }

    func attachmentRule(_ vocabulary: Vocabulary, keys: Set<String>, fields: [Field]) -> Form.AttachmentRule? {
        mapping { m in
            let code = m.text("use")
            let rule = (
                required: m["required"].flatMap { $0.requirement() }, asked: m["when"].map { $0.expression() }, why: m["why"]?.localized()
            )
            checkNames(of: [rule.required, rule.asked], keys, fields)
            guard let kind = vocabulary.attachments[code] else {
                problem("no attachment \(quoted(code)) in the vocabulary")
                return nil
            }
            return Form.AttachmentRule(kind: kind, requiredWhen: rule.required, askedWhen: rule.asked, why: rule.why ?? kind.why)
        }
    }

    func crossRule(keys: Set<String>, fields: [Field]) -> Form.CrossRule {
        mapping { m in
            let rule = Form.CrossRule(
                holds: m.required("holds")?.expression() ?? .literal(.truth(true)), field: m.text("field"),
                message: m.required("message")?.localized() ?? Localized(ro: ""), warns: m["warns"]?.truth())
            checkNames(of: [rule.holds], keys, fields)
            if !keys.subtracting(Form.sessionNames).contains(rule.field) { problem("no field \(quoted(rule.field))") }
            return rule
        }
    }
}

extension Field {
    /// The field under another key, its expressions following.
    fileprivate func renamed(_ rename: (String) -> String) -> Field {
        changed { parts in
            parts.key = rename(key)
            parts.requiredWhen = requiredWhen?.renaming(rename)
            parts.askedWhen = askedWhen?.renaming(rename)
            parts.derived = derived?.renaming(rename)
            parts.within = within.map(rename)
            parts.from = from.map(rename)
        }
    }
}
