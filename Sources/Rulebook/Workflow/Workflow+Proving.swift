extension Workflow {
    /// What is wrong with the drawing. Empty: every stage is reached, every open stage waits for somebody and has a way to an
    /// end whatever happened before, every move can be made by somebody some day, and the road goes stage by stage to a good end.
    package func mistakes() -> [String] {
        var mistakes = namesTwice(stages.map(\.name)).map { "two stages are called \(quoted($0))" }
        if start.kind != .draft { mistakes.append("the first stage has to be of kind draft") }
        for move in moves { mistakes += self.mistakes(of: move) }
        mistakes += namesTwice(moves.compactMap(\.name)).map { "two moves are called \(quoted($0))" }
        for stage in stages where stage.kind.isFinal && stage.holder != nil {
            mistakes.append("final stage \(quoted(stage.name)) waits for nobody")
        }
        for stage in stages where !stage.kind.isFinal && stage.holder == nil {
            mistakes.append("stage \(quoted(stage.name)) waits for nobody")
        }
        for stage in stages where stage.days != nil {
            guard moves(from: stage.name).contains(where: { $0.deed == .expire }) else {
                mistakes.append("stage \(quoted(stage.name)) has days, and nothing expires there")
                continue
            }
        }
        for stage in stages where stage.holder == .applicant && stage.clock == .suspended && !isEnded(stage) {
            mistakes.append("stage \(quoted(stage.name)) waits for the applicant with its clock standing, and only the applicant ends that")
        }
        return mistakes + mistakesOfRoad + Exploration(self).mistakes()
    }

    private func mistakes(of move: Move) -> [String] {
        let called = quoted(move.name ?? move.deed.rawValue)
        var mistakes: [String] = []
        for name in move.from + [move.to].compactMap({ $0 }) where stage(name) == nil {
            mistakes.append("\(move.deed.rawValue): no stage \(quoted(name))")
        }
        if move.by.isEmpty { mistakes.append("\(move.deed.rawValue): nobody may make this move") }
        if move.to == nil, !Deed.staying.contains(move.deed) { mistakes.append("\(move.deed.rawValue): “to” is missing") }
        if move.from.isEmpty { mistakes.append("\(move.deed.rawValue): it is made from no stage") }
        if Deed.ofProgram.contains(move.deed) != move.by.contains(.program) {
            mistakes.append("\(move.deed.rawValue): what the program does, it does alone: lapse, issue, expire")
        }
        // One reads everything and changes nothing, the other sees no dossier.
        for role in move.by where [.auditor, .administrator].contains(role) {
            mistakes.append("\(called): \(quoted(role.rawValue)) moves no dossier")
        }
        for name in move.from where stage(name)?.kind.isFinal == true && move.to.map({ $0 != name }) ?? false {
            mistakes.append("\(move.deed.rawValue): leaves the final stage \(quoted(name))")
        }
        if (move.deed == .advance) && (move.name == nil || move.title == nil) {
            mistakes.append("advance: a step of the workflow's own has a name and a title")
        }
        if move.deed == .expire, move.title == nil, move.to.flatMap(stage)?.kind == .open {
            mistakes.append("expire: what goes on without the applicant has a title that says so")
        }
        if !Deed.named.contains(move.deed) && (move.name != nil || !move.asks.isEmpty) {
            mistakes.append("\(move.deed.rawValue): only advance and archive have a name and ask for something")
        }
        if move.name == nil && !move.asks.isEmpty { mistakes.append("\(move.deed.rawValue): what asks for something has a name") }
        let keys = Set(move.asks.map(\.key))
        for field in move.asks where [.rows, .choices].contains(field.kind) || field.many != nil || field.derived != nil {
            mistakes.append("\(called): \(quoted(field.key)) has to be one answer")
        }
        let conditions = move.asks.flatMap { [$0.askedWhen, $0.requiredWhen] }.compactMap { $0 } + move.decides.values
        for name in Set(conditions.flatMap(\.names)).sorted() where !keys.contains(name) {
            mistakes.append("\(called): the expression names \(quoted(name)), which the step does not ask")
        }
        for name in move.needs + move.apartFrom + [move.hiddenUntil].compactMap({ $0 }) where step(name) == nil {
            mistakes.append("\(called): no step \(quoted(name))")
        }
        if let charges = move.charges, move.asks.first(where: { $0.key == charges })?.kind != .money {
            mistakes.append("\(called): what it charges has to be one of its questions, of kind money")
        }
        return mistakes
    }

    /// Whether staff or the program lead on from a stage. Silence does not: while the clock stands, no term passes.
    private func isEnded(_ stage: Stage) -> Bool {
        moves(from: stage.name).contains { move in
            move.deed != .lapse && move.to.map { $0 != stage.name } ?? false && move.by.contains { ![.applicant, .asker].contains($0) }
        }
    }

    private var mistakesOfRoad: [String] {
        let road = road
        var mistakes: [String] = []
        if road.map(\.road) != road.indices.map({ $0 + 1 }) { mistakes.append("the road is numbered 1, 2, 3 … without gaps") }
        if road.last?.kind != .solved { mistakes.append("the road has to end where the dossier is solved") }
        if let first = road.first, !moves.contains(where: { $0.deed == .submit && $0.to == first.name }) {
            mistakes.append("the road begins where submitting leads")
        }
        for (stage, next) in zip(road, road.dropFirst()) where !moves(from: stage.name).contains(where: { $0.to == next.name }) {
            mistakes.append("the road has no move from \(quoted(stage.name)) to \(quoted(next.name))")
        }
        return mistakes
    }

    private func namesTwice(_ names: [String]) -> [String] {
        Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }
}

/// Every situation that a dossier can get into, walked through: stages with what guards look at. People are enough for every
/// role, a fee is paid some day and a leg is closed some day; what stays is what the workflow itself brings about or prevents.
private struct Exploration {
    private let workflow: Workflow
    private var after: [Situation: Set<Situation>] = [:]
    private var made: Set<Int> = []

    private struct Situation: Hashable {
        var stage: String
        var drafted = false, approved = false, completionAsked = false, assigned = false, extended = false, archived = false
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
                // Silence approves only where a service says so: it is no way out to count on.
                if move.deed != .lapse { after[here, default: []].insert(next) }
                if after[next] == nil {
                    after[next] = []
                    border.append(next)
                }
            }
        }
    }

    func mistakes() -> [String] {
        let reached = Set(after.keys.map(\.stage))
        let unreached = workflow.stages.filter { !reached.contains($0.name) }.map { "stage \(quoted($0.name)) cannot be reached" }
        let unmade = workflow.moves.enumerated().filter { index, move in
            !made.contains(index) && move.from.contains(where: reached.contains)
        }
        .map { "\($1.name ?? $1.deed.rawValue): from \(quoted($1.from.joined(separator: ", "))) its conditions never hold" }
        return unreached + unmade + deadEnds
    }

    /// Situations from which no end can be reached, one for each stage.
    private var deadEnds: [String] {
        var before: [Situation: [Situation]] = [:]
        for (here, nexts) in after { for next in nexts { before[next, default: []].append(here) } }
        var border = after.keys.filter { workflow.stage($0.stage)?.kind.isFinal ?? true }
        var saved = Set(border)
        while let here = border.popLast() {
            for previous in before[here] ?? [] where saved.insert(previous).inserted { border.append(previous) }
        }
        let lost = Dictionary(grouping: after.keys.filter { !saved.contains($0) }, by: \.stage)
        return workflow.stages.compactMap { stage in
            lost[stage.name]?.min { $0.facts < $1.facts }.map { "from stage \(quoted(stage.name))\($0.facts) no end can be reached" }
        }
    }

    private func holds(_ move: Move, _ here: Situation) -> Bool {
        guard move.needs.allSatisfy(here.steps.contains), move.apartFrom.allSatisfy({ workflow.step($0) != nil }) else { return false }
        if move.deed == .seal, !here.drafted { return false }
        return move.guards.allSatisfy { condition in
            switch condition {
            case .paid, .asked, .endorsed, .notDrafter: true
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
        case .returnDraft: next.approved = false
        case .requestCompletion: next.completionAsked = true
        case .assign: next.assigned = true
        case .extend: next.extended = true
        case .archive: next.archived = true
        case .submit, .complete, .redirect, .sendForApproval, .seal, .refuse, .withdraw, .requestEndorsement, .lapse, .advance, .issue,
            .expire:
            break
        }
        return next
    }
}
