import Office
import Rulebook
import Store

/// Every event of a dossier, with its place in the institution's chain.
struct CaseJournal: Sendable {
    let head: CaseHead
    let journal: Journal
    let explanation: String

    init(_ file: CaseFile, desk: Desk, voice: DeskVoice) {
        head = CaseHead(file, .journal, desk: desk, voice: voice)
        let isShared = file.events.contains { $0.institution != file.dossier.institution }
        explanation = voice("journal.explanation") + (isShared ? " " + voice("journal.shared") : "")
        let sentences = EventSentences(file, voice: voice)
        let lines = file.events.reversed().map { event in
            let detail = sentences.detail(event, namesActor: false) ?? ""
            let digest = event.details["sha256"].map { voice("journal.digest", ["digest": .text(String($0.prefix(16)))]) }
            return Journal.Line(
                event, title: sentences.title(event), actor: sentences.actor(event),
                detail: [detail, digest ?? ""].filter { !$0.isEmpty }.joined(separator: " · "), house: file.dossier.institution,
                voice: voice)
        }
        journal = Journal(voice("journal.caption"), lines, voice: voice)
    }
}

extension HTML {
    func caseJournal(_ page: CaseJournal) {
        caseHead(page.head)
        p(page.explanation, class: "small muted measure")
        journal(page.journal)
    }
}
