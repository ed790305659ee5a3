import Foundation
import NIOCore

/// An open file; it is closed when nobody holds it any more. Its calls block: only the store's threads make them.
final class DiskFile: Sendable {
    private let descriptor: Int32

    /// Makes a new file that only we can read.
    init(creating path: String) throws {
        descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw StoreFault.disk(errno) }
    }

    /// - Throws: `StoreFault.missingFile`
    init(reading path: String, of sha256: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw errno == ENOENT ? StoreFault.missingFile(sha256: sha256) : StoreFault.disk(errno) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: Data) throws {
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { throw StoreFault.disk(errno) }
                rest = rest.dropFirst(written)
            }
        }
    }

    /// - Returns: as much of the part as came at once; nothing at the file's end.
    func read(_ part: Range<Int>) throws -> ByteBuffer {
        var piece = ByteBuffer()
        _ = try piece.writeWithUnsafeMutableBytes(minimumWritableBytes: part.count) { target in
            while true {
                let count = pread(descriptor, target.baseAddress, part.count, off_t(part.lowerBound))
                if count >= 0 { return count }
                guard errno == EINTR else { throw StoreFault.disk(errno) }
            }
        }
        return piece
    }

    /// In bytes.
    func size() throws -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StoreFault.disk(errno) }
        return Int(status.st_size)
    }

    func sync() throws {
        guard fsync(descriptor) == 0 else { throw StoreFault.disk(errno) }
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreFault.disk(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreFault.disk(errno) }
    }

    /// What is not there is deleted already.
    static func delete(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw StoreFault.disk(errno) }
    }
}

extension ListedFile {
    /// - Throws: where there is no such file.
    init(path: String, name: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw StoreFault.disk(errno) }
        let seconds = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
        self.init(sha256: name, size: Int(status.st_size), keptAt: Date(timeIntervalSince1970: seconds))
    }
}

extension StoreFault {
    /// What the operating system said about a file.
    static func disk(_ code: Int32) -> StoreFault { .filesUnavailable(String(cString: strerror(code))) }
}
