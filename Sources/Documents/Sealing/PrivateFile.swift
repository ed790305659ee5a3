import FoundationEssentials
import Glibc

/// A file that only its owner may read, from the first byte on.
enum PrivateFile {
    struct Failure: Error {
        let path: String
        let errno: Int32
    }

    /// Replaces the file as a whole: another process sees the old text or the new, never a part.
    static func write(_ text: String, to file: URL) throws {
        let draft = file.path + ".\(getpid()).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: draft, errno: errno) }
        defer { unlink(draft) }
        var text = text
        let written = text.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) == $0.count }
        let synced = written && fsync(descriptor) == 0
        let reason = errno
        close(descriptor)
        guard synced else { throw Failure(path: draft, errno: reason) }
        guard rename(draft, file.path) == 0 else { throw Failure(path: file.path, errno: errno) }
    }
}
