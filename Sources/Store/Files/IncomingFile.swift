import Crypto
package import Foundation
import NIOPosix
import Synchronization

/// A file on its way in: hashed as it grows in a folder of its own, and either kept or gone without a trace.
/// Used by one task at a time.
package final class IncomingFile: Sendable {
    private struct Progress: Sendable {
        let file: DiskFile
        var hasher = SHA256()
        var size = 0
        var isSettled = false
    }

    private let path: String
    private let keeper: any FileKeeping
    private let threads: NIOThreadPool
    private let progress: Mutex<Progress>

    init(path: String, keeper: any FileKeeping, threads: NIOThreadPool) async throws {
        self.path = path
        self.keeper = keeper
        self.threads = threads
        progress = Mutex(Progress(file: try await threads.runIfActive { try DiskFile(creating: path) }))
    }

    deinit {
        if !progress.withLock({ $0.isSettled }) { try? DiskFile.delete(path) }
    }

    /// - Throws: `StoreFault.filesUnavailable` when the disk takes no more.
    package func append(_ bytes: Data) async throws {
        try await threads.runIfActive { [self] in
            try progress.withLock { progress in
                try progress.file.write(bytes)
                progress.hasher.update(data: bytes)
                progress.size += bytes.count
            }
        }
    }

    /// Hands the file to the place that keeps it; on return it is kept for good.
    package func keep() async throws -> (sha256: String, size: Int) {
        let spooled = progress.withLock { progress in
            SpooledFile(
                file: progress.file, path: path, sha256: progress.hasher.finalize().hexadecimal, size: progress.size, threads: threads)
        }
        do {
            try await keeper.take(spooled)
        } catch {
            await discard()
            throw error
        }
        await discard()
        return (spooled.sha256, spooled.size)
    }

    /// Leaves nothing of it here; done twice, it does no harm.
    package func discard() async {
        let path = path
        progress.withLock { $0.isSettled = true }
        // What cannot be deleted now is cleared away by the sweep.
        try? await threads.runIfActive { try DiskFile.delete(path) }
    }
}

/// A whole file on this machine's disk, hashed, not yet synced.
struct SpooledFile: Sendable {
    let file: DiskFile
    let path: String
    let sha256: String
    let size: Int
    let threads: NIOThreadPool

    /// The file from its beginning; asked again, it begins again.
    var bytes: FileBytes { FileBytes(file, 0..<size, of: nil, threads: threads) }
}
