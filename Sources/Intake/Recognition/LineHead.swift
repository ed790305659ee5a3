import Foundation

/// A second head for the recogniser of lines (`bin/train-lines`): a small network of our own that looks at what the recogniser's has
/// seen, and knows the characters of our forms alone. What both say is multiplied, each to a power.
struct LineHead: Sendable {
    static let name = "lines 1"
    /// What the head tells apart, in its order; before them stands “no character”.
    private static let characters = Array(Mask.letters + Mask.digitCharacters + Mask.marks)
    static let width = characters.count + 1

    /// The powers that made both together surest of what was written, on lines of development fonts.
    private static let (recogniserWeight, headWeight): (Float, Float) = (0.35, 0.65)
    /// What either holds for impossible is only unlikely.
    private static let floor: Float = 1e-5

    /// - Parameters:
    ///   - line: what the recogniser says.
    ///   - values: what the head says, step by step, `width` numbers each.
    /// - Returns: what both say, and as another look what the recogniser says alone.
    func corrected(_ line: LineProbabilities, _ values: UnsafeBufferPointer<Float>) -> LineProbabilities {
        let places = Dictionary(zip(Self.characters, 1...)) { first, _ in first }
        // The entry of the head for each of the line's; nil for what the head does not know.
        let entries = [0] + line.alphabet.characters.map { places[$0] }
        var all: [Float] = []
        all.reserveCapacity(line.values.count)
        for step in 0..<line.stepCount {
            let start = all.count
            var sum: Float = 0
            for (own, entry) in zip(line.step(step), entries) {
                let other = entry.map { values[step * Self.width + $0] } ?? 0
                let value = pow(own + Self.floor, Self.recogniserWeight) * pow(other + Self.floor, Self.headWeight)
                all.append(value)
                sum += value
            }
            for index in start..<all.count { all[index] /= sum }
        }
        var corrected = LineProbabilities(alphabet: line.alphabet, values: all)
        corrected.again = [line]
        return corrected
    }
}
