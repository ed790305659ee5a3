import Foundation
import NIOCore
import NIOPosix
import TestKit

@testable import Store

/// An empty file store, and hands that reach behind it.
struct FileBench: Sendable {
    let kind: FileStoreKind
    let folder: URL
    let files: FileStore

    /// Lends a bench and clears it away afterwards.
    static func on(_ kind: FileStoreKind, _ body: (FileBench) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        let bench = FileBench(kind: kind, folder: folder, files: try kind.store(in: folder))
        do {
            try await body(bench)
            try await bench.remove()
        } catch {
            try await bench.remove()
            throw error
        }
    }

    /// What uploads have left on this machine's disk.
    func incoming() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "files/incoming").path)
    }

    /// Lets other bytes lie under a file's name, as a failing disk might.
    func damage(_ sha256: String, _ bytes: Data) async throws {
        switch kind {
        case .folder:
            try bytes.write(to: folder.appending(path: "files/\(sha256.prefix(2))/\(sha256)"))
        case .s3:
            try await S3Bench.lent(folder.lastPathComponent) { client in
                try await S3Bench.put(bytes, at: client.key("files/\(sha256)"), client, folder)
            }
        }
    }

    private func remove() async throws {
        try await files.close()
        try FileManager.default.removeItem(at: folder)
    }
}

/// Bare hands in the bucket.
enum S3Bench {
    static func lent(_ prefix: String, _ body: (S3Client) async throws -> Void) async throws {
        let server = try S3Server.shared.get()
        let client = S3Client(address: try server.address(prefix: prefix), credentials: server.credentials)
        do {
            try await body(client)
            try await client.close()
        } catch {
            try await client.close()
            throw error
        }
    }

    static func put(_ bytes: Data, at key: String, _ client: S3Client, _ folder: URL) async throws {
        _ = try await client.ask("PUT", key, body: spooled(bytes, in: folder), accepting: [200])
    }

    static func spooled(_ bytes: Data, in folder: URL) throws -> SpooledFile {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: UUID().uuidString).path
        let file = try DiskFile(creating: path)
        try file.write(bytes)
        return SpooledFile(file: file, path: path, sha256: bytes.digest, size: bytes.count, threads: .singleton)
    }
}

extension Data {
    /// So many bytes that repeat nowhere near.
    static func noise(_ count: Int, seed: UInt64 = 1) -> Data {
        var state = seed
        var bytes = Data(capacity: count)
        while bytes.count < count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            Swift.withUnsafeBytes(of: state) { bytes.append(contentsOf: $0.prefix(count - bytes.count)) }
        }
        return bytes
    }
}
