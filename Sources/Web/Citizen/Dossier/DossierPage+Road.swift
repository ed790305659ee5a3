import Foundation
import Office
import Rulebook
import Store

/// The road of a dossier, from its events and its workflow: what was, what is, what comes.
extension Website {
    /// Events that an applicant is told; the office's inner steps stay inside.
    private static let told: Set<String> = [
        "submit", "assign", "request-completion", "complete", "redirect", "draft-act", "approve", "seal", "refuse", "extend", "withdraw",
        "payment-proof", "payment-confirmed", "payment-rejected", "act-delivered",
    ]

    func stations(_ file: CaseFile, _ say: Speech) -> [Station] {
        var stations = file.events.filter { Self.told.contains($0.kind) }.map { event in
            Station(
                say("event.\(event.kind)"), event.kind == "request-completion" ? .held : .done, .init(say.moment(event.at), event.at.iso),
                detail: detail(of: event, say))
        }
        guard !file.stage.kind.isFinal else { return stations }
        stations.append(Station(say(file.stage.title), .now, detail: file.stage.holder.map { Phrase(say("public.holder.\($0.rawValue)")) }))
        let here = file.stage.road ?? lastRoad(of: file)
        let ahead = file.service.workflow.stages.filter { ($0.road ?? 0) > here }.sorted { ($0.road ?? 0) < ($1.road ?? 0) }
        return stations + ahead.map { Station(say($0.title), .ahead) }
    }

    /// Where on the usual road a side stage lies: a completion goes back to where it came from.
    private func lastRoad(of file: CaseFile) -> Int {
        let next = file.service.workflow.moves(from: file.stage.name).compactMap { file.service.workflow.stage($0.to)?.road }.min()
        return (next ?? 1) - 1
    }

    private func detail(of event: Event, _ say: Speech) -> Phrase? {
        switch event.kind {
        case "submit": event.details["number"].map { Phrase(say("page.road.number", ["number": .text($0)])) }
        case "assign": event.details["name"].map { Phrase(say("page.road.handler", ["name": .text($0)])) }
        case "request-completion": event.details["until"].flatMap { Day($0) }.map { Phrase(say("page.road.until", ["day": .day($0)])) }
        case "redirect": event.details["to"].map { Phrase(say("page.road.to", ["to": .text($0)])) }
        case "seal": event.details["act"].map { Phrase(say("page.road.act", ["act": .text($0)])) }
        case "extend", "refuse", "payment-rejected": event.details["reason"].map { say.romanian($0) }
        default: nil
        }
    }
}
