/// What a model saw in one line of writing, reduced to an alphabet: for each step, first how likely there is no character, then
/// how likely each of the alphabet's.
package struct LineProbabilities: Sendable {
    package let alphabet: Alphabet
    /// Step after step, each `alphabet.characters.count + 1` numbers.
    package let values: [Float]
    /// What else was seen in the same ink: cut out otherwise, or by a part of those who have read it.
    var again: [LineProbabilities] = []

    package init(alphabet: Alphabet, values: [Float]) {
        (self.alphabet, self.values) = (alphabet, values)
    }

    package var width: Int { alphabet.characters.count + 1 }
    package var stepCount: Int { values.count / width }

    package func step(_ index: Int) -> ArraySlice<Float> { values[index * width..<(index + 1) * width] }

    package struct Reading: Hashable, Sendable {
        package var text = ""
        /// Of the least and of the mean character, 0…1.
        package var weakest = 0.0
        package var mean = 0.0
    }

    /// The best entry of each step, repetitions merged.
    package func greedy() -> Reading {
        var characters: [(character: Character, confidence: Float)] = []
        var previous = 0
        values.withUnsafeBufferPointer { values in
            for step in 0..<stepCount {
                var best = 0
                for entry in 1..<width where values[step * width + entry] > values[step * width + best] { best = entry }
                let value = values[step * width + best]
                if best != 0, best != previous {
                    characters.append((alphabet.characters[best - 1], value))
                } else if best != 0, let last = characters.indices.last {
                    characters[last].confidence = max(characters[last].confidence, value)
                }
                previous = best
            }
        }
        guard !characters.isEmpty else { return Reading() }
        let confidences = characters.map { Double($0.confidence) }
        return Reading(
            text: String(characters.map(\.character)), weakest: confidences.min() ?? 0,
            mean: confidences.reduce(0, +) / Double(confidences.count))
    }

    /// Each character's best step, made to sum to one: of a cell that holds a single character.
    package func singleCharacter() -> [Double] {
        var best = [Float](repeating: 0, count: width - 1)
        for step in 0..<stepCount {
            for entry in 1..<width { best[entry - 1] = max(best[entry - 1], values[step * width + entry]) }
        }
        let sum = max(best.reduce(0, +), 1e-6)
        return best.map { Double($0 / sum) }
    }
}
