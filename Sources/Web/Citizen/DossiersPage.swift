import Foundation
import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    private static let pageSize = 20

    /// One's own dossiers and drafts, last changed first.
    func dossiers(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let say = speech(context)
        let before = Urlencoded.value("dupa", in: request.uri.query)
        let all = try await office.myDossiers(visitor, before: nil, limit: 500)
        let start = before.flatMap { id in all.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        let lines = Array(all.dropFirst(start).prefix(Self.pageSize))
        let hasMore = all.count > start + lines.count
        return page(context, title: say("page.frame.dossiers"), around: .under(.dossiers)) { h in
            h.h1(say("page.frame.dossiers"))
            if all.isEmpty {
                h.empty(
                    .doc, say("page.dossiers.empty"), Phrase(say("page.dossiers.empty-text")),
                    action: (say("page.dossiers.choose"), Place.services.link))
                return
            }
            h.ul(class: "list dossiers") { for line in lines { item(line, h, say) } }
            if start > 0 || hasMore {
                h.pages(
                    previous: start > 0 ? Place.dossiers.link : nil,
                    next: hasMore ? lines.last.map { Place.dossiers.link.with("dupa", $0.id) } : nil,
                    summary: say(
                        "page.dossiers.summary", ["from": .number(start + 1), "to": .number(start + lines.count), "n": .number(all.count)]))
            }
            h.p { h.a(say("page.dossiers.new"), to: Place.services.link, class: "btn second") }
        }
    }

    private func item(_ line: DossierLine, _ h: HTML, _ say: Speech) {
        let service = office.content.service(line.service)
        let stage = service?.workflow.stage(line.stage)
        h.li {
            h.row(between: true) {
                h.strong { h.a(service.map { say($0.title) } ?? line.title, to: Place.dossier(line.id).link) }
                h.tag(line.tag(say))
            }
            h.p {
                if let number = line.number { h.span("\(say("page.dossiers.number")) \(number)", class: "num"); h.text(" · ") }
                if service.map({ $0.title.ro != line.title }) ?? false { h.text("\(line.title) · ") }
                h.text(say("page.dossiers.changed", ["moment": .moment(line.changedAt)]))
            }
            h.p(class: "small muted") {
                if let stage { h.text(say(stage.title)) }
                if let due = line.due, line.kind == .open { h.text(" · " + say("page.dossiers.due", ["day": .day(due)])) }
                if line.payment == .due, line.kind == .open { h.text(" · " + say("page.dossiers.unpaid")) }
            }
        }
    }
}

extension DossierLine {
    /// Its state in a word, and whether the person has something to do.
    func tag(_ say: Speech) -> Tag {
        switch kind {
        case .draft: Tag(.mute, say("stage.draft"), icon: .doc)
        case .open where holder == .applicant: Tag(.warn, say("page.dossiers.waits-for-you"))
        case .open: isSuspended ? Tag(.wait, say("stage.open")) : Tag(.info, say("stage.open"))
        case .solved: Tag(.ok, say("stage.solved"))
        case .closed: Tag(.mute, say("stage.closed"))
        }
    }
}
