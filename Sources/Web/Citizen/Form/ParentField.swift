import Foundation
import Office
import Rulebook
import Store

/// Choosing the act that a request builds on: one's own by a tick, another's by its number and code.
extension Website {
    func parentField(
        _ field: Rulebook.Field, _ parent: ParentState, _ state: FormState, _ problems: [Problem], _ h: HTML, _ say: Speech
    ) {
        let key = field.key
        let typed = state.dossier.answers.text(key) ?? ""
        let isOwn = parent.own.contains { $0.number == typed }
        let (number, code) = isOwn ? ("", "") : Self.parts(typed)
        let error = problems[key]
        if parent.own.isEmpty {
            h.hidden(key, ParentChoice.other)
        } else {
            let own = parent.own.map { act in
                let valid = say.validity(
                    until: act.validUntil, issuedOn: act.day, by: office.content.anyService(act.service), on: office.today())
                return Field.Option(act.number, act.number, detail: "\(act.title), \(valid)")
            }
            let isOptional = parent.rule.requiredWhen != nil
            let choice = isOwn ? typed : typed.isEmpty ? nil : ParentChoice.other
            let none = isOptional ? [Field.Option("", say("parent.none"))] : []
            let other = Field.Option(ParentChoice.other, say("parent.other"), detail: say("parent.other-detail"))
            h.field(
                Field(
                    key, say.marked(field.label, with: [field.hint].compactMap { $0 }), .radios(own + [other] + none, value: choice),
                    hint: field.hint.map { say.unmarked($0) }, error: error, need: isOptional ? .optional : .required))
        }
        let condition = parent.own.isEmpty ? nil : Field.Condition(key, isOneOf: [ParentChoice.other])
        let name = parent.own.isEmpty ? say.marked(field.label) : Phrase(say("parent.number"))
        h.field(
            Field(
                ParentChoice.number(key), name, .text(value: number, width: .large, maxLength: 40),
                hint: Phrase(say("parent.number-hint")), error: parent.own.isEmpty ? error : nil,
                need: parent.own.isEmpty && parent.rule.requiredWhen == nil ? .required : .optional, condition: condition))
        h.field(
            Field(
                ParentChoice.code(key), say("parent.code"), .text(value: code, type: .code, width: .large, maxLength: 40),
                hint: Phrase(say("parent.code-hint")), need: .optional, condition: condition))
        if let remark = parent.remark { h.note(parent.warnings.isEmpty ? .info : .warn, Phrase(remark)) }
    }

    /// „CU 12/2026 ABCD-…” in its two parts.
    private static func parts(_ typed: String) -> (number: String, code: String) {
        guard let reference = ActReference(typed), let code = reference.code else { return (typed, "") }
        return (String(typed.prefix { $0 != "/" } + "/\(reference.year)"), code)
    }
}

/// How an act's choice is sent.
enum ParentChoice {
    /// None of one's own.
    static let other = "alt-act"

    static func number(_ key: String) -> String { "\(key).numar" }
    static func code(_ key: String) -> String { "\(key).cod" }
}

extension FormFields {
    /// The act that was chosen or typed, with its code behind it.
    func parentAnswer(_ key: String) -> String {
        let choice = text(key)
        guard choice == ParentChoice.other || choice.isEmpty && !text(ParentChoice.number(key)).isEmpty else { return choice }
        return [text(ParentChoice.number(key)), text(ParentChoice.code(key))]
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
