import COpenSSL
import SwiftASN1

/// A detached CMS signature by one signer, read and verified by OpenSSL.
///
/// It owns C memory, so it does not leave the call that made it.
final class CMSMessage {
    private let message: OpaquePointer
    private let signerInfo: OpaquePointer
    /// The certificate that the signature names, and all that came with it; both live as long as the message.
    let certificate: OpaquePointer
    let certificates: OpaquePointer?
    let signer: Signer

    struct Signer {
        let name: String?
        let organization: String?
        let issuer: String?
    }

    /// Reads DER that is followed by nothing but zeros; nil unless it is signed data by one signer whose certificate is in it.
    init?(_ bytes: [UInt8]) {
        defer { ERR_clear_error() }
        var length = 0
        let message = bytes.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            let message = d2i_CMS_ContentInfo(nil, &cursor, bytes.count)
            length = bytes.baseAddress.flatMap { start in cursor.map { $0 - start } } ?? 0
            return message
        }
        guard let message else { return nil }
        guard StrictDER.isSignedData(bytes[..<length]), bytes[length...].allSatisfy({ $0 == 0 }),
            OBJ_obj2nid(CMS_get0_type(message)) == NID_pkcs7_signed,
            OBJ_obj2nid(CMS_get0_eContentType(message)) == NID_pkcs7_data, CMS_is_detached(message) == 1,
            let signers = CMS_get0_SignerInfos(message), OPENSSL_sk_num(signers) == 1,
            CMS_set1_signers_certs(message, nil, 0) == 1, let signerInfo = OPENSSL_sk_value(signers, 0).map(OpaquePointer.init)
        else {
            CMS_ContentInfo_free(message)
            return nil
        }
        var certificate: OpaquePointer?
        CMS_SignerInfo_get0_algs(signerInfo, nil, &certificate, nil, nil)
        guard let certificate else {
            CMS_ContentInfo_free(message)
            return nil
        }
        self.message = message
        self.signerInfo = signerInfo
        self.certificate = certificate
        certificates = CMS_get1_certs(message)
        let subject = X509_get_subject_name(certificate)
        let issuer = X509_get_issuer_name(certificate)
        signer = Signer(
            name: Self.attribute(NID_commonName, of: subject), organization: Self.attribute(NID_organizationName, of: subject),
            issuer: Self.attribute(NID_commonName, of: issuer) ?? Self.attribute(NID_organizationName, of: issuer))
    }

    deinit {
        X509.free(stack: certificates)
        CMS_ContentInfo_free(message)
    }

    /// Whether this is a signature over the content, made with algorithms that are safe today and by the certificate that the
    /// message names. Who that is, is another question.
    func signs(_ content: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        guard usesSafeAlgorithms, namesIssuer, namesCertificate else { return false }
        return content.withUnsafeBytes { content in
            let data = BIO_new_mem_buf(content.baseAddress, Int32(content.count))
            defer { BIO_free(data) }
            return CMS_verify(message, nil, nil, data, nil, UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)) == 1
        }
    }

    /// SHA-2, and a signature algorithm that goes with it and with the key.
    private var usesSafeAlgorithms: Bool {
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        var signature: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(signerInfo, nil, nil, &digest, &signature)
        let digestID = OBJ_obj2nid(digest?.pointee.algorithm)
        guard [NID_sha256, NID_sha384, NID_sha512].contains(digestID) else { return false }
        let signatureID = OBJ_obj2nid(signature?.pointee.algorithm)
        guard let key = X509_get0_pubkey(certificate) else { return false }
        let keyID = EVP_PKEY_get_base_id(key)
        if keyID == EVP_PKEY_RSA, [NID_rsaEncryption, NID_rsassaPss].contains(signatureID) { return true }
        var (impliedDigest, impliedKey) = (NID_undef, NID_undef)
        guard OBJ_find_sigid_algs(signatureID, &impliedDigest, &impliedKey) == 1 else { return false }
        return impliedDigest == digestID && impliedKey == keyID
    }

    /// The issuer's name must be the certificate's to the byte; OpenSSL overlooks case and spaces.
    private var namesIssuer: Bool {
        var issuer: OpaquePointer?
        guard CMS_SignerInfo_get0_signer_id(signerInfo, nil, &issuer, nil) == 1 else { return false }
        guard let issuer else { return true }  // named by its key's identifier instead
        return Self.der(issuer) == Self.der(X509_get_issuer_name(certificate))
    }

    /// The attribute signing-certificate-v2 (RFC 5035), which binds the certificate to the signature: the signer's must be
    /// the first that it lists.
    private var namesCertificate: Bool {
        let identifier = OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2)
        let value = CMS_signed_get0_data_by_OBJ(signerInfo, identifier, -3, V_ASN1_SEQUENCE)
        guard let value = value?.assumingMemoryBound(to: ASN1_STRING.self) else {
            return CMS_signed_get_attr_by_OBJ(signerInfo, identifier, -1) < 0
        }
        let der = Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(value), count: Int(ASN1_STRING_length(value))))
        guard let named = try? SigningCertificate(derEncoded: der) else { return false }
        return named.isHash(of: X509.der(certificate))
    }

    private static func der(_ name: OpaquePointer?) -> [UInt8] {
        var bytes: UnsafePointer<UInt8>?
        var length = 0
        guard X509_NAME_get0_der(name, &bytes, &length) == 1 else { return [] }
        return Array(UnsafeBufferPointer(start: bytes, count: length))
    }

    /// A name's attribute as text, nil when it has none.
    private static func attribute(_ identifier: Int32, of name: OpaquePointer?) -> String? {
        let index = X509_NAME_get_index_by_NID(name, identifier, -1)
        guard index >= 0, let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)) else { return nil }
        var text: UnsafeMutablePointer<UInt8>?
        let length = ASN1_STRING_to_UTF8(&text, value)
        guard length > 0, let text else { return nil }
        defer { CRYPTO_free(text, #file, #line) }
        return String(decoding: UnsafeBufferPointer(start: text, count: Int(length)), as: UTF8.self)
    }
}
