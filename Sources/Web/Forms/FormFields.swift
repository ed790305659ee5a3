import Foundation
import Office

/// What becomes of the files in a form.
enum FileTaking: Sendable {
    /// There should be none.
    case refuse
    /// They go to the file store; the largest that is taken, in MB.
    case keep(megabytes: Int)
    /// They go to the file store, and may be what paper is scanned as; the largest that is taken, in MB.
    case keepScans(megabytes: Int)
    /// They are only looked at; the largest that is taken, in MB.
    case read(megabytes: Int)

    var megabytes: Int {
        switch self {
        case .refuse: 0
        case .keep(let megabytes), .keepScans(let megabytes), .read(let megabytes): megabytes
        }
    }
}

/// What a form sent, name by name, as it was typed.
struct FormFields: Sendable {
    private var values: [String: [String]] = [:]
    /// Files that arrived whole, under their input's name.
    var files: [String: [ReceivedFile]] = [:]
    /// Scans that arrived whole, under their input's name.
    var scans: [String: [ReceivedScan]] = [:]
    /// Files that were only read, under their input's name; nothing of them is kept.
    var contents: [String: Data] = [:]
    /// Files that were chosen and have nothing in them, by name, under their input's name.
    var empty: [String: [String]] = [:]
    /// Names under which more was sent than is looked at, as a file or as text; it was let go.
    var oversized: Set<String> = []

    init(_ pairs: [(name: String, value: String)] = []) {
        for pair in pairs { add(pair.value, as: pair.name) }
    }

    /// A browser ends each line of what was typed with CR and LF (HTML, „constructing the entry list”); here a line ends with LF.
    mutating func add(_ value: String, as name: String) {
        values[name, default: []].append(value.replacing("\r\n", with: "\n"))
    }

    var names: Dictionary<String, [String]>.Keys { values.keys }

    /// The first value of that name.
    subscript(name: String) -> String? { values[name]?.first }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The text of that name; empty where nothing was sent.
    func text(_ name: String) -> String { self[name] ?? "" }

    /// The version of a dossier that the page was drawn from.
    var version: Int { Int(text("versiune")) ?? 0 }
}
