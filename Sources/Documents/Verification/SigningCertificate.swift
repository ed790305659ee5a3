import Crypto
import SwiftASN1

/// SigningCertificateV2: a sequence of certificate identifiers and, after it, policies that nobody uses.
struct SigningCertificate: DERParseable {
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
