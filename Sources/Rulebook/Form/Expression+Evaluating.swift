package import Foundation

extension Expression {
    package func holds(in context: Context) -> Bool { value(in: context).holds }

    package func value(in context: Context) -> Value {
        switch self {
        case .literal(let value): value
        case .name(let name): Expression.look(up: name, in: context.values)
        case .list(let items): .list(items.map { $0.value(in: context) })
        case .not(let inner): .truth(!inner.holds(in: context))
        case .negative(let inner): inner.value(in: context).number.map { .number(-$0) } ?? .none
        case .binary(.or, let left, let right): .truth(left.holds(in: context) || right.holds(in: context))
        case .binary(.and, let left, let right): .truth(left.holds(in: context) && right.holds(in: context))
        case .binary(let op, let left, let right):
            Expression.combine(op, left.value(in: context), right.value(in: context))
        case .call(let function, let arguments):
            Expression.call(function, arguments.map { $0.value(in: context) }, context)
        }
    }

    /// A field, or a column of a table as the list of its values.
    private static func look(up name: String, in values: Values) -> Value {
        if let value = values[name] { return value }
        guard let dot = name.lastIndex(of: "."), case .rows(let rows)? = values[String(name[..<dot])] else { return .none }
        let column = String(name[name.index(after: dot)...])
        return .list(rows.map { $0[column] ?? .none })
    }

    private static func combine(_ op: Operator, _ left: Value, _ right: Value) -> Value {
        switch op {
        case .equal: .truth(left == right)
        case .notEqual: .truth(left != right)
        case .isIn: .truth(items(of: right).contains(left))
        case .contains: .truth(items(of: left).contains(right))
        case .less, .atMost, .more, .atLeast: compare(op, left, right)
        case .plus, .minus, .times, .divided: compute(op, left, right)
        case .or, .and: .truth(false)
        }
    }

    private static func items(of value: Value) -> [Value] {
        if case .list(let items) = value { return items }
        return []
    }

    private static func compare(_ op: Operator, _ left: Value, _ right: Value) -> Value {
        func ordered<Ordered: Comparable>(_ a: Ordered, _ b: Ordered) -> Value {
            switch op {
            case .less: .truth(a < b)
            case .atMost: .truth(a <= b)
            case .more: .truth(a > b)
            default: .truth(a >= b)
            }
        }
        return switch (left, right) {
        case (.number(let a), .number(let b)): ordered(a, b)
        case (.day(let a), .day(let b)): ordered(a, b)
        // Times of day: their digits stand in the order of the hours.
        case (.text(let a), .text(let b)) where WallTime(a) != nil && WallTime(b) != nil: ordered(a, b)
        default: .none
        }
    }

    private static func compute(_ op: Operator, _ left: Value, _ right: Value) -> Value {
        switch (op, left, right) {
        case (.plus, .number(let a), .number(let b)): .number(a + b)
        case (.minus, .number(let a), .number(let b)): .number(a - b)
        case (.times, .number(let a), .number(let b)): .number(a * b)
        case (.divided, .number(let a), .number(let b)): b == 0 ? .none : .number(a / b)
        case (.plus, .day(let day), .number(let days)): days.wholeNumber.map { .day(day.adding(days: $0)) } ?? .none
        case (.minus, .day(let day), .number(let days)): days.wholeNumber.map { .day(day.adding(days: -$0)) } ?? .none
        case (.minus, .day(let a), .day(let b)): .number(Decimal(b.days(until: a)))
        default: .none
        }
    }

    private static func call(_ function: Function, _ arguments: [Value], _ context: Context) -> Value {
        switch (function, arguments) {
        case (.today, _): return .day(context.today)
        // Of a table that is not filled in yet nothing is known, which is not the same as nothing.
        case (.sum, let list) where list[0] == .none, (.sumif, let list) where list[0] == .none || list[2] == .none: return .none
        case (.sum, let list): return .number(items(of: list[0]).compactMap(\.number).reduce(0, +))
        case (.sumif, let list):
            let marked = zip(items(of: list[0]), items(of: list[2])).filter { $0.0 == list[1] }
            return .number(marked.compactMap(\.1.number).reduce(0, +))
        case (.count, let list):
            switch list[0] {
            case .rows(let rows): return rows.isEmpty ? .none : .number(Decimal(rows.count))
            case .list(let items): return items.isEmpty ? .none : .number(Decimal(items.count))
            case .number: return list[0]
            default: return .none
            }
        case (.filled, let list): return .truth(list[0] != .none && list[0] != .list([]) && list[0] != .text(""))
        case (.min, let list): return extreme(list, <)
        case (.max, let list): return extreme(list, >)
        case (.round, let list):
            guard let number = list[0].number, let digits = list[1].number?.wholeNumber else { return .none }
            return .number(number.rounded(toDigits: digits))
        case (.months, let list):
            guard let day = list[0].day, let months = list[1].number?.wholeNumber else { return .none }
            return .day(day.adding(months: months))
        case (.year, let list): return list[0].day.map { .number(Decimal($0.year)) } ?? .none
        case (.born, let list): return list[0].words.flatMap { CNP.facts($0)?.birth }.map { .day($0) } ?? .none
        case (.environment, let list):
            guard case .text(let siruta) = list[0], let place = context.places.place(siruta) else { return .none }
            return .text(place.environment.rawValue)
        case (.days, let list): return period(list[0]).map { .number(Decimal($0.count)) } ?? .none
        case (.start, let list): return period(list[0]).map { .day($0.first) } ?? .none
        case (.end, let list): return period(list[0]).map { .day($0.last) } ?? .none
        case (.slots, let list): return list[0].words.flatMap { Slot($0) }.map { .number(Decimal($0.count)) } ?? .none
        case (.minutes, let list): return list[0].words.flatMap { WallTime($0) }.map { .number(Decimal($0.minutes)) } ?? .none
        case (.area, let list): return list[0].words.flatMap { Geometry($0)?.area }.map { .number($0) } ?? .none
        }
    }

    /// The days of a period, or the one day of a slot.
    private static func period(_ value: Value) -> Period? {
        guard let words = value.words else { return nil }
        return Period(words) ?? Slot(words).flatMap { Period(from: $0.day, to: $0.day) }
    }

    private static func extreme(_ values: [Value], _ before: (Decimal, Decimal) -> Bool) -> Value {
        let numbers = values.compactMap(\.number)
        guard numbers.count == values.count, let best = numbers.min(by: before) else { return .none }
        return .number(best)
    }
}

extension Decimal {
    /// Half away from zero, as fiscal amounts are rounded (Cod de procedură fiscală practice).
    package func rounded(toDigits digits: Int) -> Decimal {
        var input = self
        var output = Decimal()
        NSDecimalRound(&output, &input, digits, .plain)
        return output
    }

    /// The value as an `Int` when it is whole and small enough.
    package var wholeNumber: Int? { Int("\(self)") }
}
