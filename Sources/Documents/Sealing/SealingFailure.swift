/// Why a document was not sealed or an identity not loaded.
package enum SealingFailure: Error, Equatable {
    /// Not a PDF that can be extended: damaged, encrypted, or over `PDFSealing.sizeLimit`; the reason, for the log.
    case unsuitable(String)
    /// The certificate and the key do not belong together, or cannot be read; the reason, for the log.
    case identity(String)
    /// The signature came out larger than the space reserved for it; its size in bytes.
    case signatureTooLarge(Int)
}
