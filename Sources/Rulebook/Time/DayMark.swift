/// A cell of the strip that draws a term: one day, or a few equal steps of days where the term is long.
package struct DayMark: Hashable, Sendable {
    /// What the day is to the clock.
    package enum Kind: String, CaseIterable, Sendable {
        /// Counted, and over.
        case past
        /// The clock stood, or stands.
        case suspended
        case today
        /// Still to come.
        case left
        /// Not counted: a weekend or holiday in a term of working days.
        case off
        /// The last day of the term; for an answer in time, the day of the answer.
        case end
    }

    /// The day, or the first of those that the cell stands for.
    package let day: Day
    /// Of the span, the kind that matters most.
    package let kind: Kind
    /// How many days the cell stands for.
    package let span: Int

    /// The most cells that a strip has.
    static let limit = 60

    /// One cell a day, or where these are more than `limit`, cells of equal spans that show what matters most in each.
    static func strip(from start: Day, _ kinds: [Kind]) -> [DayMark] {
        let span = (kinds.count + limit - 1) / limit
        guard span > 1 else {
            return kinds.enumerated().map { DayMark(day: start.adding(days: $0.offset), kind: $0.element, span: 1) }
        }
        let weight: [Kind] = [.today, .end, .suspended, .past, .left, .off]
        return stride(from: 0, to: kinds.count, by: span).map { first in
            let days = kinds[first..<min(first + span, kinds.count)]
            let kind = weight.first(where: days.contains) ?? .off
            return DayMark(day: start.adding(days: first), kind: kind, span: days.count)
        }
    }
}
