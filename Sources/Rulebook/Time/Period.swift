import Foundation

/// Days from one to another, both included: `2027-05-01/2027-05-03`.
package struct Period: Hashable, Sendable, LosslessStringConvertible {
    package let first: Day
    package let last: Day

    /// Nil where it ends before it begins.
    package init?(from first: Day, to last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = Day(String(parts[0])), let last = Day(String(parts[1])) else { return nil }
        self.init(from: first, to: last)
    }

    package var description: String { "\(first)/\(last)" }

    /// How many days, both ends included.
    package var count: Int { first.days(until: last) + 1 }

    func written(_ context: CheckingContext) -> String {
        if first == last { return context.phrases.date(first, in: context.language) }
        return "\(context.phrases.date(first, in: context.language)) – \(context.phrases.date(last, in: context.language))"
    }
}

extension Field {
    /// A period's `range` counts days from today to its first day, its `length` is one of days.
    func read(period text: String, in context: CheckingContext, _ wrong: (String, [String: TraceValue]) -> FieldReading) -> FieldReading {
        let written = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let ends = written.map { Day(written: $0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1] else {
            let impossible = written.first { Day(written: $0) == nil && WrittenDate($0) != nil }
            return impossible.map { notADate($0, in: context, wrong).under("not-a-period") } ?? wrong("not-a-period", [:])
        }
        guard let period = Period(from: first, to: last) else { return wrong("period-upside-down", [:]) }
        if let range, !range.admits(Decimal(context.today.days(until: first))) { return dayOutOfRange(range, context, wrong) }
        let count = Decimal(period.count)
        if let least = length?.least, count < least {
            return wrong("period-too-short", ["n": .number(least.wholeNumber ?? 0), "count": .decimal(count)])
        }
        let most = length?.most ?? Decimal(FieldLimits.days)
        if count > most { return wrong("period-too-long", ["n": .number(most.wholeNumber ?? 0), "count": .decimal(count)]) }
        return FieldReading(value: .text("\(period)"), normalised: .text("\(period)"))
    }
}

extension WallTime {
    /// A time as people write it: `9:30`, `09.30`, `9`.
    package init?(written text: String) {
        let parts = text.split(omittingEmptySubsequences: false, whereSeparator: { ":.".contains($0) })
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0, hour < 24, minute < 60
        else { return nil }
        self.init(minutes: hour * 60 + minute)
    }
}
