import Crypto
package import FoundationEssentials

/// A seal beside what it seals: CMS (RFC 5652) with the content left out, as `openssl cms` makes and verifies it.
package enum DetachedSeal {
    /// What was found out about a seal.
    package struct Verdict: Sendable, Equatable {
        /// As the certificate says; to be believed only where `trust` is `trusted` or `expired`.
        package let signer: String?
        package let organization: String?
        package let integrity: SealReport.Integrity
        package let trust: SealReport.Trust
    }

    /// - Returns: DER.
    /// - Throws: an error of the private key.
    package static func seal(_ content: Data, with identity: SealingIdentity) throws -> Data {
        try Data(CMSSignature(of: SHA256.hash(data: content), by: identity).der)
    }

    /// - Parameters:
    ///   - roots: the certificates that are trusted, DER.
    ///   - sealedAt: when the seal was made, as far as is known: a certificate that was valid then may have expired since.
    /// - Throws: `PDFVerification.Failure.unreadableRoot`
    package static func verify(
        _ seal: Data, of content: Data, trusting roots: [Data], sealedAt: Date, at now: Date
    ) throws(PDFVerification.Failure) -> Verdict {
        let trust = try TrustStore(roots)
        guard let message = CMSMessage([UInt8](seal)) else {
            return Verdict(signer: nil, organization: nil, integrity: .altered, trust: .untrusted)
        }
        let isIntact = message.signs([UInt8](content))
        return Verdict(
            signer: message.signer.name, organization: message.signer.organization, integrity: isIntact ? .intact : .altered,
            trust: isIntact ? trust.judge(message, at: now, signedAt: sealedAt) : .untrusted)
    }
}
