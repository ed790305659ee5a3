package import Rulebook

/// Where a page of a form lies on a scan.
package struct PagePlace: Sendable {
    package let alignment: PaperReading.Alignment
    /// From mm of the form to dots of the scan.
    package let dots: Homography
    /// How far what was found lies from where it should be, in mm; nil where nothing tells.
    package let residual: Double?

    /// Degrees by which the scan has to be turned clockwise so that the page stands upright: 0, 90, 180 or 270.
    package var turned: Int {
        let along = dots(150, 140) - dots(50, 140)
        if abs(along.x) > abs(along.y) { return along.x > 0 ? 0 : 180 }
        return along.y > 0 ? 270 : 90
    }
}

/// Lays pages under their forms by the code and the four marks. To be made once for each picture.
struct PageLocator {
    /// The farthest that the code may lie from where the marks put it, in mm.
    private static let worstResidual = 1.2
    private static let candidatesPerMark = 5

    private let image: GrayImage
    let marks: MarkFinder

    init(_ image: GrayImage) {
        self.image = image
        marks = MarkFinder(image)
    }

    /// Where the page lies, the surest first; each is looked for only when the one before was not good enough: by four marks, by
    /// three, by what is printed.
    func places(of code: FoundCode, on blank: BlankPage, fields: [PaperMap.Place]) -> some Sequence<PagePlace> {
        guard let guess = Self.affine(from: blank.codeCorners, to: code.corners) else { return AnySequence<PagePlace>([]) }
        let scale = guess.scale(at: blank.code.middle)
        let near = candidates(blank, guess, scale) { mark in
            // A code is small: what it says of the far corners is rough, and of a photograph's rougher.
            (6 + 0.13 * (mark.middle - blank.code.middle).length) * scale
        }
        return AnySequence(
            (0..<3).lazy.compactMap { step in
                switch step {
                case 0: byFour(near, code, blank)
                case 1: byThree(near, code, blank)
                default: PrintMatcher(image: image, blank: blank, fields: fields).place(from: guess, .anchors)
                }
            })
    }

    /// The marks that lie near where somebody put the page.
    func place(near rough: Homography, on blank: BlankPage) -> PagePlace? {
        let scale = rough.scale(at: Point(x: 105, y: 148))
        let near = candidates(blank, rough, scale) { _ in 9 * scale }
        guard near.allSatisfy({ !$0.isEmpty }),
            let map = Homography(from: blank.marks.map(\.middle), to: near.map { marks.refined($0[0]) }), Self.isPlausible(map)
        else { return nil }
        return PagePlace(alignment: .manual, dots: map, residual: nil)
    }

    /// Candidates for each mark, the nearest first.
    private func candidates(
        _ blank: BlankPage, _ guess: Homography, _ scale: Double, reach: (Area) -> Double
    ) -> [[MarkCandidate]] {
        blank.marks.map { mark in
            let expected = guess(mark.middle)
            let side = mark.width * scale
            let near = marks.candidates.filter { candidate in
                (candidate.middle - expected).length < reach(mark) && 0.6 * side...1.5 * side ~= candidate.side
            }
            return Array(near.sorted { ($0.middle - expected).length < ($1.middle - expected).length }.prefix(Self.candidatesPerMark))
        }
    }

    /// The four candidates under which the code lies best.
    private func byFour(_ near: [[MarkCandidate]], _ code: FoundCode, _ blank: BlankPage) -> PagePlace? {
        var best: (residual: Double, four: [MarkCandidate])?
        for a in near[0] {
            for b in near[1] {
                for c in near[2] {
                    for d in near[3] {
                        let four = [a, b, c, d]
                        guard let map = Homography(from: blank.marks.map(\.middle), to: four.map(\.middle)), Self.isPlausible(map) else {
                            continue
                        }
                        let residual = Self.residual(map, code, blank)
                        if residual < best?.residual ?? Self.worstResidual { best = (residual, four) }
                    }
                }
            }
        }
        guard let best, let map = Homography(from: blank.marks.map(\.middle), to: best.four.map(marks.refined)) else { return nil }
        return PagePlace(alignment: .marks, dots: map, residual: Self.residual(map, code, blank))
    }

    /// A mark is hidden: three and the code settle a page that lies flat.
    private func byThree(_ near: [[MarkCandidate]], _ code: FoundCode, _ blank: BlankPage) -> PagePlace? {
        var best: PagePlace?
        for hidden in 0..<4 {
            let kept = (0..<4).filter { $0 != hidden }
            let paper = kept.map { blank.marks[$0].middle }
            for a in near[kept[0]] {
                for b in near[kept[1]] {
                    for c in near[kept[2]] {
                        guard let map = Self.affine(from: paper, to: [a, b, c].map(marks.refined)), Self.isPlausible(map) else { continue }
                        let residual = Self.residual(map, code, blank)
                        if residual < min(best?.residual ?? .infinity, Self.worstResidual / 2) {
                            best = PagePlace(alignment: .marks, dots: map, residual: residual)
                        }
                    }
                }
            }
        }
        return best
    }

    /// The farthest of the code's corners from where the map puts it, in mm.
    private static func residual(_ map: Homography, _ code: FoundCode, _ blank: BlankPage) -> Double {
        let scale = map.scale(at: blank.code.middle)
        return zip(blank.codeCorners, code.corners).map { (map($0) - $1).length / scale }.max() ?? .infinity
    }

    /// Not mirrored, not folded, not seen from the side.
    static func isPlausible(_ map: Homography) -> Bool {
        let corners = [Point(x: 0, y: 0), Point(x: 210, y: 0), Point(x: 210, y: 297), Point(x: 0, y: 297)].map { map($0) }
        let sides = (0..<4).map { corners[($0 + 1) % 4] - corners[$0] }
        guard (0..<4).allSatisfy({ sides[$0].cross(sides[($0 + 1) % 4]) > 0 }) else { return false }
        let lengths = sides.map(\.length)
        let aspect = (lengths[1] + lengths[3]) / (lengths[0] + lengths[2])
        return 1.1...1.8 ~= aspect && 0.7...1.43 ~= lengths[0] / lengths[2] && 0.7...1.43 ~= lengths[1] / lengths[3]
    }

    /// The affine map with the least squares: of a few points close together it says less nonsense far away.
    static func affine(from source: [Point], to target: [Point]) -> Homography? {
        guard source.count == target.count, source.count >= 3 else { return nil }
        let count = Double(source.count)
        let (from, to) = (source.reduce(Point(x: 0, y: 0), +), target.reduce(Point(x: 0, y: 0), +))
        let middle = Point(x: from.x / count, y: from.y / count)
        let target0 = Point(x: to.x / count, y: to.y / count)
        var (xx, xy, yy, xu, yu, xv, yv) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for (s, t) in zip(source, target) {
            let (d, e) = (s - middle, t - target0)
            xx += d.x * d.x
            xy += d.x * d.y
            yy += d.y * d.y
            xu += d.x * e.x
            yu += d.y * e.x
            xv += d.x * e.y
            yv += d.y * e.y
        }
        let determinant = xx * yy - xy * xy
        guard determinant > 1e-9 else { return nil }
        let (a, b) = ((xu * yy - yu * xy) / determinant, (yu * xx - xu * xy) / determinant)
        let (c, d) = ((xv * yy - yv * xy) / determinant, (yv * xx - xv * xy) / determinant)
        let four = [Point(x: 0, y: 0), Point(x: 100, y: 0), Point(x: 100, y: 100), Point(x: 0, y: 100)]
        return Homography(
            from: four.map { $0 + middle },
            to: four.map { Point(x: target0.x + a * $0.x + b * $0.y, y: target0.y + c * $0.x + d * $0.y) })
    }
}
