import Foundation

extension MaskedLine {
    /// Lays a text along the steps in its most probable way; nil where the mask lacks a character of it or the steps are too few.
    func aligned(_ text: String) -> Plain? {
        guard let entries = entries(of: text), !entries.isEmpty else { return entries(of: text).map { _ in Plain() } }
        let states = [0] + entries.flatMap { [$0, 0] }
        let impossible = -Double.infinity
        var best = [Double](repeating: impossible, count: states.count)
        var origins: [[Int]] = []
        for step in 0..<stepCount {
            var next = [Double](repeating: impossible, count: states.count)
            var from = Array(states.indices)
            for state in states.indices {
                var before = step == 0 ? (state < 2 ? 0 : impossible) : best[state]
                if step > 0, state > 0, best[state - 1] > before { (before, from[state]) = (best[state - 1], state - 1) }
                if step > 0, state > 1, states[state] != 0, states[state] != states[state - 2], best[state - 2] > before {
                    (before, from[state]) = (best[state - 2], state - 2)
                }
                if before > impossible { next[state] = before + log(self[step, states[state]]) }
            }
            origins.append(from)
            best = next
        }
        var state = best[states.count - 1] > best[states.count - 2] ? states.count - 1 : states.count - 2
        guard best[state] > impossible else { return nil }
        var plain = Plain(
            text: text, probabilities: [Double](repeating: 0, count: entries.count),
            spans: [Range<Int>](repeating: 0..<0, count: entries.count))
        for step in stride(from: stepCount - 1, through: 0, by: -1) {
            if state % 2 == 1 {
                let index = state / 2
                plain.probabilities[index] = max(plain.probabilities[index], self[step, states[state]])
                plain.spans[index] = step..<(plain.spans[index].isEmpty ? step + 1 : plain.spans[index].upperBound)
            }
            state = origins[step][state]
        }
        return plain
    }
}
