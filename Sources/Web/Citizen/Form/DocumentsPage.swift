import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// The documents of an application: each of the checklist, why it is asked for, and what has arrived.
extension Website {
    func showDocuments(_ request: Request, _ context: WebContext) async throws -> Response {
        let state = try await office.form(try context.part("id"), by: try context.visitor(), in: context.language)
        return documentsPage(state, [], .ok, context)
    }

    func saveDocuments(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        let before = try await office.form(id, by: visitor, in: context.language)
        let limit = before.service.form.attachments.map(\.kind.megabytes).max() ?? 1
        let form = try await form(request, context, files: .keep(megabytes: limit))
        var problems: [Problem] = []
        var status = HTTPResponse.Status.unprocessableContent
        for (code, files) in form.files.sorted(by: { $0.key < $1.key }) {
            for file in files {
                do {
                    try await office.attach(file, as: code, to: id, by: visitor)
                } catch let refusal as Refusal {
                    guard let notice = RefusalNotice(refusal), notice.status != .notFound else { throw refusal }
                    problems.append(Problem(field: code, "\(file.name): \(speech(context)(notice.sentence, notice.values))"))
                    status = notice.status
                }
            }
        }
        if let attachment = form[Repeating.removeButton] { try await office.detach(attachment, from: id, by: visitor) }
        let state = try await office.form(id, by: visitor, in: context.language)
        if !problems.isEmpty { return documentsPage(state, problems, status, context) }
        let journey = Journey(state)
        switch form["apoi"] {
        case "continua":
            let missing = state.checked.problems.filter { $0.field.hasPrefix("attachment:") }
            if !missing.isEmpty {
                let problems = missing.map { Problem(field: String($0.field.dropFirst("attachment:".count)), $0.message) }
                return documentsPage(state, problems, .unprocessableContent, context)
            }
            return seeOther(journey.link(to: journey.after(.documents)))
        case "inapoi": return seeOther(journey.before(.documents).map(journey.link) ?? Place.documents(id).link)
        case "iesi": return seeOther(.dossiers)
        default: return seeOther(.documents(id))
        }
    }

    private func documentsPage(_ state: FormState, _ problems: [Problem], _ status: HTTPResponse.Status, _ context: WebContext) -> Response
    {
        let say = speech(context)
        let link = Place.documents(state.dossier.id).link
        let journey = Journey(state)
        return page(
            context, title: say("page.documents.title"), status: status, failed: !problems.isEmpty, around: .under(.dossiers)
        ) { h in
            h.crumbs(crumbs(state, say), current: say("page.step.application"))
            h.split(sideLabel: say("page.step.side"), sticky: true) {
                journey.draw(.documents, into: h, say)
                h.errorSummary(problems)
                h.h1(say("page.documents.title"))
                h.p(say(state.isCompletion ? "page.documents.lead-completion" : "page.documents.lead"), class: "lead")
                askedHere(state.service.form.attachments.map { "attachment:\($0.kind.code)" }, state, h, say)
                h.h2(say("public.service.prepare"), class: "vh")
                h.form(post: link, context.formToken, files: true, .novalidate()) {
                    h.submit(
                        Phrase(say("page.documents.next")), class: "vh", name: "apoi", value: "continua", .tabindex(-1),
                        .attr("aria-hidden", "true"))
                    let uploads = uploads(state, problems, say)
                    h.h2("\(say("page.documents.list")) \(count: count(state, say))")
                    h.uploads(uploads, sentTo: link)
                    h.actions {
                        h.submit(Phrase(say("page.documents.next")), name: "apoi", value: "continua")
                        h.submit(Phrase(say("page.documents.upload")), class: "btn second", name: "apoi", value: "incarca")
                        h.submit(Phrase(say("page.step.back")), class: "btn link", name: "apoi", value: "inapoi", .formnovalidate())
                        h.submit(Phrase(say("page.step.leave")), class: "btn link", name: "apoi", value: "iesi", .formnovalidate())
                    }
                }
            } side: {
                h.box(Phrase(say("page.documents.how"))) { h.p(say("page.documents.how-text"), class: "small flush") }
            }
        }
    }

    /// How many are there of those that the request cannot do without; in a completion, of those that it asks for.
    private func count(_ state: FormState, _ say: Speech) -> String {
        let asked = state.papers.map(\.rule.kind.code).filter(state.isAsked)
        if !asked.isEmpty {
            let missing = Set(state.missing.map(\.field))
            let given = asked.count { !missing.contains("attachment:\($0)") }
            return say("page.documents.count-asked", ["have": .number(given), "n": .number(asked.count)])
        }
        let needed = Set(state.papers.filter(\.required).map(\.rule.kind.code))
        let have = needed.intersection(state.attachments.map(\.code))
        return say("page.documents.count", ["have": .number(have.count), "n": .number(needed.count)])
    }

    private func uploads(_ state: FormState, _ problems: [Problem], _ say: Speech) -> [Upload] {
        let attached = Dictionary(grouping: state.attachments, by: \.code)
        return state.papers.map { rule, isRequired in
            let code = rule.kind.code
            let files = (attached[code] ?? []).reversed().map { file in
                // What was submitted stays; a completion adds to it.
                let mayGo = state.dossier.registeredAt.map { file.addedAt > $0 } ?? true
                return Upload.File(
                    file.name, size: office.fileSize(file.size), view: Place.attachment(state.dossier.id, file.id).link,
                    remove: mayGo ? file.id : nil)
            }
            let need = isRequired || state.isAsked(code) || !files.isEmpty ? "" : " (\(say("page.word.if-any")))"
            // What a completion asked for is missing until something new lies there.
            let isMissing = state.missing.contains { $0.field == "attachment:\(code)" } || isRequired && files.isEmpty
            return Upload(
                say(rule.kind.title) + need, isMissing ? .miss : files.isEmpty ? .open : .have,
                heading: "\(say.marked(rule.kind.title, with: [rule.why].compactMap { $0 }))\(need)",
                detail: rule.why.map { say.unmarked($0) },
                files: files,
                picker: Upload.Picker(
                    code,
                    say(files.isEmpty ? "page.documents.choose" : "page.documents.choose-more", ["limits": .text(rule.kind.limits(say))]),
                    accept: rule.kind.formats.map(\.endings).joined(separator: ","), limit: rule.kind.megabytes * 1_000_000),
                error: problems[code])
        }
    }
}

extension AttachmentKind.MediaType {
    fileprivate var endings: String {
        switch self {
        case .pdf: ".pdf"
        case .jpeg: ".jpg,.jpeg"
        case .png: ".png"
        }
    }
}
