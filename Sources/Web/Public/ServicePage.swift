import Foundation
import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    /// One service: what it is, who may ask for it, what it takes, what happens then.
    func service(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let service = office.content.service(try context.part("slug")) else { throw Refusal.notFound }
        let say = speech(context)
        let drafts = try await drafts(of: context).filter { $0.service == service.slug }
        let group = office.content.groups.first { $0.slug == service.group }
        return page(context, title: say(service.title), description: say(service.summary), around: .under(.services)) { h in
            h.crumbs(
                [(say("page.frame.services"), Place.services.link)] + (group.map { [(say($0.title), Place.group($0.slug).link)] } ?? []),
                current: say(service.title))
            h.h1(say.marked(service.title))
            h.p(say.marked(service.summary, after: service.title), class: "lead")
            draftNotes(h, drafts, say)
            sessionNote(h, service, say)
            start(h, service, context, say)
            // On phones what matters in short comes before the long text, for the eye and for the reader alike.
            h.split(sideLabel: say("public.service.short"), sticky: true, sideFirst: true) {
                h.section(Phrase(say("public.service.who")), id: "cine") { h.p(say.marked(service.applicants)) }
                preparation(h, service, say)
                road(h, service, say)
                basis(h, service, say)
            } side: {
                h.box(Phrase(say("public.service.short"))) { inShort(h, service, say) }
            }
        }
    }

    /// Opens a draft; the key in the form makes a second click find the first one's.
    func apply(_ request: Request, _ context: WebContext) async throws -> Response {
        let slug = try context.part("slug")
        guard let visitor = context.signedIn?.visitor else { return seeOther(Place.signIn(back: Place.service(slug).link.description)) }
        let form = try await form(request, context)
        return seeOther(.dossier(try await office.open(slug, key: form.text("cheie"), by: visitor)))
    }

    private func start(_ h: HTML, _ service: PublicService, _ context: WebContext, _ say: Speech) {
        let calculator = service.fee == nil ? nil : Place.fee(service.slug).link
        guard service.willTakeApplications(at: office.settings.now(), in: office.content.house.timeZone) else {
            if let calculator { h.p { h.a(say("public.service.calculate"), to: calculator) } }
            return
        }
        if context.signedIn == nil {
            h.row {
                h.a(say("public.service.sign-in-start"), to: Place.signIn(back: context.address).link, class: "btn")
                if let calculator { h.a(say("public.service.calculate"), to: calculator) }
            }
            h.p(say("public.service.sign-in-why"), class: "small muted")
        } else {
            h.form(post: Place.application(service.slug).link, context.formToken) {
                h.hidden("cheie", pageKey())
                h.row {
                    h.submit(Phrase(say("public.service.start")))
                    if let calculator { h.a(say("public.service.calculate"), to: calculator) }
                }
            }
        }
    }

    private func preparation(_ h: HTML, _ service: PublicService, _ say: Speech) {
        let words = conditionWords(service, say)
        h.section(Phrase(say("public.service.prepare")), id: "acte") {
            if service.form.attachments.isEmpty { h.p(say("public.service.no-documents")) }
            h.ticks(
                // What everybody brings comes first.
                (service.form.attachments.filter(\.isForAll) + service.form.attachments.filter { !$0.isForAll }).map { rule in
                    Phrase { h in
                        h.strong(say.marked(rule.kind.title, with: [rule.why].compactMap { $0 }))
                        if let when = words.ifWords(rule.conditions) ?? (rule.isOptional ? say("page.word.if-any") : nil) {
                            h.text(" (\(when))")
                        }
                        if let why = rule.why { h.text(". "); h.text(say.unmarked(why)) }
                        h.br()
                        h.span(rule.kind.limits(say), class: "small muted")
                    }
                })
            h.more(say("public.service.questions")) {
                h.ol { for step in service.form.steps { h.li(say.marked(step.title)) } }
            }
            let language = service.title.has(say.language) ? say.language : .ro
            h.p { h.a("\(icon: .down)\(say("paper.download"))", to: Place.paper(service.slug, language).link) }
            h.p(say("paper.download-why"), class: "small muted")
            if office.readsPaper { h.p { h.a("\(icon: .up)\(say("page.paper.title"))", to: Place.ownPaper(service.slug).link) } }
        }
    }

    private func road(_ h: HTML, _ service: PublicService, _ say: Speech) {
        let stages = service.workflow.stages.filter { $0.road != nil }.sorted { ($0.road ?? 0) < ($1.road ?? 0) }
        h.section(Phrase(say("public.service.after")), id: "drum") {
            h.howTo(
                stages.map { stage in
                    let holder = stage.holder.map { say("public.holder.\($0.rawValue)") } ?? ""
                    return (say.marked(stage.title), Phrase(stage.kind.isFinal ? say("public.service.end") : holder))
                })
            let words = conditionWords(service, say)
            // What the institution asks of others, so that nobody goes and asks it himself.
            let asked = service.endorsements.compactMap { rule in
                office.content.endorsement(rule.kind).map { kind in
                    (title: say.marked(kind.title), when: words.ifWords([rule.when].compactMap { $0 }))
                }
            }
            if !asked.isEmpty {
                h.p(say("public.service.asked"))
                h.ul {
                    for kind in asked {
                        h.li {
                            h.text(kind.title)
                            if let when = kind.when { h.text(" (\(when))") }
                        }
                    }
                }
            }
            h.p(say("public.service.completion", ["term": .term(service.completion.days, .calendarDays)]), class: "small")
            if !asked.isEmpty { h.p(say("public.service.completion-endorsers"), class: "small") }
        }
    }

    private func basis(_ h: HTML, _ service: PublicService, _ say: Speech) {
        h.section(Phrase(say("public.service.basis")), id: "temei") {
            h.ul {
                for law in service.law { h.li(say.romanian([law.act, law.article].compactMap { $0 }.joined(separator: ", "))) }
            }
            if service.confidence != .confirmed { h.p(say("public.service.unconfirmed"), class: "small muted") }
        }
    }

    /// The service's conditions, as its blank says them.
    private func conditionWords(_ service: PublicService, _ say: Speech) -> ConditionWords {
        ConditionWords(fields: service.form.fields, phrases: office.content.phrases, language: say.language)
    }

    /// When nothing is paid, of a fee that has exemptions: „gratuit dacă …”.
    private func exemption(_ service: PublicService, _ say: Speech) -> String? {
        guard let rule = service.fee, let tariff = office.content.tariffs(of: service.institution, on: office.today())?.tariffs[rule.tariff]
        else { return nil }
        let cases = tariff.exemptions.compactMap { rule.bindings[$0] }
        guard let first = cases.first else { return nil }
        return conditionWords(service, say).ifWords([cases.dropFirst().reduce(first) { .binary(.or, $0, $1) }])
    }

    private func inShort(_ h: HTML, _ service: PublicService, _ say: Speech) {
        var facts: [Fact] = []
        if let term = service.term {
            let length = say("time.unit.\(term.unit.rawValue)", ["n": .number(term.length)])
            facts.append(Fact(say("public.service.term"), "\(strong: length)\(.br)\(small: say.marked(Localized(ro: term.basis)))"))
        }
        facts.append(
            Fact(
                say("word.fee"),
                Phrase { h in
                    h.text(feeInShort(service, say))
                    if let free = exemption(service, say) { h.text("; \(say("public.fee.free")) \(free)") }
                    if service.fee != nil { h.br(); h.a(say("public.service.calculate"), to: Place.fee(service.slug).link) }
                }))
        facts.append(
            Fact(
                say("public.service.silence"),
                "\(say(service.silenceKey))\(.br)\(small: say.marked(Localized(ro: service.silence.basis)))"
            ))
        facts.append(Fact(say("public.service.act"), say.marked(service.act.title)))
        if let publication = service.publication {
            facts.append(
                Fact(
                    say("public.service.publication"),
                    "\(say.romanian(publication.place))\(.br)\(small: say.marked(Localized(ro: publication.basis)))"))
        }
        if let retention = service.retention {
            facts.append(
                Fact(
                    say("public.service.retention"),
                    "\(say("public.service.years", ["n": .number(retention.years)]))\(.br)\(small: say.marked(Localized(ro: retention.basis)))"
                ))
        }
        if let months = service.act.validityMonths {
            let label = service.act.validFor.map { "validity.\($0.rawValue)-until" } ?? "public.service.validity"
            let length = service.act.validFor == nil ? "time.unit.months" : "act.validity"
            facts.append(Fact(say(label), Phrase(say(length, ["n": .number(months)]))))
        } else if service.act.validityUntil != nil {
            facts.append(Fact(say("public.service.validity"), Phrase(say("public.service.validity-asked"))))
        } else if let validity = service.act.texts["validity"], validity.placeholders.isEmpty {
            facts.append(Fact(say("public.service.validity"), say.marked(Localized(ro: validity))))
        }
        if let institution = office.content.institution(service.institution) {
            let desk = institution.desk(service.desk).map { say($0.name) }
            facts.append(
                Fact(say("public.service.institution"), Phrase([say(institution.name), desk].compactMap { $0 }.joined(separator: ", "))))
        }
        h.facts(facts, .flush)
    }
}

extension PublicService {
    /// The sentence that says what silence does.
    var silenceKey: String { silenceWantsPayment ? "public.silence.approved-paid" : "public.silence.\(silence.effect.rawValue)" }
}

extension Form.AttachmentRule {
    fileprivate var isForAll: Bool { conditions.isEmpty && !isOptional }
}

extension AttachmentKind {
    /// „PDF, JPEG sau PNG, cel mult 20 MB”.
    func limits(_ say: Speech) -> String {
        say("page.documents.limits", ["formats": .text(formats.map(\.name).joined(separator: ", ")), "limit": .number(megabytes)])
    }
}
