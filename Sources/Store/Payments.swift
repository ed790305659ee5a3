package import Foundation
package import Rulebook

/// What a dossier owes and how far its payment is.
package struct Payment: Hashable, Sendable {
    package let dossier: DossierID
    package let institution: String
    /// Written on the payment order, so that the treasury's statement can be matched: unique.
    package let reference: String
    package let fee: Fee
    /// The uploaded proof's attachment id.
    package let proof: String?
    package let decidedBy: PersonID?
    package let decidedAt: Date?
    /// Why a proof was sent back.
    package let note: String?
}

extension Books {
    /// Sets what is due; a repeated call changes the amount, never the reference. Proof and decision were about the amount before;
    /// they stay in the history.
    /// - Parameters:
    ///   - proof: an attachment that shows it, where the request brought one along.
    ///   - note: where it was paid, then.
    package func setPayment(
        of dossier: DossierID, institution: String, reference: String, fee: Fee, proof: String? = nil, note: String? = nil
    ) throws {
        try run(
            """
            INSERT INTO payment (dossier, institution, reference, amount, fee, proof, note) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (dossier) DO UPDATE SET amount = excluded.amount, fee = excluded.fee, proof = excluded.proof, decided_by = NULL,
                decided_at = NULL, note = excluded.note
            """,
            .text(dossier), .text(institution), .text(reference), .text("\(fee.amount)"), .json(fee), .optional(proof), .optional(note))
    }

    /// Nothing is due any more; what somebody decided about stays.
    package func dropPayment(of dossier: DossierID) throws {
        try run("DELETE FROM payment WHERE dossier = ? AND decided_at IS NULL", .text(dossier))
    }

    package func payment(of dossier: DossierID) throws -> Payment? {
        try rows(
            "SELECT dossier, institution, reference, fee, proof, decided_by, decided_at, note FROM payment WHERE dossier = ?",
            .text(dossier)
        ).first.map { row in
            Payment(
                dossier: try row.text(0), institution: try row.text(1), reference: try row.text(2), fee: try row.json(3),
                proof: row.optionalText(4), decidedBy: row.optionalText(5), decidedAt: row.optionalInstant(6), note: row.optionalText(7))
        }
    }

    package func setPaymentProof(_ attachment: String, of dossier: DossierID) throws {
        try run("UPDATE payment SET proof = ?, note = NULL WHERE dossier = ?", .text(attachment), .text(dossier))
    }

    package func decidePayment(of dossier: DossierID, by person: PersonID, note: String?, at now: Date) throws {
        try run(
            "UPDATE payment SET decided_by = ?, decided_at = ?, note = ? WHERE dossier = ?", .text(person), .instant(now), .optional(note),
            .text(dossier))
    }
}
