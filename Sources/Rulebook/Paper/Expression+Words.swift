import Foundation

/// Conditions in words for people, from the same expression that is computed: „la „Cine face cererea” ai răspuns „Firmă””.
package struct ConditionWords {
    let fields: [Field]
    let phrases: Phrasebook
    let language: Language

    /// - Parameter fields: those that conditions may name.
    package init(fields: [Field], phrases: Phrasebook, language: Language) {
        (self.fields, self.phrases, self.language) = (fields, phrases, language)
    }

    /// „dacă la „Cine face cererea” ai răspuns „Firmă””; nil where nothing is to be said.
    package func ifWords(_ conditions: [Expression]) -> String? {
        let told = conditions.flatMap(\.conjuncts)
        return told.isEmpty ? nil : phrases("paper.paper-if", ["condition": .text(self(told))], in: language)
    }

    /// The condition in words; with `holds` false, its opposite.
    func callAsFunction(_ condition: Expression, holds: Bool = true) -> String {
        switch condition {
        case .literal(let value): return say(value.holds == holds ? "always" : "never")
        case .name(let name): return said(of: name, holds)
        case .not(let inner): return self(inner, holds: !holds)
        case .binary(let sign, let left, let right): return compared(sign, left, right, holds)
        case .call(.filled, let arguments):
            return say(holds ? "filled" : "not-filled", ["x": term(arguments.first)])
        case .list, .negative, .call: return say(holds ? "holds" : "not-holds", ["x": term(condition)])
        }
    }

    /// Several conditions that hold together. That a question was answered goes without saying where the answer is told.
    func callAsFunction(_ conditions: [Expression]) -> String {
        let told = conditions.filter { condition in
            guard case .call(.filled, let arguments) = condition, case .name(let name)? = arguments.first else { return true }
            return !conditions.contains { $0 != condition && $0.names.contains(name) }
        }
        guard let first = told.first else { return say("always") }
        // Answered, and not with this: who has not answered yet is not meant.
        if told.count == 1, conditions.count > 1, case .binary(.notEqual, let asked, .literal(.text(let text))) = first {
            return say("answered-otherwise", ["x": term(asked), "y": written(.text(text), asked: asked)])
        }
        return self(told.dropFirst().reduce(first) { .binary(.and, $0, $1) })
    }

    private func compared(_ sign: Expression.Operator, _ left: Expression, _ right: Expression, _ holds: Bool) -> String {
        switch sign {
        case .and, .or:
            // Other than this and other than that: „niciuna dintre”.
            if let (asked, others) = neither(sign, left, right, holds) {
                return say("not-answered", ["x": term(asked), "y": term(.list(others), asked: asked)])
            }
            let joiner = (sign == .and) == holds ? "and" : "or"
            return say(joiner, ["x": part(left, in: joiner, holds), "y": part(right, in: joiner, holds)])
        case .equal, .notEqual:
            let same = (sign == .equal) == holds
            if case .literal(.truth(let truth)) = right, case .name(let name) = left { return said(of: name, truth == same) }
            let key = isQuantity(left) || isQuantity(right) ? (same ? "is" : "is-not") : (same ? "answered" : "not-answered")
            return say(key, ["x": term(left), "y": term(right, asked: left)])
        case .isIn:
            if let others = otherOptions(than: right, of: left) {
                return say(holds ? "not-answered" : "answered", ["x": term(left), "y": term(others, asked: left)])
            }
            return say(holds ? "answered" : "not-answered", ["x": term(left), "y": term(right, asked: left)])
        case .contains:
            return say(holds ? "ticked" : "not-ticked", ["x": term(left), "y": term(right, asked: left)])
        case .less: return say(holds ? "less" : "at-least", ["x": term(left), "y": term(right, asked: left)])
        case .atLeast: return say(holds ? "at-least" : "less", ["x": term(left), "y": term(right, asked: left)])
        case .more where right == .literal(.number(0)): return say(holds ? "some" : "none", ["x": term(left)])
        case .more: return say(holds ? "more" : "at-most", ["x": term(left), "y": term(right, asked: left)])
        case .atMost: return say(holds ? "at-most" : "more", ["x": term(left), "y": term(right, asked: left)])
        case .plus, .minus, .times, .divided:
            return say(holds ? "holds" : "not-holds", ["x": term(.binary(sign, left, right))])
        }
    }

    /// One question whose answer is none of several: `x != 'a' and x != 'b'`.
    private func neither(
        _ sign: Expression.Operator, _ left: Expression, _ right: Expression, _ holds: Bool
    ) -> (asked: Expression, others: [Expression])? {
        guard sign == .and, holds else { return nil }
        let parts = Expression.binary(sign, left, right).conjuncts.compactMap { part -> (Expression, Expression)? in
            guard case .binary(.notEqual, let asked, let other) = part, !isQuantity(asked), case .literal(.text) = other else { return nil }
            return (asked, other)
        }
        guard parts.count == Expression.binary(sign, left, right).conjuncts.count, Set(parts.map(\.0)).count == 1 else { return nil }
        return (parts[0].0, parts.map(\.1))
    }

    /// Of a choice, the options that are not listed, where they are fewer.
    private func otherOptions(than listed: Expression, of asked: Expression) -> Expression? {
        guard case .list(let items) = listed, case .name(let name) = asked, let field = field(name), field.kind == .choice else {
            return nil
        }
        let others = field.options.map { Expression.literal(.text($0.value)) }.filter { !items.contains($0) }
        return others.isEmpty || others.count >= items.count ? nil : .list(others)
    }

    /// A part of „și” that is itself an „sau” stands in brackets, and the other way round.
    private func part(_ inner: Expression, in joiner: String, _ holds: Bool) -> String {
        let words = self(inner, holds: holds)
        guard case .binary(let sign, _, _) = inner, sign == .and || sign == .or else { return words }
        return ((sign == .and) == holds ? "and" : "or") == joiner ? words : "(\(words))"
    }

    private func said(of name: String, _ holds: Bool) -> String {
        switch field(name)?.kind {
        case .truth?: say("answered", ["x": quoted(name), "y": quote(phrases(holds ? "word.yes" : "word.no", in: language))])
        case .declaration?: say(holds ? "ticked-alone" : "not-ticked-alone", ["x": quoted(name)])
        default: say(holds ? "filled" : "not-filled", ["x": quoted(name)])
        }
    }

    /// A quantity, a field or a value in words.
    /// - Parameter asked: the field that is compared with it: its options' labels and its unit are used.
    private func term(_ expression: Expression?, asked: Expression? = nil) -> String {
        switch expression {
        case nil: return ""
        case .literal(let value)?: return written(value, asked: asked)
        case .name(let name)?: return quoted(name)
        case .list(let items)?:
            let words = items.map { term($0, asked: asked) }
            guard let last = words.last, words.count > 1 else { return words.first ?? "" }
            return say("either", ["x": words.dropLast().joined(separator: ", "), "y": last])
        case .not(let inner)?: return self(inner, holds: false)
        case .negative(let inner)?: return "−\(term(inner))"
        case .binary(let sign, let left, let right)?:
            switch sign {
            case .plus, .minus, .times, .divided: return "\(term(left)) \(Self.signs[sign] ?? sign.rawValue) \(term(right, asked: left))"
            case .or, .and, .equal, .notEqual, .less, .atMost, .more, .atLeast, .isIn, .contains: return self(.binary(sign, left, right))
            }
        case .call(.sumif, let arguments)? where arguments.count == 3:
            let named = ["x": term(arguments[0]), "y": term(arguments[1], asked: arguments[0]), "z": term(arguments[2])]
            return say("function.sumif", named)
        case .call(let function, let arguments)?:
            let named = ["x": term(arguments.first), "y": arguments.dropFirst().map { term($0) }.joined(separator: ", ")]
            return say("function.\(function.rawValue)", named)
        }
    }

    private static let signs: [Expression.Operator: String] = [.plus: "+", .minus: "−", .times: "×", .divided: ":"]

    private func written(_ value: Value, asked: Expression?) -> String {
        let field: Field? = if case .name(let name)? = asked { self.field(name) } else { nil }
        switch value {
        case .text(let text):
            if case .call(.environment, _)? = asked { return say("environment.\(text)") }
            return quote(field?.options.first { $0.value == text }?.label(language) ?? text)
        case .number(let number):
            if field?.kind == .money { return phrases.money(number, in: language) }
            return phrases.measured(number, field?.unit, in: language)
        case .truth(let truth): return quote(phrases(truth ? "word.yes" : "word.no", in: language))
        case .day(let day): return phrases.date(day, in: language)
        case .list(let items): return items.map { written($0, asked: asked) }.joined(separator: ", ")
        case .none, .rows: return ""
        }
    }

    private func isQuantity(_ expression: Expression) -> Bool {
        switch expression {
        case .literal(let value): value.number != nil || value.day != nil
        case .name(let name): field(name)?.kind == .number || field(name)?.kind == .money || field(name)?.kind == .date
        case .negative, .call: true
        case .binary(let sign, _, _): [.plus, .minus, .times, .divided].contains(sign)
        case .list, .not: false
        }
    }

    /// A field, or a column of a table, by its name.
    private func field(_ name: String) -> Field? {
        if let field = fields.first(where: { $0.key == name }) { return field }
        guard let dot = name.lastIndex(of: "."), let table = fields.first(where: { $0.key == name[..<dot] }) else { return nil }
        return table.columns.first { $0.key == name[name.index(after: dot)...] }
    }

    private func quoted(_ name: String) -> String { quote(field(name)?.label(language) ?? name) }

    private func quote(_ text: String) -> String {
        switch language {
        case .ro, .hu: "„\(text)”"
        case .en: "“\(text)”"
        }
    }

    private func say(_ key: String, _ values: [String: String] = [:]) -> String {
        phrases("paper.condition.\(key)", values.mapValues { .text($0) }, in: language)
    }
}
