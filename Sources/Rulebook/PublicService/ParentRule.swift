/// An act that a service builds on, a certificate before its permit: a line under its `parents:`.
package struct ParentRule: Hashable, Codable, Sendable {
    /// Slugs of the services whose acts count.
    package let services: [String]
    /// Nil: the request cannot be submitted without one.
    package let requiredWhen: Expression?
    /// The field that takes the act's number: „CU 12/2026”. While it is not asked, the rule says nothing.
    package let field: String
    /// Own fields that begin with what the parent's form was answered: own key to the parent's.
    package let prefill: [String: String]
    package let validity: Validity
    /// Only acts whose dossier owes nothing count: paid, or nothing to pay.
    package var wantsSettled: Bool { settled ?? false }
    /// Nil in definitions that were kept before it could be said.
    let settled: Bool?
    /// The field that takes what was paid for the parent, as the books say; nil where nothing is computed from it.
    package let paid: String?
    /// The code of the document that the act stands for (`A-CU`): who is asked for an endorsement and reads that one reads the act. Nil
    /// where none, and in definitions that were kept before it could be said.
    package let standsFor: String?
    /// When the request has to come, counted back from the parent's last day.
    package let window: Window?
    /// What the act of this service does to its parent's validity.
    package let prolongation: Prolongation?

    /// Which acts count by their date.
    package enum Validity: String, Codable, CaseIterable, Sendable {
        /// Those that are good on the day of submission.
        case inForce = "in-force"
        /// Also those whose time is over.
        case any
    }

    /// Between `opens` and `closes` before the parent's last day.
    package struct Window: Hashable, Codable, Sendable {
        /// Nil: from the parent's issue on.
        package let opens: Span?
        /// Nil: up to the last day itself.
        package let closes: Span?
        package let early: Effect
        package let late: Effect
        package let basis: String

        /// What coming outside of the window does.
        package enum Effect: String, Codable, CaseIterable, Sendable { case refuse, warn }
    }

    package struct Span: Hashable, Codable, Sendable {
        package let length: Int
        package let unit: TermUnit

        package init(length: Int, unit: TermUnit) {
            self.length = length
            self.unit = unit
        }
    }

    /// More time for the parent, from the day on which the act is sealed.
    package struct Prolongation: Hashable, Codable, Sendable {
        /// How many months, by the answers or by the parent's (`parent.durata_luni`); of a list, the first that is answered.
        package let months: Expression
        /// The day from which they are counted, which lies while the parent is good; nil: the last day that it was good so far.
        package let from: Expression?
        /// A day up to which the parent is good in any case, where it says one (`parent.pana_la`).
        package let until: Expression?
        /// Each act is prolonged by this service once.
        package let isOnce: Bool
        package let basis: String
    }
}

extension ParentRule {
    /// Before the keys of the parent's answers, in expressions.
    static let ofParent = "parent."

    /// Own answers beside those that the parent's form was given.
    package static func values(_ own: Values, parent: Values) -> Values {
        own.merging(parent.map { ("\(ofParent)\($0.key)", $0.value) }) { own, _ in own }
    }

    package func isRequired(_ values: Values, in context: CheckingContext) -> Bool {
        requiredWhen?.holds(in: Expression.Context(values: values, today: context.today, places: context.places)) ?? true
    }
}

extension ParentRule.Span {
    /// The last day from which a whole span still lies before the end of `last`: counted in working days, those after it.
    package func before(_ last: Day, in calendar: WorkCalendar) -> Day {
        switch unit {
        case .calendarDays: return last.adding(days: -length)
        case .months: return last.adding(months: -length)
        case .hours: return last.adding(days: -((length + 23) / 24))
        case .workingDays:
            var (day, left) = (last, length)
            while left > 0, day > .earliest {
                if calendar.isWorking(day) { left -= 1 }
                day = day.adding(days: -1)
            }
            return day
        }
    }
}

extension ParentRule.Span {
    /// As long as weekdays and dates take to come together again.
    private static let cycle = (Day("2026-01-01") ?? .earliest)...(Day("2053-12-31") ?? .earliest)

    /// From the fewest to the most days that it takes before a last day, whichever that is.
    package func days(in calendar: WorkCalendar) -> ClosedRange<Int> {
        switch unit {
        case .calendarDays: return length...length
        case .hours: return (length + 23) / 24...(length + 23) / 24
        case .months:
            let lengths = Self.cycle.prefix(4 * 366).map { before($0, in: calendar).days(until: $0) }
            return (lengths.min() ?? 28 * length)...(lengths.max() ?? 31 * length)
        case .workingDays:
            // It begins when the working day before its first one is over, and its last day may have days off behind it.
            let working = Self.cycle.filter(calendar.isWorking)
            let least = zip(working, working.dropFirst(length - 1)).map { $0.days(until: $1) + 1 }.min()
            let most = zip(working, working.dropFirst(length)).map { $0.days(until: $1) }.max()
            return (least ?? length)...max(least ?? length, most ?? length)
        }
    }
}

extension ParentRule.Prolongation {
    /// The parent's new last day; nil where the answers do not tell, or would take time away, and where `from` does not lie while the
    /// parent is good.
    /// - Parameters:
    ///   - last: the last day so far; nil where the parent has none, which stays so.
    ///   - issued: the parent's first day.
    ///   - values: own ones beside the parent's.
    package func newLast(after last: Day?, since issued: Day, _ values: Values, in context: CheckingContext) -> Day? {
        guard let last else { return nil }
        let start = from == nil ? last : self.start(values, in: context)
        guard let start, from == nil || issued <= start && start <= last else { return nil }
        let answers = Expression.Context(values: values, today: context.today, places: context.places)
        let count = Self.firstAnswered(months.value(in: answers)).number?.wholeNumber
        let counted = count.flatMap { Self.most.contains($0) ? start.adding(months: $0) : nil }
        let latest = start.adding(months: Self.most.upperBound)
        let said = until?.value(in: answers).day.flatMap { $0 <= latest ? $0 : nil }
        return [counted, said].compactMap { $0 }.max().flatMap { $0 > last ? $0 : nil }
    }

    /// The day from which months are counted, as it was answered; nil where none is asked.
    package func start(_ values: Values, in context: CheckingContext) -> Day? {
        from?.value(in: Expression.Context(values: values, today: context.today, places: context.places)).day
    }

    /// The field that `from` reads.
    package var startField: String? { from?.names.min() }

    /// Months that an act can give.
    private static let most = 1...600

    private static func firstAnswered(_ value: Value) -> Value {
        guard case .list(let items) = value else { return value }
        return items.first { $0 != .none } ?? .none
    }
}
