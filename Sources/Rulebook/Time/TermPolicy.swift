/// What a term is counted in.
package enum TermUnit: String, CaseIterable, Hashable, Codable, Sendable {
    case workingDays = "working-days"
    case calendarDays = "calendar-days"
    case months
    case hours
}

/// How long the law gives for an answer, and how it has that counted. Data of a service, pinned to its dossiers.
package struct TermPolicy: Hashable, Codable, Sendable {
    /// Whether the day on which the clock starts is itself counted.
    package enum Start: String, CaseIterable, Hashable, Codable, Sendable {
        /// The start day is left out: the rule for what is registered during that day.
        case dayAfter = "day-after"
        case sameDay = "same-day"
    }

    /// What a completion does to a clock that waited for it.
    package enum AfterCompletion: String, CaseIterable, Hashable, Codable, Sendable {
        /// What was counted stays counted.
        case resume
        /// The whole term is given anew, from the day after the completion.
        case restart
    }

    /// Lengths that content may state, in `unit`. A clock counts anything shorter as 1.
    package static let lengths = 1...3660

    /// How much, in `unit`.
    package let length: Int
    /// What is counted.
    package let unit: TermUnit
    /// Says nothing about months, which end on the same date number, nor about hours, which run from an instant.
    package let startsOn: Start
    /// A term that would end on a day off ends on the next working day (Codul civil, art. 2554).
    /// A term in working days never ends on a day off; one in hours runs by the clock, and rolls only where it is said.
    package let rolls: Bool
    /// Whether a completion resumes the count or begins it anew.
    package let afterCompletion: AfterCompletion
    /// The law's article, as people cite it; may be empty for a promise that no law demands.
    package let basis: String
    /// It takes the usual term's place because the request is urgent; nil in clocks that were kept before requests could be.
    let urgent: Bool?

    /// Whether it takes the usual term's place because the request is urgent: the trace says so.
    package var isUrgent: Bool { urgent ?? false }

    package init(
        _ length: Int, _ unit: TermUnit, startsOn: Start = .dayAfter, rolls: Bool? = nil,
        afterCompletion: AfterCompletion = .resume, basis: String, isUrgent: Bool = false
    ) {
        self.length = length
        self.unit = unit
        self.startsOn = startsOn
        self.rolls = rolls ?? (unit != .hours)
        self.afterCompletion = afterCompletion
        self.basis = basis
        urgent = isUrgent ? true : nil
    }
}
