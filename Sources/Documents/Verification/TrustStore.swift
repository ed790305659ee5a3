import COpenSSL
import FoundationEssentials

/// The certificates that are trusted.
final class TrustStore {
    let store: OpaquePointer

    init(_ roots: [Data]) throws(PDFVerification.Failure) {
        defer { ERR_clear_error() }
        store = X509_STORE_new()
        for root in roots {
            guard let certificate = X509.read(root) else { throw .unreadableRoot }
            X509_STORE_add_cert(store, certificate)
            X509_free(certificate)
        }
    }

    deinit {
        X509_STORE_free(store)
    }

    func judge(_ message: CMSMessage, at now: Date, signedAt: Date?) -> SealReport.Trust {
        defer { ERR_clear_error() }
        let usage = X509_get_key_usage(message.certificate)
        guard usage & UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION) != 0 else { return .untrusted }
        switch error(of: message, at: now) {
        case X509_V_OK: return .trusted
        case X509_V_ERR_CERT_HAS_EXPIRED:
            guard let signedAt, signedAt <= now, error(of: message, at: signedAt) == X509_V_OK else { return .untrusted }
            return .expired
        default: return .untrusted
        }
    }

    /// OpenSSL's verdict on the way from the signer's certificate to a trusted one.
    private func error(of message: CMSMessage, at moment: Date) -> Int32 {
        let context = X509_STORE_CTX_new()
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store, message.certificate, message.certificates) == 1 else {
            return X509_V_ERR_UNSPECIFIED
        }
        // A trusted list names authorities that are not roots themselves.
        X509_STORE_CTX_set_flags(context, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_STORE_CTX_set_time(context, 0, time_t(moment.timeIntervalSince1970))
        return X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context)
    }
}

/// Certificates in OpenSSL's memory.
enum X509 {
    /// A certificate in DER, with nothing after it; to be given to `X509_free`.
    static func read(_ der: Data) -> OpaquePointer? {
        let bytes = [UInt8](der)
        return bytes.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            guard let certificate = d2i_X509(nil, &cursor, bytes.count) else { return nil }
            guard let start = bytes.baseAddress, cursor == start + bytes.count else {
                X509_free(certificate)
                return nil
            }
            return certificate
        }
    }

    static func der(_ certificate: OpaquePointer) -> [UInt8] {
        let length = i2d_X509(certificate, nil)
        guard length > 0 else { return [] }
        return Array(unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var cursor = buffer.baseAddress
            count = Int(max(0, i2d_X509(certificate, &cursor)))
        }
    }

    /// Frees a stack of certificates and gives back those in it.
    static func free(stack: OpaquePointer?) {
        guard let stack else { return }
        while let certificate = OPENSSL_sk_pop(stack) { X509_free(OpaquePointer(certificate)) }
        OPENSSL_sk_free(stack)
    }
}
