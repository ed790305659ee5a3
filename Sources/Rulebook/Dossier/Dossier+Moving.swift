extension Dossier {
    /// Whether a deed is possible now, and if not, why.
    package enum Standing: Hashable, Sendable {
        case open(to: Stage)
        case refused(Refusal)
    }

    /// Looks up the move for a deed; says the most helpful reason when there is none.
    package func standing(of deed: Deed, by actor: Actor, in workflow: Workflow) -> Standing {
        let here = workflow.moves.filter { $0.deed == deed && $0.from.contains(stage) }
        guard !here.isEmpty else { return .refused(.wrongStage(deed)) }
        let mine = here.filter { !actor.roles.isDisjoint(with: $0.by) }
        guard !mine.isEmpty else { return .refused(.notYours(deed)) }
        var reason = Refusal.wrongStage(deed)
        for move in mine {
            if let failed = move.guards.first(where: { !holds($0, for: actor) }) {
                reason = .guarded(failed)
            } else if let stage = workflow.stage(move.to) {
                return .open(to: stage)
            }
        }
        return .refused(reason)
    }

    /// The stage that the deed leads to; the caller changes what the deed means besides.
    package func stage(after deed: Deed, by actor: Actor, in workflow: Workflow) throws(Refusal) -> Stage {
        switch standing(of: deed, by: actor, in: workflow) {
        case .open(let stage): return stage
        case .refused(let refusal): throw refusal
        }
    }

    /// Moves the dossier, its clock following the new stage.
    package mutating func move(to next: Stage, on day: Day) {
        stage = next.name
        version += 1
        clock?.follow(next.clock, on: day)
    }

    private func holds(_ condition: Guard, for actor: Actor) -> Bool {
        switch condition {
        case .paid: payment.isSettled
        case .firstCompletion: completionsAsked == 0
        case .drafted: draft != nil
        case .notDrafter: draft.map { $0.drafter != actor.person } ?? true
        case .approved: draft?.approver != nil
        case .assigned: assignee != nil
        case .notExtended: clock?.extensions.isEmpty ?? true
        }
    }
}
