extension Workflow {
    /// Whether the steps that a dossier took say that its act is a no: an unfavourable endorsement, a commission that was against it.
    /// - Parameter steps: of a step taken again, the last time.
    package func isAgainst(_ steps: [String: StepTaken]) -> Bool {
        if steps[Deed.endorse.rawValue]?.answers.text("outcome") == EndorsementOutcome.unfavourable.rawValue { return true }
        return !stepsAgainst(steps).isEmpty
    }

    /// The workflow's own steps that were against what was asked for.
    package func stepsAgainst(_ steps: [String: StepTaken]) -> [Move] {
        moves.filter { move in
            guard let taken = move.name.flatMap({ steps[$0] }) else { return false }
            return move.asks.contains { field in taken.answers.text(field.key).map(move.against.contains) ?? false }
        }
    }
}

extension Workflow {
    /// Whether a dossier that ended at this stage, after these steps, was answered with a no; silence is none.
    package func saysNo(at stage: String, after steps: [String: StepTaken]) -> Bool {
        self.stage(stage)?.kind != .closed && !isTacit(stage) && isAgainst(steps)
    }
}

extension Workflow {
    /// What an endorsement says that somebody asked for directly, once it is sealed; nil for every other end, silence included.
    package func endorsed(at stage: String, after steps: [String: StepTaken]) -> EndorsementOutcome? {
        guard self.stage(stage)?.kind == .solved, !isTacit(stage) else { return nil }
        return steps[Deed.endorse.rawValue]?.answers.text("outcome").flatMap(EndorsementOutcome.init)
    }
}

extension Move {
    /// Whether that is one of the choices that the step gives.
    func offers(_ value: String) -> Bool {
        asks.contains { $0.options.contains { $0.value == value } }
    }
}
