extension Workflow {
    /// What is wrong with the drawing: unreachable stages, dead ends, ways out of final stages, moves without a role.
    package func mistakes() -> [String] {
        var mistakes: [String] = []
        let names = stages.map(\.name)
        if Set(names).count != names.count { mistakes.append("two stages have the same name") }
        if start.kind != .draft { mistakes.append("the first stage has to be of kind draft") }
        for move in moves {
            for name in move.from + [move.to] where stage(name) == nil {
                mistakes.append("\(move.deed.rawValue): no stage \(quoted(name))")
            }
            if move.by.isEmpty { mistakes.append("\(move.deed.rawValue): nobody may make this move") }
            for name in move.from where stage(name)?.kind.isFinal == true && move.deed != .archive {
                mistakes.append("\(move.deed.rawValue): leaves the final stage \(quoted(name))")
            }
        }
        let reached = reachable(from: start.name)
        for stage in stages {
            if !reached.contains(stage.name) { mistakes.append("stage \(quoted(stage.name)) cannot be reached") }
            if stage.kind.isFinal {
                if stage.holder != nil { mistakes.append("final stage \(quoted(stage.name)) waits for nobody") }
                continue
            }
            if stage.holder == nil { mistakes.append("stage \(quoted(stage.name)) waits for nobody") }
            let ends = reachable(from: stage.name).contains { self.stage($0)?.kind.isFinal == true }
            if !ends { mistakes.append("from stage \(quoted(stage.name)) no end can be reached") }
        }
        return mistakes
    }

    private func reachable(from name: String) -> Set<String> {
        var reached: Set<String> = [name]
        var border = [name]
        while let stage = border.popLast() {
            for move in moves(from: stage) where reached.insert(move.to).inserted { border.append(move.to) }
        }
        return reached
    }
}
