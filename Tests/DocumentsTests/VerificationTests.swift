import Documents
import Foundation
import TestKit
import Testing

@Suite("Verification")
struct VerificationTests {
    /// A sealed receipt, and the judgement of whatever one makes of it.
    private func withSealed(_ body: (Seals, Data) async throws -> Void) async throws {
        let pdf = try await Bench.typeset("receipt")
        try await Seals.make { seals in try await body(seals, seals.seal(pdf)) }
    }

    @Test("One changed bit is never authentic: not in the text, the structure, the signature or the zeros after it")
    func changedBit() async throws {
        try await withSealed { seals, sealed in
            let hole = try Seals.hole(of: sealed)
            var generator = SeededGenerator(state: 2026)
            // Two hexadecimal digits to a byte: a signature by a P-256 key with its certificate takes some 1,050 bytes.
            let places =
                [0, 5, 8, sealed.count - 1, sealed.count - 3, hole.lowerBound, hole.upperBound - 1, hole.upperBound - 2]
                + (0..<150).map { _ in Int.random(in: 0..<sealed.count, using: &generator) }
                + stride(from: hole.lowerBound + 1, to: hole.lowerBound + 2_200, by: 5)
            for place in places {
                var changed = sealed
                changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                try #expect(seals.verify(changed).verdict != .authentic, "byte \(place)")
            }
        }
    }

    @Test("A changed digit's case in the signature is noticed, though PDF does not tell them apart")
    func changedCase() async throws {
        try await withSealed { seals, sealed in
            let hole = try Seals.hole(of: sealed)
            let letter = try #require(sealed[hole].firstIndex { $0 >= UInt8(ascii: "a") })
            var changed = sealed
            changed[letter] ^= 0x20
            try #expect(seals.verify(changed).verdict == .altered)
        }
    }

    @Test("A file cut off anywhere is not authentic")
    func truncated() async throws {
        try await withSealed { seals, sealed in
            for length in stride(from: 0, to: sealed.count, by: 997) {
                try #expect(seals.verify(sealed.prefix(length)).verdict != .authentic, "\(length) bytes")
            }
            try #expect(seals.verify(sealed.dropLast()).verdict == .altered)
        }
    }

    @Test("What is added after the seal is an alteration, and how much is told", arguments: ["\n", "%", "\n1 0 obj\n<<>>\nendobj\n"])
    func appended(text: String) async throws {
        try await withSealed { seals, sealed in
            let report = try seals.verify(sealed + Data(text.utf8))
            #expect(report.verdict == .altered)
            let signature = try #require(report.signatures.first)
            #expect(signature.integrity == .intact && signature.trust == .trusted)
            #expect(!signature.coversWholeDocument && signature.bytesAddedAfter == text.utf8.count)
            #expect(report.seal == nil)
        }
    }

    @Test("A stranger's seal over ours does not make a changed document authentic")
    func strangerOnTop() async throws {
        try await withSealed { seals, sealed in
            let stranger = try Seals(in: seals.folder.appending(component: "stranger"))
            let report = try seals.verify(stranger.seal(sealed))
            #expect(report.verdict == .altered)
            #expect(report.signatures.map(\.trust) == [.trusted, .untrusted])
        }
    }

    @Test("A stranger's seal is intact and not trusted")
    func stranger() async throws {
        try await withSealed { seals, sealed in
            let stranger = try Seals(in: seals.folder.appending(component: "stranger"))
            let report = try stranger.verify(sealed)
            #expect(report.verdict == .untrusted)
            #expect(report.signatures.map(\.integrity) == [.intact])
            #expect(report.signatures.map(\.trust) == [.untrusted])
            try #expect(PDFVerification.verify(sealed, trusting: [], at: Bench.now).verdict == .untrusted)
        }
    }

    @Test("After the certificate's end a seal is expired; before its beginning it is not trusted")
    func validity() async throws {
        try await withSealed { seals, sealed in
            let late = try seals.verify(sealed, at: Bench.now + 800 * 86_400)
            #expect(late.verdict == .untrusted && late.signatures.map(\.trust) == [.expired])
            #expect(late.signatures.map(\.integrity) == [.intact])
            let early = try seals.verify(sealed, at: Bench.now - 2 * 86_400)
            #expect(early.verdict == .untrusted && early.signatures.map(\.trust) == [.untrusted])
        }
    }

    @Test("A hole larger than the signature is refused, even when the signature over the rest is right")
    func largeHole() async throws {
        try await withSealed { seals, sealed in
            try #expect(seals.verify(seals.forge(sealed)).verdict == .authentic)  // so the forger knows the trade
            for early in [1, 9, 11, 500] {
                try #expect(seals.verify(seals.forge(sealed, early: early)).verdict == .altered, "\(early) bytes early")
            }
        }
    }

    @Test("A digest that can be forged is refused")
    func weakDigest() async throws {
        try await withSealed { seals, sealed in
            try #expect(seals.verify(seals.forge(sealed, digest: "sha1")).verdict == .altered)
        }
    }

    @Test("SHA-512 by another program is as good")
    func otherDigest() async throws {
        try await withSealed { seals, sealed in
            try #expect(seals.verify(seals.forge(sealed, digest: "sha512")).verdict == .authentic)
        }
    }

    @Test(
        "A byte range of any other shape is refused",
        arguments: [
            "0 0 0 0", "0 10 5 20", "0 100 50 99999999", "1 100 200 300", "0 9999999999 9999999999 9999999999", "0 -1 10 20",
            "0 10 20", "0 10 20 30 40", "a b c d", "0 1e3 5 6", "", "0 99999999999999999999 1 1", "0 10 20 5 0 R",
        ])
    func byteRange(numbers: String) async throws {
        try await withSealed { seals, sealed in
            let list = try #require(sealed.range(of: Data("/ByteRange [".utf8)))
            let end = try #require(sealed.range(of: Data("]".utf8), in: list.upperBound..<sealed.count))
            let room = list.upperBound..<end.lowerBound
            var changed = sealed
            changed.replaceSubrange(room, with: Data(numbers.padding(toLength: room.count, withPad: " ", startingAt: 0).utf8))
            try #expect(seals.verify(changed).verdict == .altered)
        }
    }

    @Test("A sealed document inside another file vouches for itself only")
    func embedded() async throws {
        try await withSealed { seals, sealed in
            let shell = Data("%PDF-1.7\n1 0 obj\n<< /Length \(sealed.count) >>\nstream\n".utf8)
            let report = try seals.verify(shell + sealed + Data("\nendstream\nendobj\n%%EOF\n".utf8))
            #expect(report.verdict == .altered)
        }
    }

    @Test("What is no PDF is told apart from a PDF without a signature")
    func unsigned() async throws {
        let pdf = try await Bench.typeset("receipt")
        try await Seals.make { seals in
            let plainly = try seals.verify(pdf)
            #expect(plainly.verdict == .unsigned && plainly.signatures.isEmpty)
            for text in ["", "PK\u{3}\u{4}zip", "GIF89a", String(repeating: " ", count: 2_000) + "%PDF-1.7"] {
                try #expect(seals.verify(Data(text.utf8)).verdict == .notPDF, "\(text)")
            }
            let (plain, locked) = (seals.folder.appending(component: "a.pdf"), seals.folder.appending(component: "b.pdf"))
            try pdf.write(to: plain)
            try Outsider.run("qpdf", ["--encrypt", "user", "owner", "256", "--", plain.path, locked.path])
            try #expect(seals.verify(Data(contentsOf: locked)).verdict == .unsigned)
        }
    }

    @Test("Seals of other software are verified too", arguments: ["ADOBE_PKCS7_DETACHED", "PADES"])
    func foreign(format: String) async throws {
        let pdf = try await Bench.typeset("receipt")
        try await Seals.make { seals in
            let (plain, signed) = (seals.folder.appending(component: "a.pdf"), seals.folder.appending(component: "b.pdf"))
            try pdf.write(to: plain)
            let program = """
                import sys
                from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
                from pyhanko.sign import signers, fields
                key, certificate, root, plain, signed = sys.argv[1:]
                signer = signers.SimpleSigner.load(key, certificate, ca_chain_files=[root])
                metadata = signers.PdfSignatureMetadata(field_name="Semnătură", subfilter=fields.SigSeedSubFilter.\(format))
                with open(plain, "rb") as source, open(signed, "wb") as target:
                    signers.sign_pdf(IncrementalPdfFileWriter(source), metadata, signer=signer, output=target)
                """
            let result = try Outsider.run(
                Bench.python.path,
                ["-I", "-c", program] + [seals.keyFile, seals.certificateFile, seals.rootFile, plain, signed].map(\.path))
            #expect(result.status == 0, "\(result.errors)")
            let report = try seals.verify(Data(contentsOf: signed))
            #expect(report.verdict == .authentic)
            #expect(report.seal?.organization == "Consiliul Județean Cluj (TEST)")
            #expect(abs(try #require(report.seal?.signedAt).timeIntervalSinceNow) < 600)
            // And ours on top of it.
            let both = try seals.verify(seals.seal(Data(contentsOf: signed)))
            #expect(both.verdict == .authentic && both.signatures.map(\.integrity) == [.intact, .intact])
        }
    }

    @Test("Hostile files get a verdict: noise, repetition and mangled seals")
    func hostile() async throws {
        try await withSealed { seals, sealed in
            var generator = SeededGenerator(state: 7)
            let signature = "/ByteRange [0 10 20 30] /SubFilter /ETSI.CAdES.detached /Contents <3000>"
            let traps = [
                String(repeating: "/ByteRange", count: 100_000), String(repeating: " obj /ByteRange [", count: 50_000),
                String(repeating: "1 0 obj <<\(signature)>> endobj\n", count: 20_000), String(repeating: "<<", count: 500_000),
                "1 0 obj << \(signature)",
            ]
            for trap in traps {
                let report = try seals.verify(Data("%PDF-1.7\n\(trap)".utf8))
                #expect(report.verdict != .authentic && report.signatures.count <= PDFVerification.signatureLimit)
            }
            let hole = try Seals.hole(of: sealed)
            for round in 0..<150 {
                var mangled = sealed
                let area = round.isMultiple(of: 2) ? hole.lowerBound + 1..<hole.lowerBound + 2_200 : 0..<sealed.count
                for _ in 0...Int.random(in: 0..<8, using: &generator) {
                    let place = Int.random(in: area, using: &generator)
                    mangled[place] =
                        round.isMultiple(of: 2)
                        ? Data("0123456789abcdef".utf8)[Int.random(in: 0..<16, using: &generator)]
                        : UInt8.random(in: 0...255, using: &generator)
                }
                if mangled != sealed { try #expect(seals.verify(mangled).verdict != .authentic, "round \(round)") }
            }
        }
    }

    @Test("A file over the limit is refused, and so is a root that is no certificate")
    func limits() async throws {
        let size = PDFVerification.sizeLimit + 1
        #expect(throws: PDFVerification.Failure.tooLarge(size)) {
            try PDFVerification.verify(Data(count: size), trusting: [], at: Bench.now)
        }
        #expect(throws: PDFVerification.Failure.unreadableRoot) {
            try PDFVerification.verify(Data("%PDF-".utf8), trusting: [Data("root".utf8)], at: Bench.now)
        }
    }
}
