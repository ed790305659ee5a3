import Documents
import Foundation
import TestKit
import Testing

@Suite("Sealing")
struct SealingTests {
    @Test("A sealed act is authentic to us, to poppler and to pyHanko, and is still PDF/A-2a and PDF/UA-1", arguments: Bench.acts)
    func act(template: String) async throws {
        let pdf = try await Bench.typeset(template)
        try await Seals.make { seals in
            let sealed = try seals.seal(pdf)
            let report = try seals.verify(sealed)
            #expect(report.verdict == .authentic)
            let seal = try #require(report.seal)
            #expect(seal.signer == "Sigiliu electronic de TEST – Consiliul Județean Cluj")
            #expect(seal.organization == "Consiliul Județean Cluj (TEST)")
            #expect(seal.issuer == "Autoritate de certificare de TEST, fără valoare juridică")
            #expect(seal.signedAt == Bench.now)
            #expect(seal.bytesAddedAfter == 0)

            let poppler = try await Outsider.pdfsig(sealed, trusting: seals.rootFile)
            for sentence in ["Signature is Valid", "Certificate is Trusted", "Total document signed", "ETSI.CAdES.detached"] {
                #expect(poppler.contains(sentence), "\(poppler)")
            }
            let others = try await Outsider.judge(sealed, trusting: seals.rootFile)
            #expect(others.accepted, "\(others.verdict)")
        }
    }

    @Test("Sealing only adds: the document's own bytes stay as they are")
    func incremental() async throws {
        let pdf = try await Bench.typeset("receipt")
        try await Seals.make { seals in
            let sealed = try seals.seal(pdf)
            #expect(sealed.starts(with: pdf))
            #expect(sealed.count - pdf.count < 40_000)
        }
    }

    @Test("A second seal leaves the first intact, and then vouches for the whole")
    func twice() async throws {
        let pdf = try await Bench.typeset("raspuns")
        try await Seals.make { seals in
            let other = try seals.authority.identity(slug: "ciurila", name: "Comuna Ciurila", cif: "4305857", at: Bench.now)
            let once = try seals.seal(pdf)
            let twice = try seals.seal(once, with: other)
            let report = try seals.verify(twice)
            #expect(report.verdict == .authentic)
            #expect(report.signatures.map(\.integrity) == [.intact, .intact])
            #expect(report.signatures.map(\.trust) == [.trusted, .trusted])
            #expect(report.signatures.map(\.coversWholeDocument) == [false, true])
            #expect(report.signatures.map(\.bytesAddedAfter) == [twice.count - once.count, 0])
            #expect(report.seal?.organization == "Comuna Ciurila (TEST)")
            let poppler = try await Outsider.pdfsig(twice, trusting: seals.rootFile)
            #expect(poppler.matches(of: /Signature is Valid/).count == 2, "\(poppler)")
            let others = try await Outsider.judge(twice, trusting: seals.rootFile)
            #expect(others.accepted, "\(others.verdict)")
        }
    }

    @Test("A document with a cross-reference stream is extended by another")
    func crossReferenceStream() async throws {
        let pdf = try await Bench.typeset("receipt")
        try await Seals.make { seals in
            let (plain, packed) = (seals.folder.appending(component: "a.pdf"), seals.folder.appending(component: "b.pdf"))
            try pdf.write(to: plain)
            try Outsider.run("qpdf", ["--object-streams=generate", plain.path, packed.path])
            let sealed = try seals.seal(Data(contentsOf: packed))
            #expect(sealed.range(of: Data("\nxref\n".utf8)) == nil)
            try #expect(seals.verify(sealed).verdict == .authentic)
            let poppler = try await Outsider.pdfsig(sealed, trusting: seals.rootFile)
            #expect(poppler.contains("Signature is Valid") && poppler.contains("Total document signed"), "\(poppler)")
            let others = try await Outsider.judge(sealed, trusting: seals.rootFile)
            #expect(others.accepted, "\(others.verdict)")
        }
    }

    @Test("An institution's own RSA key seals as well")
    func rsa() async throws {
        let pdf = try await Bench.typeset("receipt")
        try await Seals.make { seals in
            let (certificate, key) = (seals.folder.appending(component: "rsa.pem"), seals.folder.appending(component: "rsa-key.pem"))
            try Outsider.run(
                "openssl",
                [
                    "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-keyout", key.path, "-out", certificate.path, "-days", "30",
                    "-subj", "/C=RO/O=Primaria Ciurila/CN=Sigiliu RSA", "-addext", "keyUsage=critical,digitalSignature,keyCertSign",
                ])
            let identity = try SealingIdentity(certificates: certificate, key: key)
            #expect(identity.name == "Sigiliu RSA")
            let sealed = try seals.seal(pdf, with: identity)
            let root = try identity.chain
            let now = Date()  // OpenSSL dates certificates from the machine's clock
            try #expect(PDFVerification.verify(sealed, trusting: root, at: now).verdict == .authentic)
            try #expect(seals.verify(sealed, at: now).verdict == .untrusted)
            #expect(try await Outsider.pdfsig(sealed, trusting: certificate).contains("Signature is Valid"))
        }
    }

    @Test("What cannot be extended is refused", arguments: ["", "no PDF at all", "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n"])
    func unsuitable(text: String) async throws {
        try await Seals.make { seals in
            #expect(throws: SealingFailure.self) { try seals.seal(Data(text.utf8)) }
        }
    }

    @Test("An encrypted document and a cut-off one are refused")
    func damaged() async throws {
        let pdf = try await Bench.typeset("receipt")
        try await Seals.make { seals in
            let (plain, locked) = (seals.folder.appending(component: "a.pdf"), seals.folder.appending(component: "b.pdf"))
            try pdf.write(to: plain)
            try Outsider.run("qpdf", ["--encrypt", "", "secret", "256", "--", plain.path, locked.path])
            #expect(throws: SealingFailure.unsuitable("encrypted")) { try seals.seal(Data(contentsOf: locked)) }
            #expect(throws: SealingFailure.self) { try seals.seal(pdf.prefix(pdf.count - 100)) }
            #expect(throws: SealingFailure.self) { try seals.seal(pdf.dropFirst(1_000)) }
        }
    }
}
