import Foundation

/// Reads whole pages: finds the text, turns and straightens the page, recognises line by line.
package final class PageTextReader {
    private let detector: TextDetector
    private let recognizer: TextRecognizer
    /// The longest lines of a page say whether it stands on its head.
    private static let probes = 6
    /// Regions thinner than this in mm are no text that could be read.
    private static let leastThickness = 1.2

    package init(detector: TextDetector, recognizer: TextRecognizer) {
        (self.detector, self.recognizer) = (detector, recognizer)
    }

    private static let allowed: String = {
        let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZĂÂÎȘȚÁÉÍÓÖŐÚÜŰ"
        return upper + upper.lowercased() + "0123456789 .,;:-–—_/()[]\"„”“’'@+*%&!?=#№°²³§•·…|<>"
    }()

    /// - Returns: nil for a page without text.
    package func read(_ scan: GrayImage) throws(RecognitionFault) -> PageText? {
        var page = scan, turned = 0
        var regions = try detector.regions(in: page)
        if regions.filter({ $0.length < 0.7 * $0.thickness }).reduce(0, { $0 + $1.thickness }) > regions.reduce(0, { $0 + $1.length }) / 2 {
            page = page.turned(quarters: 1)
            turned = 90
            regions = try detector.regions(in: page)
        }
        guard !regions.isEmpty else { return nil }
        if try standsOnItsHead(page, regions) {
            page = page.turned(quarters: 2)
            turned += 180
            let (right, bottom) = (Double(page.width - 1), Double(page.height - 1))
            regions = regions.map { region in
                var region = region
                region.centre = Point(x: right - region.centre.x, y: bottom - region.centre.y)
                return region
            }
        }
        let tilt = Self.tilt(of: regions)
        if abs(tilt) > 0.003 {
            let centre = Point(x: Double(page.width - 1) / 2, y: Double(page.height - 1) / 2)
            let (c, s) = (cos(tilt), sin(tilt))
            page = page.resampled(width: page.width, height: page.height, background: 255) { u, v in
                let (dx, dy) = (u - centre.x, v - centre.y)
                return Point(x: centre.x + dx * c - dy * s, y: centre.y + dx * s + dy * c)
            }
            regions = regions.map { region in
                var region = region
                let (dx, dy) = (region.centre.x - centre.x, region.centre.y - centre.y)
                region.centre = Point(x: centre.x + dx * c + dy * s, y: centre.y - dx * s + dy * c)
                region.angle -= tilt
                return region
            }
        }
        return try text(of: page, regions, turned: turned)
    }

    private func text(of page: GrayImage, _ regions: [TextRegion], turned: Int) throws(RecognitionFault) -> PageText {
        let width = page.width > page.height ? 297.0 : 210.0, scale = Double(page.width) / width
        let regions = regions.filter { $0.thickness / scale >= Self.leastThickness && $0.length > 0.8 * $0.thickness }
        let crops = regions.map { page.crop($0) }
        let readings = try recognizer.read(crops.map { LineRequest(image: $0, allowed: Self.allowed) })
        var lines = regions.indices.compactMap { index -> TextLine? in
            let region = regions[index]
            let reading = readings[index].placed(lengthInSteps: region.length * 6 / region.thickness)
            guard !reading.text.isEmpty, reading.confidence > 0.4 else { return nil }
            let box = Area(
                x: (region.centre.x - region.length / 2) / scale, y: (region.centre.y - region.thickness / 2) / scale,
                width: region.length / scale, height: region.thickness / scale)
            return TextLine(text: reading.text, confidence: reading.confidence, box: box, positions: reading.positions)
        }
        lines = Self.inReadingOrder(lines)
        return PageText(lines: lines, width: width, height: Double(page.height) / scale, turned: turned, image: page)
    }

    private func standsOnItsHead(_ page: GrayImage, _ regions: [TextRegion]) throws(RecognitionFault) -> Bool {
        let longest = regions.filter { $0.length > 3 * $0.thickness }.sorted { $0.length * $0.score > $1.length * $1.score }
            .prefix(Self.probes)
        guard !longest.isEmpty else { return false }
        let crops = longest.map { page.crop($0) }
        let upright = try recognizer.read(crops.map { LineRequest(image: $0, allowed: Self.allowed) }).reduce(0) {
            $0 + $1.placed().confidence
        }
        let upset = try recognizer.read(crops.map { LineRequest(image: $0.turned(quarters: 2), allowed: Self.allowed) }).reduce(0) {
            $0 + $1.placed().confidence
        }
        return upset > upright
    }

    private static func tilt(of regions: [TextRegion]) -> Double {
        let long = regions.filter { $0.length > 8 * $0.thickness }.sorted { $0.angle < $1.angle }
        guard !long.isEmpty else { return 0 }
        let all = long.reduce(0) { $0 + $1.length }
        var below = 0.0
        for region in long {
            below += region.length
            if below >= all / 2 { return region.angle }
        }
        return 0
    }

    private static func inReadingOrder(_ lines: [TextLine]) -> [TextLine] {
        var rest = lines.sorted { $0.box.y + $0.box.height / 2 < $1.box.y + $1.box.height / 2 }
        var ordered: [TextLine] = []
        while let first = rest.first {
            let level = rest.filter { $0.isLevel(with: first) && abs($0.middle - first.middle) < 0.6 * first.box.height }
            rest.removeAll { line in level.contains { $0.box.x == line.box.x && $0.box.y == line.box.y } }
            ordered += level.sorted { $0.box.x < $1.box.x }
        }
        return ordered
    }
}

extension TextLine {
    var middle: Double { box.y + box.height / 2 }
}

extension GrayImage {
    /// What stands in a region, laid straight.
    func crop(_ region: TextRegion) -> GrayImage {
        let width = max(8, Int(region.length.rounded())), height = max(8, Int(region.thickness.rounded()))
        let (c, s) = (cos(region.angle), sin(region.angle))
        let text = resampled(width: width, height: height) { u, v in
            let along = u - Double(width - 1) / 2, across = v - Double(height - 1) / 2
            return Point(x: region.centre.x + along * c - across * s, y: region.centre.y + along * s + across * c)
        }
        return text.lengthened(toMultipleOf: 8)
    }

    /// Paper is put behind the text until it is a multiple as long as high: the recogniser keeps memory for every length that it sees.
    private func lengthened(toMultipleOf ratio: Int) -> GrayImage {
        let wanted = (width + ratio * height - 1) / (ratio * height) * ratio * height
        guard wanted > width else { return self }
        var longer = GrayImage(width: wanted, height: height, fill: UInt8(clamping: grey(below: 0.85)))
        for y in 0..<height {
            longer.pixels.replaceSubrange(y * wanted..<y * wanted + width, with: pixels[y * width..<(y + 1) * width])
        }
        return longer
    }

    /// The mean of the pixels that fall on each new one: for shrinking by any factor.
    func shrunk(width outWidth: Int, height outHeight: Int) -> GrayImage {
        guard outWidth < width, outHeight < height else { return resized(width: outWidth, height: outHeight) }
        var sums = [UInt32](repeating: 0, count: outWidth), counts = sums
        var result = GrayImage(width: outWidth, height: outHeight, fill: 255)
        let column = (0..<width).map { min(outWidth - 1, $0 * outWidth / width) }
        var row = 0
        for y in 0...height {
            let target = y == height ? outHeight : min(outHeight - 1, y * outHeight / height)
            if target != row {
                for x in 0..<outWidth where counts[x] > 0 {
                    result.pixels[row * outWidth + x] = UInt8(sums[x] / counts[x])
                    (sums[x], counts[x]) = (0, 0)
                }
                row = target
            }
            guard y < height else { break }
            for x in 0..<width {
                sums[column[x]] += UInt32(pixels[y * width + x])
                counts[column[x]] += 1
            }
        }
        return result
    }
}

extension LineProbabilities {
    /// The best characters with the place of each along the line, 0…1; spaces at the ends are cut off.
    /// - Parameter lengthInSteps: of the line without what it was padded with; nil: all steps.
    func placed(lengthInSteps: Double? = nil) -> (text: String, confidence: Double, positions: [Double]) {
        var characters: [Character] = []
        var positions: [Double] = []
        var sum = 0.0
        var strongest: Float = 0
        var previous = 0
        let length = min(lengthInSteps ?? Double(stepCount), Double(stepCount))
        values.withUnsafeBufferPointer { values in
            for step in 0..<stepCount {
                var best = 0
                for entry in 1..<width where values[step * width + entry] > values[step * width + best] { best = entry }
                let value = values[step * width + best]
                if best != 0, best != previous {
                    characters.append(alphabet.characters[best - 1])
                    positions.append(min(1, (Double(step) + 0.5) / length))
                    sum += Double(value)
                    strongest = value
                } else if best != 0, value > strongest {
                    sum += Double(value - strongest)
                    strongest = value
                }
                previous = best
            }
        }
        let first = characters.firstIndex { $0 != " " } ?? characters.count
        let end = (characters.lastIndex { $0 != " " } ?? -1) + 1
        guard first < end else { return ("", 0, []) }
        return (String(characters[first..<end]), sum / Double(characters.count), Array(positions[first..<end]))
    }
}
