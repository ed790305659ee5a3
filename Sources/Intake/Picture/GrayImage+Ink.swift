extension GrayImage {
    /// Dots darker than the mean of their (2·radius+1)² surroundings by more than `contrast`.
    package func darkerThanSurroundings(radius: Int, contrast: Int) -> InkMask {
        let stride = width + 1
        var mask = InkMask(width: width, height: height)
        var integral = [UInt32](repeating: 0, count: stride * (height + 1))
        pixels.withUnsafeBufferPointer { dots in
            integral.withUnsafeMutableBufferPointer { integral in
                for y in 0..<height {
                    var rowSum: UInt32 = 0
                    for x in 0..<width {
                        rowSum &+= UInt32(dots[y * width + x])
                        integral[(y + 1) * stride + x + 1] = integral[y * stride + x + 1] &+ rowSum
                    }
                }
                mask.bits.withUnsafeMutableBufferPointer { bits in
                    for y in 0..<height {
                        let (top, bottom) = (max(0, y - radius), min(height, y + radius + 1))
                        for x in 0..<width {
                            let (left, right) = (max(0, x - radius), min(width, x + radius + 1))
                            let sum =
                                integral[bottom * stride + right] &- integral[top * stride + right] &- integral[bottom * stride + left]
                                &+ integral[top * stride + left]
                            bits[y * width + x] = (Int(dots[y * width + x]) + contrast) * (bottom - top) * (right - left) < Int(sum)
                        }
                    }
                }
            }
        }
        return mask
    }

    /// The grey below which lies this share of the dots.
    package func grey(below share: Double) -> Int {
        var histogram = [Int](repeating: 0, count: 256)
        for dot in pixels { histogram[Int(dot)] += 1 }
        var left = Int(Double(pixels.count) * share)
        for (grey, count) in histogram.enumerated() {
            left -= count
            if left < 0 { return grey }
        }
        return 255
    }

    /// With the masked dots replaced by the nearest others in the four directions, nearer ones counting more.
    func filledIn(where mask: InkMask) -> GrayImage {
        var result = self
        pixels.withUnsafeBufferPointer { dots in
            mask.bits.withUnsafeBufferPointer { bits in
                result.pixels.withUnsafeMutableBufferPointer { target in
                    for y in 0..<height {
                        for x in 0..<width where bits[y * width + x] {
                            var sum: Float = 0
                            var weights: Float = 0
                            for (dx, dy) in [(0, -1), (0, 1), (-1, 0), (1, 0)] as [(Int, Int)] {
                                var (u, v) = (x, y)
                                var distance: Float = 0
                                while u >= 0, v >= 0, u < width, v < height, bits[v * width + u] {
                                    u += dx
                                    v += dy
                                    distance += 1
                                }
                                guard u >= 0, v >= 0, u < width, v < height else { continue }
                                let weight = 1 / (distance * distance)
                                sum += weight * Float(dots[v * width + u])
                                weights += weight
                            }
                            if weights > 0 { target[y * width + x] = UInt8(sum / weights + 0.5) }
                        }
                    }
                }
            }
        }
        return result
    }

    /// The tight box around the writing, as recognisers were trained on.
    /// - Returns: nil where there is no ink.
    package func trimmedToInk() -> GrayImage? {
        let ink = darkerThanSurroundings(radius: 12, contrast: 16).withoutSpecks()
        let h = Double(height)
        let strokes = ink.blots().filter { Double($0.area) > 0.0048 * h * h && Double($0.height) > 0.12 * h }
        guard let left = strokes.map(\.minX).min(), let right = strokes.map(\.maxX).max() else { return nil }
        let tall = strokes.filter { Double($0.height) > 0.18 * h }
        let letters = tall.isEmpty ? strokes : tall
        var top = Double(letters.map(\.minY).min() ?? 0)
        var bottom = Double((letters.map(\.maxY).max() ?? height - 1) + 1)
        let margin = max(2, ((bottom - top) * 0.14).rounded(.down))
        top -= margin
        bottom += margin
        let lacking = max(0, (0.45 * h).rounded(.down) - (bottom - top))
        top -= lacking / 2
        bottom += lacking / 2
        return cropped(x: left - height / 5..<right + 1 + height / 5, y: Int(max(0, top))..<Int(max(1, bottom)))
    }
}
