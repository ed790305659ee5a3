/// A page's text as it stands: runs of text with their places, in mm of the upright, straight page.
package struct PageText: Sendable {
    /// In reading order: from the top, and on one level from the left.
    package var lines: [TextLine]
    package var width: Double
    package var height: Double
    /// Clockwise degrees by which the scan was turned: 0, 90, 180, 270.
    package var turned: Int
    /// The page upright and straight.
    package var image: GrayImage

    /// All of it, one line for each level.
    package var text: String { rows.map { $0.map(\.text).joined(separator: " ") }.joined(separator: "\n") }

    /// The lines that stand on one level, from the top.
    package var rows: [[TextLine]] {
        var rows: [[TextLine]] = []
        for line in lines {
            if let last = rows.last?.last, rows[rows.count - 1].allSatisfy({ line.isLevel(with: $0) }), last.box.x <= line.box.x {
                rows[rows.count - 1].append(line)
            } else {
                rows.append([line])
            }
        }
        return rows
    }
}

/// A run of text.
package struct TextLine: Codable, Sendable {
    package var text: String
    /// The mean probability of its characters, 0…1.
    package var confidence: Double
    /// In mm of the upright page.
    package var box: Area
    /// For each character of `text`, where its middle lies along the box, 0…1.
    package var positions: [Double]

    func isLevel(with other: TextLine) -> Bool {
        let overlap = min(box.y + box.height, other.box.y + other.box.height) - max(box.y, other.box.y)
        return overlap > 0.5 * min(box.height, other.box.height)
    }
}
