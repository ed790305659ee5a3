import Foundation
import Store

extension Office {
    /// Deletes the files that no row names: refused uploads, files taken out of a dossier, uploads that a crash cut off.
    ///
    /// A file stays for `FileLimits.grace` after it was last kept, because the row that names it may be about to be written.
    /// Done twice at once, or beside uploads, it does no harm.
    /// - Returns: how many bytes that freed.
    package func sweepFiles() async throws -> Int {
        let moment = settings.now() - FileLimits.grace
        var freed = try await store.files.clearIncoming(before: moment)
        var page = try await store.files.files()
        while let last = page.last {
            let old = page.filter { $0.keptAt <= moment }
            let named = try await store.read { try $0.named(among: old.map(\.sha256)) }
            for file in old where !named.contains(file.sha256) {
                if try await store.files.remove(file.sha256, unlessKeptAfter: moment) { freed += file.size }
            }
            page = try await store.files.files(after: last.sha256)
        }
        return freed
    }
}
