package import Documents
package import Foundation
import NIOPosix
package import Rulebook
import Store

/// What the public learns about a document: never who it is for.
package struct Authenticity: Sendable {
    package let title: String
    package let institution: Institution
    /// "CU 1/2026"; nil for a receipt.
    package let number: String?
    package let issuedAt: Date
    /// Its last day, as it is now; nil: without end.
    package let validUntil: Day?
    /// What has to be done by then; nil: it is good until then.
    package let validFor: PublicService.ActRule.ValidFor?
    package let isReceipt: Bool
    /// How its dossier ended after it had gone out, where it has no effect any more.
    package let ending: Ending?
    /// What it answers, where it is an endorsement or finds that silence was one; nil for everything else.
    package let outcome: EndorsementOutcome?
    /// Whether it answers a request with a no, in some other way.
    package let isAgainst: Bool
    /// The sealed file is ready.
    package let isSealed: Bool

    /// What takes the effect of an act that went out.
    package enum Ending: String, Sendable, CaseIterable { case withdrawn, refused, redirected, closed }
}

extension Office {
    /// Looks a code up, as the QR gives it or as a person types it.
    package func verify(code: String) async throws -> Authenticity? {
        let plain = code.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(40)
        let grouped = stride(from: 0, to: plain.count, by: 4).map { String(plain.dropFirst($0).prefix(4)) }.joined(separator: "-")
        return try await store.read { books in try books.act(code: grouped).flatMap { try authenticity($0, books) } }
    }

    /// Judges a PDF: its seal, and whether it is one of ours.
    package func verify(pdf: Data) async throws -> (report: SealReport, ours: Authenticity?) {
        let (roots, now) = (seals.roots, settings.now())
        let report = try await blocking.runIfActive { try PDFVerification.verify(pdf, trusting: roots, at: now) }
        let sha256 = await hash(pdf)
        return (report, try await store.read { books in try books.act(sha256: sha256).flatMap { try authenticity($0, books) } })
    }

    private func authenticity(_ act: Act, _ books: Books) throws -> Authenticity? {
        guard let issuedAt = act.issuedAt, let institution = content.institution(act.institution),
            let dossier = try books.dossier(forJob: act.dossier)
        else { return nil }
        let service = try shelf.service(of: dossier, books)
        let ending = ending(of: act, dossier, service)
        let answer = try answer(of: act, dossier, service, books)
        var purpose: PublicService.ActRule.ValidFor?
        if let last = act.validUntil, let day = act.day { purpose = service.act.purpose(of: last, issuedOn: day) }
        return Authenticity(
            title: act.title, institution: institution, number: act.reference, issuedAt: issuedAt,
            validUntil: ending == nil ? act.validUntil : nil, validFor: purpose, isReceipt: act.kind == .receipt, ending: ending,
            outcome: answer.outcome, isAgainst: answer.isAgainst, isSealed: act.sha256 != nil)
    }

    /// What an act says to what was asked: who verifies a paper has to know a no from a yes.
    private func answer(
        of act: Act, _ dossier: Dossier, _ service: PublicService, _ books: Books
    ) throws -> (outcome: EndorsementOutcome?, isAgainst: Bool) {
        guard act.kind == .act, act.number != nil else { return (nil, false) }
        if act.register == Self.tacitRegister { return (.tacit, false) }
        guard act.register == service.act.register else { return (nil, false) }
        let outcome = try books.endorsement(of: dossier.id)?.outcome ?? service.workflow.endorsed(at: dossier.stage, after: dossier.steps)
        let answered = outcome.flatMap { EndorsementOutcome.answers.contains($0) ? $0 : nil }
        return (answered, answered == nil && service.workflow.saysNo(at: dossier.stage, after: dossier.steps))
    }

    /// A dossier that was withdrawn, refused or sent on takes the effect of the act that had gone out; the paper that says so stands.
    private func ending(of act: Act, _ dossier: Dossier, _ service: PublicService) -> Authenticity.Ending? {
        guard act.kind == .act, act.number != nil, act.register == service.act.register,
            service.workflow.stage(dossier.stage)?.kind == .closed
        else { return nil }
        let deeds = Set(service.workflow.moves.filter { $0.to == dossier.stage }.map(\.deed))
        if deeds.contains(.withdraw) { return .withdrawn }
        if deeds.contains(.refuse) { return .refused }
        return deeds.contains(.redirect) ? .redirected : .closed
    }
}
