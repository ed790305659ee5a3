import Office
import Rulebook
import Store

/// What a dossier owes, the proof that came, and what a cashier decides.
struct CasePayment: Sendable {
    let head: CaseHead
    /// That a deed has been done just now.
    let done: String?
    let title: String
    let fee: Fee?
    let facts: [Fact]
    let proof: (text: String, view: Link)?
    /// What the tariff makes of the answers, where a step sets what is owed and none has yet.
    let estimate: Fee?
    let nothing: (title: String, text: String)
    /// Only a cashier's deeds.
    let panel: DeedPanel
    let panelLabel: String
    let words: (proof: String, see: String, none: String)

    init(_ file: CaseFile, attempt: DeedAttempt?, done: DeskDeed?, viewer: Visitor, office: Office, desk: Desk) {
        let voice = DeskVoice(content: office.content)
        self.done = done.map { voice("done.\($0.rawValue)") }
        head = CaseHead(file, .payments, desk: desk, voice: voice)
        title = voice("payment.title")
        nothing = (voice("payment.nothing"), voice("payment.nothing-text"))
        panelLabel = voice("panel.title")
        words = (voice("payment.proof-title"), voice("payment.see-proof"), voice("payment.no-proof"))
        panel = DeedPanel(
            file, attempt: attempt, viewer: viewer, desk: desk, voice: voice, today: office.today()
        ).keeping([.confirmPayment, .rejectPayment], elsewhere: voice("panel.elsewhere"))
        estimate = file.payment == nil ? file.estimate(in: office.content).map { Fee($0, isEstimate: true, voice.speech) } : nil
        guard let payment = file.payment else {
            (fee, facts, proof) = (nil, [], nil)
            return
        }
        fee = Fee(payment.fee, isPaid: file.dossier.payment == .confirmed, voice.speech)
        var facts = [
            Fact(voice("payment.reference"), "\(code: payment.reference)"),
            Fact(voice("payment.account"), "\(num: file.institution.iban)"),
            Fact(voice("payment.state-label"), Phrase(voice("payment.state.\(file.paymentWord)"))),
        ]
        if let by = payment.decidedBy, let at = payment.decidedAt {
            facts.append(Fact(voice("payment.decided"), "\(file.names[by] ?? "–"), \(voice.moment(at).text)"))
        }
        if file.isPaidInVain { facts.append(Fact(voice("payment.note"), Phrase(voice("payment.in-vain")))) }
        if let note = payment.note { facts.append(Fact(voice("payment.note"), Phrase(lines: note))) }
        self.facts = facts
        proof = file.attachments.first { $0.id == payment.proof }.map { attachment in
            (
                voice(
                    "payment.proof",
                    ["name": .text(attachment.name), "size": .text(office.fileSize(attachment.size)), "at": .moment(attachment.addedAt)]),
                desk.file(attachment.id, of: file.dossier.id)
            )
        }
    }
}

extension CaseFile {
    /// How far its payment is, as the locales call it.
    var paymentWord: String { isPaymentOver ? "over" : dossier.payment.rawValue }
}

extension DeedPanel {
    /// Only some of the deeds, for a page that is about one thing.
    /// - Parameter elsewhere: that the others are on the dossier's first page.
    func keeping(_ deeds: Set<DeskDeed>, elsewhere: String) -> DeedPanel {
        let kept = forms.filter { deeds.contains($0.deed) }
        return DeedPanel(
            title: title, turn: turn, version: version, forms: kept, closed: [], closedTitle: closedTitle,
            remarks: !kept.isEmpty ? [] : forms.isEmpty ? remarks : [elsewhere], draft: nil, refusal: nil, proposal: nil,
            problems: problems)
    }
}

extension HTML {
    func casePayment(_ page: CasePayment, _ token: FormToken) {
        errorSummary(page.panel.problems)
        caseHead(page.head)
        if let done = page.done { note(.ok, Phrase(done)) }
        if let fee = page.fee {
            split(sideLabel: page.panelLabel) {
                h2(page.title)
                facts(page.facts)
                feeTable(fee)
                h2(page.words.proof)
                if let proof = page.proof {
                    p(proof.text)
                    p { a(page.words.see, to: proof.view, class: "btn second", .target("_blank"), .rel("noopener")) }
                } else {
                    p(page.words.none, class: "muted")
                }
            } side: {
                deedPanel(page.panel, token)
            }
        } else if let estimate = page.estimate {
            h2(page.title)
            feeTable(estimate)
        } else {
            empty(.card, page.nothing.title, Phrase(page.nothing.text))
        }
    }
}
