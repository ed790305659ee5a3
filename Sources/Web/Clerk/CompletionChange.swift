import Office
import Rulebook
import Store

/// What a completion brought, as the event log has it: answers before and after, documents, and what was asked for and did not come.
struct CompletionChange: Sendable {
    let changed: [(label: String, was: String, now: String)]
    /// Documents that came with it.
    let papers: [String]
    /// Of what was asked for.
    let missing: [String]
    /// Steps whose decision has to be taken again, since what they decided about changed.
    let anew: [String]

    init(_ event: Event, _ file: CaseFile, voice: DeskVoice) {
        let (details, form) = (event.details, file.service.form)
        func list(_ key: String) -> [String] { details[key]?.split(separator: ",").map(String.init) ?? [] }
        let context = voice.content.checking(on: Day(event.at, in: voice.content.house.timeZone), in: .ro)
        changed = form.fields.compactMap { field in
            guard let was = details["\(Office.formerAnswer)\(field.key)"] else { return nil }
            // Events from before name only what was there.
            let now = details["\(Office.newAnswer)\(field.key)"] ?? file.dossier.answers[field.key].map { field.masked($0, in: context) }
            return (field.label.ro, was, now ?? "")
        }
        papers = list(Office.addedPapers).map { form.label(ofItem: "attachment:\($0)") }
        missing = list(Office.notGiven).map { form.label(ofItem: $0) }
        anew = list(Office.decideAnew).map { file.service.workflow.step($0)?.title?.ro ?? $0 }
    }
}
