/// Days on which a legal clock stands, such as those of a completion: none of them is counted.
///
/// Both ends are inclusive: neither the day of the completion request nor that of the completion counts.
package struct Suspension: Hashable, Codable, Sendable {
    /// The first day on which the clock stands.
    package let from: Day
    /// Nil while the clock still stands. A suspension that ends before it begins is none.
    package let through: Day?
    /// Why, as a person wrote it, put after „Ceasul a stat …:”. Empty means a completion.
    package let reason: String
    /// What is awaited, where it is no completion.
    package let awaiting: Awaited?

    package enum Awaited: String, Codable, Sendable {
        /// The applicant's answer to what the office offered.
        case answer
    }

    package init(from: Day, through: Day?, reason: String = "", awaiting: Awaited? = nil) {
        self.from = from
        self.through = through
        self.reason = reason
        self.awaiting = awaiting
    }

    /// Whether the clock stands on that day.
    package func covers(_ day: Day) -> Bool { from <= day && day <= through ?? .latest }

    /// The same, taken to end on `day` where it is still open; never before the day on which it began.
    func closed(on day: Day?) -> Suspension {
        guard through == nil, let day else { return self }
        return Suspension(from: from, through: max(from, day), reason: reason, awaiting: awaiting)
    }

    /// In order of time, without overlaps: no day stands still twice.
    static func merged(_ suspensions: [Suspension]) -> [Suspension] {
        guard suspensions.count > 1 else { return suspensions.filter { !$0.isEmpty } }
        var merged: [Suspension] = []
        for next in suspensions.filter({ !$0.isEmpty }).sorted(by: { $0.from < $1.from }) {
            guard let last = merged.last, last.covers(next.from) else {
                merged.append(next)
                continue
            }
            merged[merged.count - 1] = last.joined(with: next)
        }
        return merged
    }

    private var isEmpty: Bool { through.map { $0 < from } ?? false }

    /// One suspension over both, where `next` begins within this one.
    private func joined(with next: Suspension) -> Suspension {
        let through: Day? = if let through, let other = next.through { max(through, other) } else { nil }
        let reasons = [reason, next.reason].filter { !$0.isEmpty }
        let reason = reasons.count == 2 && reasons[0] != reasons[1] ? reasons.joined(separator: "; ") : reasons.first
        return Suspension(
            from: from, through: through, reason: reason ?? "", awaiting: awaiting == next.awaiting ? awaiting : nil)
    }
}
