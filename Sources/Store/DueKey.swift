import Rulebook

/// How lists keep the end of a term, as a text that sorts by what passes first: a term that has its whole last day as that day, one
/// that ends within a day, as terms in hours do, as the day before and the minute: `2026-11-29 15:26` is the 30th at 15:26.
/// So it stands before the terms that end with the 30th, and after those that ended with the 29th.
enum DueKey {
    /// What has no running term stands as if it were due at the end of time.
    static let none = "9999-12-31"

    static func text(_ due: Day?, at time: WallTime?) -> String {
        guard let due else { return none }
        return time.map { "\(due.adding(days: -1)) \($0)" } ?? "\(due)"
    }

    /// What stands before this has passed at that moment.
    static func passed(by moment: WallMoment) -> String { text(moment.day, at: moment.time) }

    /// What stands before this has passed when that day begins.
    static func passed(before day: Day) -> String { passed(by: WallMoment(day)) }

    /// - Returns: the last day, and the minute of it at which a term in hours ends; nil where there is no term.
    static func read(_ text: String?) -> (day: Day, time: WallTime?)? {
        guard let text, text != none else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let day = parts.first.flatMap({ Day($0) }) else { return nil }
        guard parts.count == 2, let time = WallTime(parts[1]) else { return (day, nil) }
        return (day.adding(days: 1), time)
    }
}
