import Foundation
import Office
import Rulebook
import Store

/// The one question that the dossier's page answers first: what must I do now?
extension Website {
    /// How many of the things that a completion asks for are named before its own page names all.
    private static let mostNamed = 5

    func now(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let id = file.dossier.id
        if file.can(.complete), let completion = file.completion {
            h.note(.warn) {
                h.p {
                    h.strong(say("page.now.complete"))
                    let isLate = completion.until < office.today()
                    h.text(" " + say(isLate ? "page.now.complete-late" : "page.now.complete-text", ["day": .day(completion.until)]))
                    if file.stage.clock == .suspended { h.text(" " + say("page.now.clock-stands")) }
                }
                if !completion.items.isEmpty {
                    h.ul {
                        for item in completion.items.prefix(Self.mostNamed) { h.li(label(of: item.field, file.service.form, say)) }
                        if completion.items.count > Self.mostNamed { h.li(say("page.now.complete-more")) }
                    }
                }
                h.p { h.a(say("page.now.complete-do"), to: Place.completion(id).link, class: "btn") }
            }
        }
        for leg in file.awaitedLegs {
            h.note(.warn) {
                h.p {
                    h.strong(say("endorsement.page.complete-of", ["name": .text(endorser(leg, say))]))
                    if let until = file.completionDay(of: leg) {
                        let isLate = until < office.today()
                        h.text(" " + say(isLate ? "page.now.complete-late" : "page.now.complete-text", ["day": .day(until)]))
                    }
                    if file.stage.clock == .running { h.text(" " + say("endorsement.page.clock-runs")) }
                }
                h.p { h.a(say("endorsement.page.complete"), to: Place.completion(leg.endorsement.leg).link, class: "btn") }
            }
        }
        switch file.stage.kind {
        case .open:
            if file.dossier.payment == .due {
                payNote(file, h, say)
            } else if file.act?.sha256 != nil {
                solved(file, h, say)
            } else if !file.can(.complete), file.awaitedLegs.isEmpty, file.stage.holder != .applicant {
                h.note(.ok, "\(strong: say("page.now.nothing")) \(say("page.now.nothing-text"))")
            }
        case .solved:
            if file.dossier.payment == .due { payNote(file, h, say) }
            solved(file, h, say)
        case .closed: closed(file, h, say)
        case .draft: break
        }
    }

    private func payNote(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        h.note(.warn) {
            h.p {
                let amount: TraceValue = .money(file.payment?.fee.amount ?? 0)
                // An act that is out already says what is owed by it.
                if let act = file.act, act.number != nil {
                    h.strong(say("page.now.pay-by-act", ["amount": amount]))
                    h.text(" " + say("page.now.pay-by-act-text", ["act": .text(act.fullTitle)]))
                } else {
                    h.strong(say("page.now.pay", ["amount": amount]))
                    h.text(" " + say(file.service.silenceWantsPayment ? "page.now.pay-text-silence" : "page.now.pay-text"))
                }
            }
            if let note = file.payment?.note, !note.isEmpty { h.p("\(say("page.payment.returned")) \(say.romanian(note))" as Phrase) }
            h.p { h.a(say("page.now.pay-do"), to: Place.payment(file.dossier.id).link, class: "btn") }
        }
    }

    private func solved(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let isConditional = file.endorsed == .conditional
        let key = file.saysNo ? "answered-no" : isConditional ? "answered-conditional" : "solved"
        h.note(file.saysNo || isConditional ? .warn : .ok) {
            h.p {
                h.strong(say("page.now.\(key)"))
                h.text(" " + say("page.now.\(key)-text"))
            }
            if file.endorsed?.needsText == true, let said = file.endorsementText {
                for line in said.split(whereSeparator: \.isNewline) { h.p(say.romanian(String(line))) }
            }
            if let act = file.act, act.sha256 != nil {
                h.p {
                    h.a(say("page.now.open-act", ["act": .text(act.fullTitle)]), to: Place.act(file.dossier.id, act.id).link, class: "btn")
                }
            } else if file.act != nil {
                h.p("\(say("page.dossier.being-made")) \(link: say("page.dossier.reload"), to: Place.dossier(file.dossier.id).link)")
            }
            if !file.saysNo { further(file, h, say) }
            if file.saysNo { reasons(file, h, say) }
            if file.saysNo || isConditional { waysToContest(file, h, say) }
        }
    }

    /// What the act has to be used for in time, and what can be asked for with it.
    private func further(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        if let act = file.act, let last = act.validUntil, let day = act.day {
            let words = say.validity(until: last, issuedOn: day, by: file.service, on: office.today())
            h.p(words.prefix(1).uppercased() + words.dropFirst() + ".")
        }
        let services = office.content.services.filter { service in
            service.parents.contains { $0.services.contains(file.service.slug) }
                && service.willTakeApplications(at: office.settings.now(), in: office.content.house.timeZone)
        }
        guard !services.isEmpty else { return }
        h.more(say("page.now.further")) {
            h.ul { for service in services { h.li { h.a(say.marked(service.title), to: Place.service(service.slug).link) } } }
        }
    }

    /// What was decided against the request, in the words of whoever decided.
    private func reasons(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let context = office.content.checking(on: office.today(), in: say.language)
        for move in file.service.workflow.stepsAgainst(file.dossier.steps) {
            let said = file.events.last { $0.step(in: file.service.workflow)?.name == move.name }?.answers(to: move, in: context) ?? []
            h.ul { for line in said { h.li("\(strong: say(line.label)): \(line.text)" as Phrase) } }
        }
    }

    private func waysToContest(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let ways = office.appealLines(of: file.service, in: say.language)
        if ways.isEmpty {
            h.p(say("page.now.appeal"), class: "small")
        } else {
            h.p { h.strong(say("page.now.appeal-title")) }
            h.ul { for way in ways { h.li(way) } }
        }
    }

    /// Where it goes on: as a dossier that one follows here, or at an institution that is reached otherwise.
    private func redirected(to target: String, _ end: Event, _ h: HTML, _ say: Speech) {
        guard let dossier = end.details["dossier"], let number = end.details["number"] else {
            return h.p(say("page.now.redirected", ["to": .text(target), "contact": .text(end.details["contact"] ?? "")]))
        }
        h.p(say("page.now.handed-on", ["to": .text(target), "number": .text(number)]))
        h.p { h.a(say("page.now.follow"), to: Place.dossier(dossier).link, class: "btn") }
    }

    /// Why it ended, in the words of who ended it.
    private func closed(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let end = file.events.last { [Deed.refuse, .redirect, .withdraw, .expire].map(\.rawValue).contains($0.kind) }
        h.note(.info) {
            h.p { h.strong(say(file.stage.title)) }
            if let end, end.kind == Deed.redirect.rawValue, let target = end.details["to"] {
                redirected(to: target, end, h, say)
            }
            if let reason = end?.details["reason"] { h.paragraphs(reason) }
            if file.isPaidInVain, let paid = file.payment { h.p(say("page.payment.in-vain", ["amount": .money(paid.fee.total)])) }
            if end?.kind == Deed.refuse.rawValue { waysToContest(file, h, say) }
        }
    }

    /// After handing in: the number, the exact time, the fingerprint, and what comes next.
    func receipt(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let submitted = file.events.first { $0.kind == Deed.submit.rawValue }
        let moment = file.dossier.registeredAt ?? office.settings.now()
        h.receipt(
            title: say("page.receipt.title"), number: file.dossier.number.map { "\($0)" } ?? "",
            moment: say(
                "page.receipt.moment", ["day": .day(Day(moment, in: office.content.house.timeZone)), "time": .text(exactTime(moment))]))
        h.p(say("page.receipt.lead"), class: "lead")
        h.p(class: "row noprint") {
            if let receipt = file.receipt, receipt.sha256 != nil {
                h.a("\(icon: .down)\(say("page.receipt.pdf"))", to: Place.act(file.dossier.id, receipt.id).link, class: "btn second")
            } else {
                h.icon(.clock)
                h.span(say("page.receipt.being-made"), .role("status"))
                h.a(say("page.dossier.reload"), to: Place.dossier(file.dossier.id).link.with("depus", "1"))
            }
        }
        h.section(Phrase(say("page.receipt.proof")), id: "dovada") {
            h.facts([
                Fact(say("page.receipt.service"), say.marked(file.service.title)),
                Fact(say("page.receipt.applicant"), Phrase(file.dossier.applicant)),
                Fact(say("page.receipt.files"), Phrase(say("page.receipt.files-count", ["n": .number(file.attachments.count)]))),
            ])
            if let fingerprint = submitted?.details["sha256"] {
                h.h3(say("page.receipt.fingerprint"))
                h.fingerprint(fingerprint)
            }
        }
    }

    /// „10:51:07” on the institution's wall clock.
    private func exactTime(_ moment: Date) -> String {
        let zone = office.content.house.timeZone
        let second = Int(moment.timeIntervalSince1970) % 60
        return "\(WallTime(moment, in: zone)):\(second < 10 ? "0" : "")\(second)"
    }
}
