import Foundation

extension MaskedLine {
    /// Of one step, only what is at least so probable, and at most so many entries, is followed.
    private static let (leastProbable, entriesFollowed) = (0.0008, 7)

    /// How many of the other looks say this text by themselves, 0…1; a half where there are none.
    func agreement(_ isSame: (String) -> Bool) -> Double {
        again.isEmpty ? 0.5 : Double(again.count { isSame($0.plain().text) }) / Double(again.count)
    }

    /// The most probable texts, every way to write a text over the steps counted (prefix beam search over CTC).
    /// - Parameters:
    ///   - width: how many beginnings are kept at each step.
    ///   - count: how many texts are wanted; the best first.
    func beam(width: Int = 16, count: Int = 8, in steps: Range<Int>? = nil) -> [Candidate] {
        var prefixes = Prefixes()
        var beam: [(prefix: Int, mass: Mass)] = [(0, Mass(ended: 1, open: 0))]
        var scale = 0.0
        for step in steps ?? 0..<stepCount {
            let followed = followed(step)
            var next: [Int: Mass] = [:]
            for (prefix, mass) in beam {
                let last = prefixes.entry(prefix)
                next[prefix, default: Mass()].ended += mass.total * self[step, 0]
                if last != 0 { next[prefix, default: Mass()].open += mass.open * self[step, last] }
                for entry in followed {
                    let before = entry == last ? mass.ended : mass.total
                    if before > 0 { next[prefixes.longer(prefix, entry), default: Mass()].open += before * self[step, entry] }
                }
            }
            // Equal masses are put in the order of their making: the same line gives the same texts.
            beam = next.map { (prefix: $0.key, mass: $0.value) }
                .sorted { ($0.mass.total, -$0.prefix) > ($1.mass.total, -$1.prefix) }.prefix(width).map { $0 }
            let greatest = max(beam.first?.mass.total ?? 1, 1e-300)
            scale += log(greatest)
            for index in beam.indices {
                beam[index].mass.ended /= greatest
                beam[index].mass.open /= greatest
            }
        }
        return beam.prefix(count).map { prefix, mass in
            Candidate(text: String(prefixes.entries(prefix).map { characters[$0 - 1] }), score: scale + log(max(mass.total, 1e-300)))
        }
    }

    /// The natural logarithm of the probability that the steps say exactly this (the forward pass of CTC); nil where the mask lacks a
    /// character of it.
    func score(_ text: String, in steps: Range<Int>? = nil) -> Double? {
        guard let entries = entries(of: text) else { return nil }
        let states = [0] + entries.flatMap { [$0, 0] }
        var mass = [Double](repeating: 0, count: states.count)
        var scale = 0.0
        for (index, step) in (steps ?? 0..<stepCount).enumerated() {
            var next = [Double](repeating: 0, count: states.count)
            for state in states.indices {
                var before = index == 0 ? (state < 2 ? 1 : 0) : mass[state]
                if index > 0 {
                    if state > 0 { before += mass[state - 1] }
                    if state > 1, states[state] != 0, states[state] != states[state - 2] { before += mass[state - 2] }
                }
                if before > 0 { next[state] = before * self[step, states[state]] }
            }
            let greatest = max(next.max() ?? 0, 1e-300)
            scale += log(greatest)
            mass = next.map { $0 / greatest }
        }
        let end = mass.suffix(2).reduce(0, +)
        return scale + log(max(end, 1e-300))
    }

    private func followed(_ step: Int) -> [Int] {
        let probable = (1...characters.count).filter { self[step, $0] > Self.leastProbable }
        return probable.count <= Self.entriesFollowed
            ? probable : Array(probable.sorted { self[step, $0] > self[step, $1] }.prefix(Self.entriesFollowed))
    }

    private struct Mass {
        /// Of the ways that end in “no character”, and of those whose last character may go on.
        var ended = 0.0
        var open = 0.0
        var total: Double { ended + open }
    }

    /// Beginnings of texts, each one entry longer than another.
    private struct Prefixes {
        private var parents = [-1]
        private var lasts = [0]
        private var children: [Int: Int] = [:]

        func entry(_ prefix: Int) -> Int { lasts[prefix] }

        mutating func longer(_ prefix: Int, _ entry: Int) -> Int {
            let name = prefix << 16 | entry
            if let known = children[name] { return known }
            parents.append(prefix)
            lasts.append(entry)
            children[name] = parents.count - 1
            return parents.count - 1
        }

        func entries(_ prefix: Int) -> [Int] {
            var entries: [Int] = []
            var rest = prefix
            while rest > 0 {
                entries.append(lasts[rest])
                rest = parents[rest]
            }
            return entries.reversed()
        }
    }
}
