package import Foundation

extension Field {
    /// Reads one text, not blank, as what the field's kind says it is.
    func read(text raw: String, at place: String, values: Values, in context: CheckingContext) -> FieldReading {
        let text = raw.legible.trimmed
        func wrong(_ code: String, _ named: [String: TraceValue] = [:]) -> FieldReading {
            FieldReading(normalised: .text(raw), problems: [problem(code, at: place, named, context)])
        }
        if let tooLong = lengthProblem(text, wrong) { return tooLong }
        switch kind {
        case .text, .paragraph: return readWords(text, raw: raw, at: place, in: context, wrong)
        case .number, .money: return readNumber(text, wrong)
        case .truth, .declaration:
            guard let truth = Field.truths[text.lowercased()] else { return wrong("not-an-option") }
            if kind == .declaration, !truth { return wrong("declaration") }
            return FieldReading(value: .truth(truth), normalised: .text(truth ? "true" : "false"))
        case .choice:
            guard options.contains(where: { $0.value == text }) else { return wrong("not-an-option") }
            return FieldReading(value: .text(text), normalised: .text(text))
        case .choices, .rows: return wrong("not-one-value")
        case .time:
            guard let time = WallTime(written: text) else { return wrong("not-a-time") }
            return FieldReading(value: .text("\(time)"), normalised: .text("\(time)"))
        case .period: return read(period: text, in: context, wrong)
        case .slot: return read(slot: text, in: context, wrong)
        case .geometry: return read(geometry: text, wrong)
        case .date:
            guard let day = Day(written: text) else { return notADate(text, in: context, wrong) }
            if let range, !range.admits(Decimal(context.today.days(until: day))) { return dayOutOfRange(range, context, wrong) }
            if let first = from.flatMap({ values[$0]?.day }), day < first { return wrong("day-too-early", ["least": .day(first)]) }
            return FieldReading(value: .day(day), normalised: .text("\(day)"))
        case .uat:
            guard let uat = context.places.uat(written: text) else {
                return unknownPlace("no-such-uat", text, among: context.places.uats, wrong)
            }
            return FieldReading(value: .text(uat.siruta), normalised: .text(uat.siruta))
        case .locality:
            var uat: String?
            if let within, case .text(let siruta)? = values[within] { uat = siruta }
            guard let place = context.places.locality(written: text, in: uat) else {
                return unknownPlace("no-such-locality", text, among: uat.map { context.places.localities(in: $0) } ?? [], wrong)
            }
            if let uat, place.uat != uat { return wrong("locality-elsewhere") }
            return FieldReading(value: .text(place.siruta), normalised: .text(place.siruta))
        case .email, .phone, .cnp, .cui, .iban, .identityCard, .tradeRegister, .cadastral, .landBook, .postcode, .countyRoad, .kilometre,
            .plate, .monument:
            guard let verdict = kind.identifier?.check(text) else { return wrong("pattern") }
            return read(verdict, typed: raw, at: place, in: context)
        }
    }

    /// A place that is not in the register: told with the names that are like it, so that nobody has to have seen the list.
    private func unknownPlace(
        _ code: String, _ text: String, among places: [Gazetteer.Place], _ wrong: (String, [String: TraceValue]) -> FieldReading
    ) -> FieldReading {
        let names = Gazetteer.names(like: text, among: places)
        if names.isEmpty { return wrong(code, [:]) }
        return wrong("place-like", ["typed": .text(text), "names": .text(names.joined(separator: ", "))]).under(code)
    }

    private func read(_ verdict: IdentifierVerdict, typed: String, at place: String, in context: CheckingContext) -> FieldReading {
        func sentence(_ remark: IdentifierRemark) -> Problem {
            Problem(field: place, code: remark.code, message: context.phrases(remark.line, in: context.language))
        }
        switch verdict {
        case .valid(let normalised, let warnings):
            if let fault = patternProblem(normalised, at: place, in: context) {
                return FieldReading(normalised: .text(typed), problems: [fault])
            }
            let metres = kind == .kilometre ? RoadKilometre.metres(normalised) : nil
            return FieldReading(
                value: metres.map { .number(Decimal($0)) } ?? .text(normalised), normalised: .text(normalised),
                warnings: warnings.map(sentence))
        case .invalid(let remark):
            return FieldReading(normalised: .text(typed), problems: [sentence(remark)])
        }
    }

    private func lengthProblem(_ text: String, _ wrong: (String, [String: TraceValue]) -> FieldReading) -> FieldReading? {
        // A period's length is one of days, a shape's one of points, and their own readers judge them.
        if kind == .geometry { return nil }
        let length = kind == .period ? nil : length
        if length == nil, text.utf8.count <= kind.longest { return nil }
        let count = Decimal(text.count)
        let most = length?.most ?? Decimal(kind.longest)
        if count > most { return wrong("too-long", ["most": .decimal(most), "count": .decimal(count)]) }
        if let least = length?.least, count < least { return wrong("too-short", ["least": .decimal(least), "count": .decimal(count)]) }
        return nil
    }

    private func readWords(
        _ text: String, raw: String, at place: String, in context: CheckingContext, _ wrong: (String, [String: TraceValue]) -> FieldReading
    ) -> FieldReading {
        let isPrintable = raw.trimmed.unicodeScalars.allSatisfy { scalar in
            let isControl = scalar.isASCII ? scalar.value < 0x20 || scalar.value == 0x7F : scalar.properties.generalCategory == .control
            return !isControl || (kind == .paragraph && (scalar == "\n" || scalar == "\r" || scalar == "\t"))
        }
        guard isPrintable else { return wrong("control-characters", [:]) }
        if let naming, !naming.admits(text) { return wrong("not-a-name.\(naming.rawValue)", [:]).under("not-a-name") }
        if let fault = patternProblem(text, at: place, in: context) {
            // Where a text has a shape, small letters and blanks are forgiven: „p + 1 e” is P+1E.
            let bare = text.filter { !$0.isWhitespace }.uppercased()
            guard kind == .text, patternProblem(bare, at: place, in: context) == nil else {
                return FieldReading(normalised: .text(raw), problems: [fault])
            }
            return FieldReading(value: .text(bare), normalised: .text(bare))
        }
        let lines = text.utf8.contains(UInt8(ascii: "\r")) ? text.replacing("\r\n", with: "\n") : text
        // Below U+0300 everything is composed already.
        let normal = lines.unicodeScalars.allSatisfy { $0.value < 0x300 } ? lines : lines.precomposedStringWithCanonicalMapping
        return FieldReading(value: .text(normal), normalised: .text(normal))
    }

    private func patternProblem(_ text: String, at place: String, in context: CheckingContext) -> Problem? {
        guard let pattern, text.range(of: "^(?:\(pattern.matches))$", options: .regularExpression) == nil else { return nil }
        return Problem(field: place, code: "pattern", message: pattern.message(context.language))
    }

    private func readNumber(_ text: String, _ wrong: (String, [String: TraceValue]) -> FieldReading) -> FieldReading {
        let digits = kind == .money ? 2 : decimals ?? 0
        guard let number = Decimal(written: withoutUnit(text)) else { return wrong(kind == .money ? "not-an-amount" : "not-a-number", [:]) }
        guard number == number.rounded(toDigits: digits) else {
            return digits == 0 ? wrong("not-whole", [:]) : wrong("too-many-decimals", ["most": .decimal(Decimal(digits))])
        }
        if let range, !range.admits(number) {
            func told(_ limit: Decimal) -> TraceValue { isYear ? .text("\(limit)") : .decimal(limit) }
            if let least = range.least, number < least { return wrong("too-small", ["least": told(least)]) }
            return wrong("too-big", ["most": told(range.most ?? 0)])
        }
        return FieldReading(value: .number(number), normalised: .text(number.written))
    }

    /// A number may have its own unit behind it: „1240,50 mp”.
    private func withoutUnit(_ text: String) -> String {
        guard let unit = kind == .money ? "lei" : unit, text.lowercased().hasSuffix(unit.lowercased()) else { return text }
        return String(text.dropLast(unit.count)).trimmed
    }

    /// A date's `range` counts days from the day of checking: `3..` is “three days ahead at the earliest”.
    func dayOutOfRange(
        _ range: Limits, _ context: CheckingContext, _ wrong: (String, [String: TraceValue]) -> FieldReading
    ) -> FieldReading {
        let least = range.least?.wholeNumber.map { context.today.adding(days: $0) }
        let most = range.most?.wholeNumber.map { context.today.adding(days: $0) }
        return switch (least, most) {
        case (let least?, let most?): wrong("day-outside", ["least": .day(least), "most": .day(most)])
        case (let least?, nil): wrong("day-too-early", ["least": .day(least)])
        case (nil, let most?): wrong("day-too-late", ["most": .day(most)])
        case (nil, nil): wrong("not-a-date", [:])
        }
    }

    private static let truths = ["true": true, "da": true, "on": true, "1": true, "false": false, "nu": false, "0": false]
}

extension FieldKind {
    /// The longest answer where the field states no limit of its own, in characters.
    fileprivate var longest: Int {
        switch self {
        case .paragraph: FieldLimits.paragraph
        default: FieldLimits.text
        }
    }
}

extension Decimal {
    /// As answers keep it, with a point: it reads back as itself, so three decimals, which would look like thousands, get a fourth.
    package var written: String {
        let text = "\(self)"
        guard let point = text.lastIndex(of: "."), text.distance(from: point, to: text.endIndex) == 4 else { return text }
        return text + "0"
    }

    /// A number as people write it: `1.240,50`, `1240.50`, `1 240,5`; nil when it is none or absurdly long.
    ///
    /// A point before exactly three digits parts thousands, as Romanian writes them: `300.000` is three hundred thousand.
    package init?(written text: String) {
        let compact = text.filter { !$0.isWhitespace && $0 != "\u{A0}" && $0 != "\u{202F}" }
        guard compact.count <= 24, compact.allSatisfy({ $0.isASCII }) else { return nil }
        var plain = compact
        if let comma = compact.lastIndex(of: ",") {
            guard compact.filter({ $0 == "," }).count == 1 else { return nil }
            let whole = compact[..<comma]
            let groups = whole.split(separator: ".", omittingEmptySubsequences: false)
            guard groups.count == 1 || groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
            plain = groups.joined() + "." + compact[compact.index(after: comma)...]
        } else {
            let groups = compact.split(separator: ".", omittingEmptySubsequences: false)
            let first = groups.first.map { $0.hasPrefix("-") ? $0.dropFirst() : $0 } ?? ""
            let isGrouped =
                groups.count > 1 && (1...3).contains(first.count) && first.first != "0"
                && ([first] + groups.dropFirst()).allSatisfy { $0.allSatisfy(\.isNumber) }
                && groups.dropFirst().allSatisfy { $0.count == 3 }
            guard isGrouped || groups.count <= 2 else { return nil }
            if isGrouped { plain = groups.joined() }
        }
        let digits = plain.hasPrefix("-") ? plain.dropFirst() : plain[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isNumber } }) else { return nil }
        self.init(string: plain)
    }
}
