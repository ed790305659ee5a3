import Documents
import Foundation
import TestKit
import Testing

@Suite("Test authority")
struct TestAuthorityTests {
    @Test("It makes its certificates once and finds them again")
    func idempotent() async throws {
        try await Seals.make { seals in
            let again = try Seals(in: seals.folder)
            #expect(try again.authority.root == seals.authority.root)
            #expect(try again.identity.chain == seals.identity.chain)
            let files = try FileManager.default.contentsOfDirectory(atPath: seals.folder.path).sorted()
            #expect(files == ["ca-key.pem", "ca.pem", "cj-cluj-key.pem", "cj-cluj.pem"])
        }
    }

    @Test("Keys and their folder are their owner's only")
    func permissions() async throws {
        try await Seals.make { seals in
            func mode(_ file: URL) throws -> Int {
                try #require(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int)
            }
            try #expect(mode(seals.folder) == 0o700)
            try #expect(mode(seals.keyFile) == 0o600)
            try #expect(mode(seals.folder.appending(component: "ca-key.pem")) == 0o600)
        }
    }

    @Test("Its certificates say TEST, name the institution and may only sign")
    func certificate() async throws {
        try await Seals.make { seals in
            let text = try Outsider.run(
                "openssl", ["x509", "-in", seals.certificateFile.path, "-noout", "-text", "-nameopt", "utf8,sep_comma_plus"]
            ).output
            #expect(text.contains("Consiliul Județean Cluj (TEST)") && text.contains("Sigiliu electronic de TEST"))
            #expect(text.contains("organizationIdentifier") && text.contains("VATRO-4288110"))
            #expect(text.contains("Digital Signature, Non Repudiation") && text.contains("CA:FALSE"))
            let verified = try Outsider.run(
                "openssl", ["verify", "-x509_strict", "-CAfile", seals.rootFile.path, seals.certificateFile.path])
            #expect(verified.status == 0, "\(verified)")
        }
    }

    @Test("A seal that is about to expire, and one in an old name, are made anew")
    func renewal() async throws {
        try await Seals.make { seals in
            let nearlyTwoYears = Bench.now + 710 * 86_400
            let renewed = try seals.authority.identity(slug: "cj-cluj", name: "Consiliul Județean Cluj", cif: "4288110", at: nearlyTwoYears)
            #expect(try renewed.chain != seals.identity.chain)
            let renamed = try seals.authority.identity(slug: "cj-cluj", name: "Județul Cluj", cif: "4288110", at: nearlyTwoYears)
            #expect(renamed.organization == "Județul Cluj (TEST)")
        }
    }

    @Test("A certificate with another's key is no identity")
    func mismatch() async throws {
        try await Seals.make { seals in
            #expect(throws: SealingFailure.self) {
                try SealingIdentity(certificates: seals.certificateFile, key: seals.folder.appending(component: "ca-key.pem"))
            }
            #expect(throws: SealingFailure.self) { try SealingIdentity(certificates: seals.keyFile, key: seals.keyFile) }
            #expect(throws: SealingFailure.self) { try SealingIdentity(certificates: seals.folder, key: seals.keyFile) }
        }
    }

    @Test("The name of its files cannot be a path, nor the authority's own", arguments: ["../x", "a/b", "", "ca", "A"])
    func slug(slug: String) async throws {
        try await Seals.make { seals in
            #expect(throws: SealingFailure.self) { try seals.authority.identity(slug: slug, name: "X", cif: "1", at: Bench.now) }
        }
    }
}
