import Rulebook

extension PageLocator {
    /// Where the marks of every page of ours stand, in mm: top left, top right, bottom left, bottom right.
    private static let frame = [Point(x: 10.5, y: 10.5), Point(x: 199.5, y: 10.5), Point(x: 10.5, y: 286.5), Point(x: 199.5, y: 286.5)]
    private static let markSide = 5.0
    private static let mostCandidates = 60
    private static let mostFrames = 4

    /// Pages that four dark squares frame as our marks do, the best first; each way up that they allow.
    func frames() -> [PagePlace] {
        let squares = marks.candidates.sorted { $0.side > $1.side }.prefix(Self.mostCandidates)
        let (across, down) = (Self.frame[1].x - Self.frame[0].x, Self.frame[2].y - Self.frame[0].y)
        var found: [(map: Homography, error: Double)] = []
        for a in squares {
            for b in squares {
                let top = b.middle - a.middle
                let side = (a.side + b.side) / 2
                guard top.length > 0, 0.75...1.33 ~= top.length / across / (side / Self.markSide), 0.7...1.43 ~= a.side / b.side else {
                    continue
                }
                // Clockwise from along the top to down the left.
                let left = Point(x: -top.y / across * down, y: top.x / across * down)
                for c in nearest(squares, to: a.middle + left, within: 0.12 * left.length) {
                    for d in nearest(squares, to: c.middle + top, within: 0.12 * left.length) {
                        let four = [a, b, c, d]
                        guard let map = Homography(from: Self.frame, to: four.map(\.middle)), Self.isPlausible(map) else { continue }
                        let sides = four.map { $0.side / side }
                        let error = (sides.max() ?? 9) - (sides.min() ?? 0) + ((d.middle - c.middle) - top).length / top.length
                        guard error < 0.5, let exact = Homography(from: Self.frame, to: four.map(marks.refined)) else { continue }
                        found.append((exact, error))
                    }
                }
            }
        }
        return found.sorted { $0.error < $1.error }.prefix(Self.mostFrames).map {
            PagePlace(alignment: .marks, dots: $0.map, residual: nil)
        }
    }

    private func nearest(_ squares: some Sequence<MarkCandidate>, to place: Point, within reach: Double) -> [MarkCandidate] {
        squares.filter { ($0.middle - place).length < reach }.sorted { ($0.middle - place).length < ($1.middle - place).length }.prefix(2)
            .map { $0 }
    }
}
