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
            Family(base: base, signed: signed.sorted { $0.entry < $1.entry }.map { ($0.entry, $0.weight) })
        }
    }

    struct Family: Sendable {
        let base: Int
        let signed: [(entry: Int, weight: Float)]
    }

    /// - Parameters:
    ///   - values: see `LineProbabilities.values`.
    ///   - start: where a step's begin.
    static func share(_ values: inout [Float], from start: Int, among families: [Family]) {
        for family in families {
            let mass = family.signed.reduce(values[start + family.base]) { $0 + values[start + $1.entry] }
            guard mass > leastMass else { continue }
            let weighed = family.signed.reduce(values[start + family.base]) { $0 + values[start + $1.entry] * $1.weight }
            values[start + family.base] *= mass / weighed
            for (entry, weight) in family.signed { values[start + entry] *= weight * mass / weighed }
        }
    }
}
