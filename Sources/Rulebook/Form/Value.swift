package import Foundation

/// A checked answer: what conditions, fees and acts compute with.
package enum Value: Hashable, Sendable {
    /// Not answered, or not asked.
    case none
    case text(String)
    case number(Decimal)
    case truth(Bool)
    case day(Day)
    case list([Value])
    /// Rows of a repeating table, by column.
    case rows([[String: Value]])

    package var number: Decimal? {
        if case .number(let number) = self { return number }
        return nil
    }

    package var day: Day? {
        if case .day(let day) = self { return day }
        return nil
    }

    package var words: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    /// Nothing, a false, an empty list and an empty text do not hold.
    package var holds: Bool {
        switch self {
        case .none: false
        case .truth(let truth): truth
        case .text(let text): !text.isEmpty
        case .list(let list): !list.isEmpty
        case .rows(let rows): !rows.isEmpty
        case .number, .day: true
        }
    }
}

/// Checked answers by field key. A field that was not asked, or was left out, is `.none`.
package typealias Values = [String: Value]
