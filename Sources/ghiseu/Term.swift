import ArgumentParser
import ContentFiles
import Foundation
import Rulebook

struct Term: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Computes when a legal term ends, and says why.",
        discussion: """
            Examples:
            ghiseu term --days 15 --unit working --from 2026-11-23 --suspended 2026-11-30..2026-12-04
            ghiseu term --days 24 --unit hours --from 2026-11-23T09:30 --suspended 2026-11-23T12:00..2026-11-23T14:15
            """)

    enum Unit: String, ExpressibleByArgument, CaseIterable {
        case working, calendar, months, hours

        var term: TermUnit {
            switch self {
            case .working: .workingDays
            case .calendar: .calendarDays
            case .months: .months
            case .hours: .hours
            }
        }
    }

    @OptionGroup var options: ContentOptions
    @Option(help: "Take the term of this service.") var service: String?
    @Option(help: "Or a term of so many days (months, hours).") var days: Int?
    @Option(help: "What the term is counted in: working, calendar, months or hours.") var unit = Unit.calendar
    @Option(help: "The day of registration, like 2026-11-23; for a term in hours with its minute, 2026-11-23T09:30.") var from: String
    @Option(help: "A suspension, both days included: 2026-11-30..2026-12-04; of hours, from minute to minute. May be repeated.")
    var suspended: [String] = []
    @Flag(help: "With --service: the term of a request that is urgent.") var urgent = false
    @Flag(help: "With --service: with what a head may add to it.") var extended = false
    @Flag(help: "As JSON.") var json = false

    func run() throws {
        let content = try ContentFolder(url: options.folder()).read()
        guard let start = moment(from) else { throw ValidationError("--from: not a date like 2026-11-23 or 2026-11-23T09:30: \(from)") }
        let clock = LegalClock(
            try policy(content), from: start.day, at: start.time ?? .midnight, suspensions: try suspended.map(suspension),
            extensions: try extensions(content),
            resets: service.flatMap(content.service).map(content.resets) ?? [])
        let due = DryRun.Due(clock.deadline(in: content.calendar), in: content.phrases, language: .ro)
        print(json ? try JSONText(due).description : ([due.date] + due.trace).joined(separator: "\n"))
    }

    private func policy(_ content: Content) throws -> TermPolicy {
        if let service {
            guard let found = content.service(service) else { throw ValidationError("--service: no service \(service)") }
            if urgent {
                guard let urgency = found.urgency else { throw ValidationError("--urgent: \(service) has no term for urgent requests") }
                return urgency.term
            }
            guard let term = found.term else { throw ValidationError("--service: \(service) has no legal term") }
            return term
        }
        guard let days, TermPolicy.lengths.contains(days) else {
            throw ValidationError(
                "Say --service SLUG, or --days from \(TermPolicy.lengths.lowerBound) to \(TermPolicy.lengths.upperBound).")
        }
        return TermPolicy(days, unit.term, basis: "")
    }

    private func extensions(_ content: Content) throws -> [TermExtension] {
        guard extended else { return [] }
        guard let more = service.flatMap(content.service)?.extending else {
            throw ValidationError("--extended: this term cannot be extended")
        }
        return [more]
    }

    private func suspension(_ text: String) throws -> Suspension {
        let ends = text.components(separatedBy: "..").map(moment)
        guard ends.count == 2, let first = ends[0], let last = ends[1], first.day <= last.day else {
            throw ValidationError("--suspended: expected 2026-11-30..2026-12-04, the earlier day first: \(text)")
        }
        return Suspension(from: first.day, at: first.time, through: last.day, at: last.time)
    }

    /// `2026-11-23`, or with its minute `2026-11-23T09:30`.
    private func moment(_ text: String) -> (day: Day, time: WallTime?)? {
        let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
        guard let day = parts.first.flatMap({ Day($0) }) else { return nil }
        if parts.count == 1 { return (day, nil) }
        return WallTime(parts[1]).map { (day, $0) }
    }
}
