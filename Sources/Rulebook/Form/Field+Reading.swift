import Foundation

extension FieldReading {
    /// The same problems under another code, for programs.
    func under(_ code: String) -> FieldReading {
        var copy = self
        copy.problems = problems.map { Problem(field: $0.field, code: code, message: $0.message) }
        return copy
    }
}

/// What one answer means: its value, its normal form, and what is wrong with it.
struct FieldReading {
    var value: Value = .none
    var normalised: Answer?
    var problems: [Problem] = []
    var warnings: [Problem] = []
}

extension Field {
    /// Reads an answer that is not blank.
    func read(_ answer: Answer, values: Values, in context: CheckingContext) -> FieldReading {
        switch (answer, kind) {
        case (.rows(let rows), .rows): return read(rows: rows, values: values, in: context)
        case (.text(let text), .rows):
            return FieldReading(problems: [problem("not-a-table", at: key, [:], context)], warnings: []).keeping(.text(text))
        case (_, .choices): return read(choices: answer.items, in: context)
        case (_, _) where many != nil: return read(items: answer.items, values: values, in: context)
        case (.text(let text), _): return read(text: text, at: key, values: values, in: context)
        case (.list, _), (.rows, _):
            return FieldReading(problems: [problem("not-one-value", at: key, [:], context)]).keeping(answer)
        }
    }

    private func read(choices: [String], in context: CheckingContext) -> FieldReading {
        let known = Set(options.map(\.value))
        let chosen = options.map(\.value).filter(choices.contains)
        var reading = FieldReading(value: .list(chosen.map { .text($0) }), normalised: .list(chosen))
        if !choices.allSatisfy(known.contains) { reading.problems.append(problem("not-an-option", at: key, [:], context)) }
        if let tooFewOrMany = countProblem(chosen.count, context) { reading.problems.append(tooFewOrMany) }
        return reading
    }

    private func read(items: [String], values: Values, in context: CheckingContext) -> FieldReading {
        let items = items.flatMap(kind.parted).filter { !$0.allSatisfy(\.isWhitespace) }
        guard items.count <= FieldLimits.items else {
            return FieldReading(problems: [problem("too-many", at: key, ["most": .decimal(Decimal(FieldLimits.items))], context)])
        }
        let read = items.map { self.read(text: $0, at: key, values: values, in: context) }
        var reading = FieldReading(
            value: .list(read.map(\.value)), normalised: .list(read.compactMap { $0.normalised?.text }),
            problems: Array(read.flatMap(\.problems).prefix(1)), warnings: read.flatMap(\.warnings))
        if reading.problems.isEmpty, let tooFewOrMany = countProblem(items.count, context) {
            reading.problems.append(tooFewOrMany)
        }
        let normal = read.compactMap { $0.normalised?.text }
        if isUnique, let twice = normal.enumerated().first(where: { normal[..<$0.offset].contains($0.element) }) {
            reading.problems.append(problem("twice", at: key, ["written": .text(twice.element)], context))
        }
        return reading
    }

    private func read(rows: [[String: String]], values: Values, in context: CheckingContext) -> FieldReading {
        let filled = rows.filter { !$0.values.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
        let most = length?.most ?? Decimal(FieldLimits.rows)
        var reading = FieldReading()
        guard Decimal(filled.count) <= most else {
            reading.problems.append(problem("too-many-rows", at: key, ["most": .decimal(most)], context))
            return reading.keeping(.rows(Array(rows.prefix(FieldLimits.rows))))
        }
        var typed: [[String: Value]] = []
        var normal: [[String: String]] = []
        for (index, row) in filled.enumerated() {
            var typedRow: [String: Value] = [:]
            var normalRow: [String: String] = [:]
            for column in columns {
                if let formula = column.derived {
                    let value = formula.value(in: Expression.Context(values: typedRow, today: context.today, places: context.places))
                    typedRow[column.key] = value
                    normalRow[column.key] = value.asAnswer?.text
                    continue
                }
                let place = "\(key)[\(index)].\(column.key)"
                let text = row[column.key] ?? ""
                if text.allSatisfy(\.isWhitespace) {
                    if column.requiredWhen == nil {
                        let label = TraceValue.text(column.label(context.language))
                        reading.problems.append(problem("required", at: place, ["label": label], context))
                    }
                    continue
                }
                let cell = column.read(text: text, at: place, values: values, in: context)
                typedRow[column.key] = cell.value
                normalRow[column.key] = cell.normalised?.text
                reading.problems += cell.problems
                reading.warnings += cell.warnings
            }
            for column in columns where column.isUnique {
                guard let own = normalRow[column.key], normal.contains(where: { $0[column.key] == own }) else { continue }
                reading.problems.append(column.problem("twice", at: "\(key)[\(index)].\(column.key)", ["written": .text(own)], context))
            }
            typed.append(typedRow)
            normal.append(normalRow)
        }
        if let least = length?.least, Decimal(filled.count) < least {
            reading.problems.append(problem("too-few-rows", at: key, ["least": .decimal(least)], context))
        }
        reading.value = .rows(typed)
        reading.normalised = .rows(normal)
        return reading
    }

    /// A row as it was typed, with the cells that are computed from its others.
    package func completing(_ row: [String: String], in context: CheckingContext) -> [String: String] {
        guard columns.contains(where: { $0.derived != nil }) else { return row }
        guard case .rows(let rows)? = read(rows: [row], values: [:], in: context).normalised, let whole = rows.first else { return row }
        return columns.filter { $0.derived != nil }.reduce(into: row) { $0[$1.key] = whole[$1.key] }
    }

    private func countProblem(_ count: Int, _ context: CheckingContext) -> Problem? {
        guard let many, !many.admits(Decimal(count)) else { return nil }
        if let least = many.least, Decimal(count) < least {
            return problem("too-few", at: key, ["least": .decimal(least)], context)
        }
        return problem("too-many", at: key, ["most": .decimal(many.most ?? 0)], context)
    }

    package func problem(_ code: String, at place: String, _ named: [String: TraceValue], _ context: CheckingContext) -> Problem {
        var named = named
        // A cell that is missing is named by its column.
        if named["label"] == nil { named["label"] = .text(label(context.language)) }
        if named["example"] == nil, let example = example?.items.first { named["example"] = .text(example) }
        return Problem(field: place, code: code, message: context.phrases("problem.\(code)", named, in: context.language))
    }
}

extension FieldReading {
    /// A wrong answer stays as it was typed.
    fileprivate func keeping(_ answer: Answer) -> FieldReading {
        var copy = self
        copy.normalised = answer
        return copy
    }
}

extension FieldKind {
    /// Numbers of land that stand in one line, as extracts and people write them: „54312, 54313 și 54314”.
    fileprivate func parted(_ line: String) -> [String] {
        guard self == .cadastral || self == .landBook else { return [line] }
        let pieces = line.split { ",;\n".contains($0) }
        let parts = pieces.flatMap { piece -> [ArraySlice<String>] in
            let words = piece.split(whereSeparator: \.isWhitespace).map(String.init)
            return words.split { $0 == "și" || $0 == "si" }
        }
        return parts.flatMap { words -> [String] in
            // A blank may also stand inside of a number, „54 312”: it parts only what is whole on both of its sides.
            let areWhole = words.allSatisfy { $0.prefix { $0.isASCII && $0.isNumber }.count >= 4 && Cadastral.isElectronic($0) }
            return words.count > 1 && areWhole ? Array(words) : [words.joined(separator: " ")]
        }
    }
}

extension Answer {
    /// One or several texts; rows have none.
    package var items: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let list): list
        case .rows: []
        }
    }
}
