/// A grey picture, 8 bits a dot; whole coordinates are the middles of dots.
package struct GrayImage: Sendable {
    package let width: Int
    package let height: Int
    package var pixels: [UInt8]

    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height, "a picture has as many dots as its size says")
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    package init(width: Int, height: Int, fill: UInt8) {
        self.init(width: width, height: height, pixels: [UInt8](repeating: fill, count: width * height))
    }

    package subscript(x: Int, y: Int) -> UInt8 {
        get { pixels[y * width + x] }
        set { pixels[y * width + x] = newValue }
    }

    /// A part of the picture; what lies outside is left away.
    /// - Returns: nil where nothing is left.
    package func cropped(x: Range<Int>, y: Range<Int>) -> GrayImage? {
        let (x, y) = (x.clamped(to: 0..<width), y.clamped(to: 0..<height))
        guard !x.isEmpty, !y.isEmpty else { return nil }
        var part: [UInt8] = []
        part.reserveCapacity(x.count * y.count)
        for row in y { part += pixels[row * width + x.lowerBound..<row * width + x.upperBound] }
        return GrayImage(width: x.count, height: y.count, pixels: part)
    }

    /// Side by side, as high as the lowest.
    static func joined(_ parts: [GrayImage]) -> GrayImage? {
        guard let height = parts.map(\.height).min() else { return nil }
        var pixels: [UInt8] = []
        for y in 0..<height { for part in parts { pixels += part.pixels[y * part.width..<(y + 1) * part.width] } }
        return GrayImage(width: parts.reduce(0) { $0 + $1.width }, height: height, pixels: pixels)
    }

    /// Turned by quarters, clockwise.
    package func turned(quarters: Int) -> GrayImage {
        let quarters = (quarters % 4 + 4) % 4
        guard quarters > 0 else { return self }
        let (outWidth, outHeight) = quarters == 2 ? (width, height) : (height, width)
        var result = GrayImage(width: outWidth, height: outHeight, fill: 0)
        pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    for x in 0..<width {
                        let (u, v) =
                            switch quarters {
                            case 1: (height - 1 - y, x)
                            case 2: (width - 1 - x, height - 1 - y)
                            default: (y, width - 1 - x)
                            }
                        target[v * outWidth + u] = source[y * width + x]
                    }
                }
            }
        }
        return result
    }

    /// The mean grey of 2×2 dots, again and again, until neither side is longer.
    package func halved(untilAtMost longest: Int) -> GrayImage {
        var image = self
        while max(image.width, image.height) > longest, image.width > 1, image.height > 1 { image = image.halved() }
        return image
    }

    package func halved() -> GrayImage {
        let (outWidth, outHeight) = (max(1, width / 2), max(1, height / 2))
        var result = GrayImage(width: outWidth, height: outHeight, fill: 0)
        let (stepX, stepY) = (width > 1 ? 1 : 0, height > 1 ? width : 0)
        pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { target in
                for v in 0..<outHeight {
                    for u in 0..<outWidth {
                        let i = 2 * v * width + 2 * u
                        let sum =
                            UInt16(source[i]) + UInt16(source[i + stepX]) + UInt16(source[i + stepY]) + UInt16(source[i + stepX + stepY])
                        target[v * outWidth + u] = UInt8(truncatingIfNeeded: (sum + 2) / 4)
                    }
                }
            }
        }
        return result
    }
}
