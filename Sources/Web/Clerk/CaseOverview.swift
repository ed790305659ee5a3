import Foundation
import Office
import Rulebook
import Store

/// The first part of a dossier: what to do now, until when, what it is about, what happened.
struct CaseOverview: Sendable {
    let head: CaseHead
    let clock: LegalClock?
    let panel: DeedPanel
    let factsTitle: String
    let facts: [Fact]
    let check: MachineCheck
    let roadTitle: String
    let road: [Station]
    let completion: CompletionNote?
    let endorsements: CaseEndorsements?
    /// Of a leg.
    let asked: AskedNote?
    let links: CaseLinksBox?
    let vacancy: (text: String, link: Frame.Item?)?
    /// That who had it works here no more, and who gives it to somebody else.
    let former: String?
    /// That a deed has been done just now.
    let done: String?
    let asideLabel: String
    let dataLabel: String

    init(
        _ file: CaseFile, attempt: DeedAttempt?, done: DeskDeed?, choices: DeedChoices, viewer: Visitor, office: Office, desk: Desk
    ) {
        let voice = DeskVoice(content: office.content)
        head = CaseHead(file, .overview, desk: desk, voice: voice)
        clock =
            if let reading = file.clock, let legal = file.dossier.clock {
                LegalClock(reading, of: legal, ending: file.ending, voice.speech)
            } else { nil }
        panel = DeedPanel(
            file, attempt: attempt, choices: choices, viewer: viewer, desk: desk, voice: voice,
            today: office.today())
        endorsements = CaseEndorsements(file, today: office.today(), desk: desk, voice: voice)
        asked = AskedNote(file, voice: voice)
        links = CaseLinksBox(file, today: office.today(), desk: desk, voice: voice)
        // Once it is approved nobody may be left; before, the button says so.
        let gap = file.can(.approve) ? nil : file.signingGap.map { (text: voice.gap($0, "signing"), link: Frame.Item?.none) }
        vacancy =
            gap
            ?? file.vacancy.map { vacancy in
                (
                    voice(
                        vacancy.names.isEmpty ? "vacancy.nobody" : "vacancy.text",
                        [
                            "role": .text(voice.role(vacancy.role)), "names": .text(vacancy.names.joined(separator: ", ")),
                            "day": .text(vacancy.until.map { voice.date($0) } ?? ""),
                        ]), vacancy.names.isEmpty ? nil : Frame.Item(voice("vacancy.link"), desk.absences)
                )
            }
        former = file.formerHandler.map { handler in
            let name: TraceValue = .text(file.names[handler] ?? "–")
            let clerks = office.content.institution(file.dossier.institution)?.desk(file.dossier.desk)?.name.ro ?? file.institution.name.ro
            let next = file.can(.assign) ? (choices.handlers.isEmpty ? "nobody" : "assign") : "head"
            return "\(voice("former-handler.text", ["name": name])) \(voice("former-handler.\(next)", ["desk": .text(clerks)]))"
        }
        factsTitle = voice("case.facts")
        facts = Self.facts(file, office, desk, voice)
        check = MachineCheck(file, office: office, desk: desk, voice: voice)
        roadTitle = voice("case.road")
        road = CaseRoad(file, voice: voice).stations
        completion = file.completion.map { CompletionNote($0, file, desk: desk, voice: voice) }
        self.done = done.map { deed in
            let act: [String: TraceValue] = ["act": .text(file.act?.fullTitle ?? "")]
            let key = file.asking != nil && voice.ifAny("done.leg.\(deed.rawValue)") != nil ? "done.leg" : "done"
            // What the workflow calls the step that was taken.
            let step = deed == .advance ? file.events.last { $0.step(in: file.service.workflow) != nil } : nil
            let named = step?.title(in: file.service.workflow)?.ro
            return named.map { "\($0)." } ?? voice("\(key).\(deed.rawValue)", act)
        }
        asideLabel = voice("case.clock-and-deeds")
        dataLabel = voice("case.facts")
    }

    private static func facts(_ file: CaseFile, _ office: Office, _ desk: Desk, _ voice: DeskVoice) -> [Fact] {
        let dossier = file.dossier
        let texts = file.service.form.maskedTexts(dossier.answers, in: office.checking())
        let content = office.content
        var facts = [
            Fact(voice("case.applicant"), Phrase(dossier.applicant)),
            Fact(
                voice("case.handler"),
                Phrase(dossier.assignee.map { file.names[$0] ?? "–" } ?? voice("worklist.unassigned"))),
        ]
        if let origin = file.paper {
            let name = origin.confirmedBy.flatMap { file.names[$0] }
            facts.append(
                Fact(
                    voice("case.channel"),
                    Phrase(name.map { voice("case.paper-by", ["name": .text($0)]) } ?? voice("case.paper-self"))))
        }
        if let place = dossier.place { facts.append(Fact(voice("case.place"), Phrase(voice.place(place)))) }
        if let outcome = file.endorsed {
            facts.append(Fact(voice("endorsements.outcome"), Phrase(content.phrases("endorsement.outcome.\(outcome.rawValue)", in: .ro))))
        }
        if let act = file.act, act.number != nil {
            let isSealed = act.sha256 != nil
            facts.append(
                Fact(
                    voice("case.act"),
                    isSealed ? "\(link: act.fullTitle, to: desk.document(act.id, of: dossier.id))" : Phrase(act.fullTitle)))
        }
        facts += ClaimFacts(file, office, voice).facts
        facts += file.actFacts(texts)
        if let payment = file.payment {
            facts.append(Fact(voice("case.fee"), "\(num: voice.money(payment.fee.amount)), \(voice("payment.word.\(file.paymentWord)"))"))
        }
        for (move, reading) in file.windows {
            guard let due = reading.due else { continue }
            let state = reading.state == .late ? "late" : "open"
            // Whoever did not send a request on kept it, and missed nothing.
            if reading.state == .late, move.deed == .redirect { continue }
            let label =
                move.deed == .redirect
                ? voice("case.if-not-ours") : move.title?.ro ?? voice.deed(move.deed, in: file.service.workflow, at: dossier.stage)
            let basis = file.service.within(move)?.basis.withoutReservation ?? ""
            facts.append(Fact(label, "\(voice("window.\(state)", ["day": .day(due)]))\(.br)\(small: basis)"))
        }
        if let desk = content.institution(dossier.institution)?.desk(dossier.desk) {
            facts.append(Fact(voice("case.desk"), Phrase(desk.name.ro)))
        }
        return facts
    }
}

/// What the machine says about the request as it was handed in.
struct MachineCheck: Sendable {
    let title: String
    let good: [Phrase]
    let doubtful: [Phrase]

    init(_ file: CaseFile, office: Office, desk: Desk, voice: DeskVoice) {
        let checked = file.checked(by: office)
        title = voice("check.title")
        let files = file.attachments.isEmpty ? [] : [Phrase(voice("check.files", ["n": .number(file.attachments.count)]))]
        good = checked.problems.isEmpty ? [Phrase(voice("check.complete"))] + files : []
        let remarks = checked.problems.count + checked.warnings.count
        let more = voice("check.remarks", ["n": .number(remarks)])
        doubtful = remarks == 0 ? [] : ["\(link: more, to: desk.dossier(file.dossier.id, .answers))"]
    }
}

extension CaseFile {
    /// By the day on which the request was handed in: a period that was to come has passed since, and what was in time still is.
    func checked(by office: Office) -> CheckedForm {
        let day = dossier.registeredAt.map { Day($0, in: office.content.house.timeZone) } ?? office.today()
        return service.form.check(
            dossier.answers, attached: Set(attachments.map(\.code)), in: office.content.checking(on: day, in: .ro))
    }
}

/// What was asked of the applicant, and whether it came.
struct CompletionNote: Sendable {
    let title: String
    let state: Tag
    let dates: String
    let items: [(label: String, reason: String)]
    let message: String
    let resultTitle: String
    /// What came of it, a line each: what changed, the documents, what did not come.
    let result: [Fact]

    init(_ completion: Completion, _ file: CaseFile, desk: Desk, voice: DeskVoice) {
        title = voice("completion.asked-title")
        let answered = completion.answeredAt.map { voice.moment($0).text }
        state =
            if answered != nil {
                Tag(.ok, voice("completion.answered"))
            } else if file.stage.holder == .applicant {
                Tag(.wait, voice("completion.open"))
            } else {
                Tag(.bad, voice("completion.missed"))
            }
        dates =
            voice(
                "completion.dates",
                ["at": .moment(completion.askedAt), "name": .text(file.names[completion.askedBy] ?? "–"), "until": .day(completion.until)])
            + (answered.map { " " + voice("completion.answered-at", ["at": .text($0)]) } ?? "")
        items = completion.items.map { (file.service.form.label(ofItem: $0.field), $0.reason) }
        message = completion.message
        resultTitle = voice("completion.changed")
        let event = file.events.last { $0.kind == Deed.complete.rawValue && $0.at >= completion.askedAt }
        let documents = desk.dossier(file.dossier.id, .documents)
        result = event.map { Self.result(CompletionChange($0, file, voice: voice), documents, voice) } ?? []
    }

    private static func result(_ change: CompletionChange, _ documents: Link, _ voice: DeskVoice) -> [Fact] {
        func shown(_ text: String) -> String { text.isEmpty ? "–" : text }
        var facts = change.changed.map { line in
            Fact(
                line.label, "\(shown(line.now))\(.br)\(small: voice("completion.was", ["was": .text(shown(line.was))]))")
        }
        func list(_ key: String, _ names: [String], at link: Link? = nil) {
            if names.isEmpty { return }
            let text = names.joined(separator: ", ")
            facts.append(Fact(voice("completion.\(key)"), link.map { "\(link: text, to: $0)" } ?? Phrase(text)))
        }
        list("papers", change.papers, at: documents)
        list("missing", change.missing)
        list("decide-anew", change.anew)
        return facts.isEmpty ? [Fact(voice("completion.answers"), Phrase(voice("completion.nothing")))] : facts
    }
}

extension CaseFile {
    /// What the act says by itself, from the answers; lines without an answer are left out.
    func actFacts(_ texts: [String: String]) -> [Fact] {
        service.act(after: dossier.steps).facts.compactMap { fact in
            let text = fact.text.filling(texts).trimmingCharacters(in: .whitespaces)
            return text.contains { $0.isLetter || $0.isNumber } ? Fact(fact.label, Phrase(text)) : nil
        }
    }
}
