import Foundation

/// Answers as they are written on paper, by field key.
package struct PaperInk: Encodable, Sendable {
    let marks: [String: Mark]
    /// What the form has no room for: printed on a sheet of its own.
    let more: [More]

    package var takesMore: Bool { !more.isEmpty }

    enum Mark: Hashable, Sendable {
        case text(String)
        /// One text for each cell; empty where nothing is written.
        case cells([String])
        /// Values of the options that are ticked; `true` for a statement.
        case ticks([String])
        case items([String])
        /// Cells by column, and sums.
        case rows([[String: String]], totals: [String: String])
        case slot(unit: String, cells: [String])
    }

    struct More: Encodable, Sendable {
        let label: String
        let lines: [String]
    }

    /// - Parameter answers: normalised ones, `CheckedForm.normalised`; fields without an answer stay blank.
    package init(_ answers: Answers, on form: PaperForm, fields: [Field], in context: CheckingContext) {
        var marks: [String: Mark] = [:]
        var more: [More] = []
        for item in form.items {
            guard let answer = answers[item.key], let field = fields.first(where: { $0.key == item.key }) else { continue }
            switch item.shape {
            case .cells(let runs, _): marks[item.key] = field.cells(answer.text ?? "", runs, in: context)
            case .slot(_, let moment): marks[item.key] = field.slot(answer.text ?? "", moment)
            case .line where field.kind == .geometry, .lines where field.kind == .geometry:
                let drawn = answer.text ?? ""
                // Coordinates are written as they are; a drawing in words.
                marks[item.key] = .text(drawn.contains("{") ? field.display(answer, in: context) : drawn)
            case .line, .lines: marks[item.key] = .text(field.display(answer, in: context))
            case .options, .tick: marks[item.key] = .ticks(answer.items)
            case .list(let count, _):
                let items = answer.items.map { field.display(.text($0), in: context) }
                marks[item.key] = .items(Array(items.prefix(count)))
                if items.count > count { more.append(More(label: item.label, lines: Array(items.dropFirst(count)))) }
            case .table(let columns, let count, _):
                guard case .rows(let rows) = answer else { continue }
                let written = rows.map { row in row.reduce(into: [:]) { $0[$1.key] = field.display(column: $1.key, $1.value, in: context) }
                }
                marks[item.key] = .rows(Array(written.prefix(count)), totals: field.sums(of: rows, in: context))
                if written.count > count {
                    let lines = written.dropFirst(count).map { row in columns.compactMap { row[$0.key] }.joined(separator: " · ") }
                    more.append(More(label: item.label, lines: Array(lines)))
                }
            }
        }
        self.marks = marks
        self.more = more
    }
}

extension PaperInk.Mark: Encodable {
    private enum Key: String, CodingKey { case text, cells, ticks, items, rows, totals }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .text(let text): try container.encode(text, forKey: .text)
        case .cells(let cells): try container.encode(cells, forKey: .cells)
        case .ticks(let ticks): try container.encode(ticks, forKey: .ticks)
        case .items(let items): try container.encode(items, forKey: .items)
        case .rows(let rows, let totals):
            try container.encode(rows, forKey: .rows)
            try container.encode(totals, forKey: .totals)
        case .slot(let unit, let cells):
            try container.encode([unit], forKey: .ticks)
            try container.encode(cells, forKey: .cells)
        }
    }
}

extension Field {
    fileprivate func display(column: String, _ text: String, in context: CheckingContext) -> String {
        guard let column = columns.first(where: { $0.key == column }) else { return text }
        // Columns are narrow: a day stands in them in figures.
        if column.kind == .date, let day = Day(text) { return context.phrases.date(day, .numeric, in: context.language) }
        return column.display(.text(text), in: context)
    }

    /// Sums of the columns that have one.
    fileprivate func sums(of rows: [[String: String]], in context: CheckingContext) -> [String: String] {
        (totals ?? []).reduce(into: [:]) { sums, key in
            let sum = rows.compactMap { $0[key].flatMap { Decimal(string: $0) } }.reduce(0, +)
            sums[key] = display(column: key, "\(sum)", in: context)
        }
    }

    /// A booking: its unit is ticked, the rest has cells.
    fileprivate func slot(_ text: String, _ moment: [PaperShape.Run]) -> PaperInk.Mark {
        guard let slot = Slot(text) else { return .text(text) }
        let count = "\(slot.count)"
        let digits = slot.day.paperDigits + "\(slot.time)".filter(\.isNumber).map(String.init) + (count.count < 2 ? [""] : [])
        return .slot(unit: slot.unit, cells: digits + count.map(String.init))
    }

    /// The answer, a character to a cell; what does not fit the cells is written across them.
    fileprivate func cells(_ text: String, _ runs: [PaperShape.Run], in context: CheckingContext) -> PaperInk.Mark {
        let written = runTexts(text, runs)
        guard let written, zip(written, runs).allSatisfy({ $0.count <= $1.count }) else {
            return .text(display(.text(text), in: context))
        }
        return .cells(
            zip(written, runs).flatMap { text, run in
                let blank = Array(repeating: "", count: run.count - text.count)
                let characters = text.map(String.init)
                return alignsRight(run, in: runs) ? blank + characters : characters + blank
            })
    }

    /// Numbers end at the right of their cells, decimals begin at the left.
    private func alignsRight(_ run: PaperShape.Run, in runs: [PaperShape.Run]) -> Bool {
        kind == .kilometre || (kind == .number || kind == .money) && run.sign != ","
    }

    /// What goes into each group of cells; nil where the answer has another shape.
    private func runTexts(_ text: String, _ runs: [PaperShape.Run]) -> [String]? {
        switch kind {
        case .date: return Day(written: text).map { Self.filled($0.paperDigits.joined(), runs) }
        case .period: return Period(text).map { Self.filled(($0.first.paperDigits + $0.last.paperDigits).joined(), runs) }
        case .time: return Self.filled(text.filter(\.isNumber), runs)
        case .kilometre:
            let parts = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
            return parts.count == 2 ? parts : nil
        case .number, .money:
            let digits = kind == .money ? 2 : decimals ?? 0
            guard let number = Decimal(written: text) else { return nil }
            let plain = number.plain(decimals: digits).split(separator: ".").map(String.init)
            guard let whole = plain.first else { return nil }
            let fraction = digits > 0 && plain.count > 1 ? [plain[1]] : []
            return Self.grouped(whole, Array(runs.dropLast(fraction.count))) + fraction
        case .phone:
            let national = text.hasPrefix("+40") ? "0\(text.dropFirst(3))" : text
            return Self.filled(national.filter { !$0.isWhitespace }, runs)
        default:
            return Self.filled(text.filter { !$0.isWhitespace }, runs)
        }
    }

    /// A whole number from the right, three digits to a group.
    private static func grouped(_ whole: String, _ runs: [PaperShape.Run]) -> [String] {
        var rest = whole
        return runs.reversed().map { run in
            let isFirst = run == runs.first && runs.count == 1
            let taken = isFirst ? rest : String(rest.suffix(run.count))
            rest = String(rest.dropLast(taken.count))
            return taken
        }.reversed().enumerated().map { index, text in index == 0 ? rest + text : text }
    }

    /// Characters from the left, group after group; what is too long stays in the last.
    private static func filled(_ text: String, _ runs: [PaperShape.Run]) -> [String] {
        var rest = text[...]
        return runs.enumerated().map { index, run in
            let taken = index == runs.count - 1 ? rest : rest.prefix(run.count)
            rest = rest.dropFirst(taken.count)
            return String(taken)
        }
    }
}

extension Day {
    /// Day, month and year, eight digits.
    fileprivate var paperDigits: [String] {
        let parts = "\(self)".split(separator: "-").map(String.init)
        return parts.reversed().joined().map(String.init)
    }
}
