import Foundation
import Office
import Rulebook

/// Draws the questions of a form: each kind of field with its control, what was typed, and what is wrong with it.
struct FormDrawing {
    /// Choices up to this many are all in sight; more are folded into a list.
    private static let visibleChoices = 8
    private static let paragraphRows = 5
    private static let listRows = 3

    /// As typed.
    let answers: Answers
    let checked: CheckedForm
    let problems: [Problem]
    let context: CheckingContext
    let say: Speech
    /// What others have booked, by the resource's slug.
    var taken: [String: Set<BookedPiece>] = [:]

    func draw(_ field: Rulebook.Field, into h: HTML) {
        switch field.kind {
        case .rows: rows(field, h)
        case .declaration: declaration(field, h)
        case .geometry: geometry(field, h)
        default: single(field, named: field.key, answers[field.key], h)
        }
    }

    func single(_ field: Rulebook.Field, named name: String, _ answer: Answer?, _ h: HTML) {
        h.field(question(field, named: name, answer))
    }

    /// One question with its control, for whoever draws it.
    func question(_ field: Rulebook.Field, named name: String, _ answer: Answer?) -> Field {
        Field(
            name, say.marked(field.label, with: field.otherTexts), control(field, answer), hint: hint(field), error: problems[name],
            need: isRequired(field) ? .required : .optional)
    }

    private func rows(_ field: Rulebook.Field, _ h: HTML) {
        let rows = answers[field.key]?.table ?? []
        let typed = rows.isEmpty ? [[:]] : rows
        let most = min(field.length?.most?.wholeNumber ?? FieldLimits.rows, FieldLimits.rows)
        let table = Repeating(
            field.key, say.marked(field.label, with: field.otherTexts), count: typed.count, in: 1...max(1, most),
            rowName: say("page.step.row"), add: say("page.step.add"),
            hint: hint(field), error: problems[field.key])
        h.repeating(table) { index in
            let whole = field.completing(typed[index], in: context)
            for column in field.columns {
                if column.derived != nil {
                    if let text = whole[column.key] {
                        h.p(Phrase("\(say.marked(column.label)): \(column.display(.text(text), in: context))"), class: "totals")
                    }
                    continue
                }
                single(column, named: "\(field.key).\(index).\(column.key)", typed[index][column.key].map { .text($0) }, h)
            }
        }
        if let totals = field.totals(of: rows, in: context) { h.p(totals, class: "totals", id: "\(Field.id(field.key))-total") }
    }

    // MARK: One answer

    private func declaration(_ field: Rulebook.Field, _ h: HTML) {
        let id = Field.id(field.key)
        let error = problems[field.key]
        h.div(class: error == nil ? "field" : "field bad") {
            if let error {
                h.p(class: "err", id: "\(id)-err") {
                    h.icon(.warn)
                    h.span {
                        h.span("\(h.words.error): ", class: "vh"); h.text(error)
                    }
                }
            }
            h.label(class: "choice") {
                h.input(
                    "checkbox", id: id, .name(field.key), .value("true"), .checked(answers.text(field.key) == "true"),
                    .invalid(error != nil), .describedBy(error == nil ? nil : "\(id)-err"), .required())
                h.span {
                    h.text(say.marked(field.label, with: field.otherTexts))
                    if let hint = field.hint { h.small(say.unmarked(hint)) }
                }
            }
            if field.key.hasSuffix("gdpr") { h.p(class: "small") { h.a(say("page.step.privacy"), to: Place.privacy.link) } }
        }
    }

    private func control(_ field: Rulebook.Field, _ answer: Answer?) -> Field.Control {
        let text = answer?.text ?? ""
        if field.many != nil, field.kind != .choices {
            // Places are kept by their codes and typed by their names.
            let isPlace = field.kind == .uat || field.kind == .locality
            let lines = (answer?.items ?? []).map { isPlace ? field.display(.text($0), in: context) : $0 }
            return .area(value: lines.joined(separator: "\n"), rows: Self.listRows)
        }
        switch field.kind {
        case .paragraph: return .area(value: text, rows: Self.paragraphRows)
        case .truth: return .yesNo(["true": true, "da": true, "false": false, "nu": false][text.lowercased()])
        case .choice:
            let options = field.options.map(option)
            if options.count <= Self.visibleChoices { return .radios(options, value: text.isEmpty ? nil : text) }
            return .select(options, value: text.isEmpty ? nil : text, blank: say("page.step.choose"))
        case .choices:
            return .checks(field.options.map(option), values: Set(answer?.items ?? []))
        case .date: return .dateParts(Self.parts(of: text))
        case .uat: return place(field, text, context.places.uats)
        case .locality: return place(field, text, localities(of: field))
        case .number, .money:
            return .text(
                value: text, type: field.decimals ?? 0 == 0 && field.kind == .number ? .digits : .decimal, width: .medium,
                affix: field.kind == .money ? "lei" : field.unit)
        case .email: return .text(value: text, type: .email, width: .large, autocomplete: field.autocomplete)
        case .phone: return .text(value: text, type: .tel, width: .medium, autocomplete: field.autocomplete)
        case .cnp, .postcode: return .text(value: text, type: .digits, width: .medium, autocomplete: field.autocomplete)
        case .time: return .text(value: text, type: .code, width: .medium)
        case .period: return .period(from: Self.parts(of: text.cut(at: "/").0), to: Self.parts(of: text.cut(at: "/").1))
        case .slot: return slot(field, text)
        case .geometry: return .area(value: text, rows: Self.paragraphRows)
        case .cui, .iban, .identityCard, .tradeRegister, .cadastral, .landBook, .countyRoad, .kilometre, .plate, .monument:
            return .text(value: text, type: .code, width: .large)
        case .text, .declaration, .rows:
            let isShort = field.length?.most.map { $0 <= 20 } ?? false
            return .text(value: text, width: isShort ? .medium : .full, autocomplete: field.autocomplete)
        }
    }

    /// A place is typed by its name, with the register's names on offer; a kept code is shown as its name.
    private func place(_ field: Rulebook.Field, _ text: String, _ places: [Gazetteer.Place]) -> Field.Control {
        .text(
            value: field.display(.text(text), in: context), width: .large, autocomplete: field.autocomplete,
            suggestions: places.isEmpty ? nil : .values(say.language == .hu ? places.flatMap(\.names) : places.map(\.name)))
    }

    private func option(_ option: Rulebook.Field.Option) -> Field.Option {
        let isWhole = ([option.label, option.hint].compactMap { $0 }).allSatisfy { $0.has(say.language) }
        return Field.Option(
            option.value, say(option.label), detail: option.hint.map { say($0) }, language: isWhole ? nil : Language.ro.rawValue)
    }

    private func localities(of field: Rulebook.Field) -> [Gazetteer.Place] {
        guard let within = field.within, case .text(let uat)? = checked.values[within] else { return [] }
        return context.places.localities(in: uat)
    }

    static func parts(of text: String) -> Field.DateParts {
        if let day = Day(text) { return Field.DateParts(day: "\(day.day)", month: "\(day.month)", year: "\(day.year)") }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return Field.DateParts(day: text) }
        return Field.DateParts(day: parts[0], month: parts[1], year: parts[2])
    }

    // MARK: Words around it

    private func isRequired(_ field: Rulebook.Field) -> Bool {
        guard let condition = field.requiredWhen else { return true }
        return condition.holds(in: Expression.Context(values: checked.values, today: context.today, places: context.places))
    }

    /// The hint, an example where one helps to type, and why it is asked.
    private func hint(_ field: Rulebook.Field) -> Phrase? {
        if field.many != nil, field.kind != .choices, field.hint == nil { return Phrase(say("page.step.one-per-line")) }
        let example =
            field.showsExample && field.hint == nil
            ? field.example?.items.first.map { say("page.step.example", ["example": .text(Day($0).map { say.date($0, .numeric) } ?? $0)]) }
            : nil
        if field.hint == nil, field.why == nil, example == nil { return nil }
        return Phrase { h in
            if let hint = field.hint { h.text(say.unmarked(hint)) } else if let example { h.text(example) }
            if let why = field.why {
                if field.hint != nil || example != nil { h.text(" ") }
                h.text(say.unmarked(why))
            }
        }
    }
}

extension Rulebook.Field {
    /// What is written with its label: the question is one block, and has one mark.
    fileprivate var otherTexts: [Localized] {
        [hint, why].compactMap { $0 } + options.flatMap { [$0.label, $0.hint].compactMap { $0 } }
    }

    fileprivate var showsExample: Bool {
        switch kind {
        case .number, .money, .identityCard, .tradeRegister, .cadastral, .landBook, .cui, .iban, .phone, .date, .time, .countyRoad,
            .kilometre, .plate, .monument:
            true
        case .text, .paragraph, .truth, .declaration, .choice, .choices, .email, .cnp, .uat, .locality, .postcode, .rows, .period, .slot,
            .geometry:
            false
        }
    }
}
