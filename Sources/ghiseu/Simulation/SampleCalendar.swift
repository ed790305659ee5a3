import Foundation
import Rulebook

/// The days of a simulation, and what the Government changes of them while it runs.
enum SampleCalendar {
    /// The first Monday of 2025, in the morning: tariffs and holidays are known for what follows.
    static let start = Date(timeIntervalSince1970: 1_736_150_400)

    /// From a day on other days are off: told two weeks ahead.
    struct Change {
        let day: Day
        let content: Content
        let off: [Day]
        let worked: [Day]
    }

    /// - Parameter days: how long the simulation runs; the change is known after a quarter of it.
    static func change(in texts: [String: String], within days: Int) throws -> Change {
        let path = "calendar/ro.yaml"
        let told = Day(start, in: .gmt).adding(days: max(7, days / 4))
        let monday = (0..<7).map { told.adding(days: 14 + $0) }.first { $0.weekday == .monday } ?? told.adding(days: 14)
        let (off, worked) = ([monday, monday.adding(days: 1)], [monday.adding(days: 5), monday.adding(days: 12)])
        func list(_ days: [Day]) -> String { "[" + days.map { "{day: \($0), source: HG de simulare}" }.joined(separator: ", ") + "]" }
        var texts = texts
        texts[path] = texts[path]?.replacing("bridges: []", with: "bridges: \(list(off))")
            .replacing("recovered: []", with: "recovered: \(list(worked))")
        return Change(day: told, content: try Content.read(texts), off: off, worked: worked)
    }
}
