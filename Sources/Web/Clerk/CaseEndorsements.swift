import Foundation
import Office
import Rulebook
import Store

/// What a dossier asked of other institutions, as its own staff follows it.
struct CaseEndorsements: Sendable {
    struct Line: Sendable {
        let who: String
        let what: String
        /// Nil: not asked yet, or never of us.
        let asked: Station.Moment?
        /// Its last day, or the day on which it ended.
        let due: String?
        let state: Tag
        /// Conditions, reasons or remarks, under their name; nil where there are none or no answer yet.
        let text: (name: String, text: String)?
        /// The outcome's paper, once it is sealed; while it is open, the question's.
        let paper: Frame.Item?
        /// What stands in its place while it is being made.
        let paperState: String?
    }

    let title: String
    let caption: String
    let columns: [String]
    let lines: [Line]

    /// Nil where nothing was asked and nothing has to be.
    init?(_ file: CaseFile, today: Day, desk: Desk, voice: DeskVoice) {
        let unasked = file.stage.kind == .open ? (file.dossier.endorsementGaps ?? []).filter { $0.reason == .unasked } : []
        guard !(file.legs.isEmpty && file.paperEndorsements.isEmpty && unasked.isEmpty) else { return nil }
        title = voice("endorsements.title")
        caption = voice("endorsements.caption")
        let outdated = file.dossier.outdatedAnswers
        columns = ["who", "asked", "state"].map { voice("endorsements.\($0)") }
        let missing = unasked.map { gap in
            Line(
                who: Self.endorser(gap.kind, file, voice)?.shortName ?? gap.title, what: gap.title, asked: nil, due: nil,
                state: file.stage.holder == .applicant
                    ? Tag(.wait, voice("endorsements.unasked-later")) : Tag(.warn, voice("endorsements.unasked"), icon: .warn), text: nil,
                paper: nil, paperState: nil)
        }
        let onPaper = file.paperEndorsements.map { paper in
            Line(
                who: Self.endorser(paper.kind, file, voice)?.shortName ?? paper.kind,
                what: "\(voice.content.endorsement(paper.kind)?.title.ro ?? paper.kind) · \(paper.reference)",
                asked: nil,
                due: voice(
                    "endorsements.recorded-on",
                    ["day": .text(voice.date(Day(paper.recordedAt, in: voice.content.house.timeZone), .short))]),
                state: outdated.contains(paper.id)
                    ? Tag(.warn, voice("endorsements.outdated"), icon: .warn)
                    : Tag(paper.outcome.tone, voice.content.phrases("endorsement.outcome.\(paper.outcome.rawValue)", in: .ro)),
                text: paper.body.isEmpty ? nil : (voice("endorsements.body.\(paper.outcome.rawValue)"), paper.body),
                paper: file.scan(of: paper).map { Frame.Item(voice("endorsements.open-paper"), desk.file($0.id, of: file.dossier.id)) },
                paperState: voice("endorsements.on-paper"))
        }
        let legs = file.legs.map { line in
            let endorsement = line.endorsement
            let institution = voice.content.institution(line.institution)?.shortName ?? line.institution
            let number = line.number.map { " · \(voice("endorsements.their-number", ["number": .text("\($0)")]))" } ?? ""
            let closed = endorsement.closedAt
            let isAnswered = endorsement.outcome.map(EndorsementOutcome.answers.contains) ?? false
            return Line(
                who: institution, what: (voice.content.anyService(line.service)?.title.ro ?? endorsement.kind) + number,
                asked: .init(
                    voice.date(Day(endorsement.askedAt, in: voice.content.house.timeZone), .short), endorsement.askedAt.iso),
                due: closed.map { day in
                    let words = voice.date(Day(day, in: voice.content.house.timeZone), .short)
                    return voice("endorsements.closed-on", ["day": .text(words)])
                } ?? line.due.map { voice("endorsements.due-by", ["day": .text(voice.date($0, .short))]) },
                state: isAnswered && outdated.contains(endorsement.leg)
                    ? Tag(.warn, voice("endorsements.outdated"), icon: .warn)
                    : Self.state(line, today, voice),
                text: isAnswered && !endorsement.body.isEmpty
                    ? (voice("endorsements.body.\(endorsement.outcome?.rawValue ?? "")"), endorsement.body) : nil,
                paper: Self.paper(of: line, file, desk, voice),
                paperState: line.paper == nil ? nil : voice("endorsements.being-sealed"))
        }
        // Those of one kind together, in the order in which they came: an answer on paper behind the request that it took the place of.
        let asked = zip(file.legs.map { ($0.endorsement.kind, $0.endorsement.askedAt) }, legs).map { (kind: $0.0, at: $0.1, line: $1) }
        let written = zip(file.paperEndorsements.map { ($0.kind, $0.recordedAt) }, onPaper).map { (kind: $0.0, at: $0.1, line: $1) }
        let kinds = (asked + written).map(\.kind)
        lines =
            missing
            + (asked + written).sorted { one, other in
                let (here, there) = (kinds.firstIndex(of: one.kind) ?? 0, kinds.firstIndex(of: other.kind) ?? 0)
                return here == there ? one.at < other.at : here < there
            }.map(\.line)
    }

    private static func endorser(_ kind: String, _ file: CaseFile, _ voice: DeskVoice) -> Institution? {
        voice.content.endorsement(kind).flatMap { voice.content.endorser($0, about: file.dossier.place) }
    }

    private static func paper(of line: EndorsementLine, _ file: CaseFile, _ desk: Desk, _ voice: DeskVoice) -> Frame.Item? {
        let leg = line.endorsement.leg
        guard let paper = line.paper else {
            let isOpen = line.endorsement.outcome == nil
            return isOpen ? Frame.Item(voice("endorsements.request"), desk.endorsementRequest(leg, of: file.dossier.id)) : nil
        }
        let name = [paper.title, paper.number].compactMap { $0 }.joined(separator: " ")
        return paper.isSealed ? Frame.Item(name, desk.endorsementPaper(leg, of: file.dossier.id)) : nil
    }

    private static func state(_ line: EndorsementLine, _ today: Day, _ voice: DeskVoice) -> Tag {
        guard let outcome = line.endorsement.outcome else {
            if line.isSuspended { return Tag(.wait, voice("stage.completion")) }
            return line.due.map { $0 < today } ?? false
                ? Tag(.bad, voice("endorsements.late"), icon: .warn) : Tag(.info, voice("endorsements.waits"))
        }
        return Tag(outcome.tone, voice.content.phrases("endorsement.outcome.\(outcome.rawValue)", in: .ro))
    }
}

extension CaseFile {
    /// Who reads it decides on the draft.
    var isDecidedHere: Bool { can(.approve) || can(.seal) }

    /// Whether a leg was taken back because its answer came on paper: in one deed with writing that down.
    func cameOnPaper(_ leg: EndorsementLine) -> Bool {
        guard leg.endorsement.outcome == .withdrawn, let closed = leg.endorsement.closedAt else { return false }
        return paperEndorsements.contains { $0.kind == leg.endorsement.kind && abs($0.recordedAt.timeIntervalSince(closed)) < 1 }
    }

    /// The paper itself, where it was scanned.
    func scan(of paper: PaperEndorsement) -> Attachment? { attachments.first { $0.id == paper.id } }
}

extension EndorsementOutcome {
    var tone: Tone {
        switch self {
        case .favourable, .tacit: .ok
        case .conditional: .warn
        case .unfavourable: .bad
        case .withdrawn: .mute
        }
    }
}

/// Of a leg: what is asked of us. No more of the dossier that asked is shown.
struct AskedNote: Sendable {
    let title: String
    let facts: [Fact]
    let question: String
    /// What our draft answers, while it is not sealed, and what was answered.
    let proposal: EndorsementProposal?

    init?(_ file: CaseFile, voice: DeskVoice) {
        guard let asking = file.asking else { return nil }
        title = voice("endorsements.asked-title")
        facts = [
            Fact(voice("endorsements.asked-by"), Phrase(asking.institution.name.ro)),
            Fact(voice("endorsements.asked-number"), Phrase(asking.number.map { "\($0)" } ?? "–")),
        ]
        question = asking.endorsement.question
        // Who decides on it has it beside the button.
        proposal = file.isDecidedHere ? nil : EndorsementProposal(file, voice: voice)
    }
}

/// What an endorser's draft says, or what it answered.
struct EndorsementProposal: Sendable {
    let title: String
    let state: Tag
    let text: String

    init?(_ file: CaseFile, voice: DeskVoice) {
        guard let endorsement = file.asking?.endorsement, let outcome = endorsement.outcome ?? endorsement.proposal else { return nil }
        title = voice(endorsement.outcome == nil ? "endorsements.proposal" : "endorsements.outcome")
        state = Tag(outcome.tone, voice.content.phrases("endorsement.outcome.\(outcome.rawValue)", in: .ro))
        let label = EndorsementOutcome.answers.contains(outcome) ? voice("endorsements.body.\(outcome.rawValue)") + " " : ""
        text = endorsement.body.isEmpty ? "" : label + endorsement.body
    }
}

extension HTML {
    func caseEndorsements(_ page: CaseEndorsements) {
        box(Phrase(page.title)) {
            scroll(page.caption) {
                stackingTable(page.caption, page.columns) { for line in page.lines { row(line, page.columns) } }
            }
        }
    }

    private func row(_ line: CaseEndorsements.Line, _ columns: [String]) {
        stackingRow {
            stackingCell {
                strong(line.who)
                br(); span(line.what, class: "small")
                if let text = line.text { p("\(text.name) \(Phrase(lines: text.text))" as Phrase, class: "small flush") }
            }
            stackingCell(line.asked.map { _ in columns[1] }, class: line.asked == nil && line.due == nil ? "none" : nil) {
                if let asked = line.asked { time(asked.text, datetime: asked.iso) } else if line.due == nil { text("–") }
                if line.asked != nil, line.due != nil { br() }
                if let due = line.due { span(due, class: "small num") }
            }
            stackingCell(columns[2]) {
                tag(line.state)
                if let paper = line.paper { br(); a(paper.text, to: paper.link, class: "small") }
                if line.paper == nil, let state = line.paperState { br(); span(state, class: "small") }
            }
        }
    }

    func askedNote(_ note: AskedNote) {
        box(Phrase(note.title)) {
            facts(note.facts, .tight)
            paragraphs(note.question)
            if let proposal = note.proposal { endorsementProposal(proposal) }
        }
    }

    func endorsementProposal(_ proposal: EndorsementProposal) {
        p("\(proposal.title): \(tag: proposal.state)")
        if !proposal.text.isEmpty { paragraphs(proposal.text) }
    }
}
