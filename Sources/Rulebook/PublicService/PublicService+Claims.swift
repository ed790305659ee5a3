/// What an applicant claims to pay less, such as an exemption (Codul fiscal, art. 476), and the institution's word on it.
extension PublicService {
    /// Whether a step has something to do: one that decides what is claimed has only where the answers claim it.
    package func hasOccasion(for move: Move, _ values: Values, in context: CheckingContext) -> Bool {
        let answers = Expression.Context(values: values, today: context.today, places: context.places)
        return move.decides.isEmpty || move.decides.keys.contains { fee?.bindings[$0]?.holds(in: answers) ?? false }
    }

    /// The steps that decide what is claimed and have nothing to decide: no other move waits for them.
    package func idleSteps(_ values: Values, in context: CheckingContext) -> Set<String> {
        Set(workflow.moves.filter { !hasOccasion(for: $0, values, in: context) }.compactMap(\.name))
    }

    /// A decision stands for the ground that it was taken on: where the applicant claims something else now, it has to be taken again.
    /// - Parameter hasChanged: whether the answer to a question is another one.
    /// - Returns: the steps whose decisions stand no more.
    package func forgetDecisions(of dossier: inout Dossier, where hasChanged: (String) -> Bool) -> [String] {
        let anew = workflow.moves.compactMap { move in
            move.name.flatMap { dossier.steps[$0] != nil && claims(decidedBy: move).contains { hasChanged($0.key) } ? $0 : nil }
        }
        for name in anew { dossier.steps[name] = nil }
        return anew
    }

    /// The answers in which the request claims what a step decides.
    package func claims(decidedBy move: Move) -> [Field] {
        let names = Set(move.decides.keys.compactMap { fee?.bindings[$0] }.flatMap(\.names))
        return form.fields.filter { names.contains($0.key) }
    }
}

extension Dossier {
    /// Which of the claims are granted and which are not, by the tariff's inputs; what was not decided yet is not named.
    package func decisions(in workflow: Workflow, _ context: CheckingContext) -> [String: Bool] {
        workflow.moves.reduce(into: [:]) { decided, move in
            guard !move.decides.isEmpty, let taken = move.name.flatMap({ steps[$0] }) else { return }
            let values = move.form.check(taken.answers, attached: [], in: context).values
            let answers = Expression.Context(values: values, today: context.today, places: context.places)
            for (input, formula) in move.decides { decided[input] = formula.holds(in: answers) }
        }
    }
}
