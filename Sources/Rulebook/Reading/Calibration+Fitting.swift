import Foundation

extension Calibration {
    /// One field that was read, and what a person, or a generator, says of it.
    package struct Sample: Codable, Hashable, Sendable {
        /// The field's kind, as the reading has it.
        package var kind: String
        /// As the reading has them, `PaperReading.Field.evidence`.
        package var features: [String: Double]
        /// Whether the value read was exactly what was written.
        package var exact: Bool
        /// Who wrote it, or in what font; nil where nobody knows.
        package var hand: String?

        package init(kind: String, features: [String: Double], exact: Bool, hand: String? = nil) {
            self.kind = kind
            self.features = features
            self.exact = exact
            self.hand = hand
        }

        /// Whether the reading may be accepted at all: not a name, not repaired, not free writing.
        var isAcceptable: Bool { features[Calibration.forPerson, default: 0] == 0 }
    }

    /// The share of wrong ones among the accepted stays below this, with 95 % confidence.
    package static let mostWrong = 0.005
    /// So many samples of a kind make numbers of its own.
    package static let fewestOfKind = 60
    /// How strongly numbers stay where they were: as much as so many samples.
    private static let inertia = 4.0

    /// Makes the numbers anew. With few samples they stay near the ones before. Thresholds rest on what each half of the samples says
    /// of the other: numbers flatter the samples that they were made from.
    /// - Parameters:
    ///   - samples: one row for each field read; their order does not matter.
    ///   - prior: what to start from, and where kinds without samples stay.
    package static func fit(_ samples: [Sample], from prior: Calibration, provenance: String) -> Calibration {
        let halves = halves(samples)
        var fitted = numbers(samples, from: prior, fewest: fewestOfKind)
        fitted.provenance = provenance
        let judged = zip(halves, halves.reversed()).flatMap { own, other in
            let numbers = numbers(own, from: prior, fewest: fewestOfKind / 2)
            return other.filter(\.isAcceptable).map { sample in
                (kind: sample.kind, confidence: numbers.confidence(sample.kind, sample.features), exact: sample.exact)
            }
        }
        fitted.setThresholds(judged)
        return fitted
    }

    private static func numbers(_ samples: [Sample], from prior: Calibration, fewest: Int) -> Calibration {
        var models = prior.models
        let all = (prior.models[everyKind] ?? .cautious).fitted(to: samples, inertia: inertia)
        if samples.count >= fewest { models[everyKind] = all }
        for (kind, own) in Dictionary(grouping: samples, by: \.kind) where own.count >= fewest {
            models[kind] = (prior.models[kind] ?? all).fitted(to: own, inertia: inertia)
        }
        return Calibration(provenance: prior.provenance, models: models)
    }

    /// Two halves that share no hand, the same whatever the order: a hand that numbers were made from flatters them.
    private static func halves(_ samples: [Sample]) -> [[Sample]] {
        let byHand = Dictionary(grouping: samples.filter { $0.hand != nil }) { $0.hand ?? "" }
        let hands = byHand.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.value)
        return hands.reduce(alikeHalves(samples.filter { $0.hand == nil })) { halves, hand in
            halves[0].count <= halves[1].count ? [halves[0] + hand, halves[1]] : [halves[0], halves[1] + hand]
        }
    }

    /// Two halves that are alike in kinds and in what was right.
    private static func alikeHalves(_ samples: [Sample]) -> [[Sample]] {
        let names = Set(samples.flatMap(\.features.keys)).sorted()
        let rows = samples.map { sample in
            (sample: sample, order: [sample.exact ? 1 : 0] + names.map { sample.features[$0] ?? 0 })
        }
        let sorted = rows.sorted { a, b in
            a.sample.kind == b.sample.kind ? a.order.lexicographicallyPrecedes(b.order) : a.sample.kind < b.sample.kind
        }
        return [0, 1].map { half in sorted.enumerated().filter { $0.offset % 2 == half }.map(\.element.sample) }
    }

    /// One threshold for all kinds, as the probabilities mean the same everywhere; a higher one for a kind that does worse than they say.
    private mutating func setThresholds(_ judged: [(kind: String, confidence: Double, exact: Bool)]) {
        guard !judged.isEmpty else { return }
        let common = Self.threshold(judged.map { ($0.confidence, $0.exact) }) { Self.upperBound(wrong: $0, of: $1) < Self.mostWrong }
        let byKind = Dictionary(grouping: judged, by: \.kind)
        for kind in models.keys {
            let own = (byKind[kind] ?? []).map { ($0.confidence, $0.exact) }
            let alone = own.isEmpty ? 0 : Self.threshold(own) { Double($0) <= Double($1) * Self.mostWrong }
            models[kind]?.accept = max(common, alone)
        }
    }

    /// The lowest confidence from which on the share of wrong ones is good enough; above 1 where there is none.
    private static func threshold(_ judged: [(confidence: Double, exact: Bool)], isGood: (_ wrong: Int, _ count: Int) -> Bool) -> Double {
        let sorted = judged.sorted { $0.confidence > $1.confidence }
        var lowest = 1.01
        var wrong = 0
        for (index, one) in sorted.enumerated() {
            wrong += one.exact ? 0 : 1
            let isLastOfEqual = index + 1 == sorted.count || sorted[index + 1].confidence < one.confidence
            if isLastOfEqual, isGood(wrong, index + 1) { lowest = one.confidence }
        }
        return lowest
    }

    /// The upper bound of a share, one-sided, with 95 % confidence (Wilson).
    package static func upperBound(wrong: Int, of count: Int) -> Double {
        guard count > 0 else { return 1 }
        let z = 1.645
        let n = Double(count)
        let share = Double(wrong) / n
        let middle = share + z * z / (2 * n)
        return (middle + z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()) / (1 + z * z / n)
    }
}

extension Calibration.Model {
    private static let rounds = 30

    /// Logistic regression by Newton's method; the numbers are pulled back to what they were.
    fileprivate func fitted(to samples: [Calibration.Sample], inertia: Double) -> Calibration.Model {
        let names = Set(samples.flatMap(\.features.keys)).union(weights.keys).subtracting([Calibration.forPerson]).sorted()
        let before = [bias] + names.map { weights[$0] ?? 0 }
        var now = before
        let rows = samples.map { sample in [1] + names.map { sample.features[$0] ?? 0 } }
        for _ in 0..<Self.rounds {
            var gradient = zip(now, before).map { inertia * ($0 - $1) }
            var curvature = now.indices.map { row in now.indices.map { $0 == row ? inertia : 0 } }
            for (row, sample) in zip(rows, samples) {
                let probability = 1 / (1 + exp(-zip(row, now).reduce(0) { $0 + $1.0 * $1.1 }))
                let error = probability - (sample.exact ? 1 : 0)
                let weight = max(probability * (1 - probability), 1e-6)
                for i in row.indices where row[i] != 0 {
                    gradient[i] += error * row[i]
                    for j in row.indices { curvature[i][j] += weight * row[i] * row[j] }
                }
            }
            guard let step = Self.solved(curvature, gradient) else { break }
            let bounded = step.map { min(max($0, -2), 2) }
            now = zip(now, bounded).map { $0 - $1 }
            if bounded.allSatisfy({ abs($0) < 1e-6 }) { break }
        }
        return Calibration.Model(
            weights: Dictionary(uniqueKeysWithValues: zip(names, now.dropFirst().map { ($0 * 10_000).rounded() / 10_000 })),
            bias: (now[0] * 10_000).rounded() / 10_000, accept: accept, readable: readable, samples: samples.count)
    }

    /// Solves `matrix · x = right` by elimination; nil where it has no one solution.
    private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        var rows = zip(matrix, right).map { $0 + [$1] }
        let count = right.count
        for column in 0..<count {
            guard let pivot = (column..<count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }), abs(rows[pivot][column]) > 1e-12
            else { return nil }
            rows.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = rows[row][column] / rows[column][column]
                if factor != 0 { for index in column...count { rows[row][index] -= factor * rows[column][index] } }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }
}
