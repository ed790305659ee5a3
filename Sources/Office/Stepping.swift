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
            transaction.dossier.steps[step] = StepTaken(
                by: visitor.id, on: transaction.today, answers: checked.normalised, after: transaction.dossier.steps[step])
            if !move.against.isEmpty { try transaction.redraft() }
            if move.deed == .archive { transaction.dossier.archivedOn = transaction.today }
            if let charged = move.charges { try charge(checked.values[charged]?.number ?? 0, for: move, &transaction) }
            if !move.decides.isEmpty { try charge(&transaction, claims) }
            transaction.dossier.move(to: next, on: transaction.today)
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

    /// What the applicant owes by this step; a later one changes the amount, as long as nobody confirmed a payment.
    private func charge(_ amount: Decimal, for move: Move, _ transaction: inout Transaction) throws {
        if transaction.dossier.payment == .confirmed {
            // What was owed at submission and is paid stands; another amount is another payment, which this dossier does not have.
            let paid = try transaction.books.payment(of: transaction.dossier.id)?.fee.amount
            if amount == 0 || amount == paid { return }
            let message = content.phrases("problem.paid-already", ["amount": .money(paid ?? 0)], in: .ro)
            throw Refusal.invalid([Problem(field: move.charges ?? "", code: "paid-already", message: message)])
        }
        let title = move.title ?? transaction.service.title
        guard amount > 0 else {
            transaction.dossier.payment = .none
            return try transaction.books.dropPayment(of: transaction.dossier.id)
        }
        let fee = Fee(
            amount: amount, title: title,
            law: transaction.service.law.first.map { [$0.act, $0.article].compactMap { $0 }.joined(separator: ", ") } ?? "",
            lines: [Fee.Line(label: title, detail: "", amount: amount)], from: transaction.today, source: transaction.service.title.ro)
        transaction.dossier.payment = .due
        try transaction.books.setPayment(
            of: transaction.dossier.id, institution: transaction.dossier.institution, reference: settings.newCode(), fee: fee)
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
