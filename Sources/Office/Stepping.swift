import Foundation
package import Rulebook
import Store

/// Steps that the workflow itself names: a session, a vote, an offer, a visit on site, the archive.
extension Office {
    /// Takes a step; what it asks is checked like a form and kept with the event.
    /// - Parameters:
    ///   - step: the move's name.
    ///   - answers: as typed.
    /// - Throws: `Refusal.invalid` with the problems of its questions.
    package func take(
        _ step: String, _ answers: Answers, on id: DossierID, version: Int, by visitor: Visitor, language: Language = .ro
    ) async throws {
        try await answering(id, .advance, step: step, ["step": step], version: version, by: visitor) { transaction in
            guard let move = transaction.service.workflow.step(step) else { throw Refusal.notFound }
            let next = try transaction.stage(after: move.deed, step: step)
            let claims = try values(of: transaction.dossier, transaction.service, transaction.books)
            guard transaction.service.hasOccasion(for: move, claims, in: checking()) else { throw Refusal.wrongStage(move.deed) }
            let answers = answers.keeping(Set(move.asks.map(\.key))).bounded()
            let checked = move.form.check(answers, attached: [], in: checking(language))
            let problems = checked.problems + premature(move, checked.values, transaction.dossier, language)
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            let former = transaction.dossier
            transaction.dossier.steps[step] = StepTaken(
                by: visitor.id, on: transaction.today, answers: checked.normalised, after: transaction.dossier.steps[step])
            if !move.against.isEmpty { try transaction.redraft(after: former) }
            if move.deed == .archive { transaction.dossier.archivedOn = transaction.today }
            if let charged = move.charges { try checkPaid(checked.values[charged]?.number ?? 0, by: move, transaction) }
            if !move.decides.isEmpty { try charge(&transaction, claims) }
            transaction.dossier.move(to: next, at: transaction.moment)
            var details = ["step": step]
            for (key, answer) in checked.normalised.byKey { details["\(StepDetails.prefix)\(key)"] = answer.text }
            try transaction.save(move.deed.rawValue, details)
            if move.deed == .advance, move.shown || next.holder == .applicant, !transaction.actor.roles.contains(.applicant) {
                try transaction.notifyApplicant(.stepTaken(dossier: id), once: "step:\(id):\(transaction.dossier.version)")
            }
        }
    }

    private func premature(_ move: Move, _ values: Values, _ dossier: Dossier, _ language: Language) -> [Problem] {
        guard let registered = dossier.registeredAt.map({ Day($0, in: content.house.timeZone) }) else { return [] }
        return move.premature(values, registered: registered).map { field in
            let known: [String: TraceValue] = ["label": .text(field.label(language)), "day": .day(registered)]
            return Problem(
                field: field.key, code: "before-registration", message: content.phrases("problem.before-registration", known, in: language))
        }
    }

    /// What was paid and confirmed stands: another amount would be another payment, which a dossier does not have.
    private func checkPaid(_ amount: Decimal, by move: Move, _ transaction: Transaction) throws {
        guard transaction.dossier.payment == .confirmed, let paid = try transaction.books.payment(of: transaction.dossier.id)?.fee.amount,
            amount != paid
        else { return }
        // A fee of submission has nothing to do with what a step finds out.
        if amount == 0, let rule = transaction.service.fee, rule.setBy == nil { return }
        let label = move.asks.first { $0.key == move.charges }?.label.ro ?? ""
        let message = content.phrases("problem.paid-already", ["amount": .money(paid), "label": .text(label)], in: .ro)
        throw Refusal.invalid([Problem(field: move.charges ?? "", code: "paid-already", message: message)])
    }

    /// What steps found that the applicant owes is asked for now that the act that says so is sealed, under the act's own name.
    /// - Parameter act: its number: „DRT 2/2026”.
    func chargeSteps(_ transaction: inout Transaction, by act: String) throws {
        let (id, service) = (transaction.dossier.id, transaction.service)
        for move in service.workflow.moves {
            guard let name = move.name, let charged = move.charges, let taken = transaction.dossier.steps[name],
                transaction.dossier.payment != .confirmed
            else { continue }
            let amount = move.form.check(taken.answers, attached: [], in: checking()).values[charged]?.number ?? 0
            let known = try transaction.books.payment(of: id)
            // Asked for already, by a dossier that was opened before: a proof may be on its way.
            if transaction.dossier.payment != .none, known?.fee.amount == amount { continue }
            guard amount > 0 else {
                transaction.dossier.payment = .none
                try transaction.books.dropPayment(of: id)
                continue
            }
            let law = service.law.first.map { [$0.act, $0.article].compactMap { $0 }.joined(separator: ", ") } ?? ""
            let fee = Fee(
                amount: amount, title: service.act.title, law: law,
                lines: [Fee.Line(label: service.act.title, detail: act, amount: amount)], from: transaction.today,
                source: service.title.ro)
            transaction.dossier.payment = .due
            try transaction.books.setPayment(
                of: id, institution: transaction.dossier.institution, reference: settings.newCode(), fee: fee)
        }
    }
}

/// How events keep what a step asked: `answer.ziua`.
package enum StepDetails {
    package static let prefix = "answer."

    /// The answers among an event's details.
    package static func answers(_ details: [String: String]) -> Answers {
        Answers(
            Dictionary(
                details.compactMap { key, text in key.hasPrefix(prefix) ? (String(key.dropFirst(prefix.count)), Answer.text(text)) : nil }
            ) { first, _ in first })
    }
}

extension Event {
    /// What this person may read of it: scores are hidden until everybody has given theirs.
    func seen(by visitor: Visitor, in dossier: Dossier, _ workflow: Workflow) -> Event {
        guard let until = details["step"].flatMap({ workflow.step($0) })?.hiddenUntil, dossier.steps[until] == nil, actor != visitor.id
        else {
            return self
        }
        return Event(
            institution: institution, sequence: sequence, dossier: self.dossier, kind: kind, actor: actor, at: at,
            details: details.filter { !$0.key.hasPrefix(StepDetails.prefix) }, previous: previous, hash: hash)
    }
}
