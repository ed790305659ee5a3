/// How much more often Romanian has its signs than the texts that a model was taught on: a model that has seen few of them takes
/// nearly every ș for an s, though a little more readily for ș where there is a comma. What a letter and its forms with signs have
/// together stays; it is shared out among them anew.
package struct SignPrior: Hashable, Sendable {
    /// What the probability of a letter with a sign is multiplied by, in relation to the letter without.
    private let weights: [Character: Float]

    /// Of PP-OCRv6 small: where few bare letters gain a sign, measured by `Benchmarks/papers/signs.py` on development fonts.
    package static let small = SignPrior(weights: [
        "ă": 1_000, "â": 1_000, "î": 500, "ș": 700, "ț": 1_000, "Ă": 3_000, "Â": 3_000, "Î": 5_000, "Ș": 400, "Ț": 2_000_000,
    ])

    private static let bases: [Character: Character] =
        ["ă": "a", "â": "a", "î": "i", "ș": "s", "ț": "t", "Ă": "A", "Â": "A", "Î": "I", "Ș": "S", "Ț": "T"]
    /// Letters less probable than this are none that anybody would read.
    private static let leastMass: Float = 0.005

    init(weights: [Character: Float]) { self.weights = weights }

    /// The letters of an alphabet that are shared out together: the entry, from 1, of the bare one, and of those with signs their
    /// entries and weights.
    func families(_ alphabet: Alphabet) -> [Family] {
        let places = Dictionary(zip(alphabet.characters, 1...)) { first, _ in first }
        let signed = weights.compactMap { character, weight -> (base: Int, entry: Int, weight: Float)? in
            guard let entry = places[character], let base = Self.bases[character].flatMap({ places[$0] }) else { return nil }
            return (base, entry, weight)
        }
        return Dictionary(grouping: signed, by: \.base).map { base, signed in
            Family(
                base: base, signed: signed.sorted { $0.entry < $1.entry }.map { ($0.entry, $0.weight) },
                withComma: signed.first { Self.commas.contains(alphabet.characters[$0.entry - 1]) }?.entry)
        }
    }

    private static let commas: Set<Character> = ["ș", "ț", "Ș", "Ț"]
    /// Where a comma is to be seen below a letter, so much of what it has goes to the form with the comma. The recogniser says little
    /// of it, and of the one below a T nothing at all.
    private static let shareWithComma: Float = 0.97
    /// How far from its letter a comma may be, in steps: the recogniser tells a letter about where its middle is.
    private static let reach = 2.5

    struct Family: Sendable {
        let base: Int
        let signed: [(entry: Int, weight: Float)]
        /// The entry of the letter that has a comma below.
        let withComma: Int?
    }

    /// - Parameters:
    ///   - values: see `LineProbabilities.values`.
    ///   - commas: where commas hang below the line, in steps.
    static func share(_ values: inout [Float], steps: Int, among families: [Family], commas: [Double]) {
        guard steps > 0, !families.isEmpty else { return }
        let width = values.count / steps
        let marked = marked(values, steps: steps, families, commas)
        for step in 0..<steps {
            for family in families {
                share(&values, from: step * width, in: family, hasComma: marked[step] == family.base)
            }
        }
    }

    private static func share(_ values: inout [Float], from start: Int, in family: Family, hasComma: Bool) {
        let mass = family.signed.reduce(values[start + family.base]) { $0 + values[start + $1.entry] }
        guard mass > leastMass else { return }
        if hasComma, let withComma = family.withComma {
            for (entry, _) in family.signed { values[start + entry] = 0 }
            values[start + family.base] = mass * (1 - shareWithComma)
            values[start + withComma] = mass * shareWithComma
            return
        }
        let weighed = family.signed.reduce(values[start + family.base]) { $0 + values[start + $1.entry] * $1.weight }
        values[start + family.base] *= mass / weighed
        for (entry, weight) in family.signed { values[start + entry] *= weight * mass / weighed }
    }

    /// For each step under whose letter there is a comma, the bare letter's entry: the nearest letter that can have one has it.
    private static func marked(_ values: [Float], steps: Int, _ families: [Family], _ commas: [Double]) -> [Int: Int] {
        guard !commas.isEmpty else { return [:] }
        let width = values.count / steps
        // The bare letter that a step says most, if it can have a comma.
        func letter(_ step: Int) -> Int? {
            guard (0..<steps).contains(step) else { return nil }
            let start = step * width
            guard let best = (0..<width).max(by: { values[start + $0] < values[start + $1] }) else { return nil }
            return families.first { $0.withComma != nil && ($0.base == best || $0.signed.contains { $0.entry == best }) }?.base
        }
        var marked: [Int: Int] = [:]
        for comma in commas {
            let near = (Int(comma - reach)...Int(comma + reach)).filter { abs(Double($0) + 0.5 - comma) <= reach && letter($0) != nil }
            guard let nearest = near.min(by: { abs(Double($0) + 0.5 - comma) < abs(Double($1) + 0.5 - comma) }),
                let base = letter(nearest)
            else { continue }
            marked[nearest] = base
            for direction in [-1, 1] {
                var step = nearest + direction
                while letter(step) == base {
                    marked[step] = base
                    step += direction
                }
            }
        }
        return marked
    }
}
