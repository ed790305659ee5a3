package import Rulebook

/// Makes answers of what was cut out and recognised.
package struct FieldInterpreter: Sendable {
    private static let digits = "0123456789"
    private static let capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let small = "abcdefghijklmnopqrstuvwxyz"
    private static let romanian = "ăâîșțĂÂÎȘȚ"
    private static let hungarian = "áéíóöőúüűÁÉÍÓÖŐÚÜŰ"
    /// The least confidence of what is accepted.
    private static let sure = 0.9

    private let context: CheckingContext

    package init(_ context: CheckingContext) { self.context = context }

    /// The lines of a field that have to be recognised, in the order in which `fields` wants them back.
    package func requests(_ scan: FieldScan) -> [LineRequest] {
        let written = scan.lines.compactMap { line in
            line.writing.map { LineRequest(image: $0, allowed: allowed(kind(scan, line.column))) }
        }
        let cells = scan.cells.filter { $0.ink >= FieldCropper.blankCell }.map {
            LineRequest(image: $0.image.padded(horizontally: 10, vertically: 4), allowed: allowed(kind(scan, nil)))
        }
        return written + cells
    }

    /// - Parameters:
    ///   - lines: what was recognised of `requests`, in their order.
    ///   - page: of the document, from 1.
    package func fields(_ scan: FieldScan, _ lines: [LineProbabilities], page: Int) -> [PaperReading.Field] {
        var lines = lines[...]
        var readings: [(line: FieldScan.Line, reading: LineProbabilities.Reading)] = []
        for line in scan.lines where line.writing != nil {
            if let probabilities = lines.popFirst() { readings.append((line, probabilities.greedy())) }
        }
        if scan.place.rows != nil {
            return readings.compactMap { line, reading in
                guard let row = line.row, let column = line.column else { return nil }
                return field(
                    "\(scan.place.key)[\(row)].\(column)", kind(scan, column), reading.text, reading.weakest, page, line.area,
                    scan.field?.columns.first { $0.key == column })
            }
        }
        if scan.place.kind == "signature" {
            let isSigned = scan.ink > 0.004
            let value = isSigned ? "true" : ""
            return [field("signature", scan.place.kind, value, isSigned ? 0.99 : 0.9, page, Area(scan.place.box), nil)]
        }
        var parts: [String] = []
        var confidence = 1.0
        if !scan.ticks.isEmpty {
            parts.append(ticked(scan))
            confidence = min(1, scan.ticks.map { abs($0.ink / FieldCropper.ticked - 1) }.min() ?? 1)
        }
        if !scan.cells.isEmpty {
            let (text, sureness) = cells(scan, lines)
            parts.append(text)
            confidence = min(confidence, sureness)
        }
        if !readings.isEmpty {
            parts += readings.map(\.reading.text)
            confidence = min(confidence, readings.map(\.reading.weakest).min() ?? 0)
        }
        let raw = parts.filter { !$0.isEmpty }.joined(separator: scan.place.kind == FieldKind.paragraph.rawValue ? " " : "\n")
        let key = scan.place.key.hasPrefix("@anexa:") ? "attachment:\(scan.place.key.dropFirst(7))" : scan.place.key
        return [field(key, scan.place.kind, raw, confidence, page, Area(scan.place.box), scan.field)]
    }

    private func field(
        _ key: String, _ kind: String, _ raw: String, _ confidence: Double, _ page: Int, _ area: Area, _ asked: Field?
    ) -> PaperReading.Field {
        let value = raw.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: "\n")
        let outcome: PaperReading.Outcome = value.isEmpty || confidence >= Self.sure ? .accepted : confidence > 0.3 ? .check : .unreadable
        return PaperReading.Field(
            key: key, kind: kind, value: value, raw: raw, confidence: confidence, outcome: outcome, page: page, box: area.box)
    }

    private func kind(_ scan: FieldScan, _ column: String?) -> String {
        guard let column else { return scan.place.kind }
        return scan.field?.columns.first { $0.key == column }?.kind.rawValue ?? FieldKind.text.rawValue
    }

    private func ticked(_ scan: FieldScan) -> String {
        let ticked = scan.ticks.filter { $0.ink >= FieldCropper.ticked }
        if scan.place.kind == FieldKind.choices.rawValue { return ticked.map(\.value).joined(separator: "\n") }
        return ticked.max { $0.ink < $1.ink }?.value ?? ""
    }

    private func cells(_ scan: FieldScan, _ lines: ArraySlice<LineProbabilities>) -> (text: String, confidence: Double) {
        var lines = lines
        var confidence = 1.0
        let characters = scan.cells.map { cell -> String in
            guard cell.ink >= FieldCropper.blankCell, let probabilities = lines.popFirst() else { return "" }
            let each = probabilities.singleCharacter()
            guard let best = each.indices.max(by: { each[$0] < each[$1] }) else { return "" }
            confidence = min(confidence, each[best])
            return String(probabilities.alphabet.characters[best])
        }
        return (punctuated(characters, FieldKind(rawValue: scan.place.kind)), confidence)
    }

    /// With the signs that are printed between the cells.
    private func punctuated(_ cells: [String], _ kind: FieldKind?) -> String {
        func part(_ range: Range<Int>) -> String { cells[range.clamped(to: 0..<cells.count)].joined() }
        let all = cells.joined()
        guard !all.isEmpty else { return "" }
        switch kind {
        case .date?: return "\(part(4..<8))-\(part(2..<4))-\(part(0..<2))"
        case .time?: return "\(part(0..<2)):\(part(2..<4))"
        case .period?: return "\(part(4..<8))-\(part(2..<4))-\(part(0..<2))/\(part(12..<16))-\(part(10..<12))-\(part(8..<10))"
        case .money?: return part(0..<9) + (part(9..<11).isEmpty ? "" : ".\(part(9..<11))")
        case .kilometre?: return "\(part(0..<3))+\(part(3..<6))"
        default: return all
        }
    }

    /// The characters that may stand in an answer of a kind.
    private func allowed(_ name: String) -> String {
        let letters = Self.capitals + Self.small + Self.romanian + Self.hungarian
        return switch FieldKind(rawValue: name) {
        case .cnp?, .cui?, .phone?, .date?, .period?, .time?, .money?, .postcode?, .kilometre?, .slot?: Self.digits
        case .number?: Self.digits + ",.-"
        case .iban?, .identityCard?, .plate?, .countyRoad?: Self.capitals + Self.digits
        case .tradeRegister?: Self.capitals + Self.digits + "/."
        case .email?: Self.small + Self.capitals + Self.digits + "@._-+"
        case .cadastral?: Self.digits + "-/CU"
        case .monument?: Self.capitals + Self.small + Self.digits + "-."
        default: letters + Self.digits + " .,-–/()„”\"':;+&%!?@°²№"
        }
    }
}
