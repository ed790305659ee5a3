import Crypto
package import FoundationEssentials
import SwiftASN1
import X509

/// A certification authority for demonstration and tests. Every name that it writes says TEST: its seals prove that a
/// document was not changed, and have no legal value.
///
/// It keeps `ca.pem`, `ca-key.pem` and, for each institution, `<slug>.pem` and `<slug>-key.pem` in one folder, and makes
/// what is missing or has expired.
package struct TestAuthority: Sendable {
    private static let day: TimeInterval = 86_400
    private static let authorityDays = 3_650.0
    private static let sealDays = 730.0
    /// A seal is renewed when it has less than this left.
    private static let renewalDays = 30.0

    private let folder: URL
    private let authority: SealingIdentity

    /// - Parameters:
    ///   - folder: made, readable by its owner only, if it is not there.
    ///   - moment: now; certificates are valid from a day before it.
    package init(folder: URL, at moment: Date) throws {
        self.folder = folder
        let certificate = folder.appending(component: "ca.pem")
        let key = folder.appending(component: "ca-key.pem")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if let found = try Self.load(certificate, key, at: moment) {
            authority = found
        } else {
            authority = try Self.makeAuthority(at: moment)
            try authority.save(certificates: certificate, key: key)
        }
    }

    /// The root certificate, DER: what `PDFVerification.verify` is to trust.
    package var root: Data {
        get throws { try Data(authority.certificate.der) }
    }

    /// The seal of an institution.
    ///
    /// - Parameters:
    ///   - slug: names its files; `a-z`, `0-9` and single hyphens.
    ///   - name: the institution's name, as people write it.
    ///   - cif: its fiscal code, digits only (ETSI EN 319 412-1, 5.1.4: VATRO-…).
    package func identity(slug: String, name: String, cif: String, at moment: Date) throws -> SealingIdentity {
        guard slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, slug != "ca" else {
            throw SealingFailure.identity("the name of the files may hold only a-z, 0-9 and single hyphens: \(slug)")
        }
        let certificate = folder.appending(component: "\(slug).pem")
        let key = folder.appending(component: "\(slug)-key.pem")
        if let found = try Self.load(certificate, key, at: moment),
            found.certificate.issuer == authority.certificate.subject, found.organization == Self.marked(name)
        {
            return found
        }
        let made = try makeSeal(name: name, cif: cif, at: moment)
        try made.save(certificates: certificate, key: key)
        return made
    }

    /// The identity in the files if both are there and it has not (nearly) expired.
    private static func load(_ certificate: URL, _ key: URL, at moment: Date) throws -> SealingIdentity? {
        let files = FileManager.default
        guard files.fileExists(atPath: certificate.path), files.fileExists(atPath: key.path) else { return nil }
        let found = try SealingIdentity(certificates: certificate, key: key)
        return found.certificate.notValidAfter > moment.addingTimeInterval(renewalDays * day) ? found : nil
    }

    private static func marked(_ name: String) -> String { "\(name) (TEST)" }

    /// 16 random bytes, positive and without a leading zero: some software refuses a number that takes more than 20 bytes
    /// (RFC 5280, 4.1.2.2).
    private static func serialNumber() -> Certificate.SerialNumber {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return Certificate.SerialNumber(bytes: [bytes[0] & 0x7F | 0x40] + bytes.dropFirst())
    }

    private static func makeAuthority(at moment: Date) throws -> SealingIdentity {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try DistinguishedName {
            CountryName("RO")
            OrganizationName("Ghișeu (TEST)")
            CommonName("Autoritate de certificare de TEST, fără valoare juridică")
        }
        let certificate = try Certificate(
            version: .v3, serialNumber: Self.serialNumber(), publicKey: key.publicKey,
            notValidBefore: moment.addingTimeInterval(-day),
            notValidAfter: moment.addingTimeInterval(authorityDays * day),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: .init {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: key.publicKey)
            },
            issuerPrivateKey: key)
        return try SealingIdentity(chain: [certificate], key: key)
    }

    /// A certificate for electronic seals (ETSI EN 319 412-3), without the statements that only a qualified one may carry.
    private func makeSeal(name: String, cif: String, at moment: Date) throws -> SealingIdentity {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let organizationIdentifier: ASN1ObjectIdentifier = [2, 5, 4, 97]
        let subject = try DistinguishedName([
            .init(type: .NameAttributes.countryName, printableString: "RO"),
            .init(type: .NameAttributes.organizationName, utf8String: Self.marked(name)),
            .init(type: organizationIdentifier, utf8String: "VATRO-\(cif)"),
            .init(type: .NameAttributes.commonName, utf8String: "Sigiliu electronic de TEST – \(name)"),
        ])
        let certificate = try Certificate(
            version: .v3, serialNumber: Self.serialNumber(), publicKey: key.publicKey,
            notValidBefore: moment.addingTimeInterval(-Self.day),
            notValidAfter: moment.addingTimeInterval(Self.sealDays * Self.day),
            issuer: authority.certificate.subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: .init {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true, nonRepudiation: true))
                SubjectKeyIdentifier(hash: key.publicKey)
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: authority.key.publicKey).keyIdentifier)
            },
            issuerPrivateKey: authority.key)
        return try SealingIdentity(chain: [certificate], key: key)
    }
}
