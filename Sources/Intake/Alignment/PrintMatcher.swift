import Rulebook

/// Lays a page under its form by what is printed on it, from a guess: for pages whose marks are hidden, cut off or folded away.
struct PrintMatcher {
    /// Patches of print, in mm.
    private static let patch = (width: 18.0, height: 9.0)
    private static let mostPatches = 48
    /// Rounds of ever smaller reach, in mm, with the dots per millimetre of each.
    private static let rounds = [(reach: 7.0, scale: 2.0), (reach: 2.5, scale: 4.0), (reach: 0.9, scale: 6.0)]
    private static let leastScore = 0.35
    private static let leastPatches = 8
    /// Farther than this from where the others put it, a patch is none, in mm.
    private static let outlier = [4.0, 1.2, 0.5]

    let image: GrayImage
    let blank: BlankPage
    let fields: [PaperMap.Place]

    /// - Parameter guess: from mm to dots.
    /// - Returns: the map with its residual in mm; nil where what is printed is not found.
    func place(from guess: Homography, _ alignment: PaperReading.Alignment) -> PagePlace? {
        guard let blankDots = blank.dots else { return nil }
        let print = AlignedPage(image: blank.image, dots: blankDots)
        let patches = self.patches(print)
        guard patches.count >= Self.leastPatches else { return nil }
        var map = guess
        var residual = Double.infinity
        for (round, tolerance) in zip(Self.rounds, Self.outlier) {
            let registration = Registration(filled: AlignedPage(image: image, dots: map), blank: print)
            var pairs: [(paper: Point, dots: Point)] = []
            for patch in patches {
                guard let shift = registration.shift(of: patch, reach: round.reach, dotsPerMillimetre: round.scale),
                    shift.score >= Self.leastScore
                else { continue }
                pairs.append((patch.middle, map(patch.middle + shift.by)))
            }
            guard let fitted = Self.fit(pairs, tolerance: tolerance) else { return nil }
            (map, residual) = fitted
        }
        guard PageLocator.isPlausible(map) else { return nil }
        return PagePlace(alignment: alignment, dots: map, residual: residual)
    }

    /// The map of the pairs that agree: those that lie far from it are left out, the farthest first.
    private static func fit(_ pairs: [(paper: Point, dots: Point)], tolerance: Double) -> (Homography, Double)? {
        var pairs = pairs
        while pairs.count >= leastPatches {
            guard let map = Homography(from: pairs.map(\.paper), to: pairs.map(\.dots)) else { return nil }
            let scale = map.scale(at: Point(x: 105, y: 148))
            let distances = pairs.map { (map($0.paper) - $0.dots).length / scale }
            guard let worst = distances.indices.max(by: { distances[$0] < distances[$1] }) else { return nil }
            if distances[worst] <= tolerance {
                // Patches of one corner alone say nothing of the others.
                let (xs, ys) = (pairs.map(\.paper.x), pairs.map(\.paper.y))
                guard (xs.max() ?? 0) - (xs.min() ?? 0) > 90, (ys.max() ?? 0) - (ys.min() ?? 0) > 110 else { return nil }
                return (map, (distances.reduce(0) { $0 + $1 * $1 } / Double(distances.count)).squareRoot())
            }
            let kept = max(Self.leastPatches - 1, pairs.count - max(1, pairs.count / 12))
            let order = distances.indices.sorted { distances[$0] < distances[$1] }.prefix(kept)
            pairs = order.map { pairs[$0] }
        }
        return nil
    }

    /// Where much is printed and nothing is written, spread over the page.
    private func patches(_ print: AlignedPage) -> [Area] {
        let written = fields.map { Area($0.box) }
        var scored: [(area: Area, ink: Int)] = []
        for row in 0..<30 {
            for column in 0..<10 {
                let area = Area(
                    x: 12 + Double(column) * 18.5, y: 10 + Double(row) * 9.2, width: Self.patch.width, height: Self.patch.height)
                guard area.y + area.height < 285 else { continue }
                let inked = written.reduce(0.0) { $0 + $1.shared(with: area) }
                guard inked < 0.5 * area.width * area.height else { continue }
                let ink = print.crop(area, dotsPerMillimetre: 2).pixels.count { $0 < 190 }
                if ink > 20 { scored.append((area, ink)) }
            }
        }
        // The richest of each quarter of the page's height first, so that no part of it goes without.
        let bands = Dictionary(grouping: scored) { Int($0.area.y / 70) }
        return bands.values.flatMap { band in
            band.sorted { $0.ink > $1.ink }.prefix(Self.mostPatches / 4).map(\.area)
        }.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    }
}

extension Area {
    /// In mm².
    func shared(with other: Area) -> Double {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        return across > 0 && down > 0 ? across * down : 0
    }
}
