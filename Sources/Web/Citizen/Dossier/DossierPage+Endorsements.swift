import Foundation
import Office
import Rulebook
import Store

/// What other institutions were asked for a person's dossier, and what they answered.
extension Website {
    func endorsements(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        guard !(file.legs.isEmpty && file.paperEndorsements.isEmpty) else { return }
        h.section(Phrase(say("endorsement.page.title")), id: "avize") {
            let isDone = file.legs.allSatisfy { $0.endorsement.outcome != nil }
            h.p(say(isDone ? "endorsement.page.lead-done" : "endorsement.page.lead"), class: "small")
            h.scroll(say("endorsement.page.caption")) {
                h.stackingTable(say("endorsement.page.caption"), ["who", "asked", "state"].map { say("endorsement.page.\($0)") }) {
                    for line in file.legs where !file.cameOnPaper(line) { row(line, of: file, h, say) }
                    for paper in file.paperEndorsements { row(paper, of: file, h, say) }
                }
            }
        }
    }

    private func row(_ line: EndorsementLine, of file: CaseFile, _ h: HTML, _ say: Speech) {
        let endorsement = line.endorsement
        h.stackingRow {
            h.stackingCell {
                h.strong(endorser(line, say))
                if let service = office.content.anyService(line.service) { h.br(); h.span(say.marked(service.title), class: "small") }
                if endorsement.outcome == .conditional || endorsement.outcome == .unfavourable {
                    said(endorsement.body, as: endorsement.outcome, h, say)
                }
            }
            h.stackingCell(say("endorsement.page.asked")) {
                h.span(say.date(Day(endorsement.askedAt, in: office.content.house.timeZone), .short), class: "num")
                let ended = endorsement.outcome == .withdrawn ? nil : endorsement.closedAt
                if let ended {
                    let day = say.date(Day(ended, in: office.content.house.timeZone), .short)
                    h.br(); h.span(say("endorsement.page.closed-on", ["day": .text(day)]), class: "small num")
                } else if let due = line.due {
                    h.br(); h.span(say("endorsement.page.due-by", ["day": .text(say.date(due, .short))]), class: "small num")
                }
            }
            h.stackingCell(say("endorsement.page.state")) {
                h.tag(state(line, of: file, say))
                if let paper = line.paper, paper.isSealed, let act = endorsement.paper {
                    let name = [paper.title, paper.number].compactMap { $0 }.joined(separator: " ")
                    h.br(); h.a("\(say("endorsement.page.read"))\(hidden: " \(name)")", to: Place.act(endorsement.leg, act).link)
                }
            }
        }
    }

    /// What came on paper.
    private func row(_ paper: PaperEndorsement, of file: CaseFile, _ h: HTML, _ say: Speech) {
        let kind = office.content.endorsement(paper.kind)
        let endorser = kind.flatMap { office.content.endorser($0, about: file.dossier.place) }
        h.stackingRow {
            h.stackingCell {
                h.strong(endorser.map { say($0.name) } ?? paper.kind)
                if let kind { h.br(); h.span(say.marked(kind.title), class: "small") }
                if paper.outcome.needsText { said(paper.body, as: paper.outcome, h, say) }
            }
            h.stackingCell {
                let day = say.date(Day(paper.recordedAt, in: office.content.house.timeZone), .short)
                h.span(say("endorsement.page.recorded-on", ["day": .text(day)]), class: "small num")
            }
            h.stackingCell(say("endorsement.page.state")) {
                h.tag(Tag(paper.outcome.tone, say("endorsement.outcome.\(paper.outcome.rawValue)")))
                h.br(); h.span(say("endorsement.page.on-paper", ["reference": .text(paper.reference)]), class: "small")
                if let scan = file.scan(of: paper) {
                    h.br()
                    h.a(
                        "\(say("endorsement.page.read"))\(hidden: " \(kind.map { say($0.title) } ?? "") \(paper.reference)")",
                        to: Place.attachment(file.dossier.id, scan.id).link)
                }
            }
        }
    }

    /// Conditions or reasons, line by line as they were written.
    private func said(_ body: String, as outcome: EndorsementOutcome?, _ h: HTML, _ say: Speech) {
        h.p(say("endorsement.page.said-\(outcome == .unfavourable ? "unfavourable" : "conditional")"), class: "small flush")
        h.p(Phrase(lines: body), class: "small flush", .lang(say.language == .ro ? nil : Language.ro.rawValue))
    }

    func endorser(_ line: EndorsementLine, _ say: Speech) -> String {
        office.content.institution(line.institution).map { say($0.name) } ?? line.institution
    }

    private func state(_ line: EndorsementLine, of file: CaseFile, _ say: Speech) -> Tag {
        guard let outcome = line.endorsement.outcome else {
            if line.isSuspended { return Tag(.wait, say("endorsement.page.suspended")) }
            let isLate = line.due.map { $0 < office.today() } ?? false
            return isLate ? Tag(.bad, say("endorsement.page.late"), icon: .warn) : Tag(.info, say("endorsement.page.open"))
        }
        return Tag(outcome.tone, say("endorsement.outcome.\(outcome.rawValue)"))
    }

    /// On a leg's own page: whose question it is, and the way back.
    func legNote(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        guard let asking = file.asking else { return }
        h.note(.info) {
            let number = asking.number.map { "\($0)" } ?? ""
            h.p(say("endorsement.page.leg-of", ["name": .text(say(asking.institution.name)), "number": .text(number)]))
            h.p { h.a(say("endorsement.page.back"), to: Place.dossier(asking.endorsement.parent).link) }
        }
    }
}
