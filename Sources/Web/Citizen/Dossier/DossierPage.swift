import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// A person's own dossier: first what is to be done now, then the clock, the way it went and the way ahead.
extension Website {
    /// While a document is being made the page asks again after so many seconds, for so long.
    private static let patience = (seconds: 4, limit: TimeInterval(120))

    func showDossier(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        let file = try await ownFile(id, of: visitor, withCorrespondence: true)
        if file.stage.kind == .draft {
            let journey = Journey(try await office.form(id, by: visitor, in: context.language))
            return seeOther(journey.link(to: journey.firstOpen))
        }
        let isFresh = Urlencoded.value("depus", in: request.uri.query) != nil
        guard let correspondence = file.correspondence else { throw Refusal.notFound }
        var response = dossierPage(file, correspondence, isFresh: isFresh, context)
        if file.isBeingMade(at: office.settings.now(), within: Self.patience.limit) {
            response.headers[.refresh] = "\(Self.patience.seconds)"
        }
        return response
    }

    /// The dossier as its applicant: staff has the desk's pages for it.
    func ownFile(_ id: DossierID, of visitor: Visitor, withCorrespondence: Bool = false) async throws -> CaseFile {
        let file = try await office.caseFile(id, seenBy: visitor, withCorrespondence: withCorrespondence)
        guard file.isOwn else { throw Refusal.notFound }
        return file
    }

    /// - Parameters:
    ///   - attempt: a message that was refused, drawn again as it was typed.
    ///   - step: a step that was.
    func dossierPage(
        _ file: CaseFile, _ correspondence: Correspondence, isFresh: Bool = false, attempt: MessageAttempt? = nil,
        step: StepAttempt? = nil, _ context: WebContext
    ) -> Response {
        let say = speech(context)
        let number = file.dossier.number.map { "\($0)" } ?? ""
        let title = say("page.dossier.title", ["number": .text(number)])
        return page(
            context, title: title, status: attempt?.status ?? (step == nil ? .ok : .unprocessableContent),
            failed: attempt != nil || step != nil, around: .under(.dossiers)
        ) { h in
            h.errorSummary(attempt?.problems ?? step?.problems ?? [])
            h.crumbs([(say("page.frame.dossiers"), Place.dossiers.link)], current: number)
            if isFresh {
                receipt(file, h, say)
            } else {
                h.p("\(say("page.dossiers.number")) \(number)", class: "over num")
                h.h1(say.marked(file.service.title))
                if file.dossier.title != file.service.title.ro { h.p(file.dossier.title, class: "lead") }
                h.p(class: "row") {
                    h.tag(file.tag(say))
                    if file.unread > 0 { h.tag(Tag(.info, say("messages.new", ["n": .number(file.unread)]), icon: .mail)) }
                    h.span(file.whereabouts(say))
                }
            }
            legNote(file, h, say)
            h.paperOrigin(file, say)
            now(file, h, say)
            steps(file, step, context, h, say)
            h.split(sideLabel: say("page.dossier.side"), sticky: true, sideFirst: true) {
                h.section(Phrase(say("page.dossier.road")), id: "drum") { h.timeline(stations(file, say)) }
                endorsements(file, h, say)
                messages(file, correspondence, attempt, context, h, say)
                documents(file, h, say)
                links(file, h, say)
                requestOverview(file, h, say)
                withdrawal(file, context, h, say)
            } side: {
                if let clock = file.dossier.clock, let reading = file.clock {
                    h.clock(LegalClock(reading, of: clock, ending: file.ending, say))
                }
                h.box(Phrase(say("page.dossier.box"))) { inShort(file, h, say) }
            }
        }
    }

    private func inShort(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        var facts = [Fact(say("page.dossier.institution"), say.marked(file.institution.name))]
        if let desk = file.institution.desk(file.dossier.desk) { facts.append(Fact(say("page.dossier.desk"), say.marked(desk.name))) }
        if let handler = file.dossier.assignee.flatMap({ file.names[$0] }) {
            facts.append(Fact(say("page.dossier.handler"), Phrase(handler)))
        }
        if let payment = file.payment {
            let state = say("page.payment.state.\(file.paymentWord)")
            let link = Place.payment(file.dossier.id).link
            let sum: Phrase = "\(num: say.money(payment.fee.amount)), \(state)"
            let fee: Phrase = file.isPaymentOver ? sum : "\(sum)\(.br)\(link: say("page.payment.open"), to: link)"
            // What a step of a service without a fee charges, as money to be given back, is no fee.
            facts.append(Fact(say(file.service.fee == nil ? "word.sum" : "word.fee"), fee))
        }
        facts.append(Fact(say("page.dossier.contact"), "\(file.institution.phone)\(.br)\(file.institution.email)"))
        h.facts(facts, .flush)
    }

    private func documents(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let (id, superseded) = (file.dossier.id, file.completion?.superseded(among: file.attachments) ?? [])
        h.section(Phrase(say("page.dossier.documents")), id: "documente") {
            h.ul(class: "docs") {
                for act in file.acts where act.issuedAt != nil {
                    h.li(class: act.sha256 == nil ? nil : "have") {
                        h.icon(act.kind == .act ? .seal : .doc)
                        h.div {
                            h.h3(say.romanian(act.fullTitle))
                            if let last = act.validUntil, let day = act.day {
                                h.p(say.validity(until: last, issuedOn: day, by: file.service, on: office.today()), class: "small")
                            }
                            if act.sha256 != nil {
                                h.p(class: "file") {
                                    h.a(say("page.dossier.open-pdf"), to: Place.act(id, act.id).link)
                                    if let code = act.code { h.a(say("page.dossier.verify"), to: Place.verified(code: code).link) }
                                }
                            } else {
                                h.p(say("page.dossier.being-made"))
                            }
                        }
                    }
                }
                for attachment in file.attachments {
                    h.li(class: "have") {
                        h.icon(.doc)
                        h.div {
                            h.h3(attachment.title(in: file.service, say))
                            if superseded.contains(attachment.id) { h.p { h.tag(Tag(.mute, say("page.dossier.superseded"))) } }
                            h.p(class: "file") {
                                h.span("\(attachment.name) · \(num: office.fileSize(attachment.size)) · \(say.moment(attachment.addedAt))")
                                h.a("\(h.words.view)\(hidden: " \(attachment.name)")", to: Place.attachment(id, attachment.id).link)
                            }
                        }
                    }
                }
            }
        }
    }

    /// What was asked for, as it was handed in.
    private func requestOverview(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let checking = office.content.checking(on: office.today(), in: say.language)
        h.more(say("page.dossier.request")) {
            for (step, lines) in file.service.form.display(file.dossier.answers, in: checking) where !lines.isEmpty {
                h.h3(say.marked(step.title))
                h.facts(lines.map { Fact(say.marked($0.field.label), $0.field.shown($0.text)) }, .tight)
            }
        }
    }

    private func withdrawal(_ file: CaseFile, _ context: WebContext, _ h: HTML, _ say: Speech) {
        guard file.can(.withdraw) else { return }
        h.section(Phrase(say("page.withdraw.title")), id: "retragere", class: "noprint") {
            h.p(say("page.withdraw.text"), class: "small")
            h.form(post: Place.withdrawal(file.dossier.id).link, context.formToken, id: "retrage") {
                h.hidden("versiune", "\(file.dossier.version)")
            }
            h.p { h.opens("retrage-sigur", Phrase(say("page.withdraw.open")), class: "btn second") }
            h.confirm(
                .init(
                    id: "retrage-sigur", title: say("page.withdraw.sure"), text: Phrase(say("page.withdraw.sure-text")), form: "retrage",
                    yes: say("page.withdraw.yes")))
        }
    }

    func withdraw(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        let form = try await form(request, context)
        do {
            try await office.withdraw(id, version: form.version, by: visitor)
        } catch let refusal as Refusal {
            if refusal == .stale,
                try await ownFile(id, of: visitor).isLast(
                    Deed.withdraw.rawValue, by: visitor.id, after: form.version, at: office.settings.now())
            {
                return seeOther(.dossier(id))
            }
            return try await ownConflict(refusal, of: Deed.withdraw.rawValue, on: id, by: visitor, context)
        }
        return seeOther(.dossier(id))
    }
}

extension CaseFile {
    /// Whether that is what this person has just done from a page of that version: they clicked twice.
    /// - Parameters:
    ///   - kind: what the log calls it.
    ///   - details: what the log has of what was sent: with another choice or other words it is another deed.
    func isLast(_ kind: String, saying details: [String: String] = [:], by person: PersonID, after version: Int, at now: Date) -> Bool {
        guard let last = events.last(where: { $0.actor != nil && $0.kind != "refused" }) else { return false }
        return dossier.version == version + 1 && last.kind == kind && last.actor == person
            && details.allSatisfy { last.details[$0.key] == $0.value } && now.timeIntervalSince(last.at) < OfficeLimits.sameClick
    }
}

extension CaseFile {
    /// Whether one of its documents was asked for a short while ago and is not there yet.
    func isBeingMade(at now: Date, within limit: TimeInterval) -> Bool {
        acts.contains { act in act.sha256 == nil && (act.issuedAt.map { now.timeIntervalSince($0) < limit } ?? false) }
    }

    func tag(_ say: Speech) -> Tag {
        switch stage.kind {
        case .draft: Tag(.mute, say("stage.draft"))
        case .open where stage.holder == .applicant || !awaitedLegs.isEmpty: Tag(.warn, say("page.dossiers.waits-for-you"))
        case .open: Tag(.info, say("stage.open"))
        case .solved where saysNo: Tag(.bad, say("stage.answered-no"))
        case .solved: Tag(.ok, say("stage.solved"))
        case .closed: Tag(.mute, say("stage.closed"))
        }
    }

    /// Whether the answer is a no.
    var saysNo: Bool { endorsed == .unfavourable || service.workflow.saysNo(at: stage.name, after: dossier.steps) }

    /// What an endorser answered, to the applicant or to who asked for them; nil for everything else, silence included.
    var endorsed: EndorsementOutcome? {
        let leg = asking?.endorsement.outcome.flatMap { EndorsementOutcome.answers.contains($0) ? $0 : nil }
        return leg ?? service.workflow.endorsed(at: stage.name, after: dossier.steps)
    }

    /// The conditions or reasons that go with it.
    var endorsementText: String? { asking?.endorsement.body ?? dossier.steps[Deed.endorse.rawValue]?.answers.text("text") }

    /// Endorsers that wait for the applicant's completion.
    var awaitedLegs: [EndorsementLine] { stage.kind == .open ? legs.filter { $0.isSuspended && $0.endorsement.outcome == nil } : [] }

    /// The last day on which the applicant can complete what an endorser asked for.
    func completionDay(of leg: EndorsementLine) -> Day? {
        events.last { $0.kind == "endorsement-completion" && $0.details["kind"] == leg.endorsement.kind }?.details["until"].flatMap {
            Day($0)
        }
    }

    /// Who has it: „la Direcția Urbanism, inspector Tiberiu Ostrovel”; of what an endorser asked, the applicant.
    func whereabouts(_ say: Speech) -> String {
        if !awaitedLegs.isEmpty { return say("page.dossiers.endorser-waits") }
        guard let holder = stage.holder, holder != .applicant else { return say(stage.title) }
        let desk = institution.desk(dossier.desk).map { say($0.name) } ?? say(institution.name)
        if holder == .clerk, let name = dossier.assignee.flatMap({ names[$0] }) {
            return say("page.dossier.with-person", ["desk": .text(desk), "person": .text(name)])
        }
        return say("page.dossier.with-role", ["stage": .text(say(stage.title)), "holder": .text(say("public.holder.\(holder.rawValue)"))])
    }
}

extension Act {
    /// „Certificat de urbanism, CU 1/2026”
    var fullTitle: String { [title, reference].compactMap { $0 }.joined(separator: ", ") }
}

extension Attachment {
    func title(in service: PublicService, _ say: Speech) -> String {
        if code == Attachment.paymentProof { return say("page.payment.proof") }
        if code == Attachment.endorsementPaper { return say("endorsement.page.paper") }
        if code == Attachment.scan { return say("page.paper.scan") }
        if code == Attachment.searchable { return say("page.paper.scan-text") }
        return service.form.attachments.first { $0.kind.code == code }.map { say($0.kind.title) } ?? code
    }
}
