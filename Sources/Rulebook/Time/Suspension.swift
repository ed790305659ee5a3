/// Days on which a legal clock stands, such as those of a completion: none of them is counted.
///
/// Both ends are inclusive: neither the day of the completion request nor that of the completion counts. Of a term in hours the
/// two moments are kept: there a pause takes as many minutes as it lasted.
package struct Suspension: Hashable, Codable, Sendable {
    /// The first day on which the clock stands.
    package let from: Day
    /// Nil while the clock still stands. A suspension that ends before it begins is none.
    package let through: Day?
    /// Why, as a person wrote it, put after „Ceasul a stat …:”. Empty means what is awaited.
    package let reason: String
    /// What is awaited, where it is no completion.
    package let awaiting: Awaited?
    /// The minute of `from` at which the clock stopped; nil: it stands on the whole day.
    package let fromTime: WallTime?
    /// The minute of `through` at which it went on; nil: after that day.
    package let throughTime: WallTime?

    package enum Awaited: String, Codable, Sendable {
        /// The applicant's answer to what the office offered.
        case answer
        /// Somebody else than the applicant: the stage itself says what, in `reason`.
        case others
    }

    package init(
        from: Day, at fromTime: WallTime? = nil, through: Day?, at throughTime: WallTime? = nil, reason: String = "",
        awaiting: Awaited? = nil
    ) {
        self.from = from
        self.fromTime = fromTime
        self.through = through
        self.throughTime = throughTime
        self.reason = reason
        self.awaiting = awaiting
    }

    /// Whether the clock stands on that day, or some minutes of it.
    package func covers(_ day: Day) -> Bool { from <= day && day <= through ?? .latest }

    /// Its two moments of day, where it has both.
    var times: (WallTime, WallTime)? { fromTime.flatMap { first in throughTime.map { (first, $0) } } }

    /// The minutes of a day in which the clock stands; nil where it runs all day.
    func minutes(of day: Day) -> Range<Int>? {
        guard covers(day) else { return nil }
        let first = day == from ? fromTime?.minutes ?? 0 : 0
        let last = day == through ? throughTime?.minutes ?? 1440 : 1440
        return first < last ? first..<last : nil
    }

    /// The same, taken to end at that moment where it is still open; never before it began.
    func closed(at moment: WallMoment?) -> Suspension {
        guard through == nil, let moment else { return self }
        let last = max(from, moment.day)
        // Days stay days: what was kept without its minute ends with one.
        let time = fromTime.map { first in
            if moment.day < from { return first }
            return last == from ? max(first, moment.time) : moment.time
        }
        return Suspension(from: from, at: fromTime, through: last, at: time, reason: reason, awaiting: awaiting)
    }

    /// In order of time, without overlaps: no minute stands still twice.
    static func merged(_ suspensions: [Suspension]) -> [Suspension] {
        guard suspensions.count > 1 else { return suspensions.filter { !$0.isEmpty } }
        var merged: [Suspension] = []
        for next in suspensions.filter({ !$0.isEmpty }).sorted(by: { $0.start < $1.start }) {
            guard let last = merged.last, next.start < last.end ?? (.latest, 1440) else {
                merged.append(next)
                continue
            }
            merged[merged.count - 1] = last.joined(with: next)
        }
        return merged
    }

    private var start: (Day, Int) { (from, fromTime?.minutes ?? 0) }
    /// Nil while the clock still stands.
    private var end: (Day, Int)? { through.map { ($0, throughTime?.minutes ?? 1440) } }

    private var isEmpty: Bool { end.map { $0 <= start } ?? false }

    /// One suspension over both, where `next` begins within this one.
    private func joined(with next: Suspension) -> Suspension {
        let isLonger: Bool = if let end, let other = next.end { other <= end } else { end == nil }
        let last = isLonger ? self : next
        let reasons = [reason, next.reason].filter { !$0.isEmpty }
        let reason = reasons.count == 2 && reasons[0] != reasons[1] ? reasons.joined(separator: "; ") : reasons.first
        return Suspension(
            from: from, at: fromTime, through: last.through, at: last.throughTime, reason: reason ?? "",
            awaiting: awaiting == next.awaiting ? awaiting : nil)
    }
}
