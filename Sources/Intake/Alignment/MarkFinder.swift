/// A dark square on a picture: perhaps one of a form's corner marks.
struct MarkCandidate: Sendable {
    /// In dots.
    var middle: Point
    let side: Double
}

/// Finds dark squares, turned in any way. To be made once for each picture.
struct MarkFinder {
    private static let longestSide = 1_800
    /// Of a square's side, in dots of the smaller picture.
    private static let sides = 7.0...80.0
    private static let mostCandidates = 400

    private let image: GrayImage
    let candidates: [MarkCandidate]

    init(_ image: GrayImage) {
        self.image = image
        let small = image.halved(untilAtMost: Self.longestSide)
        let factor = Double(image.width) / Double(small.width)
        let ink = small.darkerThanSurroundings(radius: max(small.width, small.height) / 40, contrast: 25)
        candidates = ink.blots().lazy.compactMap(Self.square).prefix(Self.mostCandidates).map { square in
            // A halved picture's dot lies in the middle of the four that it was made of.
            let middle = Point(x: (square.middle.x + 0.5) * factor - 0.5, y: (square.middle.y + 0.5) * factor - 0.5)
            return MarkCandidate(middle: middle, side: square.side * factor)
        }
    }

    /// A blot that is a filled square: its second moments are a square's, whichever way it is turned.
    private static func square(_ blot: Blot) -> MarkCandidate? {
        let side = Double(blot.area).squareRoot()
        let longest = Double(max(blot.width, blot.height))
        guard sides ~= side, longest < 1.9 * side else { return nil }
        var (filled, sumX, sumY, sumXX, sumYY, sumXY) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for span in blot.filledSpans {
            for x in span.start...span.end {
                let (x, y) = (Double(x - blot.minX), Double(span.y - blot.minY))
                filled += 1
                sumX += x
                sumY += y
                sumXX += x * x
                sumYY += y * y
                sumXY += x * y
            }
        }
        guard Double(blot.area) > 0.8 * filled else { return nil }
        let middle = Point(x: sumX / filled, y: sumY / filled)
        let wanted = filled / 12
        let xx = (sumXX / filled - middle.x * middle.x) / wanted
        let yy = (sumYY / filled - middle.y * middle.y) / wanted
        let xy = (sumXY / filled - middle.x * middle.y) / wanted
        guard 0.85...1.25 ~= (xx + yy) / 2, abs(xx - yy) < 0.4, abs(xy) < 0.25 else { return nil }
        return MarkCandidate(middle: Point(x: middle.x + Double(blot.minX), y: middle.y + Double(blot.minY)), side: filled.squareRoot())
    }

    /// The middle of a candidate to parts of a dot, from the greys of the full picture.
    func refined(_ candidate: MarkCandidate) -> Point {
        let reach = Int(candidate.side * 0.95) + 2
        let (x0, y0) = (Int(candidate.middle.x.rounded()) - reach, Int(candidate.middle.y.rounded()) - reach)
        guard let part = image.cropped(x: x0..<x0 + 2 * reach + 1, y: y0..<y0 + 2 * reach + 1) else { return candidate.middle }
        let (dark, light) = (Double(part.grey(below: 0.1)), Double(part.grey(below: 0.9)))
        guard light - dark > 20 else { return candidate.middle }
        let (left, top) = (max(0, x0), max(0, y0))
        var (sum, sumX, sumY) = (0.0, 0.0, 0.0)
        for y in 0..<part.height {
            for x in 0..<part.width {
                let at = Point(x: Double(x + left), y: Double(y + top))
                guard (at - candidate.middle).length < 0.92 * candidate.side else { continue }
                let ink = min(max((light - Double(part[x, y])) / (light - dark), 0), 1)
                guard ink > 0.25 else { continue }
                sum += ink
                sumX += ink * at.x
                sumY += ink * at.y
            }
        }
        return sum > 0 ? Point(x: sumX / sum, y: sumY / sum) : candidate.middle
    }
}
