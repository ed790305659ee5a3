import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Files in a bucket, each an object `files/<SHA-256>` under the address's prefix.
///
/// S3 cannot delete "unless it was put again". So who deletes first raises a fence of his own, an object `fences/<SHA-256>/<UUID>`, and
/// who puts looks afterwards whether there is one: either the deleting side sees the new time, or the putting side sees a fence or the gap.
struct S3Files: FileKeeping {
    let client: S3Client
    /// For tests: what happens between the last look and the deletion.
    var beforeDeleting: @Sendable () async throws -> Void = {}

    private static let tries = 50
    private static let pause = Duration.milliseconds(200)
    /// A fence that is older was left behind; no request takes that long.
    private static let fenceLife: TimeInterval = 10 * 60

    func take(_ file: SpooledFile) async throws {
        let key = client.key("files/\(file.sha256)")
        for _ in 1...Self.tries {
            _ = try await client.ask("PUT", key, body: file, accepting: [200])
            let fences = try await objects("fences/\(file.sha256)/")
            if fences.allSatisfy({ $0.changedAt + Self.fenceLife < Date() }), try await exists(key) { return }
            try await Task.sleep(for: Self.pause)
        }
        throw StoreFault.filesUnavailable("S3: the sweep does not let go of a file")
    }

    func size(_ sha256: String) async throws -> Int {
        let answer = try await client.ask("HEAD", client.key("files/\(sha256)"), accepting: [200, 404])
        guard answer.status == .ok else { throw StoreFault.missingFile(sha256: sha256) }
        return try Self.length(of: answer)
    }

    func bytes(_ sha256: String, part: Range<Int>?) async throws -> FileBytes {
        // An empty part cannot be asked for (RFC 9110, 14.1.2).
        let headers = part.flatMap { $0.isEmpty ? nil : ["range": "bytes=\($0.lowerBound)-\($0.upperBound - 1)"] } ?? [:]
        let answer = try await client.ask("GET", client.key("files/\(sha256)"), headers: headers, accepting: [200, 206, 404, 416])
        switch (answer.status, headers.isEmpty) {
        case (.ok, true), (.partialContent, false):
            return FileBytes(answer.body, length: try part?.count ?? Self.length(of: answer), of: part == nil ? sha256 : nil)
        case (.notFound, _): throw StoreFault.missingFile(sha256: sha256)
        default: throw StoreFault.damagedFile(sha256: sha256)
        }
    }

    func files(after sha256: String?, limit: Int) async throws -> [ListedFile] {
        let folder = client.key("files/")
        var last = sha256
        while true {
            let page = try await objects("files/", after: last, limit: limit)
            let files = page.compactMap { object in
                let name = String(object.key.dropFirst(folder.count))
                // Some tools leave an object for the folder itself.
                return name.isDigest ? ListedFile(sha256: name, size: object.size, keptAt: object.changedAt) : nil
            }
            guard files.isEmpty, let end = page.last else { return files }
            last = String(end.key.dropFirst(folder.count))
        }
    }

    func remove(_ sha256: String, unlessKeptAfter moment: Date) async throws -> Bool {
        let fence = client.key("fences/\(sha256)/\(UUID().uuidString)")
        _ = try await client.ask("PUT", fence, accepting: [200])
        let isGone: Bool
        do {
            isGone = try await removeBehindFence(sha256, unlessKeptAfter: moment)
        } catch {
            // A fence that stays falls by itself.
            _ = try? await client.ask("DELETE", fence, accepting: [204])
            throw error
        }
        _ = try await client.ask("DELETE", fence, accepting: [204])
        return isGone
    }

    private func removeBehindFence(_ sha256: String, unlessKeptAfter moment: Date) async throws -> Bool {
        guard let file = try await objects("files/\(sha256)", limit: 1).first, file.changedAt <= moment else { return false }
        try await beforeDeleting()
        _ = try await client.ask("DELETE", client.key("files/\(sha256)"), accepting: [204])
        return true
    }

    func close() async throws { try await client.close() }

    private func exists(_ key: String) async throws -> Bool {
        try await client.ask("HEAD", key, accepting: [200, 404]).status == .ok
    }

    /// A page of our objects whose names begin so, by name.
    private func objects(_ start: String, after name: String? = nil, limit: Int = FileLimits.page) async throws -> [S3Listing.Object] {
        let prefix = client.key(start)
        var query = ["list-type": "2", "prefix": prefix, "max-keys": "\(min(limit, FileLimits.page))"]
        if let name { query["start-after"] = prefix + name }
        let answer = try await client.ask("GET", "", query: query, accepting: [200])
        return try S3Listing.objects(in: Data(try await answer.body.collect(upTo: S3Limits.smallBody).readableBytesView))
    }

    private static func length(of answer: HTTPClientResponse) throws -> Int {
        guard let length = answer.headers.first(name: "content-length").flatMap({ Int($0) }) else {
            throw StoreFault.filesUnavailable("S3: an answer without a length")
        }
        return length
    }
}
