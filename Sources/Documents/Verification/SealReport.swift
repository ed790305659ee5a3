package import FoundationEssentials

/// What was found out about a PDF and its signatures.
package struct SealReport: Sendable, Equatable, Codable {
    /// The answer in one word, for the person who asks "is this real?".
    package enum Verdict: String, Sendable, Codable {
        /// A trusted signature covers every byte of the file, and every byte is as it was signed.
        case authentic
        /// The file was signed and is no longer what was signed, or its signature cannot be read any more.
        case altered
        /// The file is as it was signed, by someone who is not trusted here, or whose certificate has expired.
        case untrusted
        /// A PDF without a signature.
        case unsigned
        /// Not a PDF.
        case notPDF
    }

    package enum Integrity: String, Sendable, Codable {
        /// The signed bytes are those that were signed, and the signature is by the certificate in it.
        case intact
        /// They are not, or the signature is malformed or uses what is no longer safe (MD5, SHA-1).
        case altered
    }

    package enum Trust: String, Sendable, Codable {
        /// The signer's certificate leads to a trusted root and is valid now.
        case trusted
        /// It leads to a trusted root and was valid at the time that the signature states, but is no longer. Without a
        /// timestamp of a third party nobody can tell whether it was signed in time.
        case expired
        /// It leads to no trusted root, is not yet valid, or is not for signing; or the signature is not intact.
        case untrusted
    }

    package struct Signature: Sendable, Equatable, Codable {
        /// The signer's common name, organisation, and the issuer of its certificate, as the certificate says. Do not show
        /// them as true unless `trust` is `trusted`.
        package var signer: String?
        package var organization: String?
        package var issuer: String?
        /// The time that the signature states; the signer's word.
        package var signedAt: Date?
        package var integrity: Integrity
        package var trust: Trust
        /// Whether every byte of the file is signed, but for the signature itself.
        package var coversWholeDocument: Bool
        /// How many bytes were added after this signature: a later signature, or an alteration.
        package var bytesAddedAfter: Int
    }

    package var verdict: Verdict
    /// In the order of the file, at most `PDFVerification.signatureLimit`: the last ones.
    package var signatures: [Signature]

    /// The signature that makes the document authentic: trusted, intact and over the whole file.
    package var seal: Signature? {
        signatures.last { $0.trust == .trusted && $0.integrity == .intact && $0.coversWholeDocument }
    }
}
