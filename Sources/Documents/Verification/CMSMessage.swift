import COpenSSL
import Crypto
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
        guard bytes[length...].allSatisfy({ $0 == 0 }), OBJ_obj2nid(CMS_get0_type(message)) == NID_pkcs7_signed,
            CMS_is_detached(message) == 1, let signers = CMS_get0_SignerInfos(message), OPENSSL_sk_num(signers) == 1,
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

    /// Whether this is a signature over the content, made with a digest that is safe today and by the certificate that the
    /// signed attributes name, if they name one. Who that is, is another question.
    func signs(_ content: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        guard usesSafeDigest, namesItsCertificate else { return false }
        return content.withUnsafeBytes { content in
            let data = BIO_new_mem_buf(content.baseAddress, Int32(content.count))
            defer { BIO_free(data) }
            return CMS_verify(message, nil, nil, data, nil, UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)) == 1
        }
    }

    private var usesSafeDigest: Bool {
        var algorithm: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(signerInfo, nil, nil, &algorithm, nil)
        return [NID_sha256, NID_sha384, NID_sha512].contains(OBJ_obj2nid(algorithm?.pointee.algorithm))
    }

    /// The attribute signing-certificate-v2 (RFC 5035), which binds the certificate to the signature: the signer's must be
    /// the first that it lists.
    private var namesItsCertificate: Bool {
        let identifier = OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2)
        let value = CMS_signed_get0_data_by_OBJ(signerInfo, identifier, -3, V_ASN1_SEQUENCE)
        guard let value = value?.assumingMemoryBound(to: ASN1_STRING.self) else {
            return CMS_signed_get_attr_by_OBJ(signerInfo, identifier, -1) < 0
        }
        let der = Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(value), count: Int(ASN1_STRING_length(value))))
        guard let named = try? SigningCertificate(derEncoded: der) else { return false }
        return named.isHash(of: X509.der(certificate))
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

/// SigningCertificateV2: a sequence of certificate identifiers and, after it, policies that nobody uses.
private struct SigningCertificate: DERParseable {
    private let algorithm: ASN1ObjectIdentifier
    private let hash: ArraySlice<UInt8>

    private static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
    private static let sha384: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 2]
    private static let sha512: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 3]

    init(derEncoded node: ASN1Node) throws {
        let signer = try Self.first(in: Self.first(in: node))
        (algorithm, hash) = try DER.sequence(signer, identifier: .sequence) { fields in
            defer { while fields.next() != nil {} }  // the issuer and serial number, which say nothing more
            guard let field = fields.next() else { throw ASN1Error.invalidASN1Object(reason: "an empty identifier") }
            guard field.identifier == .sequence else { return (Self.sha256, try ASN1OctetString(derEncoded: field).bytes) }
            return (
                try ASN1ObjectIdentifier(derEncoded: Self.first(in: field)), try ASN1OctetString(derEncoded: &fields).bytes
            )
        }
    }

    private static func first(in node: ASN1Node) throws -> ASN1Node {
        guard case .constructed(let children) = node.content, let first = children.first(where: { _ in true }) else {
            throw ASN1Error.invalidASN1Object(reason: "an empty sequence")
        }
        return first
    }

    func isHash(of certificate: [UInt8]) -> Bool {
        switch algorithm {
        case Self.sha256: hash.elementsEqual(SHA256.hash(data: certificate))
        case Self.sha384: hash.elementsEqual(SHA384.hash(data: certificate))
        case Self.sha512: hash.elementsEqual(SHA512.hash(data: certificate))
        default: false
        }
    }
}
