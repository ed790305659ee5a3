import Office
import Rulebook
import Store

/// Every event of a dossier, with its place in the institution's chain.
struct CaseJournal: Sendable {
    struct Line: Sendable {
        let sequence: String
        let moment: Station.Moment
        let title: String
        let actor: String
        let detail: String
        /// The beginnings of the hash before and of its own.
        let previous: String
        let hash: String
    }

    let head: CaseHead
    let lines: [Line]
    let caption: String
    let columns: [String]
    let explanation: String

    init(_ file: CaseFile, desk: Desk, voice: DeskVoice) {
        head = CaseHead(file, .journal, desk: desk, voice: voice)
        caption = voice("journal.caption")
        columns = ["number", "moment", "event", "who", "chain"].map { voice("journal.\($0)") }
        explanation = voice("journal.explanation")
        let sentences = EventSentences(file, voice: voice)
        // What an institution did to another's dossier, such as asking it, stands in its own chain.
        lines = file.events.sorted { ($0.at, $0.sequence) > ($1.at, $1.sequence) }.map { event in
            let actor = sentences.actor(event)
            let detail = sentences.detail(event, namesActor: false) ?? ""
            let digest = event.details["sha256"].map { voice("journal.digest", ["digest": .text(String($0.prefix(16)))]) }
            return Line(
                sequence: voice.number(event.sequence), moment: voice.shortMoment(event.at), title: sentences.title(event), actor: actor,
                detail: [detail, digest ?? ""].filter { !$0.isEmpty }.joined(separator: " · "),
                previous: event.previous.isEmpty ? voice("journal.first") : String(event.previous.prefix(8)),
                hash: String(event.hash.prefix(8)))
        }
    }
}

extension HTML {
    func caseJournal(_ page: CaseJournal) {
        caseHead(page.head)
        p(page.explanation, class: "small muted measure")
        scroll(page.caption) {
            stackingTable(page.caption, page.columns) {
                for line in page.lines {
                    stackingRow {
                        stackingCell(page.columns[0], class: "num") { text(line.sequence) }
                        stackingCell(class: "num") { time(line.moment.text, datetime: line.moment.iso) }
                        stackingCell {
                            strong(line.title)
                            if !line.detail.isEmpty { br(); span(line.detail, class: "small") }
                        }
                        stackingCell(page.columns[3]) { text(line.actor) }
                        stackingCell(page.columns[4]) {
                            code(line.previous); text(" → "); code(line.hash)
                        }
                    }
                }
            }
        }
    }
}
