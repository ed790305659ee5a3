import Foundation

extension Expression: CustomStringConvertible {
    /// The expression as an author would write it; parsing it gives the same expression back.
    package var description: String {
        switch self {
        case .literal(let value): Expression.print(value)
        case .name(let name): name
        case .list(let items): "[\(items.map(\.description).joined(separator: ", "))]"
        case .not(let inner): "(not \(inner))"
        case .negative(let inner): "(-\(inner))"
        case .binary(let op, let left, let right): "(\(left) \(op.rawValue) \(right))"
        case .call(let function, let arguments): "\(function.rawValue)(\(arguments.map(\.description).joined(separator: ", ")))"
        }
    }

    /// Authors can write three kinds of literals; others do not occur.
    private static func print(_ value: Value) -> String {
        switch value {
        case .text(let text): "'\(text)'"
        case .number(let number): "\(number)"
        case .truth(let truth): "\(truth)"
        case .none, .day, .list, .rows: "''"
        }
    }
}

extension Expression: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(parsing: String(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        try description.encode(to: encoder)
    }
}
