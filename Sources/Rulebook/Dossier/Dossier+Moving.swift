extension Dossier {
    /// Whether a deed is possible now, and if not, why.
    package enum Standing: Hashable, Sendable {
        case open(to: Stage)
        case refused(Refusal)
    }

    /// Looks up the move for a deed; says the most helpful reason when there is none.
    /// - Parameter step: of deeds that workflows name, which one.
    package func standing(of deed: Deed, step: String? = nil, by actor: Actor, in workflow: Workflow) -> Standing {
        let here = workflow.moves.filter { $0.deed == deed && $0.from.contains(stage) && (step == nil || $0.name == step) }
        guard !here.isEmpty else { return .refused(.wrongStage(deed)) }
        let mine = here.filter { !actor.roles.isDisjoint(with: $0.by) }
        guard !mine.isEmpty else {
            let rests = actor.leave.map { leave in here.contains { !leave.roles.isDisjoint(with: $0.by) } } ?? false
            return .refused(rests ? .onLeave(until: actor.leave?.until ?? .latest) : .notYours(deed))
        }
        if Deed.answers.contains(deed), askers.contains(actor.person) { return .refused(.ownQuestion) }
        var reason = Refusal.wrongStage(deed)
        for move in mine {
            if let failed = hindrance(of: move, by: actor, in: workflow) {
                reason = failed
            } else if let stage = workflow.target(of: move, from: stage) {
                return .open(to: stage)
            }
        }
        return .refused(reason)
    }

    /// The stage that the deed leads to; the caller changes what the deed means besides.
    package func stage(after deed: Deed, step: String? = nil, by actor: Actor, in workflow: Workflow) throws(Refusal) -> Stage {
        switch standing(of: deed, step: step, by: actor, in: workflow) {
        case .open(let stage): return stage
        case .refused(let refusal): throw refusal
        }
    }

    /// The same, where the service has a word in it too: a term is extended only where the service says by how much.
    package func standing(of deed: Deed, step: String? = nil, by actor: Actor, in service: PublicService) -> Standing {
        if deed == .extend, service.extending == nil { return .refused(.wrongStage(.extend)) }
        if deed == .lapse, service.silence.effect != .approved { return .refused(.wrongStage(.lapse)) }
        return standing(of: deed, step: step, by: actor, in: service.workflow)
    }

    package func stage(after deed: Deed, step: String? = nil, by actor: Actor, in service: PublicService) throws(Refusal) -> Stage {
        if case .refused(let refusal) = standing(of: deed, step: step, by: actor, in: service) { throw refusal }
        return try stage(after: deed, step: step, by: actor, in: service.workflow)
    }

    /// Moves the dossier, its clock following the new stage.
    package mutating func move(to next: Stage, at moment: WallMoment) {
        // What was typed of a completion and not sent goes with the wait for it.
        if next.name != stage { completing = nil }
        stage = next.name
        version += 1
        clock?.follow(next, at: moment)
    }

    /// The first condition of a move that does not hold.
    private func hindrance(of move: Move, by actor: Actor, in workflow: Workflow) -> Refusal? {
        if archivedOn != nil { return .guarded(.notArchived) }
        if let failed = move.guards.first(where: { !holds($0, of: move, for: actor) }) {
            return [.asked, .endorsed].contains(failed) ? unendorsed : .guarded(failed)
        }
        func title(_ name: String) -> String { workflow.step(name)?.title?.ro ?? name }
        if let missing = move.needs.first(where: { steps[$0] == nil && !idleSteps.contains($0) }) { return .stepNeeded(title(missing)) }
        if let own = move.apartFrom.first(where: { steps[$0]?.takers.contains(actor.person) ?? false }) {
            return .ownStep(title(own))
        }
        // A blind score is its giver's: another's would be written over unseen, and both would count as having given it.
        if let name = move.name, move.hiddenUntil != nil, let taken = steps[name], taken.by != actor.person {
            return .takenStep(title(name))
        }
        return nil
    }

    /// Whether four eyes keep somebody from a move for good, whatever else it waits for.
    package func isBarred(_ actor: Actor, from move: Move) -> Bool {
        let own: Set<Guard> = [.notDrafter, .notApprover, .notCashier]
        return move.guards.contains { own.contains($0) && !holds($0, of: move, for: actor) }
            || move.apartFrom.contains { steps[$0]?.takers.contains(actor.person) ?? false }
            || Deed.answers.contains(move.deed) && askers.contains(actor.person)
    }

    /// What has to be done first for the sake of other institutions: to ask, then to heed, then to wait.
    private var unendorsed: Refusal {
        let gaps = endorsementGaps ?? []
        for reason in [EndorsementGap.Reason.unasked, .outdated, .unfavourable] where gaps.contains(where: { $0.reason == reason }) {
            return .unendorsed(reason, gaps.filter { $0.reason == reason }.map(\.title))
        }
        return .guarded(.endorsed)
    }

    private func holds(_ condition: Guard, of move: Move, for actor: Actor) -> Bool {
        switch condition {
        // Whose silence the law punishes does not escape it by not looking at the proof of payment either.
        case .paid: payment.isSettled || (move.deed == .lapse && payment == .given)
        case .firstCompletion: completionsAsked == 0
        case .drafted: draft != nil
        case .notDrafter: !(draft?.writers.contains(actor.person) ?? false) && proposedRefusal?.by != actor.person
        case .notApprover: draft?.approver != actor.person
        case .notCashier: !(confirmedPayment?.takers.contains(actor.person) ?? false)
        case .approved: draft?.approver != nil
        case .assigned: assignee != nil
        case .notExtended: clock?.extensions.isEmpty ?? true
        case .asked: endorsementGaps?.allSatisfy { $0.reason == .unanswered } ?? false
        case .endorsed: endorsementGaps?.isEmpty ?? false
        case .notArchived: archivedOn == nil
        }
    }
}
