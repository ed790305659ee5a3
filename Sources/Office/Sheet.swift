import Foundation

/// The data of a typeset document: what a template in `Content/acts` receives as JSON.
enum Sheet: Sendable, Codable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
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

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        // The typesetter would take the CR of an older text for a paragraph's end.
        case .text(let text): try container.encode(text.replacing("\r\n", with: "\n"))
        case .truth(let truth): try container.encode(truth)
        case .list(let items): try container.encode(items)
        case .record(let pairs): try container.encode(pairs)
        }
    }

    /// JSON with sorted keys: the same sheet is always the same document.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
