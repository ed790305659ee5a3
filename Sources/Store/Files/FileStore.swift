package import Foundation
import NIOCore
import NIOPosix

/// Files by the SHA-256 of their bytes. A file is kept for good, whole, before a row may name it; what no row names is swept.
///
/// Work on disk is done by a few threads of the store's own, and no more of a file is in memory than one piece of it.
package struct FileStore: Sendable {
    private let keeper: any FileKeeping
    private let incoming: URL
    private let threads: NIOThreadPool

    /// Files in a folder, `ab/abcd…`; what is on its way in lies in `incoming`.
    package init(folder: URL) throws {
        let threads = Self.startedThreads()
        try self.init(FolderFiles(folder: folder, threads: threads), incoming: folder.appending(path: "incoming"), threads)
    }

    /// Files in a bucket of an S3-compatible service.
    /// - Parameter incoming: a folder of this machine, in which uploads lie until the service has them.
    package init(s3 address: S3Address, credentials: S3Credentials, incoming: URL) throws {
        let keeper = S3Files(client: S3Client(address: address, credentials: credentials))
        try self.init(keeper, incoming: incoming, Self.startedThreads())
    }

    private init(_ keeper: any FileKeeping, incoming: URL, _ threads: NIOThreadPool) throws {
        (self.keeper, self.incoming, self.threads) = (keeper, incoming, threads)
        try FileManager.default.createDirectory(at: incoming, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private static func startedThreads() -> NIOThreadPool {
        let threads = NIOThreadPool(numberOfThreads: FileLimits.threads)
        threads.start()
        return threads
    }

    package func close() async throws {
        try await keeper.close()
        try await threads.shutdownGracefully()
    }

    /// Opens a file that arrives in pieces.
    package func beginFile() async throws -> IncomingFile {
        let path = incoming.appending(path: UUID().uuidString).path
        return try await IncomingFile(path: path, keeper: keeper, threads: threads)
    }

    /// Keeps bytes that are already in memory.
    /// - Returns: their SHA-256.
    package func keep(_ data: Data) async throws -> String {
        let incoming = try await beginFile()
        do {
            try await incoming.append(data)
        } catch {
            await incoming.discard()
            throw error
        }
        return try await incoming.keep().sha256
    }

    /// A file that somebody may read; it is neither looked for nor opened yet.
    package func file(_ sha256: String) -> StoredFile { StoredFile(sha256: sha256, keeper: keeper) }

    /// Reads a whole file into memory, checking that it is still what it was.
    package func read(_ sha256: String) async throws -> Data {
        var data = Data()
        for try await piece in try await file(sha256).bytes() { data.append(contentsOf: piece.readableBytesView) }
        return data
    }

    /// A page of all files, by their SHA-256; the next page comes `after` the last of this one. Empty at the end.
    package func files(after sha256: String? = nil, limit: Int = FileLimits.page) async throws -> [ListedFile] {
        try await keeper.files(after: sha256, limit: limit)
    }

    /// Deletes a file, unless it was kept again after `moment`: whoever kept it is about to name it.
    /// - Returns: whether it is gone.
    package func remove(_ sha256: String, unlessKeptAfter moment: Date) async throws -> Bool {
        guard sha256.isDigest else { throw StoreFault.missingFile(sha256: sha256) }
        return try await keeper.remove(sha256, unlessKeptAfter: moment)
    }

    /// Deletes what uploads left behind that never came to their end.
    /// - Returns: how many bytes that freed.
    package func clearIncoming(before moment: Date) async throws -> Int {
        let incoming = incoming
        return try await threads.runIfActive {
            try FileManager.default.contentsOfDirectory(atPath: incoming.path).reduce(into: 0) { freed, name in
                let path = incoming.appending(path: name).path
                // A file that has gone meanwhile came to its end.
                guard let left = try? ListedFile(path: path, name: name), left.keptAt < moment else { return }
                try DiskFile.delete(path)
                freed += left.size
            }
        }
    }
}

/// A place that keeps files: a folder, or a bucket of an S3-compatible service. Digests have been checked for their form.
protocol FileKeeping: Sendable {
    /// Keeps a file; returns when nothing can take it away any more. Keeping it again renews its time.
    func take(_ file: SpooledFile) async throws
    /// - Throws: `StoreFault.missingFile`
    func size(_ sha256: String) async throws -> Int
    /// - Parameter part: within the file; nil for all of it.
    /// - Throws: `StoreFault.missingFile`
    func bytes(_ sha256: String, part: Range<Int>?) async throws -> FileBytes
    func files(after sha256: String?, limit: Int) async throws -> [ListedFile]
    /// Never deletes what is kept again while it runs.
    func remove(_ sha256: String, unlessKeptAfter moment: Date) async throws -> Bool
    func close() async throws
}

/// A line in the list of all files.
package struct ListedFile: Hashable, Sendable {
    package let sha256: String
    /// In bytes.
    package let size: Int
    /// When it was last kept, by the clock of the place that keeps it.
    package let keptAt: Date
}

package enum FileLimits {
    /// For work on disk, in each store.
    static let threads = 4
    /// How much of a file is in memory at once, in bytes.
    static let piece = 128 * 1_024
    /// Files on one page of the list; S3 gives no more.
    package static let page = 1_000
    /// A file that no row names may be about to be named: it stays that long.
    package static let grace: TimeInterval = 24 * 3_600
}

extension String {
    /// A SHA-256 as we write it: 64 lower-case hexadecimal digits. Nothing else becomes a path.
    var isDigest: Bool {
        utf8.count == 64 && utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
