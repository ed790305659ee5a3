import Foundation

/// Lays a page exactly under its form, once it lies nearly: pieces of the print are looked for around where they should be.
struct AnchorRefiner {
    private static let dotsPerMillimetre = 5.0
    private static let patch = (width: 9.0, height: 4.6)
    private static let mostPatches = 60
    private static let leastLikeness = 0.55
    private static let leastPatches = 12
    /// What the patches have to span: so much of what the print spans, and of a full page not less than this, in mm.
    private static let leastSpan = (share: 0.6, millimetres: 90.0)
    /// In mm, of the middle patch and of nine in ten.
    private static let worst = (median: 0.4, most: 0.9)

    let blank: BlankPage
    /// Where print stands on the form, in mm.
    let places: [Point]

    /// - Parameter rough: from mm of the form to dots of the picture, within 3 mm or so.
    /// - Returns: nil where too little is found, or it does not lie as on the form.
    func refine(_ image: GrayImage, from rough: Homography) -> (dots: Homography, residual: Double)? {
        guard let blankDots = blank.dots else { return nil }
        let print = AlignedPage(image: blank.image, dots: blankDots)
        let patches = chosen().compactMap { middle -> (area: Area, image: GrayImage)? in
            let area = Area(
                x: middle.x - Self.patch.width / 2, y: middle.y - Self.patch.height / 2, width: Self.patch.width, height: Self.patch.height)
            let image = print.crop(area, dotsPerMillimetre: Self.dotsPerMillimetre)
            return image.grey(below: 0.02) < 150 ? (area, image) : nil
        }
        var map = rough
        var residual = Double.infinity
        for (reach, limit) in [(3.2, 1.5), (1.2, 0.8), (0.8, 0.6)] {
            let scan = AlignedPage(image: image, dots: map)
            let found = patches.compactMap { patch -> (form: Point, dots: Point)? in
                let around = scan.crop(patch.area.grown(reach), dotsPerMillimetre: Self.dotsPerMillimetre)
                guard let best = around.best(of: patch.image), best.likeness >= Self.leastLikeness else { return nil }
                let shift = Point(x: best.x / Self.dotsPerMillimetre - reach, y: best.y / Self.dotsPerMillimetre - reach)
                return (patch.area.middle, map(patch.area.middle + shift))
            }
            guard let fitted = fitted(found, limit: limit, scale: map.scale(at: Point(x: 105, y: 148))) else { return nil }
            (map, residual) = fitted
        }
        return (map, residual)
    }

    /// Spread over the page: at most so many from each part of it.
    private func chosen() -> [Point] {
        let cells = Dictionary(grouping: places) { Int($0.x / 35) * 100 + Int($0.y / 24) }
        let columns = cells.sorted { $0.key < $1.key }.map(\.value)
        var chosen: [Point] = []
        for round in 0..<4 {
            for column in columns where round < column.count && chosen.count < Self.mostPatches {
                chosen.append(column[round * column.count / 4])
            }
        }
        return chosen
    }

    /// Whether what was found reaches far enough to say where the rest is.
    private static func spread(_ found: [Point], isEnoughOf places: [Point]) -> Bool {
        func span(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
        return [\Point.x, \Point.y].allSatisfy { (axis: KeyPath<Point, Double>) in
            span(found.map { $0[keyPath: axis] })
                >= min(leastSpan.millimetres, leastSpan.share * span(places.map { $0[keyPath: axis] }))
        }
    }

    /// The map that most of what was found agrees on.
    private func fitted(_ found: [(form: Point, dots: Point)], limit: Double, scale: Double) -> (Homography, Double)? {
        var kept = found
        var map: Homography?
        for _ in 0..<6 {
            guard kept.count >= Self.leastPatches, let next = Homography(from: kept.map(\.form), to: kept.map(\.dots)) else { return nil }
            map = next
            let errors = found.map { (next($0.form) - $0.dots).length / scale }
            let typical = kept.map { (next($0.form) - $0.dots).length / scale }.sorted()[kept.count / 2]
            let most = max(limit / 3, min(limit * 2, 3 * typical))
            kept = zip(found, errors).filter { $0.1 < most }.map(\.0)
        }
        guard let map, kept.count >= Self.leastPatches, kept.count * 5 >= found.count * 3 else { return nil }
        guard Self.spread(kept.map(\.form), isEnoughOf: places) else { return nil }
        let errors = kept.map { (map($0.form) - $0.dots).length / scale }.sorted()
        let (median, most) = (errors[errors.count / 2], errors[errors.count * 9 / 10])
        guard PageLocator.isPlausible(map) else { return nil }
        return limit > Self.worst.most || median <= Self.worst.median && most <= Self.worst.most ? (map, most) : nil
    }
}

extension GrayImage {
    /// Where a smaller picture fits best, by normalised correlation: its top left corner, in parts of dots, and how alike they are.
    fileprivate func best(of patch: GrayImage) -> (x: Double, y: Double, likeness: Double)? {
        let (columns, rows) = (width - patch.width + 1, height - patch.height + 1)
        guard columns > 2, rows > 2 else { return nil }
        let count = Float(patch.pixels.count)
        let mean = patch.pixels.reduce(Float(0)) { $0 + Float($1) } / count
        let wanted = patch.pixels.map { Float($0) - mean }
        let norm = wanted.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard norm > 1 else { return nil }
        var likeness = [Float](repeating: -1, count: columns * rows)
        pixels.withUnsafeBufferPointer { dots in
            wanted.withUnsafeBufferPointer { wanted in
                for v in 0..<rows {
                    for u in 0..<columns {
                        var (sum, squares, product): (Float, Float, Float) = (0, 0, 0)
                        for y in 0..<patch.height {
                            let (row, own) = ((v + y) * width + u, y * patch.width)
                            for x in 0..<patch.width {
                                let dot = Float(dots[row + x])
                                sum += dot
                                squares += dot * dot
                                product += dot * wanted[own + x]
                            }
                        }
                        let spread = squares - sum * sum / count
                        if spread > 1 { likeness[v * columns + u] = product / (norm * spread.squareRoot()) }
                    }
                }
            }
        }
        guard let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }) else { return nil }
        let (u, v) = (best % columns, best / columns)
        func between(_ before: Float, _ at: Float, _ after: Float) -> Double {
            let bend = before - 2 * at + after
            return bend < 0 ? Double((before - after) / (2 * bend)) : 0
        }
        let x = u > 0 && u < columns - 1 ? between(likeness[best - 1], likeness[best], likeness[best + 1]) : 0
        let y = v > 0 && v < rows - 1 ? between(likeness[best - columns], likeness[best], likeness[best + columns]) : 0
        return (Double(u) + x, Double(v) + y, Double(likeness[best]))
    }
}
