import Foundation
import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    private static let pageSize = 20

    /// One's own dossiers and drafts: what waits for the person, then the others, each last changed first.
    func dossiers(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let say = speech(context)
        let cursor = Urlencoded.value("dupa", in: request.uri.query).flatMap(OwnDossierCursor.init(written:))
        let found = try await office.myDossiers(visitor, after: cursor, limit: Self.pageSize + 1)
        let lines = Array(found.prefix(Self.pageSize))
        let unread = try await office.unread(on: lines.map(\.id), by: visitor, on: .applicant)
        return page(context, title: say("page.frame.dossiers"), around: .under(.dossiers)) { h in
            h.h1(say("page.frame.dossiers"))
            if lines.isEmpty, cursor == nil {
                h.empty(
                    .doc, say("page.dossiers.empty"), Phrase(say("page.dossiers.empty-text")),
                    action: (say("page.dossiers.choose"), Place.services.link))
                return
            }
            let waiting = lines.filter(\.waitsForApplicant)
            for (key, group) in [("waiting", waiting), ("others", Array(lines.dropFirst(waiting.count)))] where !group.isEmpty {
                if !waiting.isEmpty { h.h2(say("page.dossiers.\(key)")) }
                h.ul(class: "list dossiers") { for line in group { item(line, unread[line.id] ?? 0, h, say) } }
            }
            if cursor != nil || found.count > lines.count {
                h.pages(
                    previous: cursor == nil ? nil : Place.dossiers.link,
                    next: found.count > lines.count
                        ? lines.last.map { Place.dossiers.link.with("dupa", OwnDossierCursor($0).written) } : nil,
                    summary: say(cursor == nil ? "page.dossiers.newest" : "page.dossiers.older"))
            }
            h.p { h.a(say("page.dossiers.new"), to: Place.services.link, class: "btn second") }
        }
    }

    private func item(_ line: DossierLine, _ unread: Int, _ h: HTML, _ say: Speech) {
        let service = office.content.anyService(line.service)
        let stage = service?.workflow.stage(line.stage)
        h.li {
            h.row(between: true) {
                h.strong { h.a(service.map { say.marked($0.title) } ?? Phrase(line.title), to: Place.dossier(line.id).link) }
                h.tag(line.tag(of: service?.workflow, say))
                if unread > 0 { h.tag(Tag(.info, say("messages.new", ["n": .number(unread)]), icon: .mail)) }
            }
            h.p {
                if let number = line.number {
                    h.span("\(say("page.dossiers.number")) \(number)", class: "num")
                    // Each institution counts for itself: two of one day may have one number.
                    h.text((office.content.institution(line.institution).map { ", \(say($0.name))" } ?? "") + " · ")
                }
                if service.map({ $0.title.ro != line.title }) ?? false { h.text("\(line.title) · ") }
                h.text(say("page.dossiers.changed", ["moment": .moment(line.changedAt)]))
            }
            h.p(class: "small muted") {
                if line.payment == .due, line.kind == .open { h.strong(say("page.dossiers.unpaid")); h.text(" · ") }
                if let stage { h.text(say(stage.title)) }
                if let due = line.due, line.kind == .open {
                    h.text(" · ")
                    if due < office.today() {
                        h.strong(say("page.dossiers.past-due", ["day": .day(due)]))
                    } else {
                        h.text(say("page.dossiers.due", ["day": .day(due)]))
                    }
                }
                if line.isAwaitedByEndorser, line.kind == .open { h.text(" · " + say("page.dossiers.endorser-waits")) }
            }
        }
    }
}

extension OwnDossierCursor {
    /// As an address has it: `1764334800000~id`, an instant in milliseconds; `a` first among those that wait for the person.
    init?(written text: String) {
        let isWaiting = text.hasPrefix("a")
        let parts = (isWaiting ? text.dropFirst() : text[...]).split(separator: "~", omittingEmptySubsequences: false)
        guard text.utf8.count <= 100, parts.count == 2, let milliseconds = Int64(parts[0]), !parts[1].isEmpty else { return nil }
        self.init(
            changedAt: Date(timeIntervalSince1970: Double(milliseconds) / 1000), id: String(parts[1]), isWaiting: isWaiting)
    }

    var written: String { "\(isWaiting ? "a" : "")\(Int64((changedAt.timeIntervalSince1970 * 1000).rounded()))~\(id)" }
}

extension DossierLine {
    /// Its state in a word, and whether the person has something to do.
    func tag(of workflow: Workflow?, _ say: Speech) -> Tag {
        switch kind {
        case .draft: Tag(.mute, say("stage.draft"), icon: .doc)
        case .open where waitsForApplicant: Tag(.warn, say("page.dossiers.waits-for-you"))
        case .open: isSuspended ? Tag(.wait, say("stage.open")) : Tag(.info, say("stage.open"))
        case .solved where workflow?.saysNo(at: stage, after: steps) ?? false: Tag(.bad, say("stage.answered-no"))
        case .solved: Tag(.ok, say("stage.solved"))
        case .closed: Tag(.mute, say("stage.closed"))
        }
    }
}
