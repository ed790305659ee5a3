/// Every situation that a dossier can get into, walked through: stages with what guards look at. People are enough for every
/// role, a fee is paid some day and a leg is closed some day; what stays is what the workflow itself brings about or prevents.
struct WorkflowExploration {
    private let workflow: Workflow
    private var after: [Situation: Set<Situation>] = [:]
    private var made: Set<Int> = []

    private struct Situation: Hashable {
        var stage: String
        var drafted = false, approved = false, sealed = false, completionAsked = false, assigned = false, extended = false, archived = false
        var steps: Set<String> = []

        var facts: String {
            let flags = [
                (drafted, "drafted"), (approved, "approved"), (completionAsked, "completion asked"), (assigned, "assigned"),
                (extended, "extended"),
            ]
            let names = flags.filter(\.0).map(\.1) + steps.sorted()
            return names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
        }
    }

    init(_ workflow: Workflow) {
        self.workflow = workflow
        let remembered = Set(workflow.moves.flatMap { $0.needs + $0.apartFrom })
        var border = [Situation(stage: workflow.start.name)]
        after[border[0]] = []
        while let here = border.popLast() {
            for (index, move) in workflow.moves.enumerated() where move.from.contains(here.stage) && holds(move, here) {
                made.insert(index)
                guard let next = situation(after: move, from: here, remembered) else { continue }
                if isCounted(move, in: here) { after[here, default: []].insert(next) }
                if after[next] == nil {
                    after[next] = []
                    border.append(next)
                }
            }
        }
    }

    /// Whether a way is one to count on. Silence approves only where a service says so; and where staff is awaited, staff leads on:
    /// the applicant may give up, and need not.
    private func isCounted(_ move: Move, in here: Situation) -> Bool {
        if move.deed == .lapse { return false }
        let isOutside = workflow.stage(here.stage)?.holder.map(Role.outside.contains) ?? true
        return isOutside || !move.by.allSatisfy(Role.outside.contains)
    }

    func mistakes() -> [Workflow.Mistake] {
        let reached = Set(after.keys.map(\.stage))
        let unreached = workflow.stages.filter { !reached.contains($0.name) }.map {
            Workflow.Mistake(.stage($0.name), "stage \(quoted($0.name)) cannot be reached")
        }
        let unmade = workflow.moves.enumerated().filter { index, move in
            !made.contains(index) && move.from.contains(where: reached.contains)
        }
        .map { index, move in
            let stages = quoted(move.from.joined(separator: ", "))
            return Workflow.Mistake(.move(index), "\(move.name ?? move.deed.rawValue): from \(stages) its conditions never hold")
        }
        let stopped = Set(
            after.keys.filter { here in workflow.stage(here.stage).map { $0.kind == .open && $0.clock == .stopped } ?? false && !here.sealed
            }.map(\.stage))
        let early = stopped.sorted().map {
            Workflow.Mistake(.stage($0), "stage \(quoted($0)) stops the clock, and nothing was answered yet")
        }
        let ends = deadEnds("no end") { $0.kind.isFinal }
        // What a refusal or a withdrawal hides: that the request itself can no longer be answered.
        return unreached + unmade + early + (ends.isEmpty ? deadEnds("no good end") { $0.kind == .solved } : ends)
    }

    /// Open situations from which none of these ends can be reached, one for each stage.
    private func deadEnds(_ missing: String, _ isEnd: (Stage) -> Bool) -> [Workflow.Mistake] {
        var before: [Situation: [Situation]] = [:]
        for (here, nexts) in after { for next in nexts { before[next, default: []].append(here) } }
        var border = after.keys.filter { workflow.stage($0.stage).map(isEnd) ?? true }
        var saved = Set(border)
        while let here = border.popLast() {
            for previous in before[here] ?? [] where saved.insert(previous).inserted { border.append(previous) }
        }
        let lost = Dictionary(
            grouping: after.keys.filter { !saved.contains($0) && workflow.stage($0.stage)?.kind.isFinal == false }, by: \.stage)
        return workflow.stages.compactMap { stage in
            lost[stage.name]?.min { $0.facts < $1.facts }.map {
                Workflow.Mistake(.stage(stage.name), "from stage \(quoted(stage.name))\($0.facts) \(missing) can be reached")
            }
        }
    }

    private func holds(_ move: Move, _ here: Situation) -> Bool {
        guard move.needs.allSatisfy(here.steps.contains), move.apartFrom.allSatisfy({ workflow.step($0) != nil }) else { return false }
        if move.deed == .seal, !here.drafted { return false }
        if here.archived { return false }
        return move.guards.allSatisfy { condition in
            switch condition {
            case .paid, .asked, .endorsed, .notDrafter, .notApprover, .notCashier: true
            case .firstCompletion: !here.completionAsked
            case .drafted: here.drafted
            case .approved: here.approved
            case .assigned: here.assigned
            case .notExtended: !here.extended
            case .notArchived: !here.archived
            }
        }
    }

    private func situation(after move: Move, from here: Situation, _ remembered: Set<String>) -> Situation? {
        guard let stage = workflow.target(of: move, from: here.stage) else { return nil }
        var next = here
        next.stage = stage.name
        if let name = move.name, remembered.contains(name) { next.steps.insert(name) }
        switch move.deed {
        case .draftAct, .endorse: (next.drafted, next.approved) = (true, false)
        case .approve: next.approved = true
        case .seal, .issue: next.sealed = true
        case .returnDraft: next.approved = false
        case .requestCompletion: next.completionAsked = true
        case .assign: next.assigned = true
        case .extend: next.extended = true
        case .archive: next.archived = true
        case .submit, .complete, .redirect, .sendForApproval, .proposeRefusal, .refuse, .withdraw, .requestEndorsement, .lapse, .advance,
            .expire:
            break
        }
        return next
    }
}
