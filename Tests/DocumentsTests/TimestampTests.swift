import Documents
import Foundation
import TestKit
import Testing

@Suite("Detached seals and timestamps")
struct TimestampTests {
    private static let content = Data("ghiseu-sealed-head 1\nday 2026-11-24\n".utf8)

    @Test("OpenSSL verifies a detached seal, and both of us refuse it over other bytes")
    func seal() async throws {
        try await Seals.make { seals in
            let seal = try DetachedSeal.seal(Self.content, with: seals.identity)
            let (text, file) = (seals.folder.appending(component: "head.txt"), seals.folder.appending(component: "head.p7s"))
            try seal.write(to: file)
            for (content, isSealed) in [(Self.content, true), (Self.content + Data(" ".utf8), false)] {
                try content.write(to: text)
                let judged = try Outsider.run(
                    "openssl",
                    [
                        "cms", "-verify", "-binary", "-inform", "DER", "-in", file.path, "-content", text.path, "-CAfile",
                        seals.rootFile.path,
                        "-purpose", "any", "-attime", "\(Int(Bench.now.timeIntervalSince1970))",
                    ])
                #expect((judged.status == 0) == isSealed, "\(judged)")
                let ours = try DetachedSeal.verify(
                    seal, of: content, trusting: [seals.authority.root], sealedAt: Bench.now, at: Bench.now)
                #expect((ours.integrity == .intact) == isSealed && (ours.trust == .trusted) == isSealed)
            }
        }
    }

    @Test("A timestamp by OpenSSL is understood, and refused over other bytes, from strangers and with another nonce")
    func stamp() async throws {
        try await Bench.withFolder { folder in
            let authority = try Stamps(in: folder)
            let question = try Timestamp.question(about: Self.content, nonce: [0xFF, 2, 3, 4, 5, 6, 7, 8])
            let answer = try authority.answer(question)
            let time = try Timestamp.time(in: answer, to: question, trusting: [authority.root])
            #expect(abs(time.timeIntervalSinceNow) < 60)
            // Long after, the nonce is forgotten.
            #expect(try Timestamp.time(in: answer, to: Timestamp.question(about: Self.content), trusting: [authority.root]) == time)

            let refused: [(Data, Data, [Data])] = [
                (answer, try Timestamp.question(about: Self.content + Data([0])), [authority.root]),
                (answer, try Timestamp.question(about: Self.content, nonce: [9]), [authority.root]),
                (answer, question, []),
                (answer.dropLast(3), question, [authority.root]),
                (Data(), question, [authority.root]),
                (Data("<html>busy</html>".utf8), question, [authority.root]),
                (Data(repeating: 0x30, count: Timestamp.answerLimit + 1), question, [authority.root]),
            ]
            for (answer, question, roots) in refused {
                #expect(throws: Timestamp.Failure.self) { try Timestamp.time(in: answer, to: question, trusting: roots) }
            }
        }
    }

    @Test("A flipped bit anywhere in a timestamp's signature or content is noticed")
    func flipped() async throws {
        try await Bench.withFolder { folder in
            let authority = try Stamps(in: folder)
            let question = try Timestamp.question(about: Self.content)
            let answer = try authority.answer(question)
            var random = SeededGenerator(state: 2026)
            var held = 0
            for _ in 1...200 {
                var forged = answer
                forged[Int.random(in: 0..<answer.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
                if (try? Timestamp.time(in: forged, to: question, trusting: [authority.root])) != nil { held += 1 }
            }
            // Text beside the signature (the status, certificates that nobody needs) may change; what is signed may not.
            #expect(held < 20)
        }
    }
}

/// A timestamping authority made by the openssl program, for one test.
private struct Stamps {
    private let folder: URL
    let root: Data

    init(in folder: URL) throws {
        self.folder = folder
        let settings = """
            [req]
            distinguished_name = name
            [name]
            [root]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign
            subjectKeyIdentifier = hash
            [stamper]
            basicConstraints = critical, CA:FALSE
            keyUsage = critical, digitalSignature
            extendedKeyUsage = critical, timeStamping
            [tsa]
            serial = \(folder.path)/serial
            signer_cert = \(folder.path)/stamper.pem
            signer_key = \(folder.path)/stamper-key.pem
            signer_digest = sha256
            default_policy = 1.2.3.4
            digests = sha256
            """
        try Data(settings.utf8).write(to: folder.appending(component: "settings"))
        func make(_ name: String, _ more: [String]) throws {
            let made = try Outsider.run(
                "openssl",
                [
                    "req", "-x509", "-config", "\(folder.path)/settings", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=TEST \(name)",
                    "-days",
                    "2", "-extensions", name, "-keyout", "\(folder.path)/\(name)-key.pem", "-out", "\(folder.path)/\(name).pem",
                ] + more)
            guard made.status == 0 else { throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: made.errors]) }
        }
        try make("root", [])
        try make("stamper", ["-CA", "\(folder.path)/root.pem", "-CAkey", "\(folder.path)/root-key.pem"])
        root = try #require(try RootCertificates.read(folder.appending(component: "root.pem")).first)
    }

    func answer(_ question: Data) throws -> Data {
        let (asked, answered) = (folder.appending(component: "question.tsq"), folder.appending(component: "answer.tsr"))
        try question.write(to: asked)
        let made = try Outsider.run(
            "openssl",
            [
                "ts", "-reply", "-config", "\(folder.path)/settings", "-section", "tsa", "-queryfile", asked.path, "-out", answered.path,
            ])
        guard made.status == 0 else { throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: made.errors]) }
        return try Data(contentsOf: answered)
    }
}
