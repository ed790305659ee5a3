/// A condition or a formula in `Content/`, e.g. `solicitant.tip == 'PF' and suprafata_mp > 1000`.
///
/// Names are fields, texts stand in single quotes. Operators, from loose to tight:
/// `or`, `and`, `not`, `== != < <= > >= in contains`, `+ -`, `* /`, unary `-`.
/// Evaluation is total: what cannot be computed is `.none`, which holds nowhere and compares unequal.
package indirect enum Expression: Hashable, Sendable {
    case literal(Value)
    case name(String)
    case list([Expression])
    case not(Expression)
    case negative(Expression)
    case binary(Operator, Expression, Expression)
    case call(Function, [Expression])

    package enum Operator: String, Sendable {
        case or, and
        case equal = "==", notEqual = "!=", less = "<", atMost = "<=", more = ">", atLeast = ">="
        case isIn = "in", contains
        case plus = "+", minus = "-", times = "*", divided = "/"
    }

    /// The functions an author may call; the number of arguments is checked when the content is read.
    package enum Function: String, CaseIterable, Sendable {
        /// `sum(rows.column)` or `sum(list)`: the total of the numbers.
        case sum
        /// `sumif(rows.column, mark, rows.amount)`: the total of the amounts in the rows whose column has that mark.
        case sumif
        /// `count(list)`: how many items or rows; nothing where there are none. Of a number, which a calculator asks for in the place
        /// of a table, that number.
        case count
        case min, max
        /// `round(amount, digits)`: half away from zero.
        case round
        /// `filled(field)`: true when there is an answer.
        case filled
        /// `today()`: the day on which the answers are checked.
        case today
        /// `months(day, n)`: the day `n` months later.
        case months
        /// `year(day)`: its year, as a number.
        case year
        /// `born(cnp)`: the day of birth that a personal number tells; nothing of a NIF, or where the century is not told.
        case born
        /// `environment(siruta)`: 'urban' or 'rural', from the register of localities.
        case environment
        /// `days(period)`: how many days, both ends included; `start(period)` and `end(period)`: its ends. Of a slot: its day.
        case days, start, end
        /// `slots(slot)`: how many slots are booked.
        case slots
        /// `minutes(time)`: minutes since midnight.
        case minutes
        /// `area(geometry)`: square metres, of a shape in Stereo 70.
        case area

        var arity: ClosedRange<Int> {
            switch self {
            case .today: 0...0
            case .sum, .count, .filled, .environment, .days, .start, .end, .slots, .minutes, .area, .year, .born: 1...1
            case .round, .months: 2...2
            case .sumif: 3...3
            case .min, .max: 2...8
            }
        }
    }

    /// What a name means and what day it is; handed in, so that evaluation stays pure.
    package struct Context: Sendable {
        package let values: Values
        package let today: Day
        package let places: Gazetteer

        package init(values: Values, today: Day, places: Gazetteer) {
            self.values = values
            self.today = today
            self.places = places
        }
    }

    /// Every field name that the expression reads; `table.column` counts as `table.column`.
    package var names: Set<String> {
        switch self {
        case .literal: []
        case .name(let name): [name]
        case .list(let items): items.reduce(into: []) { $0.formUnion($1.names) }
        case .not(let inner), .negative(let inner): inner.names
        case .binary(_, let left, let right): left.names.union(right.names)
        case .call(_, let arguments): arguments.reduce(into: []) { $0.formUnion($1.names) }
        }
    }

    /// The same expression with its names replaced, e.g. by those of the group it was written in.
    package func renaming(_ rename: (String) -> String) -> Expression {
        switch self {
        case .literal: self
        case .name(let name): .name(rename(name))
        case .list(let items): .list(items.map { $0.renaming(rename) })
        case .not(let inner): .not(inner.renaming(rename))
        case .negative(let inner): .negative(inner.renaming(rename))
        case .binary(let op, let left, let right): .binary(op, left.renaming(rename), right.renaming(rename))
        case .call(let function, let arguments): .call(function, arguments.map { $0.renaming(rename) })
        }
    }
}
