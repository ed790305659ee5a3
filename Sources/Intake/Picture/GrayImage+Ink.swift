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

    /// Ink black, paper white.
    func inBlackAndWhite(radius: Int) -> GrayImage {
        GrayImage(width: width, height: height, pixels: darkerThanSurroundings(radius: radius, contrast: 0).bits.map { $0 ? 0 : 255 })
    }

    /// Each dot moved away from the mean of its eight neighbours by as much again as it differs from it.
    func sharpened() -> GrayImage {
        var result = self
        guard width > 2, height > 2 else { return result }
        pixels.withUnsafeBufferPointer { dots in
            result.pixels.withUnsafeMutableBufferPointer { target in
                for y in 1..<height - 1 {
                    for x in 1..<width - 1 {
                        let i = y * width + x
                        var sum = -Int(dots[i])
                        for row in stride(from: i - width, through: i + width, by: width) {
                            sum += Int(dots[row - 1]) + Int(dots[row]) + Int(dots[row + 1])
                        }
                        target[i] = UInt8(clamping: 2 * Int(dots[i]) - sum / 8)
                    }
                }
            }
        }
        return result
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
}

/// One look at a line of writing.
package struct Writing: Sendable {
    package let image: GrayImage
    /// Where a comma hangs below a letter, as below ș and ț: how far from the left, in dots.
    package let commas: [Double]
}

extension GrayImage {
    /// How much paper above and below, in the height of the writing: as it is read best, and once more with more of it. Capitals and
    /// figures are as high as one another, and fill a tight box as no line of a book does; their signs stand outside of it, too.
    private static let (paper, paperOfCapitals) = ([0.14, 0.25], [0.3, 0.5])
    private static let unevenness = 1.4

    /// The writing with a little paper around it, as recognisers were trained on, seen more than once.
    /// - Returns: nothing where there is no ink.
    func writing() -> [Writing] {
        let ink = darkerThanSurroundings(radius: 12, contrast: 16).withoutSpecks()
        let h = Double(height)
        let strokes = ink.blots().filter { Double($0.area) > 0.0048 * h * h && Double($0.height) > 0.12 * h }
        guard let left = strokes.map(\.minX).min(), let right = strokes.map(\.maxX).max() else { return [] }
        let tall = strokes.filter { Double($0.height) > 0.18 * h }
        let letters = tall.isEmpty ? strokes : tall
        let top = Double(letters.map(\.minY).min() ?? 0)
        let bottom = Double((letters.map(\.maxY).max() ?? height - 1) + 1)
        let isEven = bottom - top < Self.unevenness * Double(letters.map(\.height).sorted()[letters.count / 2])
        let columns = left - height / 5..<right + 1 + height / 5
        func part(above: Double, below: Double) -> GrayImage? {
            cropped(x: columns, y: Int(max(0, top - above))..<Int(max(1, bottom + below)))
        }
        let commas = part(above: 0.3 * (bottom - top), below: 0.5 * (bottom - top))?.commas() ?? []
        let lowest = Double(commas.map(\.maxY).max() ?? 0) + max(0, top - 0.3 * (bottom - top)).rounded(.down)
        return (isEven ? Self.paperOfCapitals : Self.paper).compactMap { share in
            let margin = max(2, ((bottom - top) * share).rounded(.down))
            let lacking = max(0, (0.45 * h).rounded(.down) - (bottom - top + 2 * margin)) / 2
            let below = max(margin + lacking, lowest + 3 - bottom)
            return part(above: margin + lacking, below: below).map {
                Writing(image: $0, commas: commas.map { Double($0.minX + $0.maxX) / 2 })
            }
        }
    }

    /// Small blots of ink, clear of everything, just below a letter that stands on the line.
    private func commas() -> [Blot] {
        let (light, dark) = (grey(below: 0.8), grey(below: 0.015))
        var ink = InkMask(width: width, height: height)
        ink.bits = pixels.map { 2 * Int($0) < light + dark }
        let blots = ink.blots().filter { $0.area >= 4 }
        let letters = blots.filter { Double($0.height) > 0.18 * Double(height) }
        guard !letters.isEmpty else { return [] }
        let tall = Double(letters.map(\.height).sorted()[letters.count / 2])
        let line = Double(letters.map(\.maxY).sorted()[letters.count / 2])
        return blots.filter { blot in
            guard line - 0.12 * tall...line + 0.4 * tall ~= Double(blot.minY), 0.08 * tall...0.6 * tall ~= Double(blot.height),
                Double(blot.width) <= 0.7 * tall, Double(blot.area) >= 0.006 * tall * tall
            else { return false }
            return letters.contains { letter in
                let shared = min(letter.maxX, blot.maxX) - max(letter.minX, blot.minX) + 1
                return 2 * shared >= blot.width && Double(letter.maxY) < Double(blot.minY) + 0.15 * tall
            }
        }
    }
}
