import Foundation

/// Where everything that can be filled in stands on the printed pages, for a reader of scans. Lengths are in mm, from the
/// top left corner of the page; a box is `[x, y, width, height]`.
package struct PaperMap: Codable, Hashable, Sendable {
    package let service: String
    /// Tells this print from every other: it changes with the service, the layout, the language. It stands in the QR code.
    package var revision: String
    package let language: Language
    package let pages: [Page]
    package let fields: [Place]

    package typealias Box = [Double]

    package struct Page: Codable, Hashable, Sendable {
        package let width: Double
        package let height: Double
        /// The corner marks: top left, top right, bottom left, bottom right.
        package let marks: [Box]
        package let qr: Box
    }

    package struct Place: Codable, Hashable, Sendable {
        package let key: String
        /// The field's kind; `signature` and `attachment` for what is no field.
        package let kind: String
        /// From 1.
        package let page: Int
        /// Everything of the field that takes ink.
        package let box: Box
        /// How many characters have a cell of their own.
        package var cells: Int?
        /// The cells one by one.
        package var boxes: [Box]?
        package var options: [Option]?
        /// The lines of a field with several answers.
        package var items: [Box]?
        /// The cells of a table, row by row, by column.
        package var rows: [[String: Box]]?

        package struct Option: Codable, Hashable, Sendable {
            package let value: String
            package let box: Box
        }
    }
}

/// A place that the typesetter reports.
package struct PaperSpot: Decodable, Sendable {
    let key: String
    /// `field`, `option`, `item`, `cell`, `mark` or `qr`.
    let role: String
    /// An option's value, a column's key.
    let name: String?
    let index: Int?
    let page: Int
    let box: PaperMap.Box
}

extension PaperMap {
    /// - Throws: `Incomplete` when a field of the form has no place, or a page no marks.
    package init(of form: PaperForm, _ spots: [PaperSpot]) throws(Incomplete) {
        service = form.service
        revision = ""
        language = form.language
        let pageCount = spots.map(\.page).max() ?? 0
        pages = (0..<pageCount).map { number in
            let own = spots.filter { $0.page == number + 1 }
            return Page(
                width: 210, height: 297, marks: own.filter { $0.role == "mark" }.sorted { ($0.index ?? 0) < ($1.index ?? 0) }.map(\.box),
                qr: own.first { $0.role == "qr" }?.box ?? [])
        }
        guard pages.allSatisfy({ $0.marks.count == 4 && $0.qr.count == 4 }) else { throw Incomplete(key: "mark") }
        let byKey = Dictionary(grouping: spots, by: \.key)
        var places: [Place] = []
        for item in form.items { places.append(try Place(item, byKey[item.key] ?? [])) }
        for paper in form.papers {
            places.append(try Place(PaperForm.key(ofAttachment: paper.code), "attachment", byKey))
        }
        var day = try Place(PaperForm.signatureDay, FieldKind.date.rawValue, byKey)
        if case .cells(let runs, _) = form.day { day.setCells(runs) }
        fields = places + [day, try Place(PaperForm.signature, "signature", byKey)]
    }

    /// The template left something out.
    package struct Incomplete: Error {
        package let key: String
    }
}

extension PaperMap.Place {
    fileprivate init(_ key: String, _ kind: String, _ spots: [String: [PaperSpot]]) throws(PaperMap.Incomplete) {
        guard let spot = spots[key]?.first(where: { $0.role == "field" }) else { throw PaperMap.Incomplete(key: key) }
        self.init(key: key, kind: kind, page: spot.page, box: spot.box)
    }

    fileprivate init(_ item: PaperForm.Item, _ spots: [PaperSpot]) throws(PaperMap.Incomplete) {
        guard let page = spots.first?.page else { throw PaperMap.Incomplete(key: item.key) }
        self.init(key: item.key, kind: item.kind.rawValue, page: page, box: Self.union(spots.map(\.box)))
        switch item.shape {
        case .cells(let runs, _): setCells(runs)
        case .slot(let offered, let moment):
            guard let cells = spots.first(where: { $0.role == "field" }) else { throw PaperMap.Incomplete(key: item.key) }
            setCells(moment, at: cells.box)
            if !offered.isEmpty { try setOptions(offered, spots) }
        case .line, .lines, .tick: break
        case .list(let count, _):
            items = spots.filter { $0.role == "item" }.sorted { ($0.index ?? 0) < ($1.index ?? 0) }.map(\.box)
            guard items?.count == count else { throw PaperMap.Incomplete(key: item.key) }
        case .options(let offered, _):
            try setOptions(offered, spots)
        case .table(let columns, let count, _):
            let cells = spots.filter { $0.role == "cell" }
            rows = (0..<count).map { row in
                let own = cells.filter { $0.index == row }.map { ($0.name ?? "", $0.box) }
                return Dictionary(own) { first, _ in first }
            }
            guard rows?.allSatisfy({ $0.count == columns.count }) == true else { throw PaperMap.Incomplete(key: item.key) }
        }
    }

    private mutating func setOptions(_ offered: [PaperShape.Option], _ spots: [PaperSpot]) throws(PaperMap.Incomplete) {
        let ticks = spots.filter { $0.role == "option" }
        options = offered.compactMap { option in ticks.first { $0.name == option.value }.map { .init(value: option.value, box: $0.box) } }
        guard options?.count == offered.count else { throw PaperMap.Incomplete(key: key) }
    }

    fileprivate mutating func setCells(_ runs: [PaperShape.Run], at place: PaperMap.Box? = nil) {
        let box = place ?? box
        let offsets = PaperShape.offsets(runs)
        cells = offsets.count
        boxes = offsets.map { [(box[0] + $0).rounded2, box[1], PaperMeasure.cell.width, PaperMeasure.cell.height] }
    }

    private static func union(_ boxes: [PaperMap.Box]) -> PaperMap.Box {
        let left = boxes.map { $0[0] }.min() ?? 0
        let top = boxes.map { $0[1] }.min() ?? 0
        let right = boxes.map { $0[0] + $0[2] }.max() ?? 0
        let bottom = boxes.map { $0[1] + $0[3] }.max() ?? 0
        return [left, top, (right - left).rounded2, (bottom - top).rounded2]
    }
}

extension Double {
    /// Hundredths: finer than any printer.
    fileprivate var rounded2: Double { (self * 100).rounded() / 100 }
}
