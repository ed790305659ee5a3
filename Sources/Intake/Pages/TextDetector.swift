package import Foundation

/// A run of text on a page, in pixels: a rectangle that may be tilted.
package struct TextRegion: Sendable {
    var centre: Point
    /// Of the reading direction, in radians, clockwise from the horizontal.
    var angle: Double
    var length: Double
    var thickness: Double
    /// The model's mean probability in it, 0…1.
    let score: Double
}

/// Finds where text stands: PP-OCR's detection model on OpenVINO's CPU device.
///
/// The page goes through in strips of one fixed size, so that a large page takes time and never more memory. The model is loaded for each page
/// and left with it: what it keeps for itself is more than what it is made of, and the recogniser needs as much right after.
package struct TextDetector {
    /// The page's shorter side is brought to this many pixels: print of 8 points is then some 11 pixels high.
    static let width = 1152
    private static let stripHeight = 256
    /// What neighbouring strips share; half of it at each edge is thrown away.
    private static let overlap = 64
    private static let threshold: Float = 0.3
    private static let leastScore = 0.5
    /// Characters reach beyond the kernel that the model marks: by this share of its area to its circumference.
    private static let unclipping = 1.6
    /// More regions than a page can have are not looked at.
    static let mostRegions = 600

    /// Model and version, as `PaperReading.readers` tells it.
    package let name: String
    private let path: URL
    private let cache: URL?
    private let threads: Int

    /// - Parameter cache: a folder for the compiled model, which the next page loads.
    package init(model path: URL, name: String, cache: URL? = nil, threads: Int = 1) {
        (self.path, self.name, self.cache, self.threads) = (path, name, cache, threads)
    }

    /// The runs of text, in the page's own pixels, in no order.
    package func regions(in page: GrayImage) throws(RecognitionFault) -> [TextRegion] {
        let scale = Double(Self.width) / Double(min(page.width, page.height))
        let small = page.shrunk(
            width: Int((Double(page.width) * scale).rounded()), height: Int((Double(page.height) * scale).rounded()))
        let map = try probabilities(of: small, by: NeuralModel(path, cache: cache, threads: threads))
        return map.regions(threshold: Self.threshold, leastScore: Self.leastScore, unclipping: Self.unclipping)
            .sorted { $0.score > $1.score }.prefix(Self.mostRegions)
            .map { region in
                TextRegion(
                    centre: Point(x: (region.centre.x + 0.5) / scale - 0.5, y: (region.centre.y + 0.5) / scale - 0.5), angle: region.angle,
                    length: region.length / scale, thickness: region.thickness / scale, score: region.score)
            }
    }

    private func probabilities(of page: GrayImage, by model: NeuralModel) throws(RecognitionFault) -> ProbabilityMap {
        var map = ProbabilityMap(width: page.width, height: page.height)
        let padded = (page.width + 31) / 32 * 32
        var top = 0
        while true {
            let strip = try infer(page, top: top, width: padded, by: model)
            let isLast = top + Self.stripHeight >= page.height
            let from = top == 0 ? 0 : Self.overlap / 2
            let to = isLast ? page.height - top : Self.stripHeight - Self.overlap / 2
            for y in from..<to {
                map.values.replaceSubrange(
                    (top + y) * page.width..<(top + y + 1) * page.width, with: strip[y * padded..<y * padded + page.width])
            }
            if isLast { return map }
            top = min(top + Self.stripHeight - Self.overlap, max(0, page.height - Self.stripHeight))
        }
    }

    private func infer(_ page: GrayImage, top: Int, width: Int, by model: NeuralModel) throws(RecognitionFault) -> [Float] {
        let plane = Self.stripHeight * width
        var input = [Float](repeating: 1, count: 3 * plane)  // beyond the page there is white paper
        input.withUnsafeMutableBufferPointer { input in
            page.pixels.withUnsafeBufferPointer { dots in
                for y in 0..<min(Self.stripHeight, page.height - top) {
                    for x in 0..<page.width {
                        let value = Float(dots[(top + y) * page.width + x]) / 127.5 - 1
                        for channel in 0..<3 { input[channel * plane + y * width + x] = value }
                    }
                }
            }
        }
        let shape = [1, 3, Self.stripHeight, width]
        return try model.run(&input, shape: shape, wanted: [1, 1, Self.stripHeight, width]) { values in
            Array(UnsafeBufferPointer(start: values, count: Self.stripHeight * width))
        }
    }
}
