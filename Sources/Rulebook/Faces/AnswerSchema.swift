import Foundation

extension PublicService {
    /// The JSON Schema (2020-12) of the answers that the API takes for this service: an object by field key.
    ///
    /// It is a little narrower than the counter, which forgives spelling, and wider where a condition computes with numbers or
    /// dates: such conditions are told in words (`$comment`), and the dry run judges them.
    package func answerSchema(id: String?) -> JSONValue {
        let asked = form.fields.filter { $0.derived == nil }
        let properties = form.fields.map { ($0.key, $0.derived == nil ? $0.schema : $0.derivedSchema) }
        let always = asked.filter { $0.askedWhen == nil && $0.requiredWhen == nil }.map { JSONValue.text($0.key) }
        let translator = ConditionTranslator(form)
        let conditional = asked.compactMap { translator.rule(for: $0) }
        let schema: JSONValue = [
            "title": .text(title.ro), "description": .text(summary.ro), "type": "object",
            "properties": .object(Dictionary(properties) { first, _ in first }), "required": .list(always),
            "additionalProperties": false, "examples": [form.examples.asJSON(form)],
        ]
        return schema.adding([
            "$schema": id == nil ? nil : "https://json-schema.org/draft/2020-12/schema", "$id": id.map { .text($0) },
            "allOf": conditional.isEmpty ? nil : .list(conditional),
        ])
    }
}

extension Answers {
    /// The answers as JSON, in the order of nothing: keys are sorted when it is written.
    package func asJSON(_ form: Form) -> JSONValue {
        .object(
            Dictionary(
                byKey.compactMap { key, answer in form.field(key).map { (key, $0.json(answer)) } }, uniquingKeysWith: { first, _ in first })
        )
    }
}

extension Field {
    /// Several choices are a list, also where only one is made.
    fileprivate func json(_ answer: Answer) -> JSONValue {
        switch answer {
        case .text(let text): kind == .choices ? [.text(text)] : .text(text)
        case .list(let list): .list(list.map { .text($0) })
        case .rows(let rows): .list(rows.map { .object($0.mapValues { .text($0) }) })
        }
    }

    fileprivate var schema: JSONValue {
        let described: [String: JSONValue?] = [
            "title": .text(label.ro), "description": hint.map { .text($0.ro) },
            "$comment": conditionsInWords.map { .text($0) },
        ]
        switch kind {
        case .rows:
            let row: JSONValue = [
                "type": "object", "additionalProperties": false,
                "properties": .object(
                    Dictionary(columns.map { ($0.key, $0.derived == nil ? $0.cellSchema : $0.derivedSchema) }) { first, _ in first }),
                "required": .list(columns.filter { $0.requiredWhen == nil && $0.derived == nil }.map { .text($0.key) }),
            ]
            return (["type": "array", "items": row] as JSONValue).adding([
                "minItems": .number(max(1, length?.least ?? 1)), "maxItems": .number(length?.most ?? Decimal(FieldLimits.rows)),
            ]).adding(described)
        case .choices:
            return (["type": "array", "uniqueItems": true, "items": ["enum": values]] as JSONValue).adding([
                "minItems": .number(max(1, many?.least ?? 1)), "maxItems": many?.most.map { .number($0) },
            ]).adding(described)
        default:
            guard let many else { return one.adding(described) }
            let most = many.most ?? Decimal(FieldLimits.items)
            let several: JSONValue = [
                "type": "array", "items": one, "minItems": .number(max(1, many.least ?? 1)), "maxItems": .number(most),
            ]
            return (["anyOf": [several, one]] as JSONValue).adding(described)
        }
    }

    /// Computed by the counter: taken when it is sent along, and computed anew.
    fileprivate var derivedSchema: JSONValue {
        ["title": .text(label.ro), "readOnly": true, "$comment": .text("computed: \(derived?.description ?? "")")]
    }

    /// A cell may be left blank where its column is not required.
    private var cellSchema: JSONValue { requiredWhen == nil ? one : ["anyOf": [one, ["const": ""]]] }

    private var values: JSONValue { .list(options.map { .text($0.value) }) }

    private var conditionsInWords: String? {
        let words = [askedWhen.map { "asked when \($0)" }, requiredWhen.map { "required when \($0)" }].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    /// One answer of the kind.
    private var one: JSONValue {
        switch kind {
        case .number, .money:
            let bounds: JSONValue = (["type": "number"] as JSONValue).adding([
                "minimum": range?.least.map { .number($0) }, "maximum": range?.most.map { .number($0) },
            ])
            return ["anyOf": [bounds, text(#"^\s*-?\d[\d.,\s]*$"#, most: 24)]]
        case .truth: return ["enum": [true, false, "true", "false", "da", "nu", "on", "1", "0"]]
        case .declaration: return ["enum": [true, "true", "da", "on", "1"]]
        case .choice: return ["enum": values]
        case .date: return text(#"^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[./ -]\d{1,2}[./ -]\d{4})\s*$"#)
        case .time: return text(#"^\s*([01]?\d|2[0-3])([:.][0-5]?\d)?\s*$"#)
        case .period:
            let day = #"(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})"#
            return text("^\\s*\(day)/\(day)\\s*$")
        case .slot: return text(#"^\s*[a-z][a-z0-9_-]*/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/\d{1,2}\s*$"#)
        case .email: return text(#"^\s*\S+@\S+\s*$"#, most: 254)
        case .cnp: return text(#"^\s*(\d[\s.-]*){13}$"#)
        case .postcode: return text(#"^\s*(\d\s*){6}$"#)
        case .phone: return text(#"^[\d\s+().\/-]*\d[\d\s+().\/-]*$"#)
        case .countyRoad: return text(#"^\s*[Dd][Jj]\s*-?\s*\d{3}\s*[A-Za-z]?\s*$"#)
        case .kilometre: return text(#"\d\s*\+\s*\d"#)
        case .iban: return text(#"^\s*[A-Za-z]{2}[A-Za-z0-9\s]+$"#)
        case .cui: return text(#"\d"#)
        case .geometry: return text(#"\S"#, most: FieldLimits.geometry)
        case .paragraph: return words(most: FieldLimits.paragraph)
        case .text: return words(most: FieldLimits.text)
        case .identityCard, .tradeRegister, .cadastral, .landBook, .uat, .locality, .plate, .monument: return text(#"\S"#)
        case .choices, .rows: return [:]
        }
    }

    private func words(most: Int) -> JSONValue {
        // Outer space does not count against the length, so only the upper end is told exactly.
        let most = length?.most ?? Decimal(most)
        return (["type": "string", "pattern": #"\S"#] as JSONValue).adding([
            "minLength": length?.least.map { .number($0) }, "maxLength": .number(most),
            "allOf": pattern.map { [["pattern": .text(#"^\s*(?:\#($0.matches))\s*$"#)]] },
        ])
    }

    private func text(_ pattern: String, most: Int = FieldLimits.text) -> JSONValue {
        ["type": "string", "pattern": .text(pattern), "maxLength": .number(Decimal(most))]
    }
}
