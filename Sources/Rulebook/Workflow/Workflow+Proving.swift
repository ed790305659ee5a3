extension Workflow {
    /// Something wrong with the drawing, and with which of its lines.
    package struct Mistake: Hashable, Sendable {
        enum Place: Hashable, Sendable {
            case whole
            /// The last stage of this name.
            case stage(String)
            /// The move at this place of the list.
            case move(Int)
        }

        let place: Place
        package let message: String

        init(_ place: Place, _ message: String) { (self.place, self.message) = (place, message) }
    }

    /// What is wrong with the drawing. Empty: every stage is reached, every open stage waits for somebody and has a way to an
    /// end whatever happened before, every move can be made by somebody some day, and the road goes stage by stage to a good end.
    package func mistakes() -> [Mistake] {
        var mistakes = namesTwice(stages.map(\.name)).map { Mistake(.stage($0), "two stages are called \(quoted($0))") }
        if start.kind != .draft { mistakes.append(Mistake(.stage(start.name), "the first stage has to be of kind draft")) }
        for (index, move) in moves.enumerated() { mistakes += self.mistakes(of: move).map { Mistake(.move(index), $0) } }
        for name in namesTwice(moves.compactMap(\.name)) {
            let last = moves.lastIndex { $0.name == name }
            mistakes.append(Mistake(last.map { .move($0) } ?? .whole, "two moves are called \(quoted(name))"))
        }
        for stage in stages {
            mistakes += self.mistakes(of: stage).map { Mistake(.stage(stage.name), "stage \(quoted(stage.name)) \($0)") }
        }
        return mistakes + mistakesOfHands + mistakesOfRoad + WorkflowExploration(self).mistakes()
    }

    private func mistakes(of stage: Stage) -> [String] {
        if stage.kind.isFinal { return stage.holder == nil ? [] : ["is final and waits for nobody"] }
        guard let holder = stage.holder else { return ["waits for nobody"] }
        var mistakes: [String] = []
        let isOutside = Role.outside.contains(holder)
        if !moves(from: stage.name).contains(where: { $0.by.contains(holder) }) {
            mistakes.append("waits for \(quoted(holder.rawValue)), who has no move there")
        } else if !isOutside && !isEnded(stage) {
            mistakes.append("waits for staff, and only the applicant leads on")
        }
        if stage.clock == .suspended && !isOutside { mistakes.append("waits for staff with its clock standing") }
        if stage.days != nil, !moves(from: stage.name).contains(where: { $0.deed == .expire }) {
            mistakes.append("has days, and nothing expires there")
        }
        if holder == .applicant && stage.clock == .suspended && !isEnded(stage) {
            mistakes.append("waits for the applicant with its clock standing, and only the applicant ends that")
        }
        return mistakes
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
        let wrong = move.by.filter { !move.deed.makers.contains($0) }.map(\.rawValue)
        if !wrong.isEmpty && !Deed.ofProgram.contains(move.deed) {
            mistakes.append("\(called): not a deed of \(quoted(wrong.joined(separator: ", ")))")
        }
        if move.deed == .requestCompletion, !move.guards.contains(.firstCompletion) {
            mistakes.append("\(called): the law lets it be asked once: guard first-completion")
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
        if move.charges != nil, !moves.contains(where: { $0.deed == .seal }) {
            mistakes.append("\(called): what it charges is owed from the sealed act on, and nothing is sealed")
        }
        return mistakes
    }

    /// Whether staff or the program lead on from a stage. Silence does not: while the clock stands, no term passes.
    private func isEnded(_ stage: Stage) -> Bool {
        moves(from: stage.name).contains { move in
            move.deed != .lapse && move.to.map { $0 != stage.name } ?? false && move.by.contains { !Role.outside.contains($0) }
        }
    }

    /// Everybody who sets their name to an act is somebody else: who drafts it, approves it, countersigns it, signs it. A refusal is an
    /// act too.
    private var mistakesOfHands: [Mistake] {
        var mistakes: [Mistake] = []
        for (index, move) in moves.enumerated() {
            func say(_ message: String) {
                mistakes.append(Mistake(.move(index), "\(quoted(move.name ?? move.deed.rawValue)): \(message)"))
            }
            if [.approve, .seal, .refuse].contains(move.deed) || move.isCountersigning {
                if !move.guards.contains(.notDrafter) { say("who drafted may not: guard not-drafter") }
                if move.guards.contains(.paid), !move.guards.contains(.notCashier) { say("who saw the money may not: guard not-cashier") }
                if move.guards.contains(.approved), !move.guards.contains(.notApprover) { say("who approved may not: guard not-approver") }
            }
            if move.deed == .seal {
                for step in moves.filter(\.isCountersigning).compactMap(\.name) where !move.apartFrom.contains(step) {
                    say("who countersigned may not: apart-from \(step)")
                }
            }
            // What is claimed costs the institution money: one decides it, before the act goes out, and another lets the act out.
            for step in moves where !step.decides.isEmpty {
                guard let name = step.name else { continue }
                if move.deed == .sendForApproval, !move.needs.contains(name) { say("what is claimed is decided before: needs \(name)") }
                if move.deed == .approve, !move.apartFrom.contains(name) { say("who decided what is claimed may not: apart-from \(name)") }
            }
            if move.deed == .refuse {
                for stage in move.from where moves.contains(where: { $0.to == stage && $0.deed != .proposeRefusal }) {
                    say("a refusal is proposed before, and \(quoted(stage)) is reached without")
                }
            }
        }
        return mistakes
    }

    private var mistakesOfRoad: [Mistake] {
        let road = road
        var mistakes: [Mistake] = []
        if road.map(\.road) != road.indices.map({ $0 + 1 }) {
            mistakes.append(Mistake(.whole, "the road is numbered 1, 2, 3 … without gaps"))
        }
        if let last = road.last, last.kind != .solved {
            mistakes.append(Mistake(.stage(last.name), "the road has to end where the dossier is solved"))
        }
        if road.isEmpty { mistakes.append(Mistake(.whole, "the road has to end where the dossier is solved")) }
        if let first = road.first, !moves.contains(where: { $0.deed == .submit && $0.to == first.name }) {
            mistakes.append(Mistake(.stage(first.name), "the road begins where submitting leads"))
        }
        for (stage, next) in zip(road, road.dropFirst()) where !moves(from: stage.name).contains(where: { $0.to == next.name }) {
            mistakes.append(Mistake(.stage(stage.name), "the road has no move from \(quoted(stage.name)) to \(quoted(next.name))"))
        }
        return mistakes
    }

    private func namesTwice(_ names: [String]) -> [String] {
        Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }
}
