/// What checking an application needs to know besides the answers.
package struct CheckingContext: Sendable {
    package let today: Day
    package let places: Gazetteer
    package let phrases: Phrasebook
    package let language: Language
    /// What slots are booked of, by slug, and the days on which it is closed.
    package let resources: [String: Resource]
    package let calendar: WorkCalendar?

    package init(
        today: Day, places: Gazetteer, phrases: Phrasebook, language: Language, resources: [String: Resource] = [:],
        calendar: WorkCalendar? = nil
    ) {
        self.today = today
        self.places = places
        self.phrases = phrases
        self.language = language
        self.resources = resources
        self.calendar = calendar
    }
}

/// An application after checking.
package struct CheckedForm: Sendable {
    /// In the order of the form; empty when the application can be submitted.
    package let problems: [Problem]
    /// Things worth a second look that never stop anybody (domain: “never hard-fail”).
    package let warnings: [Problem]
    package let values: Values
    /// The asked answers only, each in its normal form: what is submitted and kept.
    package let normalised: Answers
    /// Keys of the fields that were asked, derived ones included.
    package let asked: Set<String>
    /// The documents asked for, and whether each one has to be there.
    package let attachments: [(rule: Form.AttachmentRule, required: Bool)]

    package func problems(ofFields keys: Set<String>) -> [Problem] {
        problems.filter { keys.contains($0.field.prefix { $0 != "[" }.description) }
    }

    /// With what only the books know to be wrong.
    package func adding(_ more: [Problem]) -> CheckedForm {
        CheckedForm(
            problems: problems + more, warnings: warnings, values: values, normalised: normalised, asked: asked, attachments: attachments)
    }

    package func required(_ code: String) -> Bool {
        attachments.contains { $0.rule.kind.code == code && $0.required }
    }
}

extension Form {
    /// Checks the whole form. Total: any answers give a result, never an error.
    /// - Parameter attached: codes of the documents that are there.
    package func check(_ answers: Answers, attached: Set<String>, in context: CheckingContext) -> CheckedForm {
        var pass = CheckingPass(answers: answers, context: context)
        for field in fields { pass.visit(field) }
        let session = sessionValues(on: context.today)
        for rule in rules { pass.visit(rule, session) }
        let wanted = attachments.filter { pass.holds($0.askedWhen) ?? true }.map {
            (rule: $0, required: pass.holds($0.requiredWhen) ?? true)
        }
        for (rule, required) in wanted where required && !attached.contains(rule.kind.code) {
            let title = rule.kind.title(context.language)
            pass.problem("attachment:\(rule.kind.code)", "attachment-missing", ["label": .text(title)])
        }
        return CheckedForm(
            problems: pass.problems, warnings: pass.warnings, values: pass.values,
            normalised: pass.normalised, asked: pass.asked, attachments: wanted)
    }

    /// The steps that are in order from the start; the journey is derived, never stored.
    package func completedSteps(_ checked: CheckedForm) -> Int {
        steps.prefix { step in checked.problems(ofFields: Set(step.fields.map(\.key))).isEmpty }.count
    }
}

/// One walk over a form, in its order, so that a condition sees the answers before it.
private struct CheckingPass {
    let answers: Answers
    let context: CheckingContext
    var problems: [Problem] = []
    var warnings: [Problem] = []
    var values: Values = [:]
    var normalised = Answers()
    var asked: Set<String> = []

    func holds(_ condition: Expression?) -> Bool? {
        condition?.holds(in: Expression.Context(values: values, today: context.today, places: context.places))
    }

    mutating func problem(_ field: String, _ code: String, _ named: [String: TraceValue]) {
        problems.append(Problem(field: field, code: code, message: context.phrases("problem.\(code)", named, in: context.language)))
    }

    mutating func visit(_ field: Field) {
        guard holds(field.askedWhen) ?? true else { return }
        asked.insert(field.key)
        if let formula = field.derived {
            let value = formula.value(in: Expression.Context(values: values, today: context.today, places: context.places))
            // What cannot be computed yet is not answered, and no rule speaks of it.
            values[field.key] = value == .none ? nil : value
            normalised[field.key] = value.asAnswer
            return
        }
        let label = field.label(context.language)
        guard let answer = answers[field.key], !answer.isBlank else {
            if holds(field.requiredWhen) ?? true {
                problem(field.key, field.kind == .declaration ? "declaration" : "required", ["label": .text(label)])
            }
            return
        }
        let reading = field.read(answer, values: values, in: context)
        values[field.key] = reading.value
        normalised[field.key] = reading.normalised
        problems += reading.problems
        warnings += reading.warnings
    }

    mutating func visit(_ rule: Form.CrossRule, _ session: Values) {
        let values = values.merging(session) { answered, _ in answered }
        // A rule speaks only when everything it reads was asked and answered; a column is answered by its table.
        let names = rule.holds.names.map { name in
            values[name] == nil ? name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name : name
        }
        guard names.allSatisfy({ values[$0] != nil }), !problems.contains(where: { names.contains($0.field) }) else { return }
        if !rule.holds.holds(in: Expression.Context(values: values, today: context.today, places: context.places)) {
            let told = session.mapValues { written($0) }
            let fault = Problem(field: rule.field, code: "rule", message: rule.message(context.language).filling(told))
            if rule.warns == true { warnings.append(fault) } else { problems.append(fault) }
        }
    }
}

extension CheckingPass {
    /// A day or an amount of the session, in a rule's message.
    private func written(_ value: Value) -> String {
        value.day.map { context.phrases.date($0, in: context.language) } ?? value.number.map {
            context.phrases.money($0, in: context.language)
        }
            ?? ""
    }
}

extension Value {
    /// The normal form of a computed value, kept among the answers.
    var asAnswer: Answer? {
        switch self {
        case .none, .rows: nil
        case .text(let text): .text(text)
        case .number(let number): .text(number.written)
        case .truth(let truth): .text(truth ? "true" : "false")
        case .day(let day): .text("\(day)")
        case .list(let items):
            .list(items.compactMap { $0.asAnswer?.text })
        }
    }
}
