/// A workflow as a picture: a lane for each who acts, the stages along the road in their columns, a numbered arrow for each move
/// between them, and below what the numbers mean. Moves to an end beside the road would cross everything: their number stands at
/// the foot of the stage that they leave and at the head of the end. SVG, readable on paper, by day and by night; the title and
/// description say it to who cannot see.
package struct WorkflowDrawing: Sendable {
    private let workflow: Workflow
    private let phrases: Phrasebook
    private var cells: [String: (column: Int, lane: Int, slot: Int)] = [:]
    private var lanes: [Role?] = []
    /// How many stages of a lane stand in one column, at most.
    private var depth: [Int] = []
    private let arrows: [Arrow]

    private struct Arrow {
        let number: Int
        let from: String
        let to: String
    }

    private enum Size {
        static let column = 172, box = (width: 138, height: 60), row = 94, left = 118, top = 46, line = 19, text = 12
    }

    package init(_ workflow: Workflow, _ phrases: Phrasebook) {
        self.workflow = workflow
        self.phrases = phrases
        arrows = workflow.moves.enumerated().flatMap { index, move in
            move.from.compactMap { from in
                move.to.flatMap { to in to == from ? nil : Arrow(number: index + 1, from: from, to: to) }
            }
        }
        place()
    }

    /// Columns follow the road; a stage beside it stands after the first that leads to it. Lanes are by who has the dossier.
    private mutating func place() {
        var column: [String: Int] = [workflow.start.name: 0]
        for (index, stage) in workflow.road.enumerated() { column[stage.name] = index + 1 }
        var isSettled = false
        while !isSettled {
            isSettled = true
            for stage in workflow.stages where column[stage.name] == nil {
                let before = arrows.filter { $0.to == stage.name }.compactMap { column[$0.from] }.min()
                guard let before else { continue }
                column[stage.name] = stage.kind.isFinal ? before + 1 : before
                isSettled = false
            }
        }
        let order: [Role?] = [.applicant, .asker, .registry, .clerk, .cashier, .head, .secretary, .signatory, .program, nil]
        lanes = order.filter { lane in workflow.stages.contains { $0.holder == lane } }
        depth = Array(repeating: 1, count: lanes.count)
        var used: [String: Int] = [:]
        for stage in workflow.stages.sorted(by: { ($0.road ?? 99) < ($1.road ?? 99) }) {
            guard let lane = lanes.firstIndex(of: stage.holder) else { continue }
            // Ends share the last lane: each takes the next free place from where it would stand.
            var place = column[stage.name] ?? 0
            if stage.kind.isFinal { while used["\(lane):\(place)"] != nil { place += 1 } }
            let slot = used["\(lane):\(place)", default: 0]
            used["\(lane):\(place)"] = slot + 1
            depth[lane] = max(depth[lane], slot + 1)
            cells[stage.name] = (place, lane, slot)
        }
    }

    // MARK: Numbers

    private var columns: Int { (cells.values.map(\.column).max() ?? 0) + 1 }
    package var width: Int { max(Size.left + columns * Size.column, 760) }
    private func laneTop(_ lane: Int) -> Int { Size.top + depth.prefix(lane).reduce(0, +) * Size.row }
    private var lanesEnd: Int { laneTop(lanes.count) }
    private var legend: [String] { workflow.moves.enumerated().map { "\($0.offset + 1). \(sentence($0.element))" } }
    private var legendColumns: Int { width >= 1100 && (legend.map(\.count).max() ?? 0) * 13 < width ? 2 : 1 }
    package var height: Int { lanesEnd + 48 + (legend.count + legendColumns - 1) / legendColumns * Size.line + 16 }

    private struct Point {
        var x: Int
        var y: Int
    }

    private func corner(_ stage: String) -> Point? {
        cells[stage].map { cell in
            Point(
                x: Size.left + cell.column * Size.column + (Size.column - Size.box.width) / 2,
                y: laneTop(cell.lane) + cell.slot * Size.row + (Size.row - Size.box.height) / 2)
        }
    }

    // MARK: Words

    private func role(_ role: Role?) -> String { role.map { phrases("role.\($0.rawValue)", in: .ro) } ?? phrases("workflow.ends", in: .ro) }

    /// „Depune cererea – Solicitant”, with the conditions.
    private func sentence(_ move: Move) -> String {
        let title = move.title?.ro ?? phrases("deed.\(move.deed.rawValue)", in: .ro)
        let who = move.by.map { role($0).lowercased() }.joined(separator: ", ")
        let steps = move.needs.compactMap { workflow.step($0)?.title?.ro }
        let apart = move.apartFrom.compactMap { workflow.step($0)?.title?.ro }
        var conditions = move.guards.map { phrases("workflow.guard.\($0.rawValue)", in: .ro) }
        conditions += steps.map { phrases("workflow.after", ["step": .text($0)], in: .ro) }
        conditions += apart.map { phrases("workflow.apart", ["step": .text($0)], in: .ro) }
        return "\(title) – \(who)\(conditions.isEmpty ? "" : " (\(conditions.joined(separator: "; ")))")"
    }

    /// The whole drawing in words: stage by stage, what leads where.
    package var description: String {
        workflow.stages.map { stage in
            let moves = workflow.moves(from: stage.name).compactMap { move in
                move.to.flatMap(workflow.stage).map {
                    "\(move.title?.ro ?? phrases("deed.\(move.deed.rawValue)", in: .ro)) → \($0.title.ro)"
                }
            }
            return "\(stage.title.ro) (\(role(stage.holder)))\(moves.isEmpty ? "" : ": \(moves.joined(separator: "; "))")."
        }.joined(separator: " ")
    }

    // MARK: Drawing

    package func svg() -> String {
        var out = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="wf-t wf-d" class="workflow">
            <title id="wf-t">\(escaped(workflow.title.ro))</title>
            <desc id="wf-d">\(escaped(description))</desc>
            <style>\(Self.style)</style>
            <defs><marker id="wf-a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8Z" class="tip"/></marker></defs>
            <rect class="ground" width="\(width)" height="\(height)"/>
            <text x="14" y="27" class="head">\(escaped(workflow.title.ro))</text>

            """
        for (index, lane) in lanes.enumerated() {
            let top = laneTop(index), height = depth[index] * Size.row
            out += "<rect class=\"lane\(index % 2)\" x=\"0\" y=\"\(top)\" width=\"\(width)\" height=\"\(height)\"/>\n"
            for (line, text) in wrapped(role(lane), at: 15).enumerated() {
                out += "<text class=\"who\" x=\"14\" y=\"\(top + 34 + line * 15)\">\(escaped(text))</text>\n"
            }
        }
        out += drawnArrows()
        for stage in workflow.stages { out += box(stage) }
        return out + drawnLegend() + "</svg>\n"
    }

    private func box(_ stage: Stage) -> String {
        guard let at = corner(stage.name) else { return "" }
        let kind = stage.kind == .open && stage.road == nil ? "side" : stage.kind.rawValue
        var out =
            "<rect class=\"box \(kind)\" x=\"\(at.x)\" y=\"\(at.y)\" width=\"\(Size.box.width)\" height=\"\(Size.box.height)\" rx=\"7\"/>\n"
        let lines = wrapped(stage.title.ro, at: 22).prefix(3)
        let first = at.y + Size.box.height / 2 + 4 - (lines.count - 1) * 7
        for (index, line) in lines.enumerated() {
            out += "<text class=\"name\" x=\"\(at.x + Size.box.width / 2)\" y=\"\(first + index * 14)\">\(escaped(line))</text>\n"
        }
        out += asides(of: stage, at)
        if let road = stage.road { out += "<text class=\"road\" x=\"\(at.x - 4)\" y=\"\(at.y + 12)\" text-anchor=\"end\">\(road)</text>\n" }
        if stage.clock == .suspended {
            let words = escaped(phrases("workflow.clock-stands", in: .ro))
            let (x, y) = (at.x + Size.box.width - 4, at.y - 4)
            out += "<text class=\"road\" x=\"\(x)\" y=\"\(y)\" text-anchor=\"end\">\(words)</text>\n"
        }
        return out
    }

    /// Moves between the same two stages share an arrow; its numbers stand on it.
    private func drawnArrows() -> String {
        let pairs = Dictionary(grouping: arrows.filter { !isAside($0) }) { "\($0.from) \($0.to)" }
        return pairs.keys.sorted().compactMap { pairs[$0].map(drawn) }.joined()
    }

    /// It leads to an end that is not the road's.
    private func isAside(_ arrow: Arrow) -> Bool { workflow.stage(arrow.to).map { $0.kind.isFinal && $0.road == nil } ?? false }

    /// The numbers at the foot of a stage, of moves that leave it for an end beside the road; at the head of such an end.
    private func asides(of stage: Stage, _ at: Point) -> String {
        let leaving = arrows.filter { $0.from == stage.name && isAside($0) }.map(\.number)
        let arriving = arrows.filter { $0.to == stage.name && isAside($0) }.map(\.number)
        func marks(_ numbers: [Int], _ y: Int) -> String {
            Set(numbers).sorted().enumerated().map { index, number in
                let x = at.x + 13 + index * 24
                return """
                    <rect class="mark aside" x="\(x - 10)" y="\(y - 8)" width="20" height="16" rx="3"/>
                    <text class="number" x="\(x)" y="\(y + 4)">\(number)</text>

                    """
            }.joined()
        }
        return marks(leaving, at.y + Size.box.height) + marks(arriving, at.y)
    }

    private func drawn(_ arrows: [Arrow]) -> String {
        guard let arrow = arrows.first, let a = corner(arrow.from), let b = corner(arrow.to) else { return "" }
        let here = workflow.stage(arrow.from)?.road ?? 0
        let isOnRoad = workflow.stage(arrow.to)?.road == here + 1
        let (from, to) = ends(a, b)
        var middle = Point(x: (from.x + to.x) / 2, y: (from.y + to.y) / 2)
        let comesBack = self.arrows.contains { $0.from == arrow.to && $0.to == arrow.from }
        if abs(from.x - to.x) < 30 {
            middle.x += from.y < to.y ? 40 : -40
        } else if !isOnRoad {
            middle.y += from.y == to.y ? (from.x < to.x ? -34 : 34) : comesBack ? 26 : 0
            if comesBack { middle.x -= 40 }
        }
        let style = isOnRoad ? "arrow main" : "arrow"
        // The number stands on the curve, at its middle.
        let at = Point(x: (from.x + 2 * middle.x + to.x) / 4, y: (from.y + 2 * middle.y + to.y) / 4)
        let text = arrows.map { String($0.number) }.joined(separator: ", ")
        let half = 8 + text.count * 3
        return """
            <path class="\(style)" d="M\(from.x) \(from.y) Q\(middle.x) \(middle.y) \(to.x) \(to.y)" marker-end="url(#wf-a)"/>
            <rect class="mark" x="\(at.x - half)" y="\(at.y - 9)" width="\(half * 2)" height="18" rx="9"/>
            <text class="number" x="\(at.x)" y="\(at.y + 4)">\(text)</text>

            """
    }

    /// Where an arrow leaves one box and enters the other: sides that face each other.
    private func ends(_ a: Point, _ b: Point) -> (from: Point, to: Point) {
        let width = Size.box.width, height = Size.box.height
        let from = Point(x: a.x + width / 2, y: a.y + height / 2), to = Point(x: b.x + width / 2, y: b.y + height / 2)
        if a.y == b.y {
            if to.x > from.x { return (Point(x: a.x + width, y: from.y - 6), Point(x: b.x - 2, y: to.y - 6)) }
            return (Point(x: a.x, y: from.y + 10), Point(x: b.x + width + 2, y: to.y + 10))
        }
        // Neighbouring arrows leave a box beside each other, towards where they go.
        let lean = max(-44, min(44, (to.x - from.x) / 9))
        if to.y > from.y { return (Point(x: from.x + lean, y: a.y + height), Point(x: to.x - lean, y: b.y - 2)) }
        return (Point(x: from.x + lean, y: a.y), Point(x: to.x - lean, y: b.y + height + 2))
    }

    private func drawnLegend() -> String {
        let perColumn = (legend.count + legendColumns - 1) / legendColumns
        return legend.enumerated().map { index, text in
            let x = 14 + index / perColumn * (width / legendColumns), y = lanesEnd + 34 + index % perColumn * Size.line
            let limit = width * 10 / legendColumns / 64
            let shown = text.count > limit ? "\(text.prefix(limit - 1))…" : text
            return "<text class=\"line\" x=\"\(x)\" y=\"\(y)\">\(escaped(shown))</text>\n"
        }.joined()
    }

    private func wrapped(_ text: String, at limit: Int) -> [String] {
        text.split(separator: " ").reduce(into: [""]) { lines, word in
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + word.count < limit {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    /// Ink on paper; at night the other way round. Kinds differ by their line as well as by colour.
    private static let style = """
        .workflow{--ink:#14202c;--faint:#4b5866;--paper:#fff;--lane:#f2f5f8;--good:#0d5c33;--bad:#8a1c14;\
        --main:#0e4a86;font-family:"Noto Sans",system-ui,sans-serif}\
        @media (prefers-color-scheme:dark){.workflow{--ink:#e8edf2;--faint:#a9b5c1;--paper:#11181f;--lane:#18222c;--good:#7fd6a4;--bad:#f2a49c;--main:#8fc1f5}}\
        @media print{.workflow{--ink:#000;--faint:#333;--paper:#fff;--lane:#f4f4f4;--good:#000;--bad:#000;--main:#000}}\
        .ground{fill:var(--paper)}.lane0{fill:var(--lane)}.lane1{fill:var(--paper)}\
        .head{font-size:16px;font-weight:700;fill:var(--ink)}.who{font-size:12px;font-weight:600;fill:var(--faint)}\
        .box{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}.box.side{stroke-dasharray:5 3}.box.draft{stroke-dasharray:2 2}\
        .box.solved{stroke:var(--good);stroke-width:3}.box.closed{stroke:var(--bad);stroke-width:1.4;stroke-dasharray:7 2}\
        .name{font-size:11px;text-anchor:middle;fill:var(--ink)}.road{font-size:10px;fill:var(--faint)}\
        .arrow{fill:none;stroke:var(--faint);stroke-width:1}.arrow.main{stroke:var(--main);stroke-width:2.2}.tip{fill:var(--faint)}\
        .mark{fill:var(--paper);stroke:var(--faint);stroke-width:.8}.mark.aside{stroke:var(--bad)}.number{font-size:10.5px;text-anchor:middle;fill:var(--ink)}\
        .line{font-size:12px;fill:var(--ink)}
        """
}
