import Foundation

extension Backup {
    /// Takes the files that the copied database names.
    /// - Parameters:
    ///   - live: the database that the copy was made of, in which others go on writing.
    ///   - previous: the files of the backup before.
    func takeFiles(from store: FileStore, of live: URL, previous: BackupFiles?) async throws -> FileTally {
        try PrivateCopy.makeFolder(folder.appending(path: "files"))
        let (files, copy, living) = (files, try SQLiteFile(path: database.path), try SQLiteFile(path: live.path))
        let tally = try await NamedFiles(in: copy).each { name in
            if let previous, let size = try await files.link(name, from: previous) { return size }
            do {
                return try await files.add(store.file(name))
            } catch StoreFault.missingFile {
                // Taken out of its dossier since the database was copied, and swept.
                guard try living.read({ try Books(sql: $0).named(among: [name]) }).contains(name) else { return nil }
                // Handed in again since: it is kept before a row names it, and the sweep lets it be for a day. Else it is lost.
                return try await files.add(store.file(name))
            }
        }
        try copy.close()
        try living.close()
        return tally
    }
}
