import Foundation
package import Rulebook
import Store

/// Money. The embedded way is a payment order with an uploaded proof that a cashier confirms; a card gateway would call
/// `confirmPayment` with its own evidence.
extension Office {
    /// The applicant hands in the proof of payment.
    package func givePaymentProof(_ file: ReceivedFile, for id: DossierID, by visitor: Visitor) async throws {
        let attachment = settings.newID()
        guard file.type != nil else { throw Refusal.wrongFormat(allowed: AttachmentKind.MediaType.allCases) }
        try await change(id, by: visitor) { transaction in
            guard transaction.actor.roles.contains(.applicant) else { throw Refusal.notFound }
            guard transaction.dossier.payment == .due || transaction.dossier.payment == .given else { throw Refusal.stale }
            if try isGiven(file, transaction) { return }
            guard !transaction.isClosed else { throw Refusal.paymentOver }
            try transaction.books.add(
                file.attachment(id: attachment, of: id, code: Attachment.paymentProof, by: visitor.id, at: transaction.now))
            try transaction.books.setPaymentProof(attachment, of: id)
            transaction.dossier.payment = .given
            try transaction.save("payment-proof", ["sha256": file.sha256])
        }
    }

    /// Whether the very file lies there as the proof since a moment ago: the same, sent twice by one click too many, is one proof.
    private func isGiven(_ file: ReceivedFile, _ transaction: Transaction) throws -> Bool {
        guard transaction.dossier.payment == .given, let proof = try transaction.books.payment(of: transaction.dossier.id)?.proof,
            let last = try transaction.books.attachments(of: transaction.dossier.id).first(where: { $0.id == proof })
        else { return false }
        return last.sha256 == file.sha256 && last.addedBy == transaction.visitor.id
            && transaction.now.timeIntervalSince(last.addedAt) < OfficeLimits.sameClick
    }

    /// A cashier has seen the money.
    package func confirmPayment(of id: DossierID, version: Int, by visitor: Visitor) async throws {
        try await decidePayment(of: id, version: version, by: visitor, to: .confirmed, note: nil)
    }

    /// A cashier sends a proof back, with the reason.
    package func rejectPayment(of id: DossierID, version: Int, reason: String, by visitor: Visitor) async throws {
        let reason = try required(reason, "reason", called: "desk.reason.respinge-plata", limit: 1_000)
        try await decidePayment(of: id, version: version, by: visitor, to: .due, note: reason)
    }

    private func decidePayment(
        of id: DossierID, version: Int, by visitor: Visitor, to state: Dossier.PaymentState, note: String?
    ) async throws {
        try await change(id, by: visitor, version: version) { transaction in
            guard transaction.actor.roles.contains(.cashier) else { throw Refusal.notFound }
            guard transaction.dossier.payment == .given || (state == .confirmed && transaction.dossier.payment == .due) else {
                throw Refusal.stale
            }
            // What was handed in before the end is still looked at; nothing more is taken.
            guard transaction.dossier.payment == .given || !transaction.isClosed else { throw Refusal.paymentOver }
            try transaction.books.decidePayment(of: id, by: visitor.id, note: note, at: transaction.now)
            transaction.dossier.payment = state
            if state == .confirmed {
                transaction.dossier.confirmedPayment = StepTaken(
                    by: visitor.id, on: transaction.today, answers: Answers(), after: transaction.dossier.confirmedPayment)
            }
            let event = state == .confirmed ? "payment-confirmed" : "payment-rejected"
            var details = note.map { ["reason": $0] } ?? [:]
            details[Transaction.inPlaceOf] = visitor.lender(on: transaction.dossier) { $0.roles.contains(.cashier) }?.name
            try transaction.save(event, details)
            // Nobody is told to send another proof for what is paid no more.
            if state == .due, transaction.isClosed { return }
            try transaction.notifyApplicant(
                state == .confirmed ? .paymentConfirmed(dossier: id) : .paymentRejected(dossier: id),
                once: "\(event):\(id):\(transaction.dossier.version)")
        }
    }

    /// What is owed for the request with these answers, by the tariff that its institution had on the day that it was registered on. A
    /// completion comes here again: an exemption given up or not proven makes the fee due, and of what is more than was paid, the rest.
    func charge(_ transaction: inout Transaction, _ values: Values) throws {
        guard let rule = transaction.service.fee, rule.setBy == nil else { return }
        let day = transaction.dossier.registeredAt.map { Day($0, in: content.house.timeZone) } ?? transaction.today
        let institution = transaction.dossier.institution
        let decided = transaction.dossier.decisions(in: transaction.service.workflow, checking())
        guard let fee = content.fee(of: transaction.service, values: values, decided: decided, on: day, at: institution) else {
            // Where a request went on, nobody asks for what that institution never decided.
            if institution != transaction.service.institution { return }
            throw OfficeFault.missing("tariff for \(transaction.service.slug)")
        }
        let (id, known) = (transaction.dossier.id, try transaction.books.payment(of: transaction.dossier.id))
        let asked = transaction.dossier.payment == .none ? 0 : known?.fee.total ?? 0
        let paid = transaction.dossier.payment == .confirmed ? asked : known?.fee.paidBefore ?? 0
        if fee.amount == asked { return }
        guard fee.amount > paid else {
            // What was paid and is not owed is given back when it is asked for (Codul de procedură fiscală, art. 168).
            if paid > 0 { return }
            transaction.dossier.payment = .none
            return try transaction.books.dropPayment(of: id)
        }
        func label(_ language: Language) -> String { content.phrases("page.fee.paid-before", in: language) }
        let rest = paid > 0 ? fee.less(paid, label: Localized(ro: label(.ro), hu: label(.hu), en: label(.en))) : fee
        transaction.dossier.payment = .due
        try transaction.books.setPayment(
            of: id, institution: transaction.dossier.institution, reference: settings.newCode(), fee: rest)
    }

    /// What a request that went on has paid, or says that it paid, goes on with it: nobody pays twice. A proof that no cashier has
    /// looked at goes to the receiver's; what was confirmed counts as paid, and only the rest by the receiver's own tariff is owed. The
    /// institutions settle the money among themselves, which the letter says.
    /// - Parameter proof: of the receiver's copy.
    func carry(_ sent: Payment, _ state: Dossier.PaymentState, from sender: String, proof: String?, _ handed: inout Transaction) throws {
        let note = content.phrases(
            "payment.carried.\(state.rawValue)", ["name": .text(sender), "reference": .text(sent.reference)], in: .ro)
        try handed.books.setPayment(
            of: handed.dossier.id, institution: handed.dossier.institution, reference: settings.newCode(), fee: sent.fee, proof: proof,
            note: note)
        handed.dossier.payment = state
    }

    /// A text that a deed cannot do without, legible and trimmed.
    /// - Parameter label: the phrase that asks for it on the page: a refusal names it in the same words.
    func required(
        _ text: String, _ field: String, called label: String, limit: Int, in language: Language = .ro
    ) throws(Refusal) -> String {
        let text = text.legible.trimmed
        let label = content.phrases(label, in: language)
        if text.isEmpty {
            let message = content.phrases("problem.required", ["label": .text(label)], in: language)
            throw .invalid([Problem(field: field, code: "required", message: message)])
        }
        if text.count > limit {
            let values: [String: TraceValue] = ["label": .text(label), "most": .number(limit), "count": .number(text.count)]
            throw .invalid([Problem(field: field, code: "too-long", message: content.phrases("problem.too-long", values, in: language))])
        }
        return text
    }
}

extension Transaction {
    /// Whether the dossier ended without what was asked for: then there is nothing to pay for.
    fileprivate var isClosed: Bool { service.workflow.stage(dossier.stage)?.kind == .closed }
}

extension CaseFile {
    /// Owed, and not to be paid any more: the dossier ended without what was asked for.
    package var isPaymentOver: Bool { stage.kind == .closed && dossier.payment == .due }

    /// Paid for nothing: the applicant can ask for it back (Codul de procedură fiscală, art. 168). What went on to another institution
    /// was paid for there.
    package var isPaidInVain: Bool {
        stage.kind == .closed && dossier.payment == .confirmed && (!hasAct || stage.refunds == true)
            && !events.contains { $0.kind == Deed.redirect.rawValue }
    }

    /// What was asked for went out: who did not come to a visit that was confirmed has had what was paid for.
    private var hasAct: Bool {
        acts.contains { $0.kind == .act && $0.number != nil && [service.act.register, Office.tacitRegister].contains($0.register) }
    }

    /// What the tariff makes of the answers where a step of the workflow sets what is owed; nil elsewhere, and in a draft.
    package func estimate(in content: Content) -> Fee? {
        guard service.fee?.setBy != nil, let registered = dossier.registeredAt else { return nil }
        let day = Day(registered, in: content.house.timeZone)
        let checked = service.form.check(dossier.answers, attached: [], in: content.checking(on: day, in: .ro))
        return content.fee(of: service, values: checked.values, on: day, at: dossier.institution)
    }
}
