import Foundation

extension Form {
    /// The answers as people read them, in the order of the form: for check pages, acts, receipts.
    /// - Parameter answers: normalised answers (`CheckedForm.normalised`).
    package func display(_ answers: Answers, in context: CheckingContext) -> [(step: Step, lines: [(field: Field, text: String)])] {
        steps.map { step in
            (
                step,
                step.fields.compactMap { field in
                    answers[field.key].map { (field, field.display($0, in: context)) }
                }
            )
        }
    }

    /// Texts by field key, for the places in acts (`{imobil.uat}`); a field without an answer gives an empty text.
    package func texts(_ answers: Answers, in context: CheckingContext) -> [String: String] {
        Dictionary(fields.map { field in (field.key, answers[field.key].map { field.display($0, in: context) } ?? "") }) { first, _ in first
        }
    }

    /// The same of these fields alone.
    func texts(_ answers: Answers, of keys: [String], in context: CheckingContext) -> [String: String] {
        Dictionary(
            keys.map { key in (key, answers[key].flatMap { answer in field(key)?.display(answer, in: context) } ?? "") }
        ) { first, _ in first }
    }

    /// The answers of the fields that mean one thing, joined by spaces.
    package func telling(_ meaning: Field.Meaning, _ answers: Answers) -> String {
        fields.filter { $0.means == meaning }.compactMap { answers[$0.key]?.items.joined(separator: " ") }.filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension Field {
    /// One answer as people read it: labels for options, names for places, dates and amounts in the language's form.
    package func display(_ answer: Answer, in context: CheckingContext) -> String {
        switch answer {
        case .text(let text): display(text, in: context)
        case .list(let items): Field.enumerated(items.map { display($0, in: context) })
        case .rows(let rows):
            rows.map { row in
                columns.compactMap { column in row[column.key].map { column.display($0, in: context) } }.joined(separator: " · ")
            }.joined(separator: "\n") + (totals(of: rows, in: context).map { "\n\($0)" } ?? "")
        }
    }

    /// Names that hold commas of their own are told apart by semicolons.
    private static func enumerated(_ items: [String]) -> String {
        items.joined(separator: items.count > 1 && items.contains { $0.contains(", ") } ? "; " : ", ")
    }

    /// The sums of a table's columns that are added up, as a line of text; nil where nothing is.
    package func totals(of rows: [[String: String]], in context: CheckingContext) -> String? {
        let sums = (totals ?? []).compactMap { key -> String? in
            guard let column = columns.first(where: { $0.key == key }) else { return nil }
            let sum = rows.compactMap { completing($0, in: context)[key].flatMap { Decimal(written: $0) } }.reduce(0, +)
            let shown = column.display(.text("\(sum)"), in: context)
            // Of one sum everybody sees which it is.
            return totals?.count == 1 ? shown : "\(column.label(context.language)) \(shown)"
        }
        return sums.isEmpty || rows.isEmpty
            ? nil : context.phrases("word.total", ["sums": .text(sums.joined(separator: "; "))], in: context.language)
    }

    /// A whole number that has four digits whatever is answered is a year: its digits are not parted.
    var isYear: Bool {
        guard kind == .number, decimals ?? 0 == 0, let least = range?.least, let most = range?.most else { return false }
        return least >= 1000 && most <= 9999
    }

    private func display(_ text: String, in context: CheckingContext) -> String {
        let language = context.language
        switch kind {
        case .choice, .choices: return options.first { $0.value == text }?.label(language) ?? text
        case .truth, .declaration: return context.phrases(text == "true" ? "word.yes" : "word.no", in: language)
        case .uat, .locality: return context.places.place(text)?.name ?? text
        case .date: return Day(text).map { context.phrases.date($0, in: language) } ?? text
        case .money: return Decimal(string: text).map { context.phrases.money($0, in: language) } ?? text
        case .number:
            if isYear { return text }
            return Decimal(string: text).map { context.phrases.measured($0, unit, in: language) } ?? text
        case .period: return Period(text).map { $0.written(context) } ?? text
        case .slot: return resource.flatMap { context.resources[$0] }.flatMap { Slot(text)?.written(of: $0, context) } ?? text
        case .geometry: return Geometry(text).map { $0.written(context) } ?? text
        case .text, .paragraph, .email, .phone, .cnp, .cui, .iban, .identityCard, .tradeRegister, .cadastral, .landBook, .postcode, .rows,
            .time, .countyRoad, .kilometre, .plate, .monument:
            return text
        }
    }
}

extension String {
    /// Puts texts into the `{places}` of a template. What an unknown or empty place leaves behind goes with it: a bracket, a comma, a
    /// line or an address's abbreviation that only introduced it. Where the template goes on with a sign, a text's own full stop is
    /// left out.
    package func filling(_ texts: [String: String]) -> String {
        var result = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let text = texts[String(rest[rest.index(after: open)..<close])]?.trimmed ?? ""
            rest = rest[rest.index(after: close)...]
            if result.hasSuffix(Self.street), text.namesRoad { result.removeLast(Self.street.count) }
            result += text.isEmpty ? Self.nothing : text.meeting(rest)
        }
        return (result + rest).withoutGaps
    }

    /// Left out before a road that says itself what it is: „Calea Turzii”, „Str. Livezii”.
    private static let street = "str. "
    private static let roads: Set<String> = [
        "aleea", "b-dul", "bd", "bdul", "bulevardul", "calea", "drumul", "fundatura", "intrarea", "p-ta", "piata", "sos", "soseaua",
        "splaiul", "str", "strada",
    ]

    private var namesRoad: Bool {
        let first = searchable.prefix { !$0.isWhitespace && $0 != "." }
        return first.count < count && Self.roads.contains(String(first))
    }

    /// Stands where a place is empty, until the whole is known: the last private character, which nobody types.
    private static let nothing = "\u{10FFFD}"

    /// What empty places leave behind, one after another; `~` stands for such a place.
    private static let gaps = [
        #", ?(str|nr|bl|sc|et|ap)\. ~(?=[ .,;:)”]|$|\n)"#, #"(?m)^(str|nr|bl|sc|et|ap)\. ~(, ?|$)"#,
        #"(?m);[^.;!?\n~]*: ~(?=[.;]|$)"#, #"(?m)(^|(?<=[.!?]) )[^.!?\n~]*: ~[.;]?$"#, #" ?\(~( ~)*\)"#,
        #"(,| –| ×|;)( ?~)+(?=[.,;:)”]|$|\n)"#, #"(?m)^(~ ?)+[,;–×] ?"#,
        #" ~(?=[ .,;:)”]|$|\n)"#, "~",
    ].map { $0.replacing("~", with: nothing) }

    private var withoutGaps: String {
        let whole =
            contains(Self.nothing)
            ? Self.gaps.reduce(self) { $0.replacingOccurrences(of: $1, with: "", options: .regularExpression) } : self
        return whole.contains("  ") ? whole.replacing(/\ {2,}/, with: " ") : whole
    }

    /// Without its own full stop, unless that belongs to a shortened word, where a sign comes next.
    private func meeting(_ rest: Substring) -> String {
        guard hasSuffix("."), !hasSuffix(".."), let next = rest.drop(while: { $0 == "”" }).first, ".,;:)".contains(next) else {
            return self
        }
        let word = split(whereSeparator: \.isWhitespace).last?.dropLast() ?? ""
        return next == "." || word.count > 3 && !word.contains(".") ? String(dropLast()) : self
    }
}
