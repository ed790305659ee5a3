import Foundation
import Office
import Rulebook
import Store

/// The paper of an institution, as plain values.
struct ScansPage: Sendable {
    /// The name of the input that takes files.
    static let files = "fisiere"

    struct Line: Sendable {
        let title: String
        let link: Link
        let service: String
        let pages: String
        let toCheck: Tag
        let arrived: Station.Moment
        let holder: String?
    }

    /// Something in the tray: what it is, why it lies there, and what can be done.
    struct TrayLine: Sendable {
        let title: String
        let reason: String
        let view: Link?
        let corners: Link?
        let again: Link?
        let clear: Link
        let page: Int?
    }

    let title: String
    /// What was just done, and where to go on.
    struct Remark: Sendable {
        let text: String
        let next: Frame.Item?
    }

    let remark: Remark?
    let counters: [(number: String, words: String)]
    let lines: [Line]
    let waiting: [(name: String, isBeingRead: Bool, by: String)]
    let tray: [TrayLine]
    let problem: Problem?
    let canRead: Bool
    /// What is sent twice from one page is taken once.
    let key: String
    let link: Link
    let voice: DeskVoice

    init(
        _ tray: PaperTray, done: String?, number: String?, problem: Problem?, canRead: Bool, key: String, viewer: Visitor, content: Content,
        desk: Desk, voice: DeskVoice
    ) {
        self.voice = voice
        self.problem = problem
        self.key = key
        self.canRead = canRead
        title = voice("scans.title")
        link = desk.scans
        let next = tray.proposals.first { $0.holder(otherThan: viewer.id, at: tray.now) == nil }
        remark = done.flatMap { done -> Remark? in
            guard ["primit", "recitit", "inlaturat", "inregistrat"].contains(done) else { return nil }
            let text = voice("scans.done.\(done)", ["number": .text(String((number ?? "").prefix(40)))])
            return Remark(
                text: text, next: done == "inregistrat" ? next.map { Frame.Item(voice("scans.next"), desk.proposal($0.id)) } : nil)
        }
        let pace = tray.medianSeconds.map { voice("scans.seconds", ["n": .number(Int($0.rounded()))]) } ?? "–"
        counters = [
            (voice.number(tray.proposals.count), voice("scans.count.open")),
            (voice.number(tray.waiting.count + tray.reading.count), voice("scans.count.reading")),
            (voice.number(tray.refused.count + tray.strays.count), voice("scans.count.tray")),
            (pace, voice("scans.count.pace")),
            (voice.number(tray.registered.ever), voice("scans.count.registered", ["n": .number(tray.registered.lately)])),
        ]
        lines = tray.proposals.map { proposal in
            let unsure = proposal.reading.fields.count { $0.outcome != .accepted }
            let name = tray.files[proposal.scan] ?? "–"
            return Line(
                title: proposal.ordinal == 1 ? name : "\(name) (\(proposal.ordinal))", link: desk.proposal(proposal.id),
                service: proposal.service.flatMap { content.service($0)?.title.ro } ?? voice("scans.no-service"),
                pages: voice.number(proposal.reading.pages.count),
                toCheck: unsure == 0 ? Tag(.ok, voice("scans.all-sure")) : Tag(.warn, voice("scans.to-check", ["n": .number(unsure)])),
                arrived: voice.shortMoment(proposal.arrivedAt),
                holder: proposal.holder(otherThan: viewer.id, at: tray.now).map {
                    voice("scans.held", ["name": .text(tray.names[$0] ?? "–")])
                })
        }
        waiting = (tray.reading.map { ($0, true) } + tray.waiting.map { ($0, false) }).map { scan, isBeingRead in
            (scan.name, isBeingRead, scan.person.flatMap { tray.names[$0] } ?? voice("scans.from-folder"))
        }
        self.tray =
            tray.refused.map { scan in
                TrayLine(
                    title: scan.name, reason: voice("scans.reason.\(scan.reason ?? "unreadable")"),
                    view: scan.sha256.map { _ in desk.scanFile(scan.id) }, corners: nil,
                    again: scan.sha256.map { _ in desk.readingAgain(scan.id) }, clear: desk.clearing(scan.id), page: nil)
            }
            + tray.strays.map { stray in
                let name = tray.files[stray.scan] ?? "–"
                return TrayLine(
                    title: voice("scans.page-of", ["n": .number(stray.source), "name": .text(name)]),
                    reason: voice("scans.stray.\(stray.reason.rawValue)"),
                    view: stray.image.map { desk.scanPicture($0, of: stray.scan) } ?? desk.scanFile(stray.scan),
                    corners: stray.image.map { _ in desk.corners(stray.source, of: stray.scan) }, again: nil,
                    clear: desk.clearing(stray.scan), page: stray.source)
            }
    }
}

extension HTML {
    func scansPage(_ page: ScansPage, _ token: FormToken) {
        let voice = page.voice
        errorSummary([page.problem].compactMap { $0 })
        h1(page.title)
        if let remark = page.remark {
            note(.ok, remark.next.map { "\(remark.text) \(link: $0.text, to: $0.link)" } ?? Phrase(remark.text))
        }
        if !page.canRead { note(.warn, Phrase(voice("scans.no-reader"))) }
        split(sideLabel: voice("scans.upload-title")) {
            // Renewed by script while something is being read; without it, by the link.
            div(id: "hartii", .attr("data-poll", page.waiting.isEmpty ? nil : "3")) { paper(page, token) }
        } side: {
            if page.canRead { box(Phrase(voice("scans.upload-title"))) { upload(page, token) } }
        }
    }

    private func upload(_ page: ScansPage, _ token: FormToken) {
        let voice = page.voice
        form(post: page.link, token, files: true, .novalidate()) {
            hidden("cheie", page.key)
            div(
                .attr("data-upload", page.link.description), .attr("data-busy", words.uploading), .attr("data-failed", words.uploadFailed)
            ) {
                div(class: "pick") {
                    field(
                        Field(
                            ScansPage.files, voice("scans.files"),
                            .files(accept: ".pdf,.tif,.tiff,.jpg,.jpeg,.png", limit: OfficeLimits.scanMegabytes * 1_000_000),
                            hint: Phrase(voice("scans.files-hint", ["limit": .number(OfficeLimits.scanMegabytes)])),
                            error: page.problem?.message))
                }
            }
            submit(Phrase(voice("scans.upload")))
        }
    }

    private func paper(_ page: ScansPage, _ token: FormToken) {
        let voice = page.voice
        ul(class: "kpis") {
            for counter in page.counters {
                li {
                    div {
                        element("b") { text(counter.number) }; text(counter.words)
                    }
                }
            }
        }
        if !page.waiting.isEmpty {
            section(Phrase(voice("scans.reading-title")), id: "se-citesc") {
                div(.role("status")) {
                    ul(class: "list") {
                        for scan in page.waiting {
                            li {
                                tag(Tag(scan.isBeingRead ? .info : .wait, voice(scan.isBeingRead ? "scans.being-read" : "scans.waits")))
                                text(" \(scan.name), \(scan.by)")
                            }
                        }
                    }
                }
                p { a(voice("scans.refresh"), to: page.link) }
            }
        }
        section(Phrase(voice("scans.open-title")), id: "de-confirmat") {
            if page.lines.isEmpty {
                empty(.doc, voice("scans.none"), Phrase(voice("scans.none-text")))
            } else {
                proposals(page, voice)
            }
        }
        if !page.tray.isEmpty {
            section(Phrase(voice("scans.tray-title")), id: "tava") {
                p(voice("scans.tray-text"), class: "small muted")
                ul(class: "docs") { for line in page.tray { trayLine(line, voice, token) } }
            }
        }
    }

    private func proposals(_ page: ScansPage, _ voice: DeskVoice) {
        scroll(voice("scans.table")) {
            table(class: "table") {
                caption(voice("scans.open-title"), class: "vh")
                thead { tr { for head in ["file", "service", "pages", "check", "arrived"] { th(voice("scans.column.\(head)"), .col) } } }
                tbody {
                    for line in page.lines {
                        tr {
                            th(Phrase { h in h.a(line.title, to: line.link) }, .row)
                            td(line.service)
                            td(line.pages, class: "num")
                            td {
                                tag(line.toCheck)
                                if let holder = line.holder { text(" "); tag(Tag(.wait, holder, icon: .user)) }
                            }
                            td(class: "num") { time(line.arrived.text, datetime: line.arrived.iso) }
                        }
                    }
                }
            }
        }
    }

    private func trayLine(_ line: ScansPage.TrayLine, _ voice: DeskVoice, _ token: FormToken) {
        li(class: "miss") {
            icon(.warn)
            div {
                p(line.title, class: "what")
                p(line.reason)
                row {
                    if let view = line.view { a("\(voice("scans.see"))\(hidden: " \(line.title)")", to: view) }
                    if let corners = line.corners { a("\(voice("scans.put-corners"))\(hidden: " \(line.title)")", to: corners) }
                    if let again = line.again {
                        form(post: again, token, class: "flush") {
                            submit("\(voice("scans.read-again"))\(hidden: " \(line.title)")", class: "btn link flush")
                        }
                    }
                    form(post: line.clear, token, class: "flush") {
                        if let page = line.page { hidden("pagina", "\(page)") }
                        submit("\(voice("scans.clear"))\(hidden: " \(line.title)")", class: "btn link flush")
                    }
                }
            }
        }
    }
}
