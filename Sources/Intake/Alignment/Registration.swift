/// Finds by how much a part of a page lies beside where its map says, from what is printed there.
struct Registration {
    /// Dots in a millimetre: a line of half a point is then one dot wide.
    private static let fine = 6.0
    private static let mostDots = 9_000

    let filled: AlignedPage
    let blank: AlignedPage

    struct Shift: Hashable, Sendable {
        /// In mm, from where the map says to where it is.
        var by: Point
        /// How much of the print's own contrast is there, 0…1; of a page that lies elsewhere, about 0.
        var score: Double
    }

    /// - Parameters:
    ///   - area: what is looked at; without print in it there is nothing to find.
    ///   - reach: how far it is looked for, in mm.
    /// - Returns: nil where too little is printed.
    func shift(of area: Area, reach: Double, dotsPerMillimetre scale: Double = fine) -> Shift? {
        let print = blank.crop(area, dotsPerMillimetre: scale)
        let probe = Probe(print)
        guard probe.dark.count >= 40 else { return nil }
        let window = filled.crop(area.grown(reach), dotsPerMillimetre: scale)
        let steps = Int((reach * scale).rounded(.down))
        // The window begins a reach before the area; its dots begin where those of the area do, so many steps earlier.
        let origin = Int((reach * scale).rounded())
        let scores = probe.scores(in: window, from: origin - steps, to: origin + steps, contrast: probe.contrast)
        let side = 2 * steps + 1
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
        let (column, row) = (best % side, best / side)
        func parabola(_ before: Double, _ at: Double, _ after: Double) -> Double {
            let bend = before - 2 * at + after
            return bend < -1e-9 ? min(max((before - after) / (2 * bend), -0.5), 0.5) : 0
        }
        var by = Point(x: Double(column - steps), y: Double(row - steps))
        if column > 0, column < side - 1 { by.x += parabola(scores[best - 1], scores[best], scores[best + 1]) }
        if row > 0, row < side - 1 { by.y += parabola(scores[best - side], scores[best], scores[best + side]) }
        return Shift(by: Point(x: by.x / scale, y: by.y / scale), score: scores[best])
    }

    /// The dots that are printed, and those close by that are not: where they lie right, the first are dark and the others light.
    private struct Probe {
        var dark: [(x: Int, y: Int)] = []
        var light: [(x: Int, y: Int)] = []
        var contrast = 1.0

        init(_ print: GrayImage) {
            var mask = InkMask(width: print.width, height: print.height)
            mask.bits = print.pixels.map { $0 < 190 }
            let (near, far) = (mask.dilated(dx: 1, dy: 1), mask.dilated(dx: 2, dy: 2))
            var (darkSum, lightSum) = (0, 0)
            for y in 0..<print.height {
                for x in 0..<print.width {
                    let i = y * print.width + x
                    if mask.bits[i] {
                        dark.append((x, y))
                        darkSum += Int(print.pixels[i])
                    } else if far.bits[i], !near.bits[i] {
                        light.append((x, y))
                        lightSum += Int(print.pixels[i])
                    }
                }
            }
            guard !dark.isEmpty, !light.isEmpty else {
                dark = []
                return
            }
            contrast = max(1, Double(lightSum) / Double(light.count) - Double(darkSum) / Double(dark.count))
            dark = Self.thinned(dark)
            light = Self.thinned(light)
        }

        private static func thinned(_ dots: [(x: Int, y: Int)]) -> [(x: Int, y: Int)] {
            let every = dots.count / mostDots + 1
            return every == 1 ? dots : stride(from: 0, to: dots.count, by: every).map { dots[$0] }
        }

        func scores(in window: GrayImage, from first: Int, to last: Int, contrast: Double) -> [Double] {
            let width = window.width
            let darkOffsets = dark.map { $0.y * width + $0.x }
            let lightOffsets = light.map { $0.y * width + $0.x }
            let (mostX, mostY) = ((dark + light).map(\.x).max() ?? 0, (dark + light).map(\.y).max() ?? 0)
            var scores: [Double] = []
            window.pixels.withUnsafeBufferPointer { dots in
                for dy in first...last {
                    for dx in first...last {
                        guard dx >= 0, dy >= 0, dx + mostX < width, dy + mostY < window.height else {
                            scores.append(-1)
                            continue
                        }
                        let shift = dy * width + dx
                        var (darkSum, lightSum) = (0, 0)
                        for offset in darkOffsets { darkSum &+= Int(dots[offset &+ shift]) }
                        for offset in lightOffsets { lightSum &+= Int(dots[offset &+ shift]) }
                        let found = Double(lightSum) / Double(lightOffsets.count) - Double(darkSum) / Double(darkOffsets.count)
                        scores.append(found / contrast)
                    }
                }
            }
            return scores
        }
    }
}
