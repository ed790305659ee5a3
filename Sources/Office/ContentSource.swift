import Crypto
import Foundation
import Store

/// What content was read from: all its texts, and the program that read them, by which the same texts may come to mean something else.
package struct ContentSource: Sendable {
    private let digest: SHA256.Digest

    /// - Parameter program: the program's file; it is not read, but known by what changes whenever it is put there anew.
    /// - Returns: nil where that cannot be told.
    package init?(_ texts: [String: String], program: String = "/proc/self/exe") {
        var file = stat()
        guard stat(program, &file) == 0 else { return nil }
        var hasher = SHA256()
        func add(_ text: String) {
            hasher.update(data: Data("\(text.utf8.count):".utf8))
            hasher.update(data: Data(text.utf8))
        }
        let times = [file.st_mtim, file.st_ctim].flatMap { [$0.tv_sec, $0.tv_nsec] }
        add("\(file.st_dev) \(file.st_ino) \(file.st_size) \(times)")
        for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
            add(path)
            add(text)
        }
        digest = hasher.finalize()
    }

    /// That these revisions are what was made of it, as a text for the books.
    func mark(of revisions: [String: (number: Int, digest: String)]) -> String {
        var hasher = SHA256()
        hasher.update(data: Data(digest))
        for (service, revision) in revisions.sorted(by: { $0.key < $1.key }) {
            hasher.update(data: Data("\(service) \(revision.number) \(revision.digest)\n".utf8))
        }
        return hasher.finalize().hexadecimal
    }
}
