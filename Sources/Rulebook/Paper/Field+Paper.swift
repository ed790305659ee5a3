import Foundation

extension Field {
    /// Choices with more options than this are written, not ticked.
    private static let tickedOptions = 16
    /// Items and rows that a form has room for; what is more goes on a sheet of its own.
    private static let items = 1...6
    private static let numbers = 1...30
    private static let rows = 3...8
    private static let textLines = 2...12
    /// Characters of small handwriting on a full line.
    private static let charactersPerLine = 100.0

    /// How the field is filled in by hand.
    func shape(_ phrases: Phrasebook, _ language: Language, _ resources: [String: Resource]) -> PaperShape {
        if kind == .choices { return options(language) }
        // Numbers are short: the axles of the longest vehicle have their places.
        if kind == .number, many != nil { return .list(count(many?.most, default: 5, Self.numbers), columns: 5) }
        if kind != .rows, many != nil { return .list(count(many?.most, default: 4, Self.items), columns: 2) }
        switch kind {
        case .text: return lines(most: length?.most ?? Decimal(FieldLimits.text))
        case .paragraph: return .lines(lineCount(of: length?.most ?? Decimal(FieldLimits.paragraph)))
        case .number: return .cells(digits(decimals ?? 0), unit: unit)
        case .money: return .cells([.init(3), .init(3), .init(3), .init(2, ",")], unit: "lei")
        case .truth:
            let answers = ["true", "false"].map { value in
                PaperShape.Option(value: value, label: phrases(value == "true" ? "word.yes" : "word.no", in: language), hint: nil)
            }
            return .options(answers, columns: 2)
        case .declaration: return .tick
        case .choice, .choices: return options(language)
        case .date: return .day
        case .phone: return .cells([.init(4), .init(3), .init(3)], unit: nil)
        case .cnp: return .cells([.init(13)], unit: nil)
        case .cui: return .cells([.init(10)], unit: nil)
        case .iban: return .cells(Array(repeating: .init(4), count: 6), unit: nil)
        case .identityCard: return .cells([.init(2), .init(7)], unit: nil)
        case .tradeRegister: return .cells([.init(16)], unit: nil)
        case .postcode: return .cells([.init(6)], unit: nil)
        case .time: return .cells([.init(2), .init(2, ":")], unit: nil)
        case .period: return .cells([.init(2), .init(2, "."), .init(4, "."), .init(2, "–"), .init(2, "."), .init(4, ".")], unit: nil)
        case .slot:
            let units = resource.flatMap { resources[$0] }?.units ?? []
            let offered = units.map { PaperShape.Option(value: $0.name, label: $0.title(language), hint: nil) }
            return .slot(
                offered.count > 1 ? offered : [],
                moment: [.init(2), .init(2, "."), .init(4, "."), .init(2), .init(2, ":"), .init(2, "×")])
        case .countyRoad, .plate: return .cells([.init(8)], unit: nil)
        case .kilometre: return .cells([.init(3), .init(3, "+")], unit: nil)
        case .monument: return .cells([.init(18)], unit: nil)
        case .geometry: return .lines(5)
        case .email, .cadastral, .landBook, .uat, .locality: return .line
        case .rows:
            // What the counter computes is not asked on paper, nor added up there.
            let drawn = columns(phrases, language)
            let sums = (totals ?? []).filter { key in drawn.contains { $0.key == key } }
            return .table(drawn, rows: count(length?.most, default: 6, Self.rows), totals: sums)
        }
    }

    /// How wide the shape wants to be; the label has to find room in two lines, the hint in three.
    func paperWidth(of shape: PaperShape, label: String, hint: String?) -> Double {
        let named = max(PaperMeasure.text(label) / 1.6, PaperMeasure.text(hint ?? "", perCharacter: 1.5) / 2.6)
        switch shape {
        case .cells(let runs, let unit):
            let unitWidth = unit.map { PaperMeasure.text($0, perCharacter: 2) + 2 } ?? 0
            return PaperMeasure.span(holding: max(PaperShape.width(runs) + unitWidth, named))
        case .line: return PaperMeasure.span(holding: max(lineWidth, named))
        case .options(let options, let columns):
            let each = options.map { PaperMeasure.text($0.label) + 12 }
            return columns == options.count && options.allSatisfy({ $0.hint == nil })
                ? PaperMeasure.span(holding: max(each.reduce(0, +), named)) : PaperMeasure.width
        case .lines, .list, .tick, .table, .slot: return PaperMeasure.width
        }
    }

    private var lineWidth: Double {
        switch kind {
        case .email, .uat, .locality, .landBook: PaperMeasure.span(6)
        case .cadastral: PaperMeasure.span(4)
        default: PaperMeasure.span(holding: min(PaperMeasure.width, Double(wanted: length?.most ?? 60) * 2.3))
        }
    }

    private func lines(most: Decimal) -> PaperShape {
        let count = lineCount(of: most)
        return most <= 120 ? .line : .lines(min(count, 3))
    }

    private func lineCount(of most: Decimal) -> Int {
        let lines = Int((Double(wanted: most) / Self.charactersPerLine).rounded(.up))
        return min(max(lines, Self.textLines.lowerBound), Self.textLines.upperBound)
    }

    private func count(_ most: Decimal?, default usual: Int, _ bounds: ClosedRange<Int>) -> Int {
        min(max(most.map { Int(Double(wanted: $0)) } ?? usual, bounds.lowerBound), bounds.upperBound)
    }

    /// As many cells as the greatest number has digits, a sign's where a number may be below nothing.
    private func digits(_ decimals: Int) -> [PaperShape.Run] {
        let most = max(abs(Double(wanted: range?.most ?? 9_999_999)), abs(Double(wanted: range?.least ?? 0)))
        let whole = min("\(Int(min(most, 999_999_999)))".count + ((range?.least ?? 0) < 0 ? 1 : 0), 12)
        return decimals > 0 ? [.init(whole), .init(decimals, ",")] : [.init(whole)]
    }

    private func options(_ language: Language) -> PaperShape {
        if options.count > Self.tickedOptions { return kind == .choices ? .list(4, columns: 2) : .line }
        let offered = options.map { PaperShape.Option(value: $0.value, label: $0.label(language), hint: $0.hint?(language)) }
        let widest = offered.map { PaperMeasure.text($0.label) + 12 }
        let hint = offered.compactMap(\.hint).map(\.count).max()
        if hint == nil, widest.reduce(0, +) <= PaperMeasure.width { return .options(offered, columns: offered.count) }
        let most = widest.max() ?? 0
        // In two columns a label may take two lines.
        let columns = hint == nil && most <= PaperMeasure.span(4) ? 3 : most <= 1.7 * PaperMeasure.span(6) && hint ?? 0 <= 110 ? 2 : 1
        return .options(offered, columns: columns)
    }

    private func columns(_ phrases: Phrasebook, _ language: Language) -> [PaperShape.Column] {
        let drawn = columns.filter { $0.derived == nil }.map { column in
            PaperShape.Column(
                key: column.key, label: [column.label(language), column.unit.map { "(\($0))" }].compactMap { $0 }.joined(separator: " "),
                choices: column.options.count <= Self.tickedOptions ? column.options.map { $0.label(language) } : [],
                isNumber: column.kind == .number || column.kind == .money, width: column.columnWeight)
        }
        let room = PaperMeasure.width - Self.rowNumber
        let sum = drawn.reduce(0) { $0 + $1.width }
        return drawn.map { column in
            var column = column
            column.width = (column.width / sum * room * 100).rounded(.down) / 100
            return column
        }
    }

    /// The place of the row's number.
    private static let rowNumber = 7.0

    /// A column's share of a table's width.
    private var columnWeight: Double {
        switch kind {
        case .number, .truth, .postcode, .time, .kilometre: 2
        case .money, .date, .phone, .cui, .choice, .countyRoad, .plate: 3
        case .text, .paragraph, .declaration, .choices, .email, .cnp, .iban, .identityCard, .tradeRegister, .cadastral, .landBook, .uat,
            .locality, .rows, .period, .slot, .geometry, .monument:
            5
        }
    }
}

extension Double {
    init(wanted decimal: Decimal) { self = NSDecimalNumber(decimal: decimal).doubleValue }
}
