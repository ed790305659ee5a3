import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// „Am formularul pe hârtie”: photographs of a form filled in by hand become a draft.
extension Website {
    private static let files = "fisiere"
    /// The progress page asks again after so many seconds.
    private static let patience = 3

    func showOwnPaper(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try context.visitor()
        guard office.readsPaper, let service = office.content.service(try context.part("slug")) else { throw Refusal.notFound }
        return ownPaperPage(service, nil, context)
    }

    private func ownPaperPage(_ service: PublicService, _ refused: RefusalNotice?, _ context: WebContext) -> Response {
        let say = speech(context)
        let link = Place.ownPaper(service.slug).link
        let problem = refused.map { Problem(field: Self.files, say($0.sentence, $0.values)) }
        return page(
            context, title: say("page.paper.title"), status: refused?.status ?? .ok, failed: refused != nil, around: .under(.services)
        ) { h in
            h.crumbs(
                [(say("page.frame.services"), Place.services.link), (say(service.title), Place.service(service.slug).link)],
                current: say("page.paper.title"))
            h.div(class: "measure") {
                h.errorSummary([problem].compactMap { $0 })
                h.h1(say("page.paper.title"))
                h.p(say("page.paper.lead"), class: "lead")
                h.ul {
                    for advice in ["light", "corners", "pages"] { h.li(say("page.paper.advice.\(advice)")) }
                }
                h.note(.info, Phrase(say("page.paper.machine")))
                h.form(post: link, context.formToken, files: true, .novalidate()) {
                    h.hidden("cheie", pageKey())
                    h.field(
                        Field(
                            Self.files, say("page.paper.files"),
                            .files(accept: ".pdf,.jpg,.jpeg,.png,.tif,.tiff", limit: OfficeLimits.scanMegabytes * 1_000_000),
                            hint: Phrase(say("page.paper.files-hint", ["limit": .number(OfficeLimits.scanMegabytes)])),
                            error: problem?.message))
                    h.actions {
                        h.submit(Phrase(say("page.paper.send")))
                        h.a(say("paper.download"), to: Place.paper(service.slug, say.language).link)
                    }
                }
            }
        }
    }

    func sendOwnPaper(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        guard office.readsPaper, let service = office.content.service(try context.part("slug")) else { throw Refusal.notFound }
        do {
            let form = try await form(request, context, files: .keepScans(megabytes: OfficeLimits.scanMegabytes))
            let files = form.scans[Self.files] ?? []
            guard !files.isEmpty else {
                let notice = RefusalNotice(status: .unprocessableContent, title: "invalid", sentence: "page.paper.no-file")
                return ownPaperPage(service, notice, context)
            }
            let bundle = String(form.text("cheie").filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(64))
            try await office.takeOwn(files, for: service.slug, bundle: bundle, by: visitor)
            return seeOther(Place.ownPaperReading(service.slug, bundle))
        } catch let refusal as Refusal {
            guard let notice = RefusalNotice(refusal), notice.status != .notFound else { throw refusal }
            return ownPaperPage(service, notice, context)
        }
    }

    /// How far the reading is; when it is done, on to the draft.
    func showOwnReading(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        guard let service = office.content.service(try context.part("slug")) else { throw Refusal.notFound }
        let scans = try await office.ownScans(of: try context.part("bundle"), by: visitor)
        let isUnderWay = scans.contains { [.waiting, .reading].contains($0.state) }
        if !isUnderWay, !scans.contains(where: { $0.state == .refused }), let draft = scans.compactMap(\.dossier).first {
            return seeOther(.dossier(draft))
        }
        let say = speech(context)
        var response = page(context, title: say("page.paper.reading"), around: .under(.services)) { h in
            h.div(class: "measure") {
                h.h1(say(isUnderWay ? "page.paper.reading" : "page.paper.not-all"))
                if isUnderWay { h.p(say("page.paper.wait"), class: "lead") }
                h.div(.role("status")) {
                    h.ul(class: "docs") {
                        for scan in scans {
                            h.li(class: scan.state == .read ? "have" : scan.state == .refused ? "miss" : nil) {
                                h.icon(scan.state == .read ? .ok : scan.state == .refused ? .warn : .clock)
                                h.div {
                                    h.p(scan.name, class: "what")
                                    h.p(
                                        scan.state == .refused
                                            ? say("page.paper.reason.\(scan.reason ?? "unreadable")")
                                            : say("page.paper.state.\(scan.state.rawValue)"))
                                }
                            }
                        }
                    }
                }
                if !isUnderWay {
                    h.actions {
                        if let draft = scans.compactMap(\.dossier).first {
                            h.a(say("page.paper.go-on"), to: Place.dossier(draft).link, class: "btn")
                        }
                        h.a(say("page.paper.again"), to: Place.ownPaper(service.slug).link, class: "btn second")
                    }
                }
            }
        }
        if isUnderWay { response.headers[.refresh] = "\(Self.patience)" }
        return response
    }

    /// On every step of a draft that was filled from paper: who has to look at it.
    func paperNote(_ isFromPaper: Bool, _ h: HTML, _ say: Speech) {
        if isFromPaper { h.note(.warn, Phrase(say("page.paper.check"))) }
    }
}

extension HTML {
    /// That a dossier came on paper, and who read and confirmed it (Regulation (EU) 2024/1689, art. 50).
    func paperOrigin(_ file: CaseFile, _ say: Speech) {
        guard let origin = file.paper else { return }
        let name = origin.confirmedBy.flatMap { file.names[$0] }
        note(.info) {
            p {
                strong(say("page.paper.channel"))
                text(" ")
                text(
                    name.map { say("page.paper.confirmed-by", ["name": .text($0)]) } ?? say("page.paper.confirmed-self"))
            }
        }
    }
}
