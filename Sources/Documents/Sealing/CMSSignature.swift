import Crypto
import SwiftASN1
import X509

/// A detached CMS signature (RFC 5652) with the attributes of PAdES baseline B (ETSI EN 319 142-1, 6.3): content type,
/// message digest and signing-certificate-v2. The time is not among them; PAdES keeps it in the PDF's signature dictionary.
struct CMSSignature: DERSerializable {
    private enum OID {
        static let data: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 7, 1]
        static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 7, 2]
        static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 3]
        static let messageDigest: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 4]
        static let signingCertificateV2: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 2, 47]
        static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
        static let ecdsaWithSHA256: ASN1ObjectIdentifier = [1, 2, 840, 10_045, 4, 3, 2]
        static let sha256WithRSA: ASN1ObjectIdentifier = .AlgorithmIdentifier.sha256WithRSAEncryption
    }

    private struct Attribute: DERSerializable {
        let type: ASN1ObjectIdentifier
        let value: ASN1Any

        func serialize(into coder: inout DER.Serializer) throws {
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(type)
                try coder.serializeSetOf([value])
            }
        }
    }

    /// ESSCertIDv2 with its default hash, SHA-256 (RFC 5035, 4).
    private struct SigningCertificate: DERSerializable {
        let hash: SHA256Digest

        func serialize(into coder: inout DER.Serializer) throws {
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.appendConstructedNode(identifier: .sequence) { certificates in
                    try certificates.appendConstructedNode(identifier: .sequence) { certificate in
                        try certificate.serialize(ASN1OctetString(contentBytes: ArraySlice(hash)))
                    }
                }
            }
        }
    }

    private let identity: SealingIdentity
    private let attributes: [Attribute]
    private let signature: [UInt8]

    /// Signs a content of which only the digest is needed.
    init(of content: SHA256Digest, by identity: SealingIdentity) throws {
        self.identity = identity
        attributes = try [
            Attribute(type: OID.contentType, value: ASN1Any(erasing: OID.data)),
            Attribute(type: OID.messageDigest, value: ASN1Any(erasing: ASN1OctetString(contentBytes: ArraySlice(content)))),
            Attribute(
                type: OID.signingCertificateV2,
                value: ASN1Any(erasing: SigningCertificate(hash: SHA256.hash(data: identity.certificate.der)))),
        ]
        // What is signed is the attributes as a SET OF; in the message they stand under the tag [0] (RFC 5652, 5.4).
        var signed = DER.Serializer()
        try signed.serializeSetOf(attributes)
        signature = try identity.key.sign(bytes: signed.serializedBytes, signatureAlgorithm: identity.algorithm)
            .rawRepresentation
    }

    func serialize(into coder: inout DER.Serializer) throws {
        try coder.appendConstructedNode(identifier: .sequence) { content in
            try content.serialize(OID.signedData)
            try content.serialize(explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific) { content in
                try content.appendConstructedNode(identifier: .sequence, signedData)
            }
        }
    }

    private func signedData(into coder: inout DER.Serializer) throws {
        try coder.serialize(1)
        try coder.appendConstructedNode(identifier: .set) { try algorithm(OID.sha256, into: &$0) }
        try coder.appendConstructedNode(identifier: .sequence) { try $0.serialize(OID.data) }
        // A SET OF, so sorted: strict parsers refuse it otherwise.
        try coder.serializeSetOf(identity.certificates, identifier: .init(tagWithNumber: 0, tagClass: .contextSpecific))
        try coder.appendConstructedNode(identifier: .set) { signers in
            try signers.appendConstructedNode(identifier: .sequence, signerInfo)
        }
    }

    private func signerInfo(into coder: inout DER.Serializer) throws {
        try coder.serialize(1)
        try coder.appendConstructedNode(identifier: .sequence) { signer in
            try signer.serialize(identity.certificate.issuer)
            try signer.serialize(identity.certificate.serialNumber.bytes)
        }
        try algorithm(OID.sha256, into: &coder)
        try coder.serializeSetOf(attributes, identifier: .init(tagWithNumber: 0, tagClass: .contextSpecific))
        switch identity.algorithm {
        case .sha256WithRSAEncryption: try algorithm(OID.sha256WithRSA, parameters: ASN1Null(), into: &coder)
        default: try algorithm(OID.ecdsaWithSHA256, into: &coder)
        }
        try coder.serialize(ASN1OctetString(contentBytes: signature[...]))
    }

    private func algorithm(
        _ identifier: ASN1ObjectIdentifier, parameters: ASN1Null? = nil, into coder: inout DER.Serializer
    ) throws {
        try coder.appendConstructedNode(identifier: .sequence) { algorithm in
            try algorithm.serialize(identifier)
            if let parameters { try algorithm.serialize(parameters) }
        }
    }
}

extension SealingIdentity {
    /// SHA-256 with the key's own algorithm: RSA or ECDSA on P-256.
    fileprivate var algorithm: Certificate.SignatureAlgorithm {
        key.supportedSignatureAlgorithms.contains(.sha256WithRSAEncryption) ? .sha256WithRSAEncryption : .ecdsaWithSHA256
    }
}

extension DERSerializable {
    var der: [UInt8] {
        get throws {
            var coder = DER.Serializer()
            try coder.serialize(self)
            return coder.serializedBytes
        }
    }
}
