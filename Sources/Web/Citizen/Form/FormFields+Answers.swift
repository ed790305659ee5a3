import Foundation
import Rulebook

/// From what a form sent back to answers, for the fields that it had.
extension FormFields {
    /// - Parameter drawn: keys of the fields that stood on the page; others keep what they have.
    func answers(to fields: [Rulebook.Field], drawn: Set<String>) -> Answers {
        var answers = Answers()
        for field in fields where drawn.contains(field.key) && field.derived == nil { answers[field.key] = answer(to: field) }
        return answers
    }

    private func answer(to field: Rulebook.Field) -> Answer {
        switch field.kind {
        case .rows:
            return .rows(
                (0..<rowCount(of: field.key)).map { index in
                    Dictionary(
                        field.columns.filter { $0.derived == nil }.map { ($0.key, text(of: $0, named: "\(field.key).\(index).\($0.key)")) },
                        uniquingKeysWith: { first, _ in first })
                })
        case .choices: return .list(all(field.key))
        default:
            let typed = text(of: field, named: field.key)
            // Several answers of a kind are typed one to a line.
            return field.many == nil ? .text(typed) : .list(typed.split(whereSeparator: \.isNewline).map(String.init))
        }
    }

    private func text(of field: Rulebook.Field, named name: String) -> String {
        switch field.kind {
        case .date: return day(named: name)
        case .period:
            let ends = [day(named: "\(name).de"), day(named: "\(name).pana")]
            return ends == ["", ""] ? "" : ends.joined(separator: "/")
        case .slot:
            let time = trimmed("\(name).ora")
            let typed = (
                unit: trimmed("\(name).unitate"), day: day(named: name), time: WallTime(written: time).map { "\($0)" } ?? time,
                count: trimmed("\(name).numar")
            )
            return typed.day.isEmpty && typed.time.isEmpty ? "" : "\(typed.unit)/\(typed.day)T\(typed.time)/\(typed.count)"
        case .geometry:
            // A file that was chosen says more than what stood in the box before.
            let file = contents["\(name).fisier"].flatMap { String(bytes: $0, encoding: .utf8) }
            return file.map { String($0.drop { $0 == "\u{FEFF}" }) } ?? text(name)
        default: return text(name)
        }
    }

    private func trimmed(_ name: String) -> String { text(name).trimmingCharacters(in: .whitespaces) }

    /// A date from its three parts, or what was typed where they make none.
    func day(named name: String) -> String {
        let parts = ["zi", "luna", "an"].map { trimmed("\(name).\($0)") }
        if parts.allSatisfy(\.isEmpty) { return "" }
        let typed = parts.joined(separator: ".")
        return Day(written: typed).map { "\($0)" } ?? typed
    }

    /// How many rows were sent: one more than the highest index.
    private func rowCount(of key: String) -> Int {
        let start = "\(key)."
        let indices = names.compactMap { $0.hasPrefix(start) ? Int($0.dropFirst(start.count).prefix { $0 != "." }) : nil }
        return min((indices.max() ?? -1) + 1, FieldLimits.rows + 1)
    }
}

extension Answer {
    /// The rows of a table; of anything else, none.
    var table: [[String: String]] {
        if case .rows(let rows) = self { return rows }
        return []
    }

    /// Without rows that nothing was typed into.
    var withoutBlankRows: Answer {
        guard case .rows(let rows) = self else { return self }
        return .rows(rows.filter { !$0.values.allSatisfy { $0.allSatisfy(\.isWhitespace) } })
    }
}

extension Problem {
    /// A problem of the rules beside the input that it is about: `materiale[2].tip` is the input `materiale.2.tip`.
    init(_ problem: Rulebook.Problem) {
        self.init(field: problem.field.replacing("[", with: ".").replacing("]", with: ""), problem.message)
    }
}
