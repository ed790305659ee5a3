import Office
import Rulebook
import Store

/// Somebody was faster, or the deed is not possible any more: what changed, who changed it, and the way back.
struct ConflictPage: Sendable {
    let title: String
    let text: String
    let facts: [Fact]
    let back: Frame.Item
    let crumbs: [(text: String, link: Link)]

    let typed: [TypedText]
    let typedTitle: String

    /// - Parameters:
    ///   - step: of a step of the workflow, which one was tried.
    ///   - typed: what was written; it is shown, so that it is not lost.
    init(_ file: CaseFile, _ refusal: Refusal, step: String?, typed: [TypedText], desk: Desk, voice: DeskVoice) {
        let isStale = refusal == .stale
        title = voice(isStale ? "conflict.title" : "conflict.refused-title")
        text = voice.sentence(refusal, on: file, step: step)
        let sentences = EventSentences(file, voice: voice)
        var facts = [Fact(voice("conflict.stage"), Phrase(voice.stage(file.stage)))]
        // What was only tried, such as this, moved nothing.
        if let last = file.events.last(where: \.movesDossier) {
            facts.append(Fact(voice("conflict.last"), Phrase(sentences.title(last))))
            facts.append(Fact(voice("conflict.who"), "\(sentences.actor(last)), \(voice.moment(last.at).text)"))
        }
        self.facts = facts
        self.typed = typed
        typedTitle = voice("conflict.typed")
        back = Frame.Item(voice("conflict.back"), desk.dossier(file.dossier.id))
        crumbs = [(voice("worklist.title"), desk.worklist), (file.dossier.number.map { "\($0)" } ?? "–", desk.dossier(file.dossier.id))]
    }
}

extension Event {
    /// A deed, money, or an endorsement that came or was taken back: not what was refused, noted, or written to somebody.
    fileprivate var movesDossier: Bool {
        Deed(rawValue: kind) != nil || kind.hasPrefix("payment-") || ["endorsement-on-paper", "endorsement-withdrawn"].contains(kind)
    }
}

extension DeskVoice {
    /// A refused deed, in a sentence that says why.
    /// - Parameter step: of a step of the workflow, which one.
    func sentence(_ refusal: Refusal, on file: CaseFile, step: String? = nil) -> String {
        func words(_ deed: Deed) -> String {
            step.flatMap { file.service.workflow.step($0)?.title?.ro } ?? self.deed(deed, in: file.service.workflow, at: file.dossier.stage)
        }
        return switch refusal {
        case .guarded(let condition): reason(condition)
        case .wrongStage(let deed):
            self("refusal.wrong-stage", ["deed": .text(words(deed)), "stage": .text(stage(file.stage))])
        case .notYours(let deed):
            self("refusal.not-yours", ["deed": .text(words(deed)), "roles": .text(roles(for: deed, step, file))])
        case .unendorsed(let reason, let titles):
            content.phrases("refusal.\(reason.rawValue)", ["titles": .text(titles.joined(separator: "; "))], in: .ro)
        case .stepNeeded(let step): content.phrases("refusal.step-needed", ["step": .text(step)], in: .ro)
        case .ownQuestion: content.phrases("refusal.own-question", in: .ro)
        case .ownStep(let step): content.phrases("refusal.own-step", ["step": .text(step)], in: .ro)
        case .takenStep(let step): content.phrases("refusal.taken-step", ["step": .text(step)], in: .ro)
        case .termOver(let day): content.phrases("refusal.term-over", ["day": .day(day)], in: .ro)
        case .stale: self("refusal.stale")
        case .legClosed(let outcome):
            content.phrases("refusal.leg-closed", ["outcome": .phrase("endorsement.outcome.\(outcome.rawValue)")], in: .ro)
        case .legEnded(let outcome):
            content.phrases("refusal.leg-ended", ["outcome": .phrase("endorsement.outcome.\(outcome.rawValue)")], in: .ro)
        case .onLeave(let until): content.phrases("refusal.on-leave", ["day": .day(until)], in: .ro)
        case .correspondenceClosed: content.phrases("refusal.correspondence-closed", in: .ro)
        case .askedAlready: content.phrases("refusal.asked-already", in: .ro)
        case .paymentOver: content.phrases("refusal.payment-over", in: .ro)
        case .voidParent(let act): content.phrases("refusal.void-parent", ["act": .text(act)], in: .ro)
        case .sealedAnswer(let name): content.phrases("refusal.sealed-answer", ["name": .text(name)], in: .ro)
        default: self("refusal.other")
        }
    }

    /// Who may do it here.
    private func roles(for deed: Deed, _ step: String?, _ file: CaseFile) -> String {
        let moves = file.service.workflow.moves(from: file.dossier.stage).filter { $0.deed == deed && (step == nil || $0.name == step) }
        let roles = Role.allCases.filter { role in moves.contains { $0.by.contains(role) } }
        return roles.map(self.role).joined(separator: ", ")
    }
}

extension HTML {
    func conflictPage(_ page: ConflictPage) {
        crumbs(page.crumbs, current: page.title)
        div(class: "measure") {
            h1(page.title)
            note(.warn, alert: true, Phrase(page.text))
            facts(page.facts)
            typed(page.typed, title: page.typedTitle)
            actions { a(page.back.text, to: page.back.link, class: "btn") }
        }
    }
}
