import Office
import Rulebook
import Store

/// A dossier's way: what happened and who did it, where it stands, what is ahead.
struct CaseRoad: Sendable {
    let stations: [Station]

    init(_ file: CaseFile, voice: DeskVoice) {
        let sentences = EventSentences(file, voice: voice)
        // What the program itself did is in the journal; what came of what others were asked, and what silence did, is part of the way.
        let ends = [Deed.lapse.rawValue, Deed.expire.rawValue]
        let told = file.events.filter {
            // What came too late has no effect, and is no part of it.
            $0.kind != "endorsement-late" && ($0.actor != nil || $0.kind.hasPrefix("endorsement-") || ends.contains($0.kind))
        }
        var stations = told.map { event in
            Station(
                sentences.title(event), event.holds ? .held : .done, voice.moment(event.at),
                detail: sentences.detail(event).map { Phrase($0) })
        }
        if !file.stage.kind.isFinal {
            let holder = file.stage.holder.map { voice("road.at", ["role": .text(voice.role($0))]) }
            stations.append(Station(voice.stage(file.stage).capitalizedFirst, .now, detail: holder.map { Phrase($0) }))
            let ahead = file.stagesAhead
            stations += ahead.map { stage in
                Station(
                    voice.stage(stage).capitalizedFirst, .ahead,
                    detail: stage.holder.map { Phrase(voice("road.at", ["role": .text(voice.role($0))])) })
            }
        }
        self.stations = stations
    }
}

extension CaseFile {
    /// What comes on the usual road; of a side stage, such as a completion, what it goes back to and all after it.
    var stagesAhead: [Stage] {
        let workflow = service.workflow
        let next = workflow.moves(from: stage.name).compactMap { workflow.target(of: $0, from: stage.name)?.road }.min()
        let here = stage.road ?? (next ?? 1) - 1
        return workflow.stages.filter { ($0.road ?? 0) > here }.sorted { ($0.road ?? 0) < ($1.road ?? 0) }
    }
}

/// Events in words, with the names of those who made them.
struct EventSentences: Sendable {
    private let file: CaseFile
    private let voice: DeskVoice

    init(_ file: CaseFile, voice: DeskVoice) {
        self.file = file
        self.voice = voice
    }

    func title(_ event: Event) -> String {
        if let title = event.title(in: file.service.workflow)?.ro { return title }
        if file.asking != nil, let title = voice.ifAny("event.leg.\(event.kind)") { return title }
        return voice.ifAny("event.\(event.kind)") ?? event.kind
    }

    /// Who did it: of what another institution answered, that one; nobody but the program, where it acted alone.
    func actor(_ event: Event) -> String {
        if let actor = event.actor { return file.names[actor] ?? "–" }
        // The applicant answered another institution, in its dossier.
        if event.kind == "endorsement-completed" { return file.dossier.applicant }
        let isTheirs = ["endorsement-closed", "endorsement-late", "endorsement-completion"].contains(event.kind) && !event.isSilence
        return isTheirs ? event.details["from"] ?? voice("event.by-program") : voice("event.by-program")
    }

    /// Who, where somebody did it, and what the event keeps besides: a reason, a colleague, a number.
    /// - Parameter namesActor: false where who it was stands beside it.
    func detail(_ event: Event, namesActor: Bool = true) -> String? {
        var parts = namesActor && event.actor != nil ? [actor(event)] : []
        if let name = event.details["in-place-of"] { parts.append(voice("event.in-place-of", ["name": .text(name)])) }
        let details = event.details
        switch Deed(rawValue: event.kind) {
        case .submit:
            parts.append(contentsOf: [details["number"]].compactMap { $0 })
            if details["untaxed"] != nil { parts.append(voice("event.untaxed")) }
        case .requestEndorsement: parts.append(contentsOf: [details["to"], lateness(details)].compactMap { $0 })
        case .assign:
            // Who takes it gives it to nobody.
            let name = details["handler"] == event.actor ? nil : details["name"]
            parts.append(contentsOf: [name].compactMap { $0 }.map { voice("event.to", ["name": .text($0)]) })
        case .requestCompletion:
            parts.append(contentsOf: [until(details)].compactMap { $0 })
        case .complete:
            let change = CompletionChange(event, file, voice: voice)
            parts += change.changed.map { voice("event.changed", ["label": .text($0.label), "was": .text($0.was.isEmpty ? "–" : $0.was)]) }
            if !change.missing.isEmpty { parts.append(voice("event.not-given", ["list": .text(change.missing.joined(separator: ", "))])) }
            if !change.anew.isEmpty { parts.append(voice("event.decide-anew", ["list": .text(change.anew.joined(separator: ", "))])) }
        case .redirect:
            parts.append(contentsOf: [details["to"], passedOn(details), lateness(details), details["reason"]].compactMap { $0 })
        case .advance, .archive:
            guard let move = event.step(in: file.service.workflow) else { break }
            let told = event.answers(to: move, in: voice.content.checking(on: Day(event.at, in: voice.content.house.timeZone), in: .ro))
            parts.append(contentsOf: told.map { "\($0.label.ro): \($0.text)" })
        case .seal, .issue, .lapse: parts.append(contentsOf: [details["act"]].compactMap { $0 })
        case .extend: parts.append(contentsOf: [longer(details), until(details), details["basis"], details["reason"]].compactMap { $0 })
        case nil where event.kind == "refused": parts.append(contentsOf: [voice.tried(event, in: file.service.workflow)].compactMap { $0 })
        case nil where ["validity-prolonged", "validity-returned"].contains(event.kind):
            let through = details["through"].flatMap { $0.isEmpty ? nil : voice("event.through", ["act": .text($0)]) }
            parts.append(contentsOf: [details["act"], until(details), through].compactMap { $0 })
        case nil where event.kind == "term-reset": parts.append(contentsOf: [details["basis"]].compactMap { $0 })
        case nil where event.kind == "term-moved":
            guard let moved = event.movedTerm else { break }
            parts.append(voice.speech("page.road.moved", ["from": .day(moved.from), "to": .day(moved.to)]))
            if !moved.basis.isEmpty { parts.append(moved.basis) }
        case nil where ["late-answer", "endorsement-late", "endorsement-closed", "endorsement-on-paper"].contains(event.kind):
            let outcome = details["outcome"].map { voice.content.phrases("endorsement.outcome.\($0)", in: .ro) }
            let said = [namesActor ? details["from"] : from(event), outcome, details["reference"], details["reason"]]
            parts.append(contentsOf: said.compactMap { $0 }.filter { !$0.isEmpty })
        default:
            let from = namesActor ? details["from"] : from(event)
            parts.append(contentsOf: [from, details["reference"], details["reason"]].compactMap { $0 })
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// Who sent it, where that does not stand beside it as who did it.
    private func from(_ event: Event) -> String? { event.details["from"].flatMap { $0 == actor(event) ? nil : $0 } }

    /// „până 30 noiembrie 2028”
    private func until(_ details: [String: String]) -> String? {
        details["until"].flatMap { Day($0) }.map { voice("event.until", ["day": .day($0)]) }
    }

    /// „cu 15 zile”
    private func longer(_ details: [String: String]) -> String? {
        guard let length = details["length"].flatMap(Int.init), let unit = details["unit"].flatMap({ TermUnit(rawValue: $0) }) else {
            return nil
        }
        return voice("event.longer", ["term": .term(length, unit)])
    }

    /// How long a step's own term had passed.
    private func lateness(_ details: [String: String]) -> String? {
        details["late"].flatMap(Int.init).map { voice("event.late", ["n": .number($0)]) }
    }

    /// Of a request that was sent on: its number there, or the letter that somebody has to send.
    private func passedOn(_ details: [String: String]) -> String? {
        if let number = details["number"] { return voice("event.handed-on", ["number": .text(number)]) }
        return details["letter"].map {
            voice("event.letter", ["letter": .text($0), "contact": .text(details["contact"] ?? "")])
        }
    }
}

extension String {
    /// „în redactare” at the head of a line: „În redactare”.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
