import Crypto
import Foundation
import NIOCore
import TestKit
import Testing

@testable import Store

extension Data {
    var digest: String { SHA256.hash(data: self).hexadecimal }
}

@Suite("Files, in a folder and on S3")
struct FileTests {
    @Test("A file comes back as it was kept, whole and in parts, whatever its size", arguments: FileStoreKind.allCases)
    func roundTrip(kind: FileStoreKind) async throws {
        try await FileBench.on(kind) { bench in
            for size in [0, 1, FileLimits.piece - 1, FileLimits.piece, 3 * FileLimits.piece + 7] {
                let data = Data.noise(size)
                let sha256 = try await bench.files.keep(data)
                #expect(sha256 == data.digest)
                #expect(try await bench.files.read(sha256) == data)
                #expect(try await bench.files.file(sha256).size() == size)
                for part in [0..<min(1, size), size / 2..<size, max(0, size - 3)..<size] {
                    let bytes = try await bench.files.file(sha256).bytes(part)
                    #expect(bytes.length == part.count)
                    #expect(try await Self.collect(bytes) == data.subdata(in: part))
                }
            }
            #expect(try bench.incoming().isEmpty)
        }
    }

    @Test("20 MB go in and out in pieces of at most a megabyte", arguments: FileStoreKind.allCases)
    func streaming(kind: FileStoreKind) async throws {
        try await FileBench.on(kind) { bench in
            let piece = Data.noise(1_000_000)
            let incoming = try await bench.files.beginFile()
            var hasher = SHA256()
            for _ in 1...20 {
                try await incoming.append(piece)
                hasher.update(data: piece)
            }
            let kept = try await incoming.keep()
            #expect(kept.size == 20_000_000 && kept.sha256 == hasher.finalize().hexadecimal)
            var (total, largest) = (0, 0)
            for try await piece in try await bench.files.file(kept.sha256).bytes() {
                total += piece.readableBytes
                largest = max(largest, piece.readableBytes)
            }
            #expect(total == 20_000_000 && largest <= 1_048_576)
        }
    }

    @Test("The same bytes kept by many at once are one file", arguments: FileStoreKind.allCases)
    func concurrent(kind: FileStoreKind) async throws {
        try await FileBench.on(kind) { bench in
            let data = Data.noise(300_000)
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 1...8 { group.addTask { try await bench.files.keep(data) } }
                for try await sha256 in group { #expect(sha256 == data.digest) }
            }
            #expect(try await bench.files.files().map(\.sha256) == [data.digest])
            #expect(try await bench.files.read(data.digest) == data)
        }
    }

    @Test("A damaged file is a fault, and a stream of it breaks off before its end", arguments: FileStoreKind.allCases)
    func damaged(kind: FileStoreKind) async throws {
        try await FileBench.on(kind) { bench in
            let data = Data.noise(500_000)
            let sha256 = try await bench.files.keep(data)
            var altered = data
            altered[250_000] ^= 1
            for bytes in [altered, data.dropLast(), data + [0], Data()] {
                try await bench.damage(sha256, Data(bytes))
                var received = 0
                await #expect(throws: StoreFault.self) {
                    for try await piece in try await bench.files.file(sha256).bytes() { received += piece.readableBytes }
                }
                #expect(received < max(1, bytes.count))
            }
            // Keeping the file again heals it.
            _ = try await bench.files.keep(data)
            #expect(try await bench.files.read(sha256) == data)
        }
    }

    @Test(
        "What is not there is missing; what is no digest is not even looked for", arguments: FileStoreKind.allCases,
        [
            String(repeating: "a", count: 64), String(repeating: "A", count: 64), "", "..", "../../../../etc/passwd", "incoming", "lock",
            String(repeating: "a", count: 63), String(repeating: "a", count: 63) + "/", String(repeating: "a", count: 63) + "\u{0}", "ț",
        ])
    func missing(kind: FileStoreKind, name: String) async throws {
        try await FileBench.on(kind) { bench in
            let file = bench.files.file(name)
            await Self.expectMissing { _ = try await file.size() }
            await Self.expectMissing { _ = try await file.bytes() }
            await Self.expectMissing { _ = try await file.bytes(0..<1) }
            await Self.expectMissing { _ = try await bench.files.read(name) }
            if !name.isDigest { await Self.expectMissing { _ = try await bench.files.remove(name, unlessKeptAfter: .distantFuture) } }
        }
    }

    @Test("The list of all files comes in pages, each file once", arguments: FileStoreKind.allCases)
    func listing(kind: FileStoreKind) async throws {
        try await FileBench.on(kind) { bench in
            #expect(try await bench.files.files().isEmpty)
            var kept: Set<String> = []
            for seed in 1...7 { kept.insert(try await bench.files.keep(.noise(100 + seed, seed: UInt64(seed)))) }
            var (listed, last) = ([ListedFile](), String?.none)
            while true {
                let page = try await bench.files.files(after: last, limit: 2)
                guard let end = page.last else { break }
                #expect(page.count <= 2)
                listed += page
                last = end.sha256
            }
            #expect(listed.map(\.sha256) == kept.sorted())
            #expect(listed.map(\.size).sorted() == Array(101...107))
            #expect(listed.allSatisfy { abs($0.keptAt.timeIntervalSinceNow) < 600 })
        }
    }

    @Test("A file is removed only when it was not kept again meanwhile", arguments: FileStoreKind.allCases)
    func removing(kind: FileStoreKind) async throws {
        try await FileBench.on(kind) { bench in
            let sha256 = try await bench.files.keep(.noise(100))
            #expect(try await !bench.files.remove(sha256, unlessKeptAfter: Date() - 3_600))
            #expect(try await bench.files.read(sha256).count == 100)
            #expect(try await bench.files.remove(sha256, unlessKeptAfter: Date() + 3_600))
            #expect(try await !bench.files.remove(sha256, unlessKeptAfter: Date() + 3_600))
            await Self.expectMissing { _ = try await bench.files.read(sha256) }
            _ = try await bench.files.keep(.noise(100))
            #expect(try await bench.files.read(sha256).count == 100)
        }
    }

    @Test("An upload that is given up leaves nothing; one that a crash cut off is cleared away", arguments: FileStoreKind.allCases)
    func unfinished(kind: FileStoreKind) async throws {
        try await FileBench.on(kind) { bench in
            let refused = try await bench.files.beginFile()
            try await refused.append(.noise(1_000))
            await refused.discard()
            try await Self.forget(bench.files)
            #expect(try bench.incoming().isEmpty)
            try Data.noise(1_000).write(to: bench.folder.appending(path: "files/incoming/left"))
            #expect(try await bench.files.clearIncoming(before: Date() - 3_600) == 0)
            #expect(try await bench.files.clearIncoming(before: Date() + 3_600) == 1_000)
            #expect(try bench.incoming().isEmpty)
            #expect(try await bench.files.files().isEmpty)
        }
    }

    @Test("In a folder, a file that is kept and removed at once is there afterwards")
    func race() async throws {
        try await FileBench.on(.folder) { bench in
            let data = Data.noise(64)
            let path = bench.folder.appending(path: "files/\(data.digest.prefix(2))/\(data.digest)").path
            for _ in 1...100 {
                _ = try await bench.files.keep(data)
                try FileManager.default.setAttributes([.modificationDate: Date() - 90_000], ofItemAtPath: path)
                async let kept = bench.files.keep(data)
                async let removed = bench.files.remove(data.digest, unlessKeptAfter: Date() - 80_000)
                _ = try await (kept, removed)
                #expect(try await bench.files.read(data.digest) == data)
            }
        }
    }

    @Test("In a folder, who deletes waits for who keeps, and looks only then whether the file is new")
    func lock() async throws {
        try await FileBench.on(.folder) { bench in
            let data = Data.noise(64)
            let sha256 = try await bench.files.keep(data)
            let path = bench.folder.appending(path: "files/\(sha256.prefix(2))/\(sha256)").path
            try FileManager.default.setAttributes([.modificationDate: Date() - 90_000], ofItemAtPath: path)
            let lock = open(bench.folder.appending(path: "files/lock").path, O_RDWR)
            #expect(flock(lock, LOCK_SH) == 0)
            async let removed = bench.files.remove(sha256, unlessKeptAfter: Date() - 80_000)
            // Time enough for a deletion that does not wait.
            for _ in 1...100 { #expect(try await bench.files.file(sha256).size() == 64) }
            try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
            #expect(flock(lock, LOCK_UN) == 0 && close(lock) == 0)
            #expect(try await !removed)
            #expect(try await bench.files.read(sha256) == data)
        }
    }

    private static func forget(_ files: FileStore) async throws {
        let incoming = try await files.beginFile()
        try await incoming.append(.noise(1_000))
    }

    private static func collect(_ bytes: FileBytes) async throws -> Data {
        var data = Data()
        for try await piece in bytes { data.append(contentsOf: piece.readableBytesView) }
        return data
    }

    private static func expectMissing(_ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("a file that cannot be there was found")
        } catch StoreFault.missingFile {
        } catch {
            Issue.record("\(error)")
        }
    }
}
