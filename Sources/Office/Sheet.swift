import Rulebook

/// The data of a typeset document: what a template in `Content/acts` receives as JSON.
enum Sheet: Sendable, Decodable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByBooleanLiteral
{
    case text(String)
    case truth(Bool)
    case list([Sheet])
    case record([String: Sheet])

    init(stringLiteral text: String) { self = .text(text) }
    init(booleanLiteral truth: Bool) { self = .truth(truth) }
    init(arrayLiteral items: Sheet...) { self = .list(items) }
    init(dictionaryLiteral pairs: (String, Sheet)...) {
        self = .record(Dictionary(pairs) { first, _ in first })
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let truth = try? container.decode(Bool.self) {
            self = .truth(truth)
        } else if let items = try? container.decode([Sheet].self) {
            self = .list(items)
        } else {
            self = .record(try container.decode([String: Sheet].self))
        }
    }

    /// JSON with sorted keys: the same sheet is always the same document.
    func json() -> String {
        var json = JSONText()
        write(to: &json)
        return json.text
    }

    private func write(to json: inout JSONText) {
        switch self {
        case .text(let text): json.write(text)
        case .truth(let truth): json.write(truth)
        case .list(let items): json.write(list: items) { $1.write(to: &$0) }
        case .record(let pairs): json.write(object: pairs) { $1.write(to: &$0) }
        }
    }
}
