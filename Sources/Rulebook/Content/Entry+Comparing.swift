/// Finds comparisons that can never hold: both sides are known when the content is read.
extension Entry {
    /// A text that is compared with a choice is one of its options.
    /// - Parameter fields: the choices that the expressions may name; of one that stands there twice, the options of both count.
    func checkOptions(of expressions: [Expression?], _ fields: [Field]) {
        var told: Set<String> = []
        for stray in expressions.compactMap({ $0 }).flatMap({ $0.comparisons }) {
            guard let options = Self.options(of: stray.asked, fields), !options.contains(where: { stray.value == .text($0) }) else {
                continue
            }
            let known = options.isEmpty ? "true or false, without quotes" : options.joined(separator: ", ")
            if told.insert("\(stray)").inserted {
                problem("\(stray.asked) is never \(Expression.literal(stray.value)); it is one of: \(known)")
            }
        }
    }

    /// What the side of a comparison can be; nil where anything. Of a yes or no, no text.
    private static func options(of asked: Expression, _ fields: [Field]) -> [String]? {
        switch asked {
        case .name(let name):
            let columns = fields.flatMap { table in table.columns.map { ("\(table.key).\($0.key)", $0) } }
            let named = fields.filter { $0.key == name } + columns.filter { $0.0 == name }.map(\.1)
            guard let kind = named.first?.kind, named.allSatisfy({ $0.kind == kind }) else { return nil }
            switch kind {
            case .choice, .choices: return named.flatMap(\.options).map(\.value)
            case .truth, .declaration: return []
            case .text, .paragraph, .number, .money, .date, .email, .phone, .cnp, .cui, .iban, .identityCard, .tradeRegister, .cadastral,
                .landBook, .uat, .locality, .postcode, .time, .period, .slot, .geometry, .countyRoad, .kilometre, .plate, .monument, .rows:
                return nil
            }
        case .call(.environment, _): return [Gazetteer.Environment.urban, .rural].map(\.rawValue)
        case .literal, .list, .not, .negative, .binary, .call: return nil
        }
    }
}

extension Expression {
    fileprivate typealias Comparison = (asked: Expression, value: Value)

    /// Every value that something is compared with.
    fileprivate var comparisons: [Comparison] {
        switch self {
        case .literal, .name: []
        case .list(let items): items.flatMap(\.comparisons)
        case .not(let inner), .negative(let inner): inner.comparisons
        case .call(.sumif, let arguments) where arguments.count == 3:
            arguments.flatMap(\.comparisons) + arguments[1].literals.map { (arguments[0], $0) }
        case .call(_, let arguments): arguments.flatMap(\.comparisons)
        case .binary(let sign, let left, let right):
            left.comparisons + right.comparisons
                + ([.equal, .notEqual, .isIn, .contains].contains(sign)
                    ? right.literals.map { (left, $0) } + left.literals.map { (right, $0) } : [])
        }
    }

    /// The value that is written here, or those of a list. `true` and `false` say by themselves what they are.
    private var literals: [Value] {
        switch self {
        case .literal(.truth): []
        case .literal(let value): [value]
        case .list(let items): items.flatMap(\.literals)
        case .name, .not, .negative, .binary, .call: []
        }
    }
}
