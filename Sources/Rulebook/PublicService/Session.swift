package import FoundationEssentials

extension PublicService {
    /// A stretch of time in which a service takes applications: a call for grants, a contest.
    package struct Session: Hashable, Codable, Sendable {
        package let name: String
        /// The first moment that is in time, and the last: a session that closes at 16:00 still takes what comes at 16:00:00.
        package let opens: LocalMoment
        package let closes: LocalMoment
        package let basis: String
        /// The days between which what is asked for has to happen, as a budget year; and the most that one request may ask, in lei.
        package var projectsFrom: Day?
        package var projectsUntil: Day?
        package var ceiling: Decimal?

        /// Whether an instant lies in it, by the second.
        package func isOpen(at instant: Date, in zone: TimeZone) -> Bool {
            let second = Date(timeIntervalSince1970: instant.timeIntervalSince1970.rounded(.down))
            return opens.instant(in: zone) <= second && second <= closes.instant(in: zone)
        }
    }

    /// Whether applications are taken at that moment.
    package func takesApplications(at instant: Date, in zone: TimeZone) -> Bool {
        sessions?.contains { $0.isOpen(at: instant, in: zone) } ?? true
    }

    /// Whether applications are taken at that moment or will be.
    package func willTakeApplications(at instant: Date, in zone: TimeZone) -> Bool {
        sessions?.contains { instant.timeIntervalSince1970.rounded(.down) <= $0.closes.instant(in: zone).timeIntervalSince1970 } ?? true
    }

    /// The session that is open, else the next to open, else the last that closed; nil for a service without sessions.
    package func session(around instant: Date, in zone: TimeZone) -> Session? {
        guard let sessions else { return nil }
        return sessions.first { $0.isOpen(at: instant, in: zone) }
            ?? sessions.filter { $0.opens.instant(in: zone) > instant }.min { $0.opens < $1.opens }
            ?? sessions.max { $0.closes < $1.closes }
    }
}

extension Form {
    /// What rules may say of the session, by its name there.
    static let sessionNames: Set<String> = ["session.first", "session.last", "session.ceiling"]

    /// What the session says in which a request of that day falls, or the next one; of what it does not say, nothing.
    func sessionValues(on day: Day) -> Values {
        let sessions = (sessions ?? []).sorted { $0.opens < $1.opens }
        guard let session = sessions.first(where: { day <= $0.closes.day }) ?? sessions.last else { return [:] }
        var values: Values = [:]
        values["session.first"] = session.projectsFrom.map { .day($0) }
        values["session.last"] = session.projectsUntil.map { .day($0) }
        values["session.ceiling"] = session.ceiling.map { .number($0) }
        return values
    }
}

/// A day and a time as the institution's wall clock shows them: `2027-01-15T16:00`.
package struct LocalMoment: Hashable, Codable, Comparable, Sendable, LosslessStringConvertible {
    package let day: Day
    package let time: WallTime

    package init(_ day: Day, _ time: WallTime) {
        self.day = day
        self.time = time
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let day = Day(parts[0]), let time = WallTime(parts[1]) else { return nil }
        self.init(day, time)
    }

    package var description: String { "\(day)T\(time)" }

    package static func < (one: LocalMoment, other: LocalMoment) -> Bool { (one.day, one.time) < (other.day, other.time) }

    /// The instant at which clocks in `zone` show it; of an hour that comes twice, the first.
    package func instant(in zone: TimeZone) -> Date {
        let (year, month, day) = day.components
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.date(from: DateComponents(year: year, month: month, day: day, hour: time.hour, minute: time.minute)) ?? .distantPast
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let moment = LocalMoment(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not a moment like 2027-01-15T16:00")
        }
        self = moment
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension PublicService.Session {
    /// For sentences: its name, when it opens and when it closes.
    package var values: [String: TraceValue] {
        [
            "name": .text(name), "opens": .day(opens.day), "opensAt": .time(opens.time), "closes": .day(closes.day),
            "closesAt": .time(closes.time),
        ]
    }
}
