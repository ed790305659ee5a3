import Foundation

/// A line's probabilities under a mask: per step first “no character”, then the mask's characters, together 1.
struct MaskedLine: Sendable {
    let characters: [Character]
    let stepCount: Int
    /// How much of the ink's probability the mask lets through where it sees characters, 0…1.
    let inside: Double
    private let probabilities: [Double]
    /// Other looks at the same ink.
    let again: [MaskedLine]
    private var width: Int { characters.count + 1 }

    /// What the recogniser holds for impossible is only very unlikely.
    private static let floor = 1e-6

    init(_ line: LineProbabilities, _ mask: Mask) {
        let known = Dictionary(zip(line.alphabet.characters, 1...)) { first, _ in first }
        let sources = mask.sources.map { $0.compactMap { source in known[source.character].map { ($0, Double(source.weight)) } } }
        characters = mask.characters
        stepCount = line.stepCount
        var all: [Double] = []
        all.reserveCapacity(line.stepCount * (mask.characters.count + 1))
        var seen = 0.0
        var passed = 0.0
        for step in 0..<line.stepCount {
            let origin = step * line.width
            let nothing = Double(line.values[origin])
            let start = all.count
            all.append(nothing + Self.floor)
            var sum = all[start]
            for own in sources {
                var value = Self.floor
                for (index, weight) in own { value += Double(line.values[origin + index]) * weight }
                all.append(value)
                sum += value
            }
            let letters = max(1 - nothing, 0)
            seen += letters
            passed += min(letters, sum - all[start])
            for index in start..<all.count { all[index] /= sum }
        }
        probabilities = all
        again = line.again.map { MaskedLine($0, mask) }
        inside = seen > 0.05 ? passed / seen : 1
    }

    /// - Parameter entry: 0 for “no character”, else the character's place in `characters` and one.
    subscript(step: Int, entry: Int) -> Double { probabilities[step * width + entry] }

    func entries(of text: String) -> [Int]? {
        let places = Dictionary(zip(characters, 1...)) { first, _ in first }
        let entries = text.compactMap { places[$0] }
        return entries.count == text.count ? entries : nil
    }

    /// The likeliest entry of a step.
    func best(_ step: Int) -> Int {
        var best = 0
        let start = step * width
        for entry in 1..<width where probabilities[start + entry] > probabilities[start + best] { best = entry }
        return best
    }
}

extension MaskedLine {
    /// The likeliest entry of each step, repetitions taken together, “no character” dropped.
    struct Plain: Sendable {
        var text = ""
        /// One for each character, 0…1.
        var probabilities: [Double] = []
        /// The steps that each character takes.
        var spans: [Range<Int>] = []
    }

    func plain() -> Plain {
        var plain = Plain()
        var previous = 0
        for step in 0..<stepCount {
            let best = best(step)
            defer { previous = best }
            guard best != 0 else { continue }
            let probability = self[step, best]
            if best == previous, let last = plain.spans.indices.last {
                plain.probabilities[last] = max(plain.probabilities[last], probability)
                plain.spans[last] = plain.spans[last].lowerBound..<step + 1
            } else {
                plain.text.append(characters[best - 1])
                plain.probabilities.append(probability)
                plain.spans.append(step..<step + 1)
            }
        }
        return plain
    }

    /// Each character at its best step, scaled to sum to 1: for a cell, which holds one.
    func single() -> [Double] {
        var best = [Double](repeating: 0, count: characters.count)
        for step in 0..<stepCount {
            for index in best.indices { best[index] = max(best[index], self[step, index + 1]) }
        }
        let sum = max(best.reduce(0, +), 1e-12)
        return best.map { $0 / sum }
    }
}
