import Foundation

/// What a field offers for ink. Lengths are in mm.
package enum PaperShape: Hashable, Sendable {
    /// One box for each character, in groups; a sign printed before a group, a unit behind all.
    case cells([Run], unit: String?)
    /// A booking: what is booked is ticked, where there is a choice; the day, the time and the number of slots have cells.
    case slot([Option], moment: [Run])
    /// One line of free writing.
    case line
    /// Several lines of one text.
    case lines(Int)
    /// Several answers of one kind, each on its own line; `columns` of them side by side.
    case list(Int, columns: Int)
    /// Boxes to tick; `columns` of them side by side.
    case options([Option], columns: Int)
    /// One box to tick, its statement beside it.
    case tick
    /// Rows to fill in; `totals` are the columns with a sum below.
    case table([Column], rows: Int, totals: [String])

    package struct Run: Hashable, Encodable, Sendable {
        package let count: Int
        let sign: String

        init(_ count: Int, _ sign: String = "") {
            self.count = count
            self.sign = sign
        }
    }

    package struct Option: Hashable, Encodable, Sendable {
        package let value: String
        let label: String
        let hint: String?
    }

    package struct Column: Hashable, Encodable, Sendable {
        package let key: String
        let label: String
        /// What may be written, where it is one of few.
        let choices: [String]
        let isNumber: Bool
        var width: Double
    }

    /// Day, month and year.
    static let day = PaperShape.cells([.init(2), .init(2, "."), .init(4, ".")], unit: nil)

    /// The left edges of the cells, from the left edge of the first.
    package static func offsets(_ runs: [Run]) -> [Double] {
        var x = 0.0
        return runs.enumerated().flatMap { index, run in
            if index > 0 { x += run.sign.isEmpty ? PaperMeasure.gap.plain : PaperMeasure.gap.signed }
            defer { x += Double(run.count) * PaperMeasure.cell.width }
            return (0..<run.count).map { x + Double($0) * PaperMeasure.cell.width }
        }
    }

    static func width(_ runs: [Run]) -> Double { (offsets(runs).last ?? 0) + PaperMeasure.cell.width }
}

extension PaperShape: Encodable {
    private enum Key: String, CodingKey { case type, offsets, signs, unit, count, options, columns, rows, totals, width }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .cells(let runs, let unit):
            try container.encode("cells", forKey: .type)
            try encode(runs, into: &container)
            try container.encodeIfPresent(unit, forKey: .unit)
        case .slot(let options, let moment):
            try container.encode("slot", forKey: .type)
            try container.encode(options, forKey: .options)
            try container.encode(1, forKey: .columns)
            try encode(moment, into: &container)
        case .line: try container.encode("line", forKey: .type)
        case .lines(let count):
            try container.encode("lines", forKey: .type)
            try container.encode(count, forKey: .count)
        case .list(let count, let columns):
            try container.encode("list", forKey: .type)
            try container.encode(columns, forKey: .columns)
            try container.encode(count, forKey: .count)
        case .options(let options, let columns):
            try container.encode("options", forKey: .type)
            try container.encode(options, forKey: .options)
            try container.encode(columns, forKey: .columns)
        case .tick: try container.encode("tick", forKey: .type)
        case .table(let columns, let rows, let totals):
            try container.encode("table", forKey: .type)
            try container.encode(columns, forKey: .columns)
            try container.encode(rows, forKey: .rows)
            try container.encode(totals, forKey: .totals)
        }
    }

    private func encode(_ runs: [Run], into container: inout KeyedEncodingContainer<Key>) throws {
        let offsets = Self.offsets(runs)
        try container.encode(offsets, forKey: .offsets)
        try container.encode(Self.width(runs), forKey: .width)
        var first = 0
        var signs: [Sign] = []
        for run in runs {
            if !run.sign.isEmpty { signs.append(Sign(text: run.sign, end: offsets[first])) }
            first += run.count
        }
        try container.encode(signs, forKey: .signs)
    }

    /// A sign that stands right before the cell at `end`.
    private struct Sign: Encodable {
        let text: String
        let end: Double
    }
}
