import Foundation
import NIOCore
import NIOPosix

/// The files of a backup, laid out as the file store keeps them in a folder: `ab/abcdef…`.
struct BackupFiles {
    private let keeper: FolderFiles

    init(folder: URL) { keeper = FolderFiles(folder: folder, threads: .singleton) }

    func location(_ sha256: String) -> URL { URL(filePath: keeper.path(sha256)) }

    func file(_ sha256: String) -> StoredFile { StoredFile(sha256: sha256, keeper: keeper) }

    /// Takes a file over into a backup that is being made. It is written under its name at once: until the backup is whole, its
    /// folder bears no name that counts.
    /// - Returns: its size in bytes.
    /// - Throws: `StoreFault.missingFile`, `StoreFault.damagedFile`
    func add(_ file: StoredFile) async throws -> Int {
        let bytes = try await file.bytes()
        let copy = try await NIOThreadPool.singleton.runIfActive {
            try makeFolder(of: file.sha256)
            return try DiskFile(creating: location(file.sha256).path)
        }
        for try await piece in bytes {
            try await NIOThreadPool.singleton.runIfActive { try copy.write(Data(piece.readableBytesView)) }
        }
        try await NIOThreadPool.singleton.runIfActive { try copy.sync() }
        return bytes.length
    }

    /// Gives a file of another backup, where it is there and sound, a second name here: no byte is copied.
    /// - Returns: its size in bytes; nil where it could not.
    func link(_ sha256: String, from other: BackupFiles) async throws -> Int? {
        guard let size = try? await other.file(sha256).sizeOnceRead() else { return nil }
        try makeFolder(of: sha256)
        return Glibc.link(other.location(sha256).path, location(sha256).path) == 0 ? size : nil
    }

    private func makeFolder(of sha256: String) throws { try PrivateCopy.makeFolder(location(sha256).deletingLastPathComponent()) }
}
