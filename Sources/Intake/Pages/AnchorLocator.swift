import Foundation
import Rulebook

/// Recognises our own pages by what is printed on them, and lays them under their form.
struct AnchorLocator {
    /// How far a pair of words may lie from where the form has it, in mm: where in a line it stands is read roughly.
    private static let reach = 3.0
    private static let candidates = 8
    private static let leastPairs = 12
    /// How much more the best page has to explain than any other; a rare pair of words is worth about 4.
    private static let margin = 7.0
    /// Of what is printed within the scan, so much has to be found.
    private static let leastShare = 0.4
    /// Of what no other paper has so much.
    private static let surelyOurs = 0.6

    let index: AnchorIndex

    struct Match {
        let code: PageCode
        /// From mm of the form to mm of the page that was read.
        let map: Homography
        let score: Double
        let share: Double
    }

    enum Verdict {
        case page(Match)
        /// Ours, and two of our pages fit nearly as well.
        case unclear
        case foreign
    }

    func verdict(on page: PageText) -> Verdict {
        let matches = ranked(page)
        guard let best = matches.first, best.share >= Self.leastShare else { return .foreign }
        guard let second = matches.dropFirst().first, best.score - second.score < Self.margin else { return .page(best) }
        return best.share >= Self.surelyOurs ? .unclear : .foreign
    }

    /// Where print stands on a form's page, in mm.
    func places(on code: PageCode) -> [Point] {
        (index.pages.first { $0.code == code }?.pairs ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value)
    }

    /// All pages that could be laid under it, best first.
    func ranked(_ page: PageText) -> [Match] {
        let pairs = WordPair.pairs(in: PlacedWord.lines(of: page))
        let read = Dictionary(grouping: pairs, by: \.text).mapValues { $0.map(\.middle) }
        return index.candidates(for: pairs, most: Self.candidates).compactMap { match($0, read, page) }.sorted { $0.score > $1.score }
    }

    private func match(_ form: AnchorIndex.Page, _ read: [String: [Point]], _ page: PageText) -> Match? {
        var couples: [Couple] = []
        for (text, places) in form.pairs.sorted(by: { $0.key < $1.key }) {
            // A pair that stands in many places says little about where.
            guard let seen = read[text], places.count * seen.count <= 6 else { continue }
            for place in places { for point in seen { couples.append(Couple(form: place, read: point)) } }
        }
        guard let map = Self.map(couples) else { return nil }
        var (found, missed) = (0.0, 0.0)
        for (text, places) in form.pairs {
            let weight = index.weights[text] ?? 0
            let expected = places.map { map($0) }.filter { 4..<page.width - 4 ~= $0.x && 4..<page.height - 4 ~= $0.y }
            guard !expected.isEmpty else { continue }
            let isThere = (read[text] ?? []).contains { point in expected.contains { ($0 - point).length < 2 * Self.reach } }
            if isThere { found += weight } else { missed += weight }
        }
        return Match(code: form.code, map: map, score: found - 0.5 * missed, share: found / max(found + missed, 1))
    }

    private struct Couple {
        let form: Point
        let read: Point
    }

    /// The map under which most couples lie right: a random two at a time, then all that agree.
    private static func map(_ couples: [Couple]) -> Homography? {
        guard couples.count >= leastPairs else { return nil }
        var chance: UInt64 = 0x9E37_79B9_7F4A_7C15
        func next() -> Int {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((chance >> 33) % UInt64(couples.count))
        }
        var best: (count: Int, map: (Point) -> Point)?
        for _ in 0..<400 {
            let (a, b) = (couples[next()], couples[next()])
            let (from, to) = (b.form - a.form, b.read - a.read)
            guard from.length > 30, to.length > 10 else { continue }
            let scale = from.dot(from)
            let (c, s) = (from.dot(to) / scale, from.cross(to) / scale)
            guard 0.4..<2.5 ~= (c * c + s * s).squareRoot(), abs(s) < 0.12 * abs(c), c > 0 else { continue }
            let map = { (p: Point) -> Point in
                let d = p - a.form
                return Point(x: a.read.x + c * d.x - s * d.y, y: a.read.y + s * d.x + c * d.y)
            }
            let count = couples.count { (map($0.form) - $0.read).length < 1.5 * reach }
            if count > best?.count ?? 0 { best = (count, map) }
        }
        guard let best, best.count >= leastPairs else { return nil }
        var map: (Point) -> Point = best.map
        var result: Homography?
        // A photograph bends what a similar figure says of its far end: the circle is drawn tighter step by step.
        for (step, tolerance) in [2.5, 2.5, 2, 1.5, 1, 1].enumerated() {
            let inside = couples.filter { (map($0.form) - $0.read).length < tolerance * reach }
            guard inside.count >= leastPairs else { return nil }
            // Few points bend a projective map: it is asked of many only.
            let next =
                step > 0 && inside.count >= 24
                ? Homography(from: inside.map(\.form), to: inside.map(\.read))
                : PageLocator.affine(from: inside.map(\.form), to: inside.map(\.read))
            guard let next else { return nil }
            result = next
            map = { next($0) }
        }
        return result
    }
}
