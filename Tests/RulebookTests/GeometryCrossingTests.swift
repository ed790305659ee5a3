import Foundation
import Rulebook
import Testing

/// Outlines as people draw them, well and badly, from seeded chance.
@Suite("An outline that meets itself")
struct GeometryCrossingTests {
    private typealias Corner = (east: Double, north: Double)

    private enum System: CaseIterable { case stereo70, wgs84 }

    /// As somebody would hand it in: a list in Stereo 70, GeoJSON in degrees.
    private func written(_ corners: [Corner], _ system: System) -> String {
        func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
        switch system {
        case .stereo70:
            let lines = corners.map { "\(number(570_000 + $0.north * 1_000, 3)) \(number(391_000 + $0.east * 1_000, 3))" }
            return lines.joined(separator: "\n")
        case .wgs84:
            let points = (corners + corners.prefix(1)).map { "[\(number(23.5 + $0.east * 0.01, 9)),\(number(46.7 + $0.north * 0.01, 9))]" }
            return "{\"type\":\"Polygon\",\"coordinates\":[[\(points.joined(separator: ","))]]}"
        }
    }

    /// Corners in the order of the directions in which they are seen from a point: such an outline never meets itself.
    private func simple(_ count: Int, _ chance: inout Seeded) -> [Corner] {
        let turn = 2 * Double.pi / Double(count)
        return (0..<count).map { index in
            let angle = (Double(index) + Double.random(in: 0.1...0.9, using: &chance)) * turn
            let distance = Double.random(in: 0.1...1, using: &chance)
            return (distance * cos(angle), distance * sin(angle))
        }
    }

    @Test("A simple outline of random points is never refused, whichever way around and wherever it begins", arguments: 1...40)
    func simple(seed: Int) throws {
        var chance = Seeded(UInt64(seed))
        for system in System.allCases {
            var corners = simple(Int.random(in: 5...120, using: &chance), &chance)
            if Bool.random(using: &chance) { corners.reverse() }
            let start = Int.random(in: 0..<corners.count, using: &chance)
            corners = Array(corners[start...] + corners[..<start])
            // A point that is said twice, as surveyors' programs do, is no fault.
            corners.insert(corners[2], at: 2)
            let shape = try #require(Geometry(written(corners, system)))
            #expect(shape.crossing == nil, "\(written(corners, system))")
        }
    }

    @Test("A bow tie is always refused: two corners of a simple outline that changed places so that two sides cross", arguments: 1...40)
    func bowTie(seed: Int) throws {
        var chance = Seeded(UInt64(seed))
        for system in System.allCases {
            // Around a convex outline, two neighbours that change places always make the sides beside them cross.
            let count = Int.random(in: 4...60, using: &chance)
            var corners: [Corner] = (0..<count).map { index in
                let angle = 2 * Double.pi * (Double(index) + Double.random(in: 0...0.8, using: &chance)) / Double(count)
                return (cos(angle), sin(angle))
            }
            let at = Int.random(in: 0..<(count - 1), using: &chance)
            corners.swapAt(at, at + 1)
            let shape = try #require(Geometry(written(corners, system)))
            let crossing = try #require(shape.crossing, "\(written(corners, system))")
            #expect(crossing.first < crossing.second && crossing.second <= count)
        }
    }

    @Test(
        "So is an outline that touches itself, goes back on its own line, or is nothing but a line",
        arguments: [
            // Two loops in one corner; one that ends on a side; a spike; no extent at all.
            [(0.0, 0.0), (1, 0), (1, 1), (0, 0), (-1, 1), (-1, 0)], [(0, 0), (2, 0), (2, 2), (1, 0), (0, 2)],
            [(0, 0), (2, 0), (2, 2), (2, 1), (0, 1)], [(0, 0), (1, 1), (2, 2)], [(0, 0), (0, 0), (1, 1), (1, 1)],
        ] as [[(Double, Double)]])
    func touching(corners: [(Double, Double)]) throws {
        for system in System.allCases {
            #expect(try #require(Geometry(written(corners.map { ($0.0, $0.1) }, system))).crossing != nil)
        }
    }

    @Test("The sides that meet are told by the corners at which they begin; lines and points have no outline")
    func told() throws {
        let eight = try #require(Geometry("570100 391200\n570215 391360\n570215 391200\n570100 391360"))
        #expect(eight.crossing?.first == 1 && eight.crossing?.second == 3)
        let line = "{\"type\":\"LineString\",\"coordinates\":[[23.5,46.7],[23.6,46.8],[23.6,46.7],[23.5,46.8]]}"
        #expect(try #require(Geometry(line)).crossing == nil && Geometry("570100 391200")?.crossing == nil)
    }

    @Test("The largest shape that is taken is looked at whole")
    func large() throws {
        var chance = Seeded(7)
        var corners = simple(Geometry.mostPoints - 1, &chance)
        #expect(try #require(Geometry(written(corners, .wgs84))).crossing == nil)
        corners.swapAt(500, 501)
        #expect(try #require(Geometry(written(corners, .wgs84))).crossing != nil)
    }
}
