import Foundation

/// How likely each pixel of a page belongs to text.
struct ProbabilityMap {
    let width: Int
    let height: Int
    var values: [Float]

    init(width: Int, height: Int) {
        (self.width, self.height, values) = (width, height, [Float](repeating: 0, count: width * height))
    }

    /// Its runs of text. A run's direction comes from its own pixels where it is long enough, else from the whole page's.
    func regions(threshold: Float, leastScore: Double, unclipping: Double) -> [TextRegion] {
        let clusters = clusters(above: threshold).filter { $0.count >= 12 && $0.meanProbability >= leastScore }
        let long = clusters.filter { $0.elongation > 5 }.sorted { $0.angle < $1.angle }
        let usual = long.weightedMedian { ($0.angle, $0.count) } ?? 0
        return clusters.compactMap { cluster in
            let differs = abs(cluster.angle - usual)
            let angle = cluster.elongation > 4 && differs < 0.12 ? cluster.angle : usual
            return cluster.region(angle: angle, unclipping: unclipping)
        }
    }

    /// Connected pixels above the threshold, by union-find over horizontal runs.
    private func clusters(above threshold: Float) -> [Cluster] {
        var runs: [(y: Int, start: Int, end: Int)] = [], parent: [Int] = []
        func root(_ i: Int) -> Int {
            var i = i
            while parent[i] != i { parent[i] = parent[parent[i]]; i = parent[i] }
            return i
        }
        var above = 0..<0
        for y in 0..<height {
            let first = runs.count
            var x = 0, candidate = above.lowerBound
            while x < width {
                guard values[y * width + x] > threshold else { x += 1; continue }
                let start = x
                while x < width, values[y * width + x] > threshold { x += 1 }
                let id = runs.count
                runs.append((y, start, x - 1))
                parent.append(id)
                while candidate < above.upperBound, runs[candidate].end < start - 1 { candidate += 1 }
                var touching = candidate
                while touching < above.upperBound, runs[touching].start <= x {
                    parent[root(touching)] = root(id)
                    touching += 1
                }
            }
            above = first..<runs.count
        }
        var clusters: [Int: Cluster] = [:]
        for (index, run) in runs.enumerated() {
            var probability: Float = 0
            for x in run.start...run.end { probability += values[run.y * width + x] }
            clusters[root(index), default: Cluster()].add(run, probability: Double(probability))
        }
        return Array(clusters.values)
    }

    /// Connected pixels and their moments.
    private struct Cluster {
        private var runs: [(y: Int, start: Int, end: Int)] = []
        private(set) var count = 0.0
        private var probability = 0.0
        private var sum = (x: 0.0, y: 0.0, xx: 0.0, yy: 0.0, xy: 0.0)

        mutating func add(_ run: (y: Int, start: Int, end: Int), probability: Double) {
            runs.append(run)
            self.probability += probability
            let y = Double(run.y)
            for x in stride(from: Double(run.start), through: Double(run.end), by: 1) {
                sum.x += x
                sum.xx += x * x
                sum.xy += x * y
            }
            let n = Double(run.end - run.start + 1)
            sum.y += y * n
            sum.yy += y * y * n
            count += n
        }

        var meanProbability: Double { probability / count }
        private var spread: (xx: Double, yy: Double, xy: Double) {
            let mx = sum.x / count, my = sum.y / count
            return (sum.xx / count - mx * mx + 1.0 / 12, sum.yy / count - my * my + 1.0 / 12, sum.xy / count - mx * my)
        }
        var angle: Double {
            let s = spread
            return 0.5 * atan2(2 * s.xy, s.xx - s.yy)
        }
        /// How many times longer than thick.
        var elongation: Double {
            let s = spread
            let middle = (s.xx + s.yy) / 2, reach = (((s.xx - s.yy) / 2) * ((s.xx - s.yy) / 2) + s.xy * s.xy).squareRoot()
            return ((middle + reach) / max(middle - reach, 1e-9)).squareRoot()
        }

        func region(angle: Double, unclipping: Double) -> TextRegion? {
            let (c, s) = (cos(angle), sin(angle))
            var along = (least: Double.infinity, most: -Double.infinity), across = along
            for run in runs {
                for x in [Double(run.start) - 0.5, Double(run.end) + 0.5] {
                    for y in [Double(run.y) - 0.5, Double(run.y) + 0.5] {
                        let (u, v) = (x * c + y * s, y * c - x * s)
                        along = (min(along.least, u), max(along.most, u))
                        across = (min(across.least, v), max(across.most, v))
                    }
                }
            }
            let length = along.most - along.least, thickness = across.most - across.least
            guard min(length, thickness) >= 3 else { return nil }
            let more = length * thickness * unclipping / (2 * (length + thickness))
            let (u, v) = ((along.least + along.most) / 2, (across.least + across.most) / 2)
            return TextRegion(
                centre: Point(x: u * c - v * s, y: u * s + v * c), angle: angle, length: length + 2 * more, thickness: thickness + 2 * more,
                score: meanProbability)
        }
    }
}

extension Array {
    /// The value below which half of the weight lies; the array has to be in the values' order.
    fileprivate func weightedMedian(_ part: (Element) -> (value: Double, weight: Double)) -> Double? {
        let all = reduce(0) { $0 + part($1).weight }
        var below = 0.0
        for element in self {
            below += part(element).weight
            if below >= all / 2 { return part(element).value }
        }
        return nil
    }
}
