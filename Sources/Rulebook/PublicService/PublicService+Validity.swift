/// How long an act is good that says no number of months.
extension PublicService {
    /// Kinds of questions whose answer ends an act: a day, or a time with a last day.
    static let endingKinds: Set<FieldKind> = [.date, .period, .slot]

    /// The act's last day by the answers of the form and of the workflow's own steps, and the question that says so: its key, as acts
    /// name it. Nil where none does.
    package func lastDay(_ answers: Answers, after steps: [String: StepTaken]) -> (key: String, day: Day)? {
        for key in act.validityUntil ?? [] {
            let step = workflow.moves.first { move in move.name.map { key.hasPrefix("\($0).") } ?? false }?.name
            let answer =
                form.field(key) == nil
                ? step.flatMap { steps[$0]?.answers.text(String(key.dropFirst($0.count + 1))) } : answers.text(key)
            if let answer, let day = Day(answer) ?? Period(answer)?.last ?? Slot(answer)?.day { return (key, day) }
        }
        return nil
    }
}
