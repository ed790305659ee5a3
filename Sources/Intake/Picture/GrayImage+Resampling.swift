extension GrayImage {
    /// Resamples bilinearly: `source` says, for a dot of the result, where to look in this picture.
    /// - Parameter background: what lies outside; nil: the edge goes on.
    func resampled(
        width outWidth: Int, height outHeight: Int, background: UInt8? = nil, from source: (Double, Double) -> Point
    ) -> GrayImage {
        var result = GrayImage(width: outWidth, height: outHeight, fill: background ?? 0)
        guard width > 1, height > 1 else { return result }
        let (lastX, lastY) = (Double(width - 1), Double(height - 1))
        pixels.withUnsafeBufferPointer { dots in
            result.pixels.withUnsafeMutableBufferPointer { target in
                for v in 0..<outHeight {
                    for u in 0..<outWidth {
                        var p = source(Double(u), Double(v))
                        guard p.x.isFinite, p.y.isFinite else { continue }
                        if background != nil, p.x < 0 || p.y < 0 || p.x > lastX || p.y > lastY { continue }
                        p = Point(x: min(max(p.x, 0), lastX), y: min(max(p.y, 0), lastY))
                        let (x, y) = (min(Int(p.x), width - 2), min(Int(p.y), height - 2))
                        let i = y * width + x
                        let (fx, fy) = (Float(p.x - Double(x)), Float(p.y - Double(y)))
                        let top = Float(dots[i]) * (1 - fx) + Float(dots[i + 1]) * fx
                        let bottom = Float(dots[i + width]) * (1 - fx) + Float(dots[i + width + 1]) * fx
                        target[v * outWidth + u] = UInt8(top * (1 - fy) + bottom * fy + 0.5)
                    }
                }
            }
        }
        return result
    }

    /// In another size; halved first where it shrinks by more than two.
    package func resized(width outWidth: Int, height outHeight: Int) -> GrayImage {
        var image = self
        while image.width > 2 * outWidth, image.height > 2 * outHeight { image = image.halved() }
        let (sx, sy) = (Double(image.width) / Double(outWidth), Double(image.height) / Double(outHeight))
        return image.resampled(width: outWidth, height: outHeight) { Point(x: ($0 + 0.5) * sx - 0.5, y: ($1 + 0.5) * sy - 0.5) }
    }

    /// With a margin that repeats the edge.
    func padded(horizontally dx: Int, vertically dy: Int) -> GrayImage {
        resampled(width: width + 2 * dx, height: height + 2 * dy) { Point(x: $0 - Double(dx), y: $1 - Double(dy)) }
    }
}
