import Foundation
import Office
import Rulebook
import Store

/// The road of a dossier, from its events and its workflow: what was, what is, what comes.
extension Website {
    /// Events that an applicant is told; the office's inner steps stay inside.
    private static let told: Set<String> = [
        "submit", "assign", "request-completion", "complete", "redirect", "draft-act", "approve", "seal", "refuse", "extend", "withdraw",
        "payment-proof", "payment-confirmed", "payment-rejected", "act-delivered", "request-endorsement", "endorsement-closed",
        "endorsement-withdrawn", "endorsement-completion", "endorsement-completed", "endorsement-on-paper", "issue", "lapse", "expire",
        "term-reset", "term-moved",
    ]

    func stations(_ file: CaseFile, _ say: Speech) -> [Station] {
        let workflow = file.service.workflow
        func isTold(_ event: Event) -> Bool {
            Self.told.contains(event.kind)
                || event.step(in: workflow).map { $0.shown || $0.by.contains(.applicant) || workflow.isOnRoad($0) } ?? false
        }
        var stations = file.events.filter(isTold).map { event in
            Station(
                event.title(in: workflow).map { say($0) } ?? say(event.isSilence ? "event.endorsement-tacit" : "event.\(event.kind)"),
                event.holds ? .held : .done, .init(say.moment(event.at), event.at.iso),
                detail: event.step(in: workflow).map { told(event, $0, say) } ?? detail(of: event, say))
        }
        guard !file.stage.kind.isFinal else { return stations }
        let open = file.legs.filter { $0.endorsement.outcome == nil }
        let names: TraceValue = .text(open.map { endorser($0, say) }.joined(separator: ", "))
        let awaited = open.isEmpty ? nil : say("page.road.awaits", ["n": .number(open.count), "names": names])
        let holder = file.stage.holder.map { say("public.holder.\($0.rawValue)") }
        let here = [holder, awaited].compactMap { $0 }.joined(separator: " · ")
        stations.append(Station(say(file.stage.title), .now, detail: here.isEmpty ? nil : Phrase(here)))
        return stations + file.stagesAhead.map { Station(say($0.title), .ahead) }
    }

    /// What a step that the applicant may read was told.
    private func told(_ event: Event, _ move: Move, _ say: Speech) -> Phrase? {
        guard move.shown else { return nil }
        let lines = event.answers(to: move, in: office.content.checking(on: office.today(), in: say.language))
        return lines.isEmpty ? nil : Phrase(lines.map { "\(say($0.label)): \($0.text)" }.joined(separator: " · "))
    }

    private func detail(of event: Event, _ say: Speech) -> Phrase? {
        switch event.kind {
        case "submit": event.details["number"].map { Phrase(say("page.road.number", ["number": .text($0)])) }
        case "assign": event.details["name"].map { Phrase(say("page.road.handler", ["name": .text($0)])) }
        case "request-completion", "endorsement-completion":
            event.details["until"].flatMap { Day($0) }.map { day in
                let until = say("page.road.until", ["day": .day(day)])
                return event.details["from"].map { "\(say.romanian($0)): \(until)" } ?? Phrase(until.capitalizedFirst)
            }
        case "endorsement-completed": event.details["from"].map { say.romanian($0) }
        case "redirect", "request-endorsement", "endorsement-withdrawn":
            event.details["to"].map { to in
                let late = event.details["late"].flatMap(Int.init).map { " " + say("page.road.late", ["n": .number($0)]) }
                return Phrase(say("page.road.to", ["to": .text(to)]) + (late ?? ""))
            }
        case "term-reset": event.details["basis"].map { say.romanian($0) }
        case "term-moved":
            event.movedTerm.map { moved in
                Phrase("\(say("page.road.moved", ["from": .day(moved.from), "to": .day(moved.to)])) \(say.romanian(moved.basis))")
            }
        case "seal", "issue", "lapse": event.details["act"].map { Phrase(say("page.road.act", ["act": .text($0)])) }
        case "extend", "refuse", "payment-rejected": event.details["reason"].map { say.romanian($0) }
        case "endorsement-closed", "endorsement-on-paper":
            event.details["from"].map { from in
                "\(say.romanian(from)): \(say("endorsement.outcome.\(event.details["outcome"] ?? "")"))"
            }
        default: nil
        }
    }
}

extension Workflow {
    /// That a step goes from one stage of the usual road, which the applicant sees ahead, to the next.
    fileprivate func isOnRoad(_ move: Move) -> Bool {
        move.to.flatMap { stage($0)?.road } != nil && move.from.contains { stage($0)?.road != nil }
    }
}

extension Event {
    /// Something was asked of the applicant, for which the way waits.
    var holds: Bool { [Deed.requestCompletion.rawValue, "endorsement-completion"].contains(kind) }

    /// That an endorser did not answer, and the law takes that for a yes.
    var isSilence: Bool { kind == "endorsement-closed" && details["outcome"] == EndorsementOutcome.tacit.rawValue }

    /// From which last day to which a term was moved, and the decisions that it was moved by.
    var movedTerm: (from: Day, to: Day, basis: String)? {
        guard let from = details["from"].flatMap({ Day($0) }), let to = details["to"].flatMap({ Day($0) }) else { return nil }
        return (from, to, details["basis"] ?? "")
    }
}
