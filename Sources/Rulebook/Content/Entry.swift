import Yams

/// One value in a YAML file, with its place, read once and completely:
/// a key that nobody asked for is a problem, as is a value of the wrong shape.
///
/// Readers never throw for a single bad value; they note the problem and go on with a harmless
/// substitute, and the file is refused as a whole at the end.
struct Entry {
    let node: Node
    let file: String
    let problems: ProblemList

    var line: Int { node.mark?.line ?? 0 }

    func problem(_ message: String) {
        problems.add(ContentProblem(file: file, line: line, message: message))
    }

    /// The value as text; numbers and booleans are taken as they are written. A text says something.
    func text() -> String {
        let written = word()
        if node.scalar != nil, written.allSatisfy(\.isWhitespace) { problem("the text is empty") }
        return written
    }

    /// The value as text, for who looks closer at what it says.
    func word() -> String {
        if let scalar = node.scalar { return scalar.string }
        // `Motiv: traseul`: the colon has begun a key.
        let key = node.mapping.flatMap { $0.count == 1 ? $0.first?.key.string : nil }
        problem(key.map { "expected a text; one with a colon in it stands in quotes: \"\($0): …\"" } ?? "expected a text")
        return ""
    }

    func integer() -> Int {
        if let scalar = node.scalar, let value = Int(scalar.string) { return value }
        problem("expected a whole number")
        return 0
    }

    func truth() -> Bool {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            problem("expected true or false")
            return false
        }
    }

    func list() -> [Entry] {
        if let sequence = node.sequence { return sequence.map(child) }
        problem("expected a list")
        return []
    }

    /// The value as a list of texts; a single text counts as a list of one.
    func texts() -> [String] {
        node.scalar != nil ? [text()] : list().map { $0.text() }
    }

    /// Reads a mapping; every key not asked for by `body` is reported with the keys that are known.
    func mapping<Result>(_ body: (Mapping) -> Result) -> Result {
        let mapping = Mapping(self)
        let result = body(mapping)
        mapping.reportUnknownKeys()
        return result
    }

    /// Reads a value that must be one of an enumeration's names.
    func name<Name: RawRepresentable & CaseIterable>(_ type: Name.Type) -> Name? where Name.RawValue == String {
        let written = word()
        if let value = Name(rawValue: written) { return value }
        problem("\(quoted(written)) is not known; it is one of: \(type.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    /// The value of a key, for what is found wrong with it later; where it is not there, the whole.
    func value(of key: String) -> Entry { node.mapping?[key].map(child) ?? self }

    func child(_ node: Node) -> Entry { Entry(node: node, file: file, problems: problems) }
}

/// A YAML mapping being read key by key.
final class Mapping {
    let entry: Entry
    private var asked: [String] = []
    private let pairs: [(key: Node, value: Node)]
    private let keys: [String]

    init(_ entry: Entry) {
        self.entry = entry
        if let mapping = entry.node.mapping {
            pairs = mapping.map { ($0.key, $0.value) }
        } else {
            entry.problem("expected keys with values")
            pairs = []
        }
        keys = pairs.map { $0.key.string ?? "" }
    }

    subscript(key: String) -> Entry? {
        asked.append(key)
        return keys.firstIndex(of: key).map { entry.child(pairs[$0].value) }
    }

    /// A key that has to be there.
    func required(_ key: String) -> Entry? {
        if let value = self[key] { return value }
        entry.problem("\(quoted(key)) is missing")
        return nil
    }

    func text(_ key: String) -> String { required(key)?.text() ?? "" }

    /// All pairs, for mappings whose keys are names chosen by the author.
    func all() -> [(key: String, at: Entry, value: Entry)] {
        pairs.map { pair in
            let key = pair.key.string ?? ""
            asked.append(key)
            return (key, entry.child(pair.key), entry.child(pair.value))
        }
    }

    func reportUnknownKeys() {
        for pair in pairs where !asked.contains(pair.key.string ?? "") {
            let key = pair.key.string ?? ""
            // `each: 0,01` in braces: the comma has begun another key.
            let isRestOfNumber = pair.value.string?.isEmpty == true && key.allSatisfy(\.isNumber)
            entry.child(pair.key).problem(
                isRestOfNumber
                    ? "\(quoted(key)) stands alone: a number is written with a point, like 0.50"
                    : "\(quoted(key)) is not known here; known: \(asked.joined(separator: ", "))")
        }
    }
}

/// The same marks around a name in every message.
func quoted(_ text: String) -> String { "“\(text)”" }

extension Entry {
    /// Parses YAML text; a syntax error becomes one problem at its line.
    init?(yaml: String, file: String, problems: ProblemList) {
        do {
            // Texts are read as written, so nothing is guessed about their types.
            guard let node = try Yams.compose(yaml: yaml, .basic) else {
                problems.add(ContentProblem(file: file, line: 0, message: "the file is empty"))
                return nil
            }
            self.init(node: node, file: file, problems: problems)
        } catch let error as YamlError {
            problems.add(ContentProblem(file: file, line: error.line, message: "not YAML: \(error.summary)"))
            return nil
        } catch {
            problems.add(ContentProblem(file: file, line: 0, message: "not YAML: \(error)"))
            return nil
        }
    }
}

extension YamlError {
    fileprivate var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 0
        }
    }

    fileprivate var summary: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .duplicatedKeysInMapping(let keys, _): "written twice: \(keys.joined(separator: ", "))"
        default: "\(self)"
        }
    }
}
