import Foundation
@testable import Intake
import Rulebook
import Testing

@Suite("Geometry of scans")
struct GeometryTests {
    private static let paper = Area(x: 0, y: 0, width: 210, height: 297).corners

    private func random(_ chance: inout SplitMix) -> [Point] {
        Self.paper.map { p in
            Point(x: p.x * 8 + Double.random(in: -120...120, using: &chance), y: p.y * 8 + Double.random(in: -120...120, using: &chance))
        }
    }

    @Test("A map takes its four points where they belong, and its inverse takes them back")
    func fourPoints() throws {
        var chance = SplitMix(seed: 11)
        for _ in 0..<200 {
            let scan = random(&chance)
            let map = try #require(Homography(from: Self.paper, to: scan))
            let back = try #require(map.inverse)
            for (p, s) in zip(Self.paper, scan) {
                #expect((map(p) - s).length < 1e-6 && (back(s) - p).length < 1e-6)
            }
        }
    }

    @Test("Of many points with a little noise, the map lies within the noise")
    func manyPoints() throws {
        var chance = SplitMix(seed: 12)
        for _ in 0..<20 {
            let truth = try #require(Homography(from: Self.paper, to: random(&chance)))
            let points = (0..<60).map { _ in
                Point(x: Double.random(in: 5...205, using: &chance), y: Double.random(in: 5...290, using: &chance))
            }
            let seen = points.map { point in
                let noise = Point(x: Double.random(in: -1...1, using: &chance), y: Double.random(in: -1...1, using: &chance))
                return truth(point) + noise
            }
            let map = try #require(Homography(from: points, to: seen))
            for p in points { #expect((map(p) - truth(p)).length < 1.5) }
        }
    }

    @Test("Points on a line, too few points and points in one place settle nothing")
    func degenerate() {
        let line = (0..<4).map { Point(x: Double($0), y: Double($0)) }
        #expect(Homography(from: line, to: Self.paper) == nil)
        #expect(Homography(from: Array(Self.paper.prefix(3)), to: Array(Self.paper.prefix(3))) == nil)
        #expect(Homography(from: Array(repeating: Point(x: 1, y: 1), count: 4), to: Self.paper) == nil)
    }

    @Test("A moved map looks at the moved place")
    func moved() throws {
        let map = try #require(Homography(from: Self.paper, to: Self.paper.map { Point(x: $0.x * 8 + $0.y, y: $0.y * 8) }))
        let shift = Point(x: 0.7, y: -1.1)
        #expect((map.moved(by: shift)(40, 50) - map(40.7, 48.9)).length < 1e-9)
    }

    @Test("Four quarter turns leave a picture as it was")
    func quarters() {
        var chance = SplitMix(seed: 13)
        let image = GrayImage(width: 7, height: 5, pixels: (0..<35).map { _ in UInt8.random(in: 0...255, using: &chance) })
        #expect(image.turned(quarters: 1).turned(quarters: 3).pixels == image.pixels)
        #expect(image.turned(quarters: 1).turned(quarters: 1).pixels == image.turned(quarters: 2).pixels)
        #expect(image.turned(quarters: 1)[4, 0] == image[0, 0])
    }

    @Test("Ink that touches, diagonally too, is one blot; a forked one is one as well")
    func blots() {
        let rows = ["X..X....", ".X.X..XX", "..X.....", "X...X..X", ".X.X...X"]
        var mask = InkMask(width: 8, height: 5)
        for (y, row) in rows.enumerated() { for (x, dot) in row.enumerated() where dot == "X" { mask.bits[y * 8 + x] = true } }
        #expect(mask.blots().map(\.area).sorted() == [2, 2, 2, 2, 5])
    }
}
