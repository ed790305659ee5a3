import Foundation
import Rulebook

/// A shape drawn to fit a square, for people to see whether it is the one they mean.
struct Sketch {
    private static let side = 300.0
    private static let margin = 12.0

    /// Decoration: the caption beside it says what it is.
    let svg: String

    init(_ shape: Geometry) {
        let points = shape.parts.joined().joined().map {
            (x: ($0.east as NSDecimalNumber).doubleValue, y: ($0.north as NSDecimalNumber).doubleValue)
        }
        let (left, right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
        let (bottom, top) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
        // A degree of longitude is shorter than one of latitude: by about 0,68 where the country lies.
        let squeeze = shape.system == .wgs84 ? 0.68 : 1
        let extent = max((right - left) * squeeze, top - bottom)
        let scale = extent > 0 ? (Self.side - 2 * Self.margin) / extent : 0
        func place(_ point: Geometry.Point) -> String {
            let x = ((point.east as NSDecimalNumber).doubleValue - (left + right) / 2) * squeeze * scale + Self.side / 2
            let y = Self.side / 2 - ((point.north as NSDecimalNumber).doubleValue - (bottom + top) / 2) * scale
            return "\((x * 10).rounded() / 10) \((y * 10).rounded() / 10)"
        }
        let rings = shape.parts.joined().map { ring in "M" + ring.map(place).joined(separator: "L") + (shape.shape == .polygon ? "Z" : "") }
        let drawing =
            shape.shape == .point
            ? "<circle cx=\"150\" cy=\"150\" r=\"7\"/>" : "<path fill-rule=\"evenodd\" d=\"\(rings.joined())\"/>"
        svg = "<svg viewBox=\"0 0 300 300\" aria-hidden=\"true\">\(drawing)</svg>"
    }
}
