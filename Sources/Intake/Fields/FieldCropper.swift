package import Rulebook

/// Cuts fields out of a page; the blank print tells what was printed and what was written.
package struct FieldCropper: Sendable {
    static let textScale = BlankPage.dotsPerMillimetre
    private static let tickScale = 7.0
    /// From so far to so far beside a box, in mm, there is paper: its frame ends before, its label begins after.
    private static let tickMargin = 0.35...0.85
    /// More of a tick's box than this is ink: ticked. A tick has at least 0.14, a speck at most 0.02.
    package static let ticked = 0.07
    /// Less of a cell than this is ink: nothing is written in it.
    package static let blankCell = 0.012
    /// How far from the frame of a cell its inside begins, in mm.
    private static let cellFrame = 0.45
    private static let lineHeight = 7.5
    /// How far a field is looked for, in mm, and how much of its print's contrast has to be found.
    private static let reach = 1.4
    private static let leastScore = 0.45

    package let filled: AlignedPage
    package let blank: AlignedPage

    package init(filled: AlignedPage, blank: AlignedPage) {
        (self.filled, self.blank) = (filled, blank)
    }

    /// By how much what is printed about a field lies beside where the map says: paper bends, and a page is not quite flat.
    func shift(of place: PaperMap.Place) -> Registration.Shift? {
        // With its label, which stands above it or beside.
        let area = Area(place.box).grown(left: 1, top: 4.5, right: place.box[2] < 10 ? 30 : 1, bottom: 1)
        return Registration(filled: filled, blank: blank).shift(of: area, reach: Self.reach, dotsPerMillimetre: 5)
    }

    /// The same page, moved to where a field was found.
    func moved(by shift: Registration.Shift?) -> FieldCropper {
        guard let shift, shift.score >= Self.leastScore, shift.by.length < Self.reach else { return self }
        return FieldCropper(filled: AlignedPage(image: filled.image, dots: filled.dots.moved(by: shift.by)), blank: blank)
    }

    /// Everything that is written in a field's place.
    package func scan(_ place: PaperMap.Place, _ field: Field?) -> FieldScan {
        var scan = FieldScan(place: place, field: field)
        let box = Area(place.box)
        if let options = place.options { scan.ticks = options.map { tick($0.value, Area($0.box)) } }
        if let cells = place.boxes { scan.cells = cells.map { cell(Area($0)) } }
        if let items = place.items { scan.lines = items.map { line(Area($0)) } }
        if let rows = place.rows {
            for (index, row) in rows.enumerated() {
                for (column, box) in row.sorted(by: { $0.value[0] < $1.value[0] }) {
                    var line = line(Area(box))
                    (line.row, line.column) = (index, column)
                    scan.lines.append(line)
                }
            }
        }
        guard place.options == nil, place.boxes == nil, place.items == nil, place.rows == nil else { return scan }
        switch place.kind {
        case "signature": scan.ink = inkShare(box.grown(-1), scale: 4)
        case "attachment", FieldKind.declaration.rawValue: scan.ticks = [tick("true", box)]
        default:
            let count = max(1, Int((box.height / Self.lineHeight).rounded()))
            let height = box.height / Double(count)
            scan.lines = (0..<count).map { line(Area(x: box.x, y: box.y + Double($0) * height, width: box.width, height: height)) }
        }
        return scan
    }

    private func line(_ box: Area) -> FieldScan.Line {
        // Writing hangs below its line; the frame is taken away with all that is printed.
        let area = box.grown(left: 0.6, top: 0.6, right: 0.6, bottom: 1.2)
        let printed = blank.crop(area, dotsPerMillimetre: Self.textScale)
        var mask = InkMask(width: printed.width, height: printed.height)
        mask.bits = printed.pixels.map { $0 < 215 }
        let crop = filled.crop(area, dotsPerMillimetre: Self.textScale)
        return FieldScan.Line(area: box, looks: crop.filledIn(where: mask.dilated(dx: 1, dy: 2)).writing())
    }

    private func cell(_ box: Area) -> FieldScan.Cell {
        let inside = box.grown(-Self.cellFrame)
        let image = filled.crop(inside, dotsPerMillimetre: Self.textScale)
        let ink = image.darkerThanSurroundings(radius: image.height / 2, contrast: 24).withoutSpecks()
        return FieldScan.Cell(area: box, image: image, ink: Double(ink.count) / Double(image.pixels.count))
    }

    private func tick(_ value: String, _ box: Area) -> FieldScan.Tick {
        let margin = Self.tickMargin
        let left = Area(x: box.x - margin.upperBound, y: box.y, width: margin.upperBound - margin.lowerBound, height: box.height)
        let right = Area(x: box.x + box.width + margin.lowerBound, y: box.y, width: left.width, height: box.height)
        let spill = [left, right].map { inkShare($0, scale: Self.tickScale) }.min() ?? 0
        return FieldScan.Tick(value: value, area: box, ink: inkShare(box.grown(-0.55), scale: Self.tickScale), spill: spill)
    }

    /// The share of dots clearly darker than the paper around.
    private func inkShare(_ inside: Area, scale: Double) -> Double {
        let crop = filled.crop(inside, dotsPerMillimetre: scale)
        let paper = filled.crop(inside.grown(1.6), dotsPerMillimetre: scale).grey(below: 0.8)
        return Double(crop.pixels.count { Int($0) < paper - 45 }) / Double(crop.pixels.count)
    }
}
