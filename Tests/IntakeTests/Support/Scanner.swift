import Foundation
@testable import Intake

/// What scanners and telephones do to a page; chance is seeded.
struct Scanner {
    /// Clockwise, in degrees.
    var turn = 0.0
    /// How much narrower the far edge is, as a share: a photograph from one side.
    var perspective = 0.0
    /// The greatest change of a dot's grey.
    var noise = 0
    /// Grey added towards the right edge.
    var shadow = 0
    /// The size of the result beside the page's own.
    var scale = 1.0
    var seed: UInt64 = 1

    func scan(_ page: GrayImage) -> GrayImage {
        let (w, h) = (Double(page.width), Double(page.height))
        let margin = turn == 0 && perspective == 0 ? 0 : 0.06 * h
        let angle = turn * .pi / 180
        let corners = [Point(x: 0, y: 0), Point(x: w, y: 0), Point(x: w, y: h), Point(x: 0, y: h)].map { p -> Point in
            let narrowed = 1 - perspective * p.y / h
            let (x, y) = ((p.x - w / 2) * narrowed, p.y - h / 2)
            return Point(x: x * cos(angle) - y * sin(angle), y: x * sin(angle) + y * cos(angle))
        }
        let (left, top) = ((corners.map(\.x).min() ?? 0) - margin, (corners.map(\.y).min() ?? 0) - margin)
        let (right, bottom) = ((corners.map(\.x).max() ?? 0) + margin, (corners.map(\.y).max() ?? 0) + margin)
        let target = corners.map { Point(x: ($0.x - left) * scale, y: ($0.y - top) * scale) }
        let source = [Point(x: 0, y: 0), Point(x: w, y: 0), Point(x: w, y: h), Point(x: 0, y: h)]
        guard let map = Homography(from: target, to: source) else { return page }
        var result = page.resampled(width: Int((right - left) * scale), height: Int((bottom - top) * scale), background: 236) {
            map($0, $1)
        }
        var chance = SplitMix(seed: seed)
        for index in result.pixels.indices where noise > 0 || shadow > 0 {
            let dark = shadow * (index % result.width) / result.width
            let change = noise > 0 ? Int(chance.next() % UInt64(2 * noise + 1)) - noise : 0
            result.pixels[index] = UInt8(clamping: Int(result.pixels[index]) - dark + change)
        }
        return result
    }
}

/// Steele, Lea and Flood's SplitMix64.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
