import Foundation

/// Turns conditions into `if` and `then` of JSON Schema, where they can be said there: equality, membership, whether something is
/// answered, joined by `and`, `or`, `not`. What computes, or compares numbers and days, cannot.
struct ConditionTranslator {
    private let fields: [String: Field]

    init(_ form: Form) { fields = Dictionary(form.fields.map { ($0.key, $0) }) { first, _ in first } }

    /// `if` it is asked and required `then` it is there; nil for what is always required, or never, or cannot be said.
    func rule(for field: Field) -> JSONValue? {
        if field.askedWhen == nil, field.requiredWhen == nil { return nil }
        if field.requiredWhen == .literal(.truth(false)) { return nil }
        let conditions = [field.askedWhen, field.requiredWhen].compactMap { $0 }
        let translated = conditions.compactMap { translate($0, depth: 0) }
        guard translated.count == conditions.count else { return nil }
        return ["if": translated.count == 1 ? translated[0] : ["allOf": .list(translated)], "then": ["required": [.text(field.key)]]]
    }

    private func translate(_ expression: Expression, depth: Int) -> JSONValue? {
        guard depth < 20 else { return nil }
        switch expression {
        case .literal(.truth(let truth)): return .truth(truth)
        case .name(let name): return holds(name, depth)
        case .not(let inner): return translate(inner, depth: depth + 1).map { ["not": $0] }
        case .binary(.and, let left, let right): return both("allOf", left, right, depth)
        case .binary(.or, let left, let right): return both("anyOf", left, right, depth)
        case .binary(.equal, .name(let name), .literal(let value)): return equals(name, [value], depth)
        case .binary(.notEqual, .name(let name), .literal(let value)): return equals(name, [value], depth).map { ["not": $0] }
        case .binary(.isIn, .name(let name), .list(let items)):
            let values = items.compactMap(\.literal)
            return values.count == items.count ? equals(name, values, depth) : nil
        case .binary(.contains, .name(let name), .literal(.text(let value))):
            guard let field = fields[name], field.kind == .choices else { return nil }
            return answered(field, ["type": "array", "contains": ["const": .text(value)]], depth)
        case .call(.filled, let arguments):
            guard case .name(let name)? = arguments.first, let field = fields[name], field.derived == nil else { return nil }
            return answered(field, true, depth)
        default: return nil
        }
    }

    private func both(_ word: String, _ left: Expression, _ right: Expression, _ depth: Int) -> JSONValue? {
        guard let left = translate(left, depth: depth + 1), let right = translate(right, depth: depth + 1) else { return nil }
        return [word: [left, right]]
    }

    /// A bare name holds when its answer is a yes, a text, or a list that is not empty.
    private func holds(_ name: String, _ depth: Int) -> JSONValue? {
        guard let field = fields[name], field.derived == nil else { return nil }
        return field.kind == .truth || field.kind == .declaration ? equals(name, [.truth(true)], depth) : answered(field, true, depth)
    }

    private func equals(_ name: String, _ values: [Value], _ depth: Int) -> JSONValue? {
        guard let field = fields[name], field.derived == nil, field.many == nil else { return nil }
        var spellings: [JSONValue] = []
        for value in values {
            switch (value, field.kind) {
            case (.text(let text), .choice): spellings.append(.text(text))
            case (.truth(true), .truth), (.truth(true), .declaration): spellings += [true, "true", "da", "on", "1"]
            case (.truth(false), .truth): spellings += [false, "false", "nu", "0"]
            default: return nil
            }
        }
        return answered(field, ["enum": .list(spellings)], depth)
    }

    /// An answer counts only where its question is asked.
    private func answered(_ field: Field, _ schema: JSONValue, _ depth: Int) -> JSONValue? {
        let here: JSONValue = ["required": [.text(field.key)], "properties": [field.key: schema]]
        guard let asked = field.askedWhen else { return here }
        return translate(asked, depth: depth + 1).map { ["allOf": [$0, here]] }
    }
}

extension Expression {
    fileprivate var literal: Value? {
        if case .literal(let value) = self { return value }
        return nil
    }
}
