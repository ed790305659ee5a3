import Office
import Rulebook
import Store

/// Where the act is written, section by section, from the service's template.
struct ActEditor: Sendable {
    let crumbs: [(text: String, link: Link)]
    let title: String
    let lead: String
    let sections: [Field]
    let version: Int
    let actVersion: Int
    let link: Link
    let preview: Link
    let back: Link
    /// That it was saved, or that a colleague was faster.
    let remark: (tone: Tone, text: String)?
    let factsTitle: String
    /// What the act says by itself, from the answers.
    let facts: [Fact]
    let endorsementsTitle: String
    /// The endorsements that it rests on, with their conditions.
    let endorsements: [Fact]
    let sideLabel: String
    let words: (save: String, send: String, preview: String, previewHint: String, back: String)
    /// Why it cannot be sent on yet.
    let hindrance: String?
    let canSend: Bool

    enum Remark: Sendable { case saved, overtaken(by: String), unfinished([String]) }

    /// - Parameter typed: sections as they were typed, when saving them was refused.
    init(_ file: CaseFile, _ act: Act, typed: FormFields? = nil, remark: Remark? = nil, office: Office, desk: Desk) {
        let voice = DeskVoice(content: office.content)
        let dossier = file.dossier
        crumbs = [(voice("worklist.title"), desk.worklist), (dossier.number.map { "\($0)" } ?? "–", desk.dossier(dossier.id))]
        title = act.title
        lead = voice("editor.lead", ["name": .text(dossier.applicant)])
        sections = act.sections.map { section in
            let name = DeskField.section(section.name)
            let text = typed?[name] ?? section.text
            let lines = text.count(where: \.isNewline) + text.count / 90 + 2
            // What is missing is only said; after an attempt to send it on, it is what stands in the way.
            let blank = Blank.isLeft(in: text) ? voice("editor.blank", Self.left(in: text)) : nil
            let isTried = if case .unfinished = remark { true } else { false }
            return Field(
                name, section.title, .area(value: text, rows: min(max(lines, 3), 22), maxLength: 20_000),
                hint: isTried ? nil : blank.map { Phrase($0) }, error: isTried ? blank : nil)
        }
        version = dossier.version
        actVersion = act.version
        link = desk.deed(.edit, on: dossier.id)
        preview = desk.preview(of: dossier.id)
        back = desk.dossier(dossier.id)
        self.remark =
            switch remark {
            case .saved: (.ok, voice("editor.saved"))
            case .overtaken(let name): (.bad, voice("editor.overtaken", ["name": .text(name)]))
            case .unfinished(let sections): (.bad, voice("editor.unfinished", ["sections": .text(sections.joined(separator: "; "))]))
            case nil: nil
            }
        let texts = file.service.form.maskedTexts(dossier.answers, in: office.checking())
        factsTitle = voice("editor.facts")
        facts = file.actFacts(texts)
        endorsementsTitle = voice("editor.endorsements")
        endorsements = office.groundings(of: file).map { Fact($0.endorser, Phrase(lines: $0.words)) }
        sideLabel = factsTitle
        let send = voice.deed(.sendForApproval, in: file.service.workflow, at: dossier.stage)
        words = (
            voice("editor.save"), voice("editor.save-and", ["deed": .text(send.prefix(1).lowercased() + send.dropFirst())]),
            voice("editor.preview"), voice("editor.preview-hint"),
            voice("editor.back")
        )
        canSend = file.can(.sendForApproval)
        hindrance = file.hindrance(of: .sendForApproval).map { voice.sentence($0, on: file) }
    }
}

extension ActEditor {
    /// The longest piece of a mark that is shown beside its section.
    private static let markLimit = 60

    /// Which marks are left in a section, each as it begins.
    private static func left(in text: String) -> [String: TraceValue] {
        let marks = Blank.marks(in: text).map { $0.count > markLimit ? "\($0.prefix(markLimit - 2))…›" : $0 }
        // Of half a mark, only its sign is known.
        return ["n": .number(max(marks.count, 1)), "marks": .text(marks.isEmpty ? "‹ ›" : marks.joined(separator: " "))]
    }
}

extension HTML {
    func actEditor(_ page: ActEditor, _ token: FormToken) {
        crumbs(page.crumbs, current: page.title)
        h1(page.title)
        p(page.lead, class: "lead")
        if let remark = page.remark { note(remark.tone, alert: remark.tone == .bad, Phrase(remark.text)) }
        split(sideLabel: page.sideLabel, sticky: true) {
            form(post: page.link, token, id: "editor") {
                hidden(DeskField.version, "\(page.version)")
                hidden(DeskField.actVersion, "\(page.actVersion)")
                for section in page.sections { field(section) }
                actions {
                    submit(Phrase(page.words.save))
                    if page.canSend {
                        submit(Phrase(page.words.send), class: "btn second", name: DeskField.then, value: DeskDeed.sendForApproval.rawValue)
                    }
                    a(page.words.back, to: page.back, class: "btn second")
                }
                if let hindrance = page.hindrance { p(hindrance, class: "small muted") }
            }
        } side: {
            box {
                p {
                    a("\(icon: .doc)\(page.words.preview)", to: page.preview, class: "btn second wide", .target("_blank"), .rel("noopener"))
                }
                p(page.words.previewHint, class: "small muted flush")
            }
            if !page.endorsements.isEmpty { box(Phrase(page.endorsementsTitle)) { facts(page.endorsements, .flush) } }
            if !page.facts.isEmpty { box(Phrase(page.factsTitle)) { facts(page.facts, .flush) } }
        }
    }
}
