package import FoundationEssentials

/// Verifies the signatures of PDFs from anywhere: PAdES (ETSI.CAdES.detached) and the older adbe.pkcs7.detached.
///
/// Nothing is decompressed and no PDF structure is followed, so hostile files cost no more than their size: signature
/// dictionaries stand uncompressed in the file, since their own place in it is part of what they say. That suffices: whoever
/// signed all bytes of the file but the signature itself, signed the document.
package enum PDFVerification {
    package static let sizeLimit = 64 << 20  // bytes
    package static let signatureLimit = 16

    package enum Failure: Error, Equatable {
        /// The file is over `sizeLimit`; its size in bytes.
        case tooLarge(Int)
        /// One of the roots is no certificate in DER.
        case unreadableRoot
    }

    /// Judges a file. Blocks for some milliseconds, for large files up to a second: call it off the cooperative threads.
    ///
    /// Revocation is not checked: a baseline B-B signature carries no proof of it.
    ///
    /// - Parameters:
    ///   - roots: the certificates that are trusted, DER: roots, or the authorities of a trusted list.
    ///   - now: the time at which certificates must be valid.
    package static func verify(
        _ pdf: Data, trusting roots: [Data], at now: Date
    ) throws(Failure) -> SealReport {
        guard pdf.count <= sizeLimit else { throw .tooLarge(pdf.count) }
        let trust = try TrustStore(roots)
        let bytes = [UInt8](pdf)
        guard ByteSearch(bytes).first("%PDF-", in: 0..<min(bytes.count, 1_024)) != nil else {
            return SealReport(verdict: .notPDF, signatures: [])
        }
        let found = SignatureScan(bytes).dictionaries(limit: signatureLimit)
        let signatures = found.map { judge($0, in: bytes, trusting: trust, at: now) }
        return SealReport(verdict: verdict(on: signatures, in: bytes), signatures: signatures)
    }

    private static func judge(
        _ dictionary: SignatureScan.Dictionary, in bytes: [UInt8], trusting trust: TrustStore, at now: Date
    ) -> SealReport.Signature {
        var signature = SealReport.Signature(
            signedAt: dictionary.time, integrity: .altered, trust: .untrusted, coversWholeDocument: false, bytesAddedAfter: 0)
        guard let coverage = SignedCoverage(dictionary, in: bytes) else { return signature }
        signature.bytesAddedAfter = bytes.count - coverage.end
        signature.coversWholeDocument = coverage.end == bytes.count
        guard let message = CMSMessage(coverage.signature) else { return signature }
        signature.signer = message.signer.name
        signature.organization = message.signer.organization
        signature.issuer = message.signer.issuer
        guard message.signs(coverage.signed(in: bytes)) else { return signature }
        signature.integrity = .intact
        signature.trust = trust.judge(message, at: now, signedAt: dictionary.time)
        return signature
    }

    private static func verdict(on signatures: [SealReport.Signature], in bytes: [UInt8]) -> SealReport.Verdict {
        let intact = signatures.filter { $0.integrity == .intact }
        if intact.contains(where: { $0.trust == .trusted && $0.coversWholeDocument }) { return .authentic }
        // Something was added after a trusted signature, and nobody trusted vouches for it.
        if intact.contains(where: { $0.trust == .trusted }) { return .altered }
        if signatures.isEmpty { return SignatureScan(bytes).hasTraces ? .altered : .unsigned }
        return intact.contains { $0.coversWholeDocument } && intact.count == signatures.count ? .untrusted : .altered
    }
}
