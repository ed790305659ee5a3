package import FoundationEssentials
import SwiftASN1
import X509

/// Who seals: an institution's certificate, those that lead from it towards its root, and the private key.
///
/// The key may be in memory or, through `Certificate.PrivateKey`'s `CustomPrivateKey`, in a hardware module.
package struct SealingIdentity: Sendable {
    /// The seal's own certificate first; the root is left out, since who verifies has it or does not trust it.
    let certificates: [Certificate]
    let key: Certificate.PrivateKey

    /// The certificates in DER, the seal's own first.
    package var chain: [Data] {
        get throws { try certificates.map { try Data($0.der) } }
    }

    /// - Throws: `SealingFailure.identity` when the chain is empty or the key is not that of its first certificate.
    init(chain: [Certificate], key: Certificate.PrivateKey) throws(SealingFailure) {
        guard let certificate = chain.first else { throw .identity("no certificate") }
        guard certificate.publicKey == key.publicKey else { throw .identity("the key is not the certificate's") }
        certificates = chain
        self.key = key
    }

    var certificate: Certificate { certificates[0] }

    /// The common name in the certificate.
    package var name: String { attribute(ASN1ObjectIdentifier.NameAttributes.commonName) }

    /// The organisation in the certificate.
    package var organization: String { attribute(ASN1ObjectIdentifier.NameAttributes.organizationName) }

    /// An attribute of the certificate's subject, empty when it has none.
    private func attribute(_ type: ASN1ObjectIdentifier) -> String {
        certificate.subject.lazy.flatMap { $0 }.first { $0.type == type }.flatMap { String($0.value) } ?? ""
    }

    /// Reads PEM files: the certificates in order, and one key (PKCS#8, SEC1 or PKCS#1, not encrypted).
    package init(certificates: URL, key: URL) throws(SealingFailure) {
        do {
            let chain = try PEMDocument.parseMultiple(pemString: String(contentsOf: certificates, encoding: .utf8))
            let secret = try Certificate.PrivateKey(pemEncoded: String(contentsOf: key, encoding: .utf8))
            try self.init(chain: chain.map { try Certificate(pemDocument: $0) }, key: secret)
        } catch let failure as SealingFailure {
            throw failure
        } catch {
            throw .identity("\(error)")
        }
    }

    /// Writes what `init(certificates:key:)` reads; the key can be read by its owner only.
    package func save(certificates: URL, key: URL) throws {
        try PrivateFile.write(self.key.serializeAsPEM().pemString + "\n", to: key)
        let text = try self.certificates.map { try $0.serializeAsPEM().pemString + "\n" }.joined()
        try Data(text.utf8).write(to: certificates, options: .atomic)
    }
}
