import Foundation
import Office
import Rulebook
import Store

/// What came with the request and what went out.
struct CaseDocuments: Sendable {
    struct Line: Sendable {
        let title: String
        let name: String
        let detail: String
        /// The beginning of the SHA-256, to compare by eye.
        let fingerprint: String?
        let view: Link?
        let download: Link?
        let state: Tag?
    }

    let head: CaseHead
    let receivedTitle: String
    let received: [Line]
    let sentTitle: String
    let sent: [Line]
    let nothing: (title: String, text: String)
    let words: (view: String, download: String, fingerprint: String, document: String, file: String, actions: String)

    init(_ file: CaseFile, office: Office, desk: Desk) {
        let voice = DeskVoice(content: office.content)
        head = CaseHead(file, .documents, desk: desk, voice: voice)
        receivedTitle = voice("documents.received")
        sentTitle = voice("documents.sent")
        nothing = (voice("documents.nothing"), voice("documents.nothing-text"))
        words = (
            voice("documents.view"), voice("documents.download"), voice("documents.fingerprint"), voice("documents.document"),
            voice("documents.file"), voice("documents.actions")
        )
        let id = file.dossier.id
        let superseded = file.completion?.superseded(among: file.attachments) ?? []
        let attached = file.attachments.map { attachment in
            let known = [
                Attachment.paymentProof: "payment-proof", Attachment.endorsementPaper: "endorsement-paper", Attachment.scan: "scan",
                Attachment.batch: "scan-batch",
                Attachment.searchable: "scan-text",
            ]
            let title =
                known[attachment.code].map { voice("documents.\($0)") } ?? file.service.form.attachments.first {
                    $0.kind.code == attachment.code
                }?.kind.title.ro ?? attachment.code
            let type = AttachmentKind.MediaType(rawValue: attachment.mediaType)?.name ?? attachment.mediaType
            let link = desk.file(attachment.id, of: id)
            return Line(
                title: title, name: attachment.name,
                detail: "\(type), \(office.fileSize(attachment.size)) · \(voice.shortMoment(attachment.addedAt).text)",
                fingerprint: String(attachment.sha256.prefix(16)), view: link, download: link,
                state: superseded.contains(attachment.id) ? Tag(.mute, voice("documents.superseded")) : nil)
        }
        func line(_ act: Act) -> Line {
            let isSealed = act.sha256 != nil
            let link = desk.document(act.id, of: id)
            let preview = act.kind == .act && act.number == nil ? desk.preview(of: id) : nil
            return Line(
                title: act.title, name: act.reference ?? (act.kind == .act && act.number == nil ? voice("documents.draft") : ""),
                detail: act.issuedAt.map { voice.shortMoment($0).text } ?? "", fingerprint: act.sha256.map { String($0.prefix(16)) },
                view: isSealed ? link : preview, download: isSealed ? link : nil,
                state: isSealed
                    ? Tag(.ok, voice("documents.sealed"), icon: .seal)
                    : Tag(.wait, voice(preview == nil ? "documents.being-sealed" : "documents.in-draft")))
        }
        // What another institution asked here, or found of our silence, came in; so did the acts that its request builds on.
        let isOurs = { (act: Act) in act.institution == file.dossier.institution }
        let builtOn = (file.asking?.acts ?? []).map(\.act)
        received = (file.acts.filter { !isOurs($0) } + builtOn).map(line) + attached
        sent = file.acts.filter(isOurs).map(line)
    }
}

extension HTML {
    func caseDocuments(_ page: CaseDocuments) {
        caseHead(page.head)
        h2(page.receivedTitle)
        if page.received.isEmpty {
            empty(.doc, page.nothing.title, Phrase(page.nothing.text))
        } else {
            documentTable(page.received, page.receivedTitle, page)
        }
        if !page.sent.isEmpty {
            h2(page.sentTitle)
            documentTable(page.sent, page.sentTitle, page)
        }
    }

    private func documentTable(_ lines: [CaseDocuments.Line], _ caption: String, _ page: CaseDocuments) {
        scroll(caption) {
            stackingTable(caption, [page.words.document, page.words.file, page.words.actions, page.words.fingerprint]) {
                for line in lines { documentRow(line, page) }
            }
        }
    }

    private func documentRow(_ line: CaseDocuments.Line, _ page: CaseDocuments) {
        // Named by `aria-label`: hidden words would reach out of a table that scrolls.
        let what = line.name.isEmpty ? line.title : "\(line.title), \(line.name)"
        stackingRow {
            th(line.title, .row, .role("rowheader"))
            stackingCell {
                if let state = line.state { tag(state); text(" ") }
                text(line.name)
                if !line.detail.isEmpty {
                    if line.state != nil || !line.name.isEmpty { br() }
                    small(line.detail, class: "muted")
                }
            }
            stackingCell {
                row(class: "flush") {
                    if let view = line.view {
                        a(page.words.view, to: view, .label("\(page.words.view): \(what)"), .target("_blank"), .rel("noopener"))
                    }
                    if let download = line.download {
                        a(page.words.download, to: download, .label("\(page.words.download): \(what)"), .download(""))
                    }
                }
            }
            stackingCell(line.fingerprint.map { _ in page.words.fingerprint }) {
                if let fingerprint = line.fingerprint { code(fingerprint + "…") }
            }
        }
    }
}
