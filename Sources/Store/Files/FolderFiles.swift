import Foundation
import NIOPosix

/// Files in a folder of this machine, or of one that several machines share.
struct FolderFiles: FileKeeping {
    private let folder: URL
    private let threads: NIOThreadPool

    init(folder: URL, threads: NIOThreadPool) {
        self.folder = folder
        self.threads = threads
    }

    /// Two letters of the digest make the sub-folder.
    func path(_ sha256: String) -> String { "\(folder.path)/\(sha256.prefix(2))/\(sha256)" }

    /// Syncs the file, moves it to its place, and syncs the name: a file is never there in half.
    func take(_ file: SpooledFile) async throws {
        try await threads.runIfActive { [self] in
            try file.file.sync()
            let subfolder = "\(folder.path)/\(file.sha256.prefix(2))"
            if mkdir(subfolder, 0o700) == 0 {
                try DiskFile.syncFolder(folder.path)
            } else if errno != EEXIST {
                throw StoreFault.disk(errno)
            }
            let lock = try FolderLock(folder, isShared: true)
            // A slow upload's time is its last byte's; what counts is when it was kept.
            guard utimensat(AT_FDCWD, file.path, nil, 0) == 0, rename(file.path, path(file.sha256)) == 0 else {
                throw StoreFault.disk(errno)
            }
            withExtendedLifetime(lock) {}
            try DiskFile.syncFolder(subfolder)
        }
    }

    func size(_ sha256: String) async throws -> Int {
        try await threads.runIfActive { try DiskFile(reading: path(sha256), of: sha256).size() }
    }

    func bytes(_ sha256: String, part: Range<Int>?) async throws -> FileBytes {
        let (file, size) = try await threads.runIfActive {
            let file = try DiskFile(reading: path(sha256), of: sha256)
            return (file, try file.size())
        }
        return FileBytes(file, part ?? 0..<size, of: part == nil ? sha256 : nil, threads: threads)
    }

    func files(after sha256: String?, limit: Int) async throws -> [ListedFile] {
        try await threads.runIfActive {
            var page: [ListedFile] = []
            let first = sha256.map { String($0.prefix(2)) } ?? ""
            let manager = FileManager.default
            for subfolder in try manager.contentsOfDirectory(atPath: folder.path).sorted() where subfolder.count == 2 && subfolder >= first
            {
                for name in try manager.contentsOfDirectory(atPath: "\(folder.path)/\(subfolder)").sorted()
                where name.isDigest && name > sha256 ?? "" {
                    guard page.count < limit else { return page }
                    // A file that has gone meanwhile is no longer one of them.
                    if let file = try? ListedFile(path: path(name), name: name) { page.append(file) }
                }
            }
            return page
        }
    }

    func remove(_ sha256: String, unlessKeptAfter moment: Date) async throws -> Bool {
        try await threads.runIfActive {
            let lock = try FolderLock(folder, isShared: false)
            defer { withExtendedLifetime(lock) {} }
            guard let file = try? ListedFile(path: path(sha256), name: sha256), file.keptAt <= moment else { return false }
            try DiskFile.delete(path(sha256))
            return true
        }
    }

    func close() async throws {}
}

/// Held for the moment of a rename by those who keep, alone by who deletes: else a file could be deleted just after it was kept
/// again. It holds between programs too.
private final class FolderLock {
    private let descriptor: Int32

    init(_ folder: URL, isShared: Bool) throws {
        descriptor = open("\(folder.path)/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreFault.disk(errno) }
        while flock(descriptor, isShared ? LOCK_SH : LOCK_EX) != 0 {
            guard errno == EINTR else {
                let code = errno
                close(descriptor)
                throw StoreFault.disk(code)
            }
        }
    }

    deinit { close(descriptor) }
}
