import Foundation
import Office
import Rulebook

/// How the desk speaks: always Romanian, the language of its law and its letters.
struct DeskVoice: Sendable {
    let content: Content

    /// The same words, for what the desk shares with the citizen's side.
    var speech: Speech { Speech(phrases: content.phrases, language: .ro) }

    /// The text under `desk.` with its values.
    func callAsFunction(_ key: String, _ values: [String: TraceValue] = [:]) -> String {
        content.phrases("desk.\(key)", values, in: .ro)
    }

    /// The text under `desk.`, where the locale has one: content may bring names of its own.
    func ifAny(_ key: String) -> String? {
        content.phrases.has("desk.\(key)") ? self(key) : nil
    }

    func date(_ day: Day, _ style: DateStyle = .long) -> String { content.phrases.date(day, style, in: .ro) }

    func moment(_ instant: Date) -> Station.Moment {
        Station.Moment(content.phrases.moment(instant, in: .ro), instant.ISO8601Format())
    }

    /// „02.11.2026, 09:14”, as registers have it.
    func shortMoment(_ instant: Date) -> Station.Moment {
        let zone = content.house.timeZone
        return Station.Moment("\(date(Day(instant, in: zone), .numeric)), \(WallTime(instant, in: zone))", instant.ISO8601Format())
    }

    func line(_ line: TraceLine) -> String { content.phrases(line, in: .ro) }

    func money(_ amount: Decimal) -> String { content.phrases.money(amount, in: .ro) }

    func number(_ number: Int) -> String { content.phrases.number(number, in: .ro) }

    /// „inspector”, „șef de serviciu”: within a sentence.
    func role(_ role: Role) -> String {
        let name = content.phrases("role.\(role.rawValue)", in: .ro)
        return name.prefix(1).lowercased() + name.dropFirst()
    }

    /// That nobody is left to sign, and what can be done: said before the approval, or at the signing.
    func gap(_ gap: SigningGap, _ place: String) -> String {
        let known: [String: TraceValue] = ["role": .text(role(gap.role)), "names": .text(gap.names.joined(separator: ", "))]
        let until = gap.until.map { self("signing-gap.until", ["day": .day($0)]) }
        return [self("signing-gap.\(place)", known), until].compactMap { $0 }.joined(separator: " ")
    }

    /// Why a condition keeps a deed closed.
    func reason(_ condition: Guard) -> String { content.phrases("guard.\(condition.rawValue)", in: .ro) }

    /// A stage in a word or two, as colleagues call it; the applicant's own words for a stage that has none.
    func stage(_ stage: Stage) -> String { ifAny("stage.\(stage.name)") ?? stage.title.ro }

    /// What a deed's button says: the workflow's own words, where it has some for this move.
    func deed(_ deed: Deed, in workflow: Workflow, at stage: String) -> String {
        workflow.moves(from: stage).first { $0.deed == deed }?.title?.ro ?? content.phrases("deed.\(deed.rawValue)", in: .ro)
    }

    func place(_ siruta: String?) -> String { siruta.flatMap { content.places.place($0)?.name } ?? "–" }
}
