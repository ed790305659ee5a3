import Office

/// What a form sent, name by name, as it was typed.
struct FormFields: Sendable {
    private var values: [String: [String]] = [:]
    /// Files that arrived whole, under their input's name.
    var files: [String: [ReceivedFile]] = [:]

    init(_ pairs: [(name: String, value: String)] = []) {
        for pair in pairs { add(pair.value, as: pair.name) }
    }

    mutating func add(_ value: String, as name: String) { values[name, default: []].append(value) }

    var names: Dictionary<String, [String]>.Keys { values.keys }

    /// The first value of that name.
    subscript(name: String) -> String? { values[name]?.first }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The text of that name; empty where nothing was sent.
    func text(_ name: String) -> String { self[name] ?? "" }

    /// The version of a dossier that the page was drawn from.
    var version: Int { Int(text("versiune")) ?? 0 }
}
