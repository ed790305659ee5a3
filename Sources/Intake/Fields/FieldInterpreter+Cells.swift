import Foundation
import Rulebook

extension FieldInterpreter {
    /// How much the joined line counts beside the cells: a hand is alike in all of them, and so a line of it is read best.
    private static let lineWeight = 1.0
    private static let (cellTexts, lineTexts) = (300, 12)

    func cells(_ sight: FieldSight, _ kind: FieldKind, _ field: Field?) -> Interpretation? {
        guard let boxes = sight.place.boxes else { return nil }
        let grammar = CellGrammar(kind, boxes: boxes)
        let judge = FieldJudge(kind: kind, field: field, context: context)
        return cells(sight, grammar) { judge.judge(grammar.typed($0)) }
    }

    /// The most probable text that the rule takes, by the cells and by their line together.
    func cells(
        _ sight: FieldSight, _ grammar: CellGrammar, judge: ([String]) -> FieldJudge.Judgement?
    ) -> Interpretation? {
        let masks = grammar.masks
        guard sight.cells.count == masks.count, sight.cells.contains(where: { $0 != nil }) else { return nil }
        let row = CellRow(sight.cells, masks: masks)
        let line = sight.lines.first.map { MaskedLine($0, grammar.anywhere) }
        let shapes = grammar.shapes(row.cells.count { $0 != nil })
        let weighed = weighed(row, line, shapes)
        guard let best = weighed.first else { return nil }
        let raw = grammar.typed(row.groups(of: best.text, grammar.groups))
        var made = Interpretation(value: raw, raw: raw)
        let judged = weighed.compactMap { candidate in
            judge(row.groups(of: candidate.text, grammar.groups)).map { (text: candidate.text, score: candidate.score, judged: $0) }
        }
        made.evidence.inside = line?.inside ?? 1
        made.evidence.length = best.text.count
        let isBroken = row.isBroken(grammar.groups)
        guard let chosen = judged.first else {
            made.evidence.verdict = .wrong
            made.alternatives = weighed.dropFirst().prefix(3).map { grammar.typed(row.groups(of: $0.text, grammar.groups)) }
            weigh(&made, row, line, best.text, best.score, weighed.dropFirst().first?.score)
            return made
        }
        made.value = chosen.judged.value
        made.repaired = chosen.text != best.text
        let others = judged.filter { $0.judged.value != chosen.judged.value }
        var seen: Set<String> = []
        made.alternatives = others.map(\.judged.value).filter { seen.insert($0).inserted }.prefix(3) + (made.repaired ? [raw] : [])
        made.evidence.verdict = chosen.judged.verdict
        made.evidence.repairCost = best.score - chosen.score
        made.isForPerson = chosen.judged.isDoubtful || isBroken
        weigh(&made, row, line, chosen.text, chosen.score, others.first?.score)
        // Whatever is valid only by chance is a slip of the pen or of the reader: what was refused is as probable as that.
        return made
    }

    /// By the cells, and where the line has as many characters, by both.
    private func weighed(_ row: CellRow, _ line: MaskedLine?, _ shapes: [[Set<Character>]]) -> [Candidate] {
        var texts = shapes.isEmpty ? row.texts(Self.cellTexts) : shapes.flatMap { row.texts(Self.cellTexts / shapes.count, shape: $0) }
        if let line {
            let read = shapes.isEmpty ? line.beam(count: Self.lineTexts).map(\.text) : []
            let known = Set(texts.map(\.text))
            texts += read.filter { !known.contains($0) }.compactMap { text in row.score(text).map { Candidate(text: text, score: $0) } }
            // The line tells apart only what the cells hold possible; the rest would cost time.
            let likely = texts.sorted { $0.score > $1.score }.prefix(60)
            let scored = likely.map { candidate in
                Candidate(text: candidate.text, score: candidate.score + Self.lineWeight * (line.score(candidate.text) ?? -50))
            }
            let least = scored.map(\.score).min() ?? 0
            let rest = texts.sorted { $0.score > $1.score }.dropFirst(60)
            let drop = likely.last.map { least - $0.score } ?? 0
            return (scored + rest.map { Candidate(text: $0.text, score: min($0.score + drop, least)) }).ranked()
        }
        return texts.ranked()
    }

    private func weigh(
        _ made: inout Interpretation, _ row: CellRow, _ line: MaskedLine?, _ text: String, _ score: Double, _ next: Double?
    ) {
        let filled = row.cells.compactMap { $0 }
        let own = zip(filled, text).map { cell, character in
            cell.characters.firstIndex(of: character).map { cell.probabilities[$0] } ?? 0
        }
        let sure = zip(own, line?.aligned(text)?.probabilities ?? own.map { _ in 0.5 }).map(Self.both)
        made.evidence.weakest = sure.min() ?? 0
        made.evidence.mean = sure.isEmpty ? 0 : sure.reduce(0, +) / Double(sure.count)
        if let next { made.evidence.margin = max(score - next, 0) }
        made.readings["line"] = line?.plain().text
        made.readings["cells"] = row.asCell
        // A cell alone is read once, unless there is a reader of cells.
        let votes = [made.readings["line"], row.asCell, row.asCell == nil ? nil : row.asLine].compactMap { $0 }
        guard !votes.isEmpty else { return }
        made.evidence.agreement = Double(votes.count { $0 == text }) / Double(votes.count)
    }

    /// How probable it is by both, if either knows nothing of the other.
    private static func both(_ one: Double, _ other: Double) -> Double {
        let (yes, no) = (one * other, (1 - one) * (1 - other))
        return yes / max(yes + no, 1e-12)
    }
}
