import Foundation

/// The cells of one field, a character to each: what each may hold, and how probable.
struct CellRow: Sendable {
    /// Cell by cell; nil where nothing is written.
    let cells: [Cell?]
    /// What either reader alone would make of the filled cells; nil where it has not seen them all.
    let asLine: String?
    let asCell: String?

    struct Cell: Sendable {
        let characters: [Character]
        /// One for each character, together 1.
        let probabilities: [Double]

        var best: Double { probabilities.max() ?? 0 }
    }

    private static let (choices, leastProbable) = (5, 1e-5)
    /// How much each reader's word counts: powers of what it says, by which both together were surest of what is right, on pages in the
    /// benchmark's development fonts.
    private static let (asLine, asCell) = (0.5, 0.6)

    /// - Parameter masks: one for each cell.
    init(_ cells: [CellSight?], masks: [Mask]) {
        self.cells = zip(cells, masks).map { cell, mask in
            cell.map { Cell(characters: mask.characters, probabilities: Self.together($0, mask)) }
        }
        asLine = Self.text(cells, masks, \.asLine)
        asCell = Self.text(cells, masks, \.asCell)
    }

    private static func text(_ cells: [CellSight?], _ masks: [Mask], _ view: (CellSight) -> LineProbabilities?) -> String? {
        var text = ""
        for case (let cell?, let mask) in zip(cells, masks) {
            guard let seen = view(cell) else { return nil }
            let odds = MaskedLine(seen, mask).single()
            guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }) else { return nil }
            text.append(mask.characters[best])
        }
        return text
    }

    private static func together(_ cell: CellSight, _ mask: Mask) -> [Double] {
        let views = [(cell.asLine, asLine), (cell.asCell, asCell)].compactMap { seen, weight in
            seen.map { (odds: MaskedLine($0, mask).single(), weight: weight) }
        }
        guard views.count > 1 else { return views.first?.odds ?? mask.characters.map { _ in 1 / Double(mask.characters.count) } }
        let product = mask.characters.indices.map { index in
            exp(views.reduce(0) { $0 + $1.weight * log(max($1.odds[index], leastProbable)) })
        }
        let sum = product.reduce(0, +)
        return product.map { $0 / sum }
    }

    /// The most probable texts, best first: the filled cells' characters without the empty ones.
    /// - Parameter shape: what each filled cell may hold; nil: whatever its mask lets through.
    func texts(_ count: Int = 200, shape: [Set<Character>]? = nil) -> [Candidate] {
        var beam = [Candidate(text: "", score: 0)]
        for (index, cell) in cells.compactMap({ $0 }).enumerated() {
            let possible = cell.characters.indices.filter { shape?[index].contains(cell.characters[$0]) ?? true }
            let order = possible.sorted { cell.probabilities[$0] > cell.probabilities[$1] }.prefix(Self.choices)
            let choices = order.map { (cell.characters[$0], log(max(cell.probabilities[$0], Self.leastProbable))) }
            beam = beam.flatMap { text in choices.map { Candidate(text: text.text + String($0.0), score: text.score + $0.1) } }
            if beam.count > count { beam = Array(beam.sorted { $0.score > $1.score }.prefix(count)) }
        }
        return beam.sorted { $0.score > $1.score }
    }

    /// How probable the cells make a text; nil where it has another length or a character that a cell may not hold.
    func score(_ text: String) -> Double? {
        let filled = cells.compactMap { $0 }
        guard filled.count == text.count else { return nil }
        var sum = 0.0
        for (cell, character) in zip(filled, text) {
            guard let index = cell.characters.firstIndex(of: character) else { return nil }
            sum += log(max(cell.probabilities[index], Self.leastProbable))
        }
        return sum
    }

    /// Cut where groups of cells end, empty cells left out.
    func groups(of text: String, _ counts: [Int]) -> [String] {
        var rest = text[...]
        var index = 0
        return counts.map { count in
            let filled = cells[index..<min(index + count, cells.count)].count { $0 != nil }
            index += count
            defer { rest = rest.dropFirst(filled) }
            return String(rest.prefix(filled))
        }
    }

    /// Whether, in the groups, an empty cell stands between two filled ones.
    func isBroken(_ counts: [Int]) -> Bool {
        var index = 0
        return counts.contains { count in
            let filled = cells[index..<min(index + count, cells.count)].map { $0 != nil }
            index += count
            guard let first = filled.firstIndex(of: true), let last = filled.lastIndex(of: true) else { return false }
            return filled[first...last].contains(false)
        }
    }
}
