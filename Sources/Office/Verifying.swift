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
    package let isReceipt: Bool
    /// The sealed file is ready.
    package let isSealed: Bool
}

extension Office {
    /// Looks a code up, as the QR gives it or as a person types it.
    package func verify(code: String) async throws -> Authenticity? {
        let plain = code.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(40)
        let grouped = stride(from: 0, to: plain.count, by: 4).map { String(plain.dropFirst($0).prefix(4)) }.joined(separator: "-")
        return try await store.read { try $0.act(code: grouped) }.flatMap(authenticity)
    }

    /// Judges a PDF: its seal, and whether it is one of ours.
    package func verify(pdf: Data) async throws -> (report: SealReport, ours: Authenticity?) {
        let (roots, now) = (seals.roots, settings.now())
        let report = try await blocking.runIfActive { try PDFVerification.verify(pdf, trusting: roots, at: now) }
        let sha256 = await hash(pdf)
        let act = try await store.read { try $0.act(sha256: sha256) }
        return (report, act.flatMap(authenticity))
    }

    private func authenticity(_ act: Act) -> Authenticity? {
        guard let issuedAt = act.issuedAt, let institution = content.institution(act.institution) else { return nil }
        let number: String? =
            if let register = act.register, let number = act.number, let day = act.day { "\(register) \(number)/\(day.year)" } else { nil }
        return Authenticity(
            title: act.title, institution: institution, number: number, issuedAt: issuedAt, validUntil: act.validUntil,
            isReceipt: act.kind == .receipt,
            isSealed: act.sha256 != nil)
    }
}
