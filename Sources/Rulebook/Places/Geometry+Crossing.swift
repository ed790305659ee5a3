import Foundation

extension Geometry {
    /// Two sides of an outline that meet although neither follows the other, by the corners at which they begin, counted from 1.
    package struct Crossing: Hashable, Sendable {
        package let first: Int
        package let second: Int
    }

    /// Where an outline of a polygon crosses or touches itself, or goes back on its own line; nil where none does, and for other shapes.
    ///
    /// The surveyor's formula takes back what such an outline has gone around the wrong way, so that its area would say nothing.
    package var crossing: Crossing? {
        guard shape == .polygon else { return nil }
        return parts.joined().lazy.compactMap { Outline($0).crossing }.first
    }
}

/// The sides of a ring on a grid so fine that every comparison of whole numbers is exact.
private struct Outline {
    private struct Point: Hashable {
        let east: Int64
        let north: Int64

        init(_ point: Geometry.Point) { (east, north) = (Self.steps(point.east), Self.steps(point.north)) }

        /// A billionth of a metre, or of a degree.
        private static func steps(_ number: Decimal) -> Int64 { Int64((NSDecimalNumber(decimal: number).doubleValue * 1e9).rounded()) }
    }

    private struct Side {
        /// The number of the corner at which it begins, from 1.
        let number: Int
        let from: Point
        let to: Point
        let east: ClosedRange<Int64>
        let north: ClosedRange<Int64>

        init(_ number: Int, _ from: Point, _ to: Point) {
            (self.number, self.from, self.to) = (number, from, to)
            east = min(from.east, to.east)...max(from.east, to.east)
            north = min(from.north, to.north)...max(from.north, to.north)
        }
    }

    private let sides: [Side]

    /// - Parameter ring: ends where it began. A point that is said twice in a row counts once.
    init(_ ring: [Geometry.Point]) {
        let points = ring.map { Point($0) }
        sides = zip(points, points.dropFirst()).enumerated().filter { $1.0 != $1.1 }.map { Side($0 + 1, $1.0, $1.1) }
    }

    /// Goes over the sides from west to east, and compares each with those that begin before it ends.
    var crossing: Geometry.Crossing? {
        guard sides.count > 2 else { return Geometry.Crossing(first: 1, second: 2) }
        let order = sides.indices.sorted { sides[$0].east.lowerBound < sides[$1].east.lowerBound }
        for (place, one) in order.enumerated() {
            for other in order[(place + 1)...] {
                if sides[other].east.lowerBound > sides[one].east.upperBound { break }
                let (first, second) = (min(one, other), max(one, other))
                if meet(first, second) { return Geometry.Crossing(first: sides[first].number, second: sides[second].number) }
            }
        }
        return nil
    }

    private func meet(_ first: Int, _ second: Int) -> Bool {
        let (one, other) = (sides[first], sides[second])
        if second == first + 1 { return Self.turnsBack(one.from, one.to, other.to) }
        if first == 0, second == sides.count - 1 { return Self.turnsBack(other.from, other.to, one.to) }
        guard one.east.overlaps(other.east), one.north.overlaps(other.north) else { return false }
        let (a, b) = (Self.turn(one.from, one.to, other.from), Self.turn(one.from, one.to, other.to))
        let (c, d) = (Self.turn(other.from, other.to, one.from), Self.turn(other.from, other.to, one.to))
        // On one line they meet where their extents do.
        return a * b <= 0 && c * d <= 0
    }

    /// Whether the way from `a` over `b` to `c` goes back on its own line.
    private static func turnsBack(_ a: Point, _ b: Point, _ c: Point) -> Bool {
        let (east, north) = (Int128(b.east - a.east) * Int128(c.east - b.east), Int128(b.north - a.north) * Int128(c.north - b.north))
        return turn(a, b, c) == 0 && east + north < 0
    }

    /// 1 where the way from `a` to `b` goes on to `c` to the left, −1 to the right, 0 on one line.
    private static func turn(_ a: Point, _ b: Point, _ c: Point) -> Int {
        let area = Int128(b.east - a.east) * Int128(c.north - a.north) - Int128(b.north - a.north) * Int128(c.east - a.east)
        return Int(area.signum())
    }
}
