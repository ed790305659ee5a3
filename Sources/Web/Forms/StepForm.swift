import Office
import Rulebook
import Store

/// The questions of a step that a workflow names, on a page that may hold several such steps: every name begins with the step's.
struct StepForm: Sendable {
    let move: Move
    private let name: String

    init(_ move: Move) {
        self.move = move
        name = move.name ?? move.deed.rawValue
    }

    /// - Parameter typed: what was sent and refused; nil: nothing yet.
    func fields(_ typed: FormFields?, _ problems: [Problem], _ context: CheckingContext, _ say: Speech) -> [Field] {
        let questions = questions
        let answers = typed.map { $0.answers(to: questions, drawn: Set(questions.map(\.key))) } ?? Answers()
        let drawing = FormDrawing(
            answers: answers, checked: move.form.check(Answers(), attached: [], in: context), problems: problems, context: context, say: say
        )
        return questions.map { question in
            var field = drawing.question(question, named: question.key, answers[question.key])
            field.condition = condition(of: question)
            return field
        }
    }

    /// What was typed, under the keys that the workflow gives.
    func answers(in form: FormFields) -> Answers {
        let questions = questions
        let typed = form.answers(to: questions, drawn: Set(questions.map(\.key)))
        return Answers(Dictionary(typed.byKey.map { (String($0.key.dropFirst(name.count + 1)), $0.value) }) { first, _ in first })
    }

    /// What was typed, as the step calls it and people read it; declarations say nothing of anybody's own.
    func typed(_ form: FormFields, _ context: CheckingContext, _ say: Speech) -> [TypedText] {
        let answers = answers(in: form)
        return move.asks.filter { $0.kind != .declaration }.compactMap { question in
            answers[question.key].map { TypedText(say(question.label), question.display($0, in: context)) }
        }
    }

    /// The page's names for what the office found wrong.
    func problems(_ problems: [Rulebook.Problem]) -> [Problem] { problems.map { Problem(field: "\(name).\($0.field)", $0.message) } }

    /// Declarations are ticked by applicants; the drawing of one is the page's.
    var questions: [Rulebook.Field] { move.asks.map { $0.keyed("\(name).\($0.key)") } }

    /// Script hides a question that the answer before it makes pointless; without script it stands there, and is not asked for.
    private func condition(of question: Rulebook.Field) -> Field.Condition? {
        guard case .binary(let op, .name(let key), .literal(.text(let value)))? = question.askedWhen,
            let other = move.asks.first(where: { $0.key == key })
        else { return nil }
        switch op {
        case .equal: return Field.Condition("\(name).\(key)", isOneOf: [value])
        case .notEqual: return Field.Condition("\(name).\(key)", isOneOf: other.options.map(\.value).filter { $0 != value })
        default: return nil
        }
    }
}

extension Event {
    /// The step of the workflow's own that was taken, where it was one.
    func step(in workflow: Workflow) -> Move? { details["step"].flatMap { workflow.step($0) } }

    /// The workflow's own words for what happened: of its step, or where the applicant's days are over and it goes on.
    func title(in workflow: Workflow) -> Localized? {
        let move = kind == Deed.expire.rawValue ? workflow.moves.first { $0.deed == .expire } : step(in: workflow)
        return move?.done ?? move?.title
    }

    /// What a step asked and was told, a line each.
    func answers(to move: Move, in context: CheckingContext) -> [(label: Localized, text: String)] {
        let answers = StepDetails.answers(details)
        return move.asks.compactMap { field in answers[field.key].map { (field.label, field.display($0, in: context)) } }
    }
}
