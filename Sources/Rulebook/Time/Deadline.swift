/// When a term ends, and why.
package struct Deadline: Hashable, Sendable {
    /// The last day of the term. Nil while the clock stands.
    package let due: Day?
    /// Of a term in hours: the time on `due` at which it ends. Nil where the whole last day may be used.
    package let dueTime: WallTime?
    /// `due`, or while the clock stands the day that it would be if the clock went on at once.
    package let projected: Day
    /// What is counted out of `total`, in `unit`: all of it, or what was before an open suspension.
    package let consumed: Int
    /// The whole term with its extensions, in `unit`.
    package let total: Int
    /// The policy's unit; calendar days for a term in months.
    package let unit: TermUnit
    /// The reckoning, a sentence a line, in the order in which a person would tell it.
    package let trace: [TraceLine]

    /// The decisions that took working days out of the term, or put Saturdays into it: each once, as people cite them.
    package var decisions: [String] {
        var cited: [String] = []
        for case .text(let source)? in trace.map(\.values["source"]) where !source.isEmpty && !cited.contains(source) {
            cited.append(source)
        }
        return cited
    }

    /// `projection` is the same clock's passage with its open suspension closed: there where `passage` found no end.
    init(_ passage: ClockPassage, projection: ClockPassage?) {
        due = passage.due
        dueTime = passage.dueTime
        projected = passage.due ?? projection?.due ?? .latest
        total = passage.total
        unit = passage.clock.countedUnit
        let counted = unit == .hours ? passage.hoursCounted : passage.counted
        consumed = passage.due == nil ? min(counted, passage.total) : passage.total
        trace = passage.trace(projected: passage.due == nil ? projected : nil)
    }
}
