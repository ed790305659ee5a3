import Foundation

extension Expression {
    /// Why an expression in the content cannot be read.
    package struct Mistake: Error, Hashable, Sendable {
        package let message: String
    }

    /// Longest text and deepest nesting that an author may write.
    static let longest = 2_000
    static let deepest = 40

    package init(parsing text: String) throws(Mistake) {
        guard text.utf8.count <= Expression.longest else { throw Mistake(message: "longer than \(Expression.longest) bytes") }
        var parser = Parser(tokens: try Token.all(in: text))
        self = try parser.expression(looserThan: 0, depth: 0)
        if let rest = parser.peek { throw Mistake(message: "unexpected \(rest) at the end") }
    }

    private enum Token: Hashable, CustomStringConvertible {
        case name(String), text(String), number(Decimal), symbol(String)

        var description: String {
            switch self {
            case .name(let word), .symbol(let word): quoted(word)
            case .text(let text): "'\(text)'"
            case .number(let number): "\(number)"
            }
        }

        static func all(in text: String) throws(Mistake) -> [Token] {
            var tokens: [Token] = []
            var rest = Substring(text)
            while let first = rest.first {
                if first.isWhitespace {
                    rest.removeFirst()
                } else if first == "'" {
                    guard let end = rest.dropFirst().firstIndex(of: "'") else { throw Mistake(message: "a text is not closed") }
                    tokens.append(.text(String(rest[rest.index(after: rest.startIndex)..<end])))
                    rest = rest[rest.index(after: end)...]
                } else if first.isASCII, first.isNumber {
                    let digits = rest.prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
                    guard let number = Decimal(plain: String(digits)) else { throw Mistake(message: "not a number: \(digits)") }
                    tokens.append(.number(number))
                    rest = rest.dropFirst(digits.count)
                } else if first.isLetter || first == "_" {
                    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
                    tokens.append(.name(String(word)))
                    rest = rest.dropFirst(word.count)
                } else {
                    let two = String(rest.prefix(2))
                    let symbol = ["==", "!=", "<=", ">="].contains(two) ? two : String(first)
                    guard "== != <= >= < > + - * / ( ) [ ] ,".split(separator: " ").contains(Substring(symbol)) else {
                        throw Mistake(message: "unexpected \(quoted(symbol))")
                    }
                    tokens.append(.symbol(symbol))
                    rest = rest.dropFirst(symbol.count)
                }
            }
            return tokens
        }
    }

    /// A precedence climber over the tokens.
    private struct Parser {
        private var tokens: [Token]
        private var position = 0

        init(tokens: [Token]) { self.tokens = tokens }

        var peek: Token? { position < tokens.count ? tokens[position] : nil }

        private func strength(of op: Operator) -> Int {
            switch op {
            case .or: 1
            case .and: 2
            case .equal, .notEqual, .less, .atMost, .more, .atLeast, .isIn, .contains: 4
            case .plus, .minus: 5
            case .times, .divided: 6
            }
        }

        private var nextOperator: Operator? {
            switch peek {
            case .name(let word)?, .symbol(let word)?: Operator(rawValue: word)
            default: nil
            }
        }

        mutating func expression(looserThan limit: Int, depth: Int) throws(Mistake) -> Expression {
            guard depth < Expression.deepest else { throw Mistake(message: "nested too deep") }
            var left = try prefix(depth: depth)
            while let op = nextOperator, strength(of: op) > limit {
                position += 1
                left = .binary(op, left, try expression(looserThan: strength(of: op), depth: depth + 1))
            }
            return left
        }

        private mutating func prefix(depth: Int) throws(Mistake) -> Expression {
            guard let token = peek else { throw Mistake(message: "something is missing at the end") }
            position += 1
            switch token {
            case .number(let number): return .literal(.number(number))
            case .text(let text): return .literal(.text(text))
            case .symbol("-"): return .negative(try expression(looserThan: 6, depth: depth + 1))
            case .symbol("("):
                let inner = try expression(looserThan: 0, depth: depth + 1)
                try expect(")")
                return inner
            case .symbol("["): return .list(try items(until: "]", depth: depth))
            case .name("true"): return .literal(.truth(true))
            case .name("false"): return .literal(.truth(false))
            case .name("not"): return .not(try expression(looserThan: 3, depth: depth + 1))
            case .name(let word):
                guard peek == .symbol("(") else { return .name(word) }
                position += 1
                guard let function = Function(rawValue: word) else {
                    let known = Function.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Mistake(message: "no function \(quoted(word)); known: \(known)")
                }
                let arguments = try items(until: ")", depth: depth)
                guard function.arity.contains(arguments.count) else {
                    throw Mistake(message: "\(word) takes \(function.arity.lowerBound) to \(function.arity.upperBound) values")
                }
                return .call(function, arguments)
            case .symbol: throw Mistake(message: "unexpected \(token)")
            }
        }

        private mutating func items(until end: String, depth: Int) throws(Mistake) -> [Expression] {
            var items: [Expression] = []
            if peek == .symbol(end) {
                position += 1
                return []
            }
            while true {
                items.append(try expression(looserThan: 0, depth: depth + 1))
                if peek == .symbol(",") {
                    position += 1
                } else {
                    try expect(end)
                    return items
                }
            }
        }

        private mutating func expect(_ symbol: String) throws(Mistake) {
            guard peek == .symbol(symbol) else {
                throw Mistake(message: "expected \(quoted(symbol)), found \(peek.map { "\($0)" } ?? "the end")")
            }
            position += 1
        }
    }
}
