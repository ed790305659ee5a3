import Documents
import Foundation
import TestKit

/// An institution with a seal of its own, made for one test.
struct Seals {
    let folder: URL
    let authority: TestAuthority
    let identity: SealingIdentity

    var rootFile: URL { folder.appending(component: "ca.pem") }
    var certificateFile: URL { folder.appending(component: "cj-cluj.pem") }
    var keyFile: URL { folder.appending(component: "cj-cluj-key.pem") }

    init(in folder: URL) throws {
        self.folder = folder
        authority = try TestAuthority(folder: folder, at: Bench.now)
        identity = try authority.identity(slug: "cj-cluj", name: "Consiliul Județean Cluj", cif: "4288110", at: Bench.now)
    }

    static func make(_ body: (Seals) async throws -> Void) async throws {
        try await Bench.withFolder { folder in try await body(Seals(in: folder.appending(component: "seals"))) }
    }

    func seal(_ pdf: Data, with other: SealingIdentity? = nil) throws -> Data {
        try PDFSealing.seal(pdf, with: other ?? identity, reason: "Eliberarea actului", place: "Cluj-Napoca", at: Bench.now)
    }

    func verify(_ pdf: Data, at moment: Date = Bench.now) throws -> SealReport {
        try PDFVerification.verify(pdf, trusting: [authority.root], at: moment)
    }

    /// Signs a sealed document again with OpenSSL, as somebody may who has the key and bad intentions.
    ///
    /// - Parameters:
    ///   - early: how many bytes before the signature the hole begins.
    ///   - digest: OpenSSL's name of a digest.
    func forge(_ sealed: Data, early: Int = 0, digest: String = "sha256") throws -> Data {
        let hole = try Self.hole(of: sealed)
        var forged = sealed
        guard let list = sealed.range(of: Data("/ByteRange [".utf8)),
            let end = sealed.range(of: Data("]".utf8), in: list.upperBound..<hole.lowerBound)
        else { throw CocoaError(.fileReadCorruptFile) }
        let room = list.upperBound..<end.lowerBound
        let numbers = "0 \(hole.lowerBound - early) \(hole.upperBound) \(sealed.count - hole.upperBound)"
        forged.replaceSubrange(room, with: Data(numbers.padding(toLength: room.count, withPad: " ", startingAt: 0).utf8))

        let content = folder.appending(component: "content")
        let signature = folder.appending(component: "signature")
        try (forged[..<(hole.lowerBound - early)] + forged[hole.upperBound...]).write(to: content)
        let result = try Outsider.run(
            "openssl",
            [
                "cms", "-sign", "-binary", "-in", content.path, "-signer", certificateFile.path, "-inkey", keyFile.path,
                "-md", digest, "-outform", "DER", "-out", signature.path,
            ])
        guard result.status == 0 else { throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: result.errors]) }
        let digits = try Data(contentsOf: signature).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let contents = "<\(digits.padding(toLength: hole.count - 2, withPad: "0", startingAt: 0))>"
        forged.replaceSubrange(hole, with: Data(contents.utf8))
        return forged
    }

    /// Where the last signature stands, its angle brackets included.
    static func hole(of sealed: Data) throws -> Range<Int> {
        guard let key = sealed.range(of: Data("/Contents <".utf8), options: .backwards),
            let end = sealed.range(of: Data(">".utf8), in: key.upperBound..<sealed.count)
        else { throw CocoaError(.fileReadCorruptFile) }
        return key.upperBound - 1..<end.upperBound
    }
}

/// The same "random" numbers in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
