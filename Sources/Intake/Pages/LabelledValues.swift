import Foundation
import Rulebook

/// Finds answers on paper that is not ours: labels, and what stands after or under them; and what shows by its own form.
struct LabelledValues {
    /// What a value of a kind is worth without a checksum: a person looks at it.
    private static let confidence = (plain: 0.7, formed: 0.85, proven: 0.97)
    /// How surely a line has to be read for a proven value to need no look.
    private static let sureLine = 0.96
    private static let longestValue = 160

    /// Words from one part of an address to the next.
    private static let addressReach = 8

    let book: LabelBook
    let content: Content

    private struct Found {
        var key: String
        /// In the stream, of what stands after the label.
        var range: Range<Int>
    }

    func fields(_ page: PageText, number: Int) -> [PaperReading.Field] {
        let stream = TextStream(page)
        var fields: [PaperReading.Field] = []
        for found in occurrences(stream) where !fields.contains(where: { $0.key == found.key && !isSeveral(found.key) }) {
            guard let field = book.fields[found.key], let value = value(of: field, found.range, stream) else { continue }
            if let known = fields.firstIndex(where: { $0.key == found.key }) {
                if !fields[known].value.split(separator: "\n").contains(Substring(value.text)) { fields[known].value += "\n\(value.text)" }
                continue
            }
            fields.append(reading(field, value, stream, number))
        }
        for field in book.fields.values.sorted(by: { $0.key < $1.key }) where !fields.contains(where: { $0.key == field.key }) {
            // A number that is somebody's already is not somebody else's.
            if let value = formed(field, stream), !fields.contains(where: { $0.value == value.text }) {
                fields.append(reading(field, value, stream, number))
            }
        }
        return inCounty(fields)
    }

    /// A home in the county has its UAT and its locality by the register, instead of a text.
    private func inCounty(_ fields: [PaperReading.Field]) -> [PaperReading.Field] {
        guard let written = fields.first(where: { $0.key == "solicitant.localitate_alta" }), book.fields["solicitant.uat"] != nil else {
            return fields
        }
        let name = written.value.replacing(
            /^(?:comuna|com\.|orașul|municipiul|mun\.|satul|sat|localitatea|loc\.) */.ignoresCase(), with: "")
        let uat =
            content.places.uat(written: name) ?? content.places.locality(written: name, in: nil)?.uat.flatMap { content.places.uat($0) }
        let county = fields.first { $0.key == "solicitant.judet" }?.value
        guard let uat, county == nil || county == "Cluj" else { return fields }
        var fields = fields.filter { $0.key != written.key }
        func add(_ key: String, _ value: String) {
            guard let field = book.fields[key], !fields.contains(where: { $0.key == key }) else { return }
            var added = written
            (added.key, added.kind, added.value) = (key, field.kind.rawValue, value)
            fields.append(added)
        }
        add("solicitant.judet", "Cluj")
        add("solicitant.uat", uat.name)
        if let locality = content.places.locality(written: name, in: uat.siruta) { add("solicitant.localitate", locality.name) }
        return fields
    }

    private func isSeveral(_ key: String) -> Bool { book.fields[key]?.many != nil }

    // MARK: Labels

    /// The labels in the order of the page, each with what stands after it up to the next.
    private func occurrences(_ stream: TextStream) -> [Found] {
        var labels: [(key: String, label: Range<Int>)] = []
        var index = 0
        var place = "solicitant"
        var lastAddress = -100
        while index < stream.tokens.count {
            let fitting = book.label(at: index, in: stream.tokens)
            guard let first = fitting.first else {
                index += 1
                continue
            }
            let range = stream.tokens[index].range.lowerBound..<stream.tokens[index + first.words.count - 1].range.upperBound
            if LabelBook.isOfAddress(first.key) {
                // „nr. 5” is a house's number only where an address is being said.
                guard index - lastAddress <= Self.addressReach || stream.isLabelLike(range) else {
                    index += 1
                    continue
                }
            }
            if LabelBook.isOfAddress(first.key) || LabelBook.isPlace(first.key) { lastAddress = index + first.words.count }
            if let said = LabelBook.context(of: first) { place = said }
            // The parts of an address are called the same, whosever it is.
            var key = fitting.map(\.key).first { $0.hasPrefix("\(place).") } ?? first.key
            if let part = first.key.split(separator: ".").last, LabelBook.isOfAddress(key) || LabelBook.isPlace(key),
                book.fields["\(place).\(part)"] != nil
            {
                key = "\(place).\(part)"
            }
            labels.append((key, range))
            index += first.words.count
        }
        return labels.enumerated().map { number, label in
            let end = number + 1 < labels.count ? labels[number + 1].label.lowerBound : stream.characters.count
            return Found(key: label.key, range: label.label.upperBound..<max(label.label.upperBound, end))
        }
    }

    // MARK: Values

    struct Value {
        var text: String
        var raw: String
        var range: Range<Int>
        /// A rule with a checksum, or only a form, holds for it.
        var isProven = false
        var isFormed = false
    }

    /// What stands after a label on its row; else, as in boxes and tables, what stands under it; else where the text goes on.
    private func value(of field: Field, _ range: Range<Int>, _ stream: TextStream) -> Value? {
        guard range.lowerBound > 0 else { return nil }
        let label = stream.characters[range.lowerBound - 1]
        let row = range.prefix { stream.characters[$0].row == label.row }
        let after = range.lowerBound..<range.lowerBound + row.count
        if let value = typed(field, after, stream) { return value }
        guard Self.trimmed(after, stream).isEmpty, !LabelBook.isOfAddress(field.key) else { return nil }
        if let under = stream.line(under: label), !book.begins(under, in: stream), let value = typed(field, under, stream) { return value }
        let rest = range.dropFirst(row.count)
        guard let next = rest.first, stream.characters[next].row == label.row + 1 else { return nil }
        return typed(field, next..<next + rest.prefix { stream.characters[$0].row == label.row + 1 }.count, stream)
    }

    private func typed(_ field: Field, _ range: Range<Int>, _ stream: TextStream) -> Value? {
        let cut = Self.trimmed(range, stream)
        guard !cut.isEmpty else { return nil }
        if let identifier = field.kind.identifier { return self.identifier(identifier, cut, stream) }
        switch field.kind {
        case .date: return date(cut, stream)
        case .number, .money: return number(cut, stream)
        case .choice: return choice(field, cut, stream)
        case .uat, .locality: return place(field, cut, stream)
        case .text, .paragraph: return text(field, cut, stream)
        default: return nil
        }
    }

    private func text(_ field: Field, _ range: Range<Int>, _ stream: TextStream) -> Value? {
        // In running text a value ends with a comma; in a form, where the row ends.
        var end = range.lowerBound
        while end < range.upperBound, end - range.lowerBound < Self.longestValue {
            let character = stream.characters[end].value
            if character == "\t" && end > range.lowerBound || character == "," || character == ";" || character == "_" { break }
            if character == ".", stream.startsDots(at: end) { break }
            end += 1
        }
        let cut = Self.trimmed(range.lowerBound..<end, stream)
        let value = stream.text(cut).trimmed
        guard value.count >= (LabelBook.isOfAddress(field.key) ? 1 : 2), value.contains(where: { $0.isLetter || $0.isNumber }) else {
            return nil
        }
        if field.key.hasSuffix(".nr"), !value.contains(where: \.isNumber), value.searchable != "fn" { return nil }
        let isName = field.means == .applicant || field.key.hasSuffix("reprezentant_legal") || field.key.hasSuffix("localitate_alta")
        if isName, value.filter(\.isLetter).count < 3 { return nil }
        return Value(text: isName ? Self.withCapitals(value) : value, raw: value, range: cut)
    }

    private func identifier(_ kind: IdentifierKind, _ range: Range<Int>, _ stream: TextStream) -> Value? {
        // The longest beginning that the rule takes, a word at a time.
        let words = range.split { " \t,;".contains(stream.characters[$0].value) }.prefix(8)
        guard let first = words.first else { return nil }
        var best: Value?
        for start in words.prefix(4) {
            for end in words where end.startIndex >= start.startIndex {
                let span = start.startIndex..<end.endIndex
                let raw = stream.text(Self.trimmed(span, stream))
                if let normal = kind.check(raw).normalised, raw.contains(where: \.isNumber) || kind == .email {
                    best = Value(text: kind == .phone ? raw : normal, raw: raw, range: span, isProven: kind.hasChecksum, isFormed: true)
                }
            }
            if best != nil { return best }
        }
        let raw = stream.text(Self.trimmed(first.startIndex..<(words.last?.endIndex ?? first.endIndex), stream)).trimmed
        guard raw.count(where: \.isNumber) >= 4 && raw.count(where: \.isLetter) < 4 || kind == .email && raw.contains("@"), raw.count < 60
        else { return nil }
        return Value(text: raw, raw: raw, range: first.startIndex..<(words.last?.endIndex ?? first.endIndex))
    }

    private func date(_ range: Range<Int>, _ stream: TextStream) -> Value? {
        guard let match = stream.text(range).firstMatch(of: /(\d{1,2})[.\/-](\d{1,2})[.\/-](\d{4})/), let day = Int(match.1),
            let month = Int(match.2), let year = Int(match.3), Day(year: year, month: month, day: day) != nil
        else { return nil }
        let text = "\(day < 10 ? "0" : "")\(day).\(month < 10 ? "0" : "")\(month).\(year)"
        return Value(text: text, raw: String(match.0), range: range, isFormed: true)
    }

    private func number(_ range: Range<Int>, _ stream: TextStream) -> Value? {
        guard let match = stream.text(range).firstMatch(of: /\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?/) else { return nil }
        let text = String(match.0).replacing(/[ .](?=\d{3}(\D|$))/, with: "")
        return Value(text: text, raw: String(match.0), range: range, isFormed: true)
    }

    private func choice(_ field: Field, _ range: Range<Int>, _ stream: TextStream) -> Value? {
        let said = stream.text(range).searchable
        let fitting = field.options.filter { option in
            let label = option.label.ro.searchable
            return said.hasPrefix(label) && (said.count == label.count || !(said.dropFirst(label.count).first?.isLetter ?? false))
        }
        guard let option = fitting.max(by: { $0.label.ro.count < $1.label.ro.count }) else { return nil }
        return Value(text: option.value, raw: stream.text(range).trimmed, range: range)
    }

    /// A place of the county's register, after „comuna”, „satul” or as it is.
    private func place(_ field: Field, _ range: Range<Int>, _ stream: TextStream) -> Value? {
        let ranks: Set<String> = [
            "comuna", "com", "orasul", "oras", "municipiul", "mun", "satul", "sat", "localitatea", "loc", "judetul", "jud", "in",
        ]
        let words = stream.text(range).split { " \t,;:".contains($0) }.map(String.init).prefix(12)
            .filter { !ranks.contains($0.searchable.trimmingCharacters(in: .punctuationCharacters)) }
        for start in words.indices.prefix(6) {
            for count in (1...3).reversed() where start + count <= words.count {
                let name = words[start..<start + count].joined(separator: " ").trimmingCharacters(in: .punctuationCharacters)
                let place = field.kind == .uat ? content.places.uat(written: name) : content.places.locality(written: name, in: nil)
                if let place { return Value(text: place.name, raw: stream.text(range).trimmed, range: range, isFormed: true) }
            }
        }
        return nil
    }

    /// What shows by its own form, wherever it stands: a personal number, an account, an address for mail, a telephone number.
    private func formed(_ field: Field, _ stream: TextStream) -> Value? {
        let patterns: [FieldKind: Regex<Substring>] = [
            .cnp: /[1-9](?: ?\d){12}(?!\d)/, .iban: /RO\d{2} ?[A-Z]{4}(?: ?[A-Z0-9]{4}){4}/,
            .email: /[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/,
            .phone: /(?:\+40|0)[ ]?7\d{2}[ .-]?\d{3}[ .-]?\d{3}(?!\d)/,
        ]
        guard let pattern = patterns[field.kind], let kind = field.kind.identifier,
            field.key.hasPrefix("solicitant.") || !field.key.contains(".")
        else { return nil }
        let all = stream.text(0..<stream.characters.count)
        let fitting = all.matches(of: pattern).compactMap { match -> Value? in
            guard let checked = kind.check(String(match.0)).normalised else { return nil }
            let normal = kind == .phone ? String(match.0) : checked
            let start = all.distance(from: all.startIndex, to: match.range.lowerBound)
            return Value(
                text: normal, raw: String(match.0), range: start..<start + match.0.count, isProven: kind.hasChecksum, isFormed: true)
        }
        // Two different ones: whose is whose only the labels could tell.
        return Set(fitting.map(\.text)).count == 1 ? fitting.first : nil
    }

    private func reading(_ field: Field, _ value: Value, _ stream: TextStream, _ number: Int) -> PaperReading.Field {
        let line = stream.confidence(value.range)
        let base = value.isProven ? Self.confidence.proven : value.isFormed ? Self.confidence.formed : Self.confidence.plain
        let isSure = value.isProven && line >= Self.sureLine
        return PaperReading.Field(
            key: field.key, kind: field.kind.rawValue, value: value.text, raw: value.raw, confidence: (base * line * 1000).rounded() / 1000,
            outcome: isSure ? .accepted : .check, page: number, box: stream.box(value.range)?.box ?? [0, 0, 0, 0])
    }

    /// A small l where a name's capital I has to be: they look the same.
    private static func withCapitals(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let second = word.dropFirst().first
            return word.first == "l" && second.map { "aăouâ".contains($0) } == true && word.count > 3
                ? "I" + word.dropFirst() : String(word)
        }.joined(separator: " ")
    }

    /// Without spaces, dots of dotted lines and signs at the ends.
    private static func trimmed(_ range: Range<Int>, _ stream: TextStream) -> Range<Int> {
        func isEdge(_ character: Character) -> Bool { character.isWhitespace || ":.,;_-–—…()/*|\"„”•·=".contains(character) }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isEdge(stream.characters[start].value) { start += 1 }
        while end > start, isEdge(stream.characters[end - 1].value) { end -= 1 }
        // „Subsemnatul(a)”, „Subsemnatul/a”
        while start + 1 < end, stream.characters[start].value == "a", " )\t".contains(stream.characters[start + 1].value) {
            start += 2
            while start < end, isEdge(stream.characters[start].value) { start += 1 }
        }
        return start..<max(start, end)
    }
}

extension TextStream {
    /// Whether a label stands at the beginning of a line or before a colon or dots, as in a form.
    func isLabelLike(_ range: Range<Int>) -> Bool {
        let isFirst = range.lowerBound == 0 || characters[range.lowerBound - 1].value == "\t"
        let after = characters[range.upperBound...].prefix(3).map(\.value)
        return isFirst && after.contains { ":._…".contains($0) }
    }

    /// Whether a dotted line begins here.
    func startsDots(at index: Int) -> Bool { characters[index...].prefix(3).filter { $0.value == "." || $0.value == "…" }.count == 3 }
}

extension IdentifierKind {
    /// Whether a valid one is valid by its checksum, and not only by its form.
    fileprivate var hasChecksum: Bool { [.cnp, .cui, .iban, .treasuryIBAN].contains(self) }
}
