package import Foundation

/// A JSON text as it is built: schemas, descriptions, linked data.
package indirect enum JSONValue: Hashable, Sendable {
    case text(String)
    case number(Decimal)
    case truth(Bool)
    case list([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .truth(let truth): try container.encode(truth)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .number(Decimal(value)) }
    package init(booleanLiteral value: Bool) { self = .truth(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(Dictionary(elements) { $1 }) }
}

extension JSONValue {
    /// An object with more keys; `self` has to be one.
    package func adding(_ more: [String: JSONValue?]) -> JSONValue {
        guard case .object(let object) = self else { return self }
        return .object(object.merging(more.compactMapValues { $0 }) { $1 })
    }

    /// A text in all the languages that it has, as JSON-LD writes it.
    package static func words(_ text: Localized) -> JSONValue {
        .list(
            Language.allCases.filter { text.has($0) }.map { ["@language": .text($0.rawValue), "@value": .text(text($0))] })
    }
}
