import Crypto
package import Foundation

/// Files by the SHA-256 of their bytes, in a folder. A file is on disk, whole and synced, before a row may name it.
package struct FileStore: Sendable {
    private let folder: URL

    package init(folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            at: folder.appending(path: "incoming"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Where a file's bytes lie; two letters of the digest make the sub-folder.
    package func location(_ sha256: String) -> URL {
        folder.appending(path: String(sha256.prefix(2))).appending(path: sha256)
    }

    /// Keeps bytes that are already in memory.
    /// - Returns: their SHA-256.
    package func keep(_ data: Data) throws -> String {
        let incoming = try beginFile()
        try incoming.append(data)
        return try incoming.keep().sha256
    }

    /// Reads a whole file back, checking that it is still what it was.
    package func read(_ sha256: String) throws -> Data {
        let data = try Data(contentsOf: location(sha256))
        guard SHA256.hash(data: data).hexadecimal == sha256 else { throw StoreFault.damagedFile(sha256: sha256) }
        return data
    }

    /// Opens a file that arrives in pieces.
    package func beginFile() throws -> IncomingFile {
        let path = folder.appending(path: "incoming").appending(path: UUID().uuidString)
        return try IncomingFile(path: path, store: self)
    }
}

/// A file on its way in: hashed as it grows, and either kept or gone without a trace.
/// Used by one task at a time.
package final class IncomingFile {
    private let path: URL
    private let store: FileStore
    private let handle: FileHandle
    private var hasher = SHA256()
    package private(set) var size = 0
    private var isSettled = false

    fileprivate init(path: URL, store: FileStore) throws {
        self.path = path
        self.store = store
        guard FileManager.default.createFile(atPath: path.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        handle = try FileHandle(forWritingTo: path)
    }

    deinit {
        if !isSettled { discard() }
    }

    package func append(_ bytes: Data) throws {
        hasher.update(data: bytes)
        size += bytes.count
        try handle.write(contentsOf: bytes)
    }

    /// Syncs the file and its folder, then moves it to its place.
    package func keep() throws -> (sha256: String, size: Int) {
        try handle.synchronize()
        try handle.close()
        isSettled = true
        let sha256 = hasher.finalize().hexadecimal
        let target = store.location(sha256)
        let folder = target.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard rename(path.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        try FileHandle(forReadingFrom: folder).synchronize()
        return (sha256, size)
    }

    package func discard() {
        isSettled = true
        try? handle.close()
        try? FileManager.default.removeItem(at: path)
    }
}
