/// Which dots of a picture are ink.
package struct InkMask: Sendable {
    package let width: Int
    package let height: Int
    package var bits: [Bool]

    init(width: Int, height: Int) {
        (self.width, self.height, bits) = (width, height, [Bool](repeating: false, count: width * height))
    }

    package var count: Int { bits.count { $0 } }

    /// Each dot grown into a rectangle of (2·dx+1) × (2·dy+1).
    func dilated(dx: Int, dy: Int) -> InkMask {
        var result = InkMask(width: width, height: height)
        bits.withUnsafeBufferPointer { source in
            result.bits.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    for x in 0..<width where source[y * width + x] {
                        for v in max(0, y - dy)...min(height - 1, y + dy) {
                            for u in max(0, x - dx)...min(width - 1, x + dx) { target[v * width + u] = true }
                        }
                    }
                }
            }
        }
        return result
    }

    /// Only dots of a full 2×2 block: specks and hairlines go.
    package func withoutSpecks() -> InkMask {
        var result = InkMask(width: width, height: height)
        guard width > 1, height > 1 else { return result }
        bits.withUnsafeBufferPointer { source in
            result.bits.withUnsafeMutableBufferPointer { target in
                for y in 0..<height - 1 {
                    for x in 0..<width - 1 {
                        let i = y * width + x
                        guard source[i], source[i + 1], source[i + width], source[i + width + 1] else { continue }
                        target[i] = true
                        target[i + 1] = true
                        target[i + width] = true
                        target[i + width + 1] = true
                    }
                }
            }
        }
        return result
    }

    /// Dots that touch, diagonally too, by union of horizontal runs.
    package func blots() -> [Blot] {
        var runs: [Blot.Run] = []
        var parent: [Int] = []
        func root(_ run: Int) -> Int {
            var run = run
            while parent[run] != run {
                parent[run] = parent[parent[run]]
                run = parent[run]
            }
            return run
        }
        var previousRow = 0..<0
        bits.withUnsafeBufferPointer { bits in
            for y in 0..<height {
                let rowStart = runs.count
                var x = 0
                var above = previousRow.lowerBound
                while x < width {
                    guard bits[y * width + x] else {
                        x += 1
                        continue
                    }
                    let start = x
                    while x < width, bits[y * width + x] { x += 1 }
                    let id = runs.count
                    runs.append(.init(y: y, start: start, end: x - 1))
                    parent.append(id)
                    while above < previousRow.upperBound, runs[above].end < start - 1 { above += 1 }
                    var touching = above
                    while touching < previousRow.upperBound, runs[touching].start <= x {
                        parent[root(touching)] = root(id)
                        touching += 1
                    }
                }
                previousRow = rowStart..<runs.count
            }
        }
        var ofRoot: [Int: Int] = [:]
        var blots: [Blot] = []
        for (id, run) in runs.enumerated() {
            let root = root(id)
            if let known = ofRoot[root] {
                blots[known].add(run)
            } else {
                ofRoot[root] = blots.count
                blots.append(Blot(run))
            }
        }
        return blots
    }
}

/// Ink that hangs together.
package struct Blot: Sendable {
    package struct Run: Sendable { package let y, start, end: Int }

    /// From the top.
    private(set) var runs: [Run]
    package private(set) var area: Int
    package private(set) var minX: Int
    package private(set) var maxX: Int
    package private(set) var minY: Int
    package private(set) var maxY: Int

    fileprivate init(_ run: Run) {
        runs = [run]
        area = run.end - run.start + 1
        (minX, maxX, minY, maxY) = (run.start, run.end, run.y, run.y)
    }

    fileprivate mutating func add(_ run: Run) {
        runs.append(run)
        area += run.end - run.start + 1
        (minX, maxX) = (min(minX, run.start), max(maxX, run.end))
        (minY, maxY) = (min(minY, run.y), max(maxY, run.y))
    }

    package var width: Int { maxX - minX + 1 }
    package var height: Int { maxY - minY + 1 }

    /// Row by row, from the first dot to the last: with its holes filled.
    var filledSpans: [Run] {
        var spans: [Int: Run] = [:]
        for run in runs {
            let known = spans[run.y] ?? run
            spans[run.y] = Run(y: run.y, start: min(known.start, run.start), end: max(known.end, run.end))
        }
        return Array(spans.values)
    }
}
