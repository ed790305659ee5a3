package import Foundation

/// A copy of a house in a folder of its own: the database in one file, the files that it names, a manifest.
package struct Backup: Sendable {
    static let manifestName = "manifest.json"
    static let databaseName = "ghiseu.sqlite"
    static let unfinished = ".partial"
    /// The folders of a house that hold keys.
    static let sealFolders = ["seals", "test-authority"]

    package let folder: URL

    /// - Parameter folder: what `make` made; whether it is sound, `verify` says.
    package init(folder: URL) { self.folder = folder.standardizedFileURL }

    var database: URL { folder.appending(path: Self.databaseName) }
    var files: BackupFiles { BackupFiles(folder: folder.appending(path: "files")) }

    /// Makes a backup of a house while a program serves it, and verifies it.
    ///
    /// The database comes first and the files after it: a file is kept before a row names it and never changes, so that a file of
    /// the copied database is there to be copied; unless people took it out meanwhile and the sweep came by, which the manifest
    /// says then. Files that the backup before has are linked, not copied. The folder bears its name only once all is on disk and
    /// verified.
    ///
    /// - Parameters:
    ///   - place: where the house keeps its files; nil for `files` in its folder.
    ///   - shelf: where backups stand, each in a folder named for its moment (UTC).
    ///   - program: the version that makes it.
    ///   - withSeals: also the institution's keys; whoever reads the backup can then seal in its name.
    ///   - meanwhile: for tests: what happens between the copy of the database and that of the files.
    /// - Throws: `BackupFault`
    package static func make(
        of data: URL, files place: FilePlace? = nil, on shelf: URL, by program: String, at moment: Date, withSeals: Bool,
        meanwhile: () async throws -> Void = {}
    ) async throws -> (backup: Backup, manifest: BackupManifest) {
        let live = data.appending(path: databaseName)
        guard FileManager.default.fileExists(atPath: live.path) else { throw BackupFault.noHouse(data.path) }
        try PrivateCopy.makeFolder(shelf)
        let previous = try last(on: shelf)
        let (draft, final) = try begin(on: shelf, at: moment)
        try copyDatabase(live, to: draft.database)
        try await meanwhile()
        let files = try await (place ?? .folder(data.appending(path: "files"))).lend(for: data) { store in
            try await draft.takeFiles(from: store, of: live, previous: previous?.files)
        }
        if withSeals {
            for name in sealFolders { try PrivateCopy.copyAll(in: data.appending(path: name), to: draft.folder.appending(path: name)) }
        }
        let manifest = try draft.count(files, by: program, at: moment, withSeals: withSeals)
        try manifest.write(to: draft.folder)
        try await draft.check(against: manifest)
        try PrivateCopy.synchronizeFolders(draft.folder)
        guard rename(draft.folder.path, final.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        try PrivateCopy.synchronize(shelf)
        return (Backup(folder: final), manifest)
    }

    /// The youngest finished backup.
    package static func last(on shelf: URL) throws -> Backup? {
        try FileManager.default.contentsOfDirectory(atPath: shelf.path).sorted().reversed().lazy
            .map { Backup(folder: shelf.appending(path: $0)) }
            .first { (try? BackupManifest.read($0.folder)) != nil }
    }

    /// A folder of one's own, though another backup began in the same second.
    private static func begin(on shelf: URL, at moment: Date) throws -> (draft: Backup, final: URL) {
        let format = Date.ISO8601FormatStyle(timeSeparator: .omitted)
        for number in 1... {
            let name = format.format(moment) + (number == 1 ? "" : "-\(number)")
            let (draft, final) = (shelf.appending(path: name + unfinished), shelf.appending(path: name))
            if FileManager.default.fileExists(atPath: final.path) { continue }
            if mkdir(draft.path, 0o700) == 0 { return (Backup(folder: draft), final) }
            guard errno == EEXIST else { break }
        }
        throw CocoaError(.fileWriteUnknown)
    }

    private static func copyDatabase(_ live: URL, to copy: URL) throws {
        guard FileManager.default.createFile(atPath: copy.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let file = try SQLiteFile(path: live.path)
        try file.backUp(to: copy.path)
        try file.close()
        try PrivateCopy.synchronize(copy)
    }

    private func count(_ files: FileTally, by program: String, at moment: Date, withSeals: Bool) throws -> BackupManifest {
        let hash = try Self.hash(of: database)
        let copy = try SQLiteFile(path: database.path)
        let manifest = try copy.read { connection in
            let books = Books(sql: connection)
            return BackupManifest(
                program: program, madeAt: Date(timeIntervalSince1970: moment.timeIntervalSince1970.rounded(.down)),
                migration: try books.migrationVersion(), database: hash, tables: try books.rowCounts(), heads: try books.chainHeads(),
                files: files, withSeals: withSeals)
        }
        try copy.close()
        return manifest
    }
}
