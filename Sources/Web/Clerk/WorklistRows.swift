import Office
import Rulebook
import Store

/// Turns the lines of a list into rows, by urgency.
struct WorklistRows: Sendable {
    let desk: Desk
    let now: WallMoment
    let names: [PersonID: String]
    let unread: [DossierID: Int]
    /// Nil where this person gives no dossiers away.
    let form: String?
    let voice: DeskVoice

    private var soon: Day { now.day.adding(days: WorklistPeriods.soonDays) }

    /// In the order of the list, so each group is one run of it.
    func groups(_ lines: [DossierLine]) -> [Worklist.Group] {
        let counted = lines.map { ($0, countdown($0)) }
        func group(_ key: String, _ states: Set<Countdown.State>) -> Worklist.Group {
            let rows = counted.filter { states.contains($0.1.state) }.map { row($0.0, $0.1) }
            let soon: TraceValue = .day(soon)
            return Worklist.Group(
                voice("worklist.group.\(key)", ["day": soon]), note: voice("worklist.group-note.\(key)", ["n": .number(rows.count)]), rows)
        }
        return [
            group("late", [.late]), group("soon", [.soon]), group("later", [.later, .endless]), group("suspended", [.suspended]),
        ]
    }

    /// What a search found, open or not, in one group.
    func found(_ lines: [DossierLine]) -> [Worklist.Group] {
        [
            Worklist.Group(
                voice("worklist.group.found"), note: voice("worklist.group-note.found", ["n": .number(lines.count)]),
                lines.map { row($0, countdown($0)) })
        ]
    }

    private func countdown(_ line: DossierLine) -> Countdown {
        // Of a dossier without a last day nothing is counted.
        let term = line.due == nil ? nil : voice.content.anyService(line.service)?.term
        return Countdown(line, term: term, now: now, soon: soon, in: voice.content.calendar)
    }

    private func row(_ line: DossierLine, _ countdown: Countdown) -> Worklist.Row {
        let service = voice.content.anyService(line.service)
        let stage = service?.workflow.stage(line.stage)
        let request = service?.title.ro ?? line.service
        return Worklist.Row(
            due: line.kind.isFinal ? Worklist.Due(.fine, voice("due.closed"), detail: "", used: 0) : due(line, countdown),
            number: line.number.map { "\($0)" } ?? "–", link: desk.dossier(line.id), request: request,
            applicant: line.title == request ? line.applicant : "\(line.applicant) · \(line.title)", locality: voice.place(line.place),
            stage: Tag(line.isSuspended ? .wait : line.kind.isFinal ? .mute : .info, stage.map(voice.stage) ?? line.stage),
            waitsFor: waitsFor(line), holder: line.assignee.map { names[$0] ?? "–" } ?? voice("worklist.unassigned"),
            news: unread[line.id].map { Tag(.info, voice("messages.new", ["n": .number($0)]), icon: .mail) }, pick: pick(line, service))
    }

    /// Only what can change hands at its stage is offered to be given away.
    private func pick(_ line: DossierLine, _ service: PublicService?) -> Worklist.Row.Pick? {
        guard let form, line.kind == .open,
            service?.workflow.moves.contains(where: { $0.deed == .assign && $0.from.contains(line.stage) }) == true
        else { return nil }
        let number = line.number.map { "\($0)" } ?? "–"
        return Worklist.Row.Pick(
            form: form, name: DeskField.dossier, value: line.id, label: voice("reassign.pick", ["number": .text(number)]))
    }

    private func waitsFor(_ line: DossierLine) -> String {
        let holder = line.holder.map(voice.role) ?? "–"
        return line.payment == .given ? voice("worklist.waits-payment", ["role": .text(holder)]) : holder
    }

    private func left(_ countdown: Countdown) -> String {
        voice("due.left.\(countdown.unit.rawValue)", ["n": .number(countdown.left)])
    }

    private func due(_ line: DossierLine, _ countdown: Countdown) -> Worklist.Due {
        let day = line.due.map { voice.date($0, .short) + (line.dueTime.map { ", \($0)" } ?? "") } ?? ""
        switch countdown.state {
        case .late:
            // Over since Friday, and no working day has passed.
            let key = countdown.left == 0 ? "due.late.none" : "due.late.\(countdown.unit.rawValue)"
            let over = voice(key, ["n": .number(-countdown.left)])
            return Worklist.Due(.late, over, detail: day, used: 100)
        case .soon where line.due == now.day && line.dueTime == nil: return Worklist.Due(.soon, voice("due.today"), detail: day, used: 100)
        case .soon: return Worklist.Due(.soon, left(countdown), detail: day, used: countdown.used)
        case .later: return Worklist.Due(.fine, left(countdown), detail: day, used: countdown.used)
        case .suspended: return Worklist.Due(.held, voice("due.suspended"), detail: voice("due.suspended-detail"), used: 0)
        case .endless: return Worklist.Due(.fine, voice("due.endless"), detail: "", used: 0)
        }
    }
}
