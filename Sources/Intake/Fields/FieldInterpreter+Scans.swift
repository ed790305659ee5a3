import Foundation
import Rulebook

extension FieldInterpreter {
    /// The lines of a field that have to be recognised, in the order in which `fields` wants them back: lines of writing, each look at
    /// each of them, or all filled cells together as one line.
    package func requests(_ scan: FieldScan) -> [LineRequest] {
        let written = scan.lines.flatMap(\.looks).map {
            LineRequest(image: $0.image, allowed: Mask.everything, commas: $0.commas, isAnswer: true)
        }
        let filled = scan.filledCells
        let together = filled.count > 1 ? GrayImage.joined(filled.map(\.image)) : nil
        return written + [together].compactMap { $0.map { LineRequest(image: $0, allowed: Mask.everything, isAnswer: true) } }
    }

    /// The filled cells one by one, for the reader of lines, which wants paper around them; the reader of cells wants none.
    func cellRequests(_ scan: FieldScan, padded: Bool) -> [LineRequest] {
        scan.filledCells.map { cell in
            LineRequest(image: padded ? cell.image.padded(horizontally: 10, vertically: 4) : cell.image, allowed: Mask.everything)
        }
    }

    /// Whether the reader of lines has to look at each cell, too: where the reader of cells is sure of all of them, and their line says
    /// the same, it would cost more time than it is worth.
    func wantsCells(_ scan: FieldScan, _ lines: [LineProbabilities], asCells: [LineProbabilities]) -> Bool {
        guard let kind = FieldKind(rawValue: scan.place.kind), let boxes = scan.place.boxes, !asCells.isEmpty, let line = lines.first else {
            return !scan.filledCells.isEmpty
        }
        let grammar = CellGrammar(kind, boxes: boxes)
        let masks = zip(scan.cells, grammar.masks).filter { $0.0.isFilled }.map(\.1)
        guard masks.count == asCells.count else { return true }
        var text = ""
        for (seen, mask) in zip(asCells, masks) {
            let odds = MaskedLine(seen, mask).single()
            guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }), odds[best] >= Self.sureCell else { return true }
            text.append(mask.characters[best])
        }
        return MaskedLine(line, grammar.anywhere).plain().text != text
    }

    private static let sureCell = 0.97

    /// What another reader is asked for its word: the lines of writing, each once.
    func questions(_ scan: FieldScan) -> [LineRequest] {
        scan.lines.compactMap(\.writing).map { LineRequest(image: $0, allowed: Mask.everything) }
    }

    /// Whether another reader's word is worth its time: on lines of writing that no checksum has proved.
    func wantsVotes(_ fields: [PaperReading.Field], _ scan: FieldScan) -> Bool {
        scan.place.boxes == nil && scan.place.rows == nil && scan.place.items == nil
            && fields.contains { $0.evidence?["proven"] != 1 && $0.evidence?["listed"] != 1 && !scan.lines.isEmpty }
    }

    /// - Parameters:
    ///   - lines: what was recognised of `requests`, in their order.
    ///   - cells: what was seen in each filled cell.
    ///   - others: what other readers recognised of `questions`, by their names.
    ///   - page: of the document, from 1.
    ///   - residual: of the page's marks, in mm.
    ///   - straightness: of all writing on the page.
    ///   - answers: what was read before on the document, by key.
    /// - Returns: nothing where nothing is written.
    func fields(
        _ scan: FieldScan, _ lines: [LineProbabilities], cells: [CellSight] = [], others: [String: [LineProbabilities]] = [:], page: Int,
        residual: Double? = nil, straightness: Straightness = Straightness(), after answers: [String: String] = [:]
    ) -> [PaperReading.Field] {
        if scan.place.rows != nil { return table(scan, lines, page: page, residual: residual, straightness) }
        var rest = lines[...]
        var sight = FieldSight(scan.place)
        sight.residual = residual ?? 0
        let own = [scan].straightness
        sight.straightness = own.share ?? straightness.share
        sight.setting = own.setting(on: straightness)
        sight.others = others
        let written = scan.lines.map { Self.seen($0, &rest) }
        if scan.place.items != nil {
            sight.items = written
        } else {
            sight.lines = written.compactMap { $0 }
        }
        var filled = cells[...]
        sight.cells = scan.cells.map { cell in cell.isFilled ? filled.popFirst() : nil }
        if sight.cells.count(where: { $0 != nil }) > 1, let together = rest.popFirst() { sight.lines = [together] }
        sight.ink = scan.ticks.first?.ink ?? scan.ink
        sight.spill = scan.ticks.first?.spill ?? 0
        sight.options = scan.place.options == nil ? [] : scan.ticks
        guard var field = self(sight, scan.field, after: answers) else { return [] }
        field.page = page
        field.key = Self.name(of: scan.place)
        return [field]
    }

    /// A table's cells are fields of their own: `materiale[0].bucati`.
    private func table(
        _ scan: FieldScan, _ lines: [LineProbabilities], page: Int, residual: Double?, _ straightness: Straightness
    ) -> [PaperReading.Field] {
        var sight = FieldSight(scan.place)
        sight.residual = residual ?? 0
        var rest = lines[...]
        return scan.lines.compactMap { line in
            guard let seen = Self.seen(line, &rest), let row = line.row, let column = line.column else { return nil }
            let own = line.writing?.straightness() ?? Straightness()
            sight.straightness = own.share ?? straightness.share
            sight.setting = own.setting(on: straightness)
            let (kind, made) = cell(seen, scan.field?.columns.first { $0.key == column }, sight.setting)
            return weighed(made, "\(scan.place.key)[\(row)].\(column)", kind, page: page, box: line.area.box, sight)
        }
    }

    /// The looks at one line, put together.
    private static func seen(_ line: FieldScan.Line, _ rest: inout ArraySlice<LineProbabilities>) -> LineProbabilities? {
        let looks = rest.prefix(line.looks.count)
        rest = rest.dropFirst(line.looks.count)
        guard var first = looks.first else { return nil }
        first.again += looks.dropFirst()
        return first
    }

    private static func name(of place: PaperMap.Place) -> String {
        if place.kind == "signature" { return "signature" }
        let attachment = PaperForm.key(ofAttachment: "")
        return place.key.hasPrefix(attachment) ? "attachment:\(place.key.dropFirst(attachment.count))" : place.key
    }
}
