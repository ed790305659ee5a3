package import Foundation

extension Backup {
    /// Puts the house into a new folder. It is verified before a byte is copied, and again as it then lies there; the database
    /// gets its name last, so that what was interrupted is no house.
    /// - Parameter place: where its files are to be kept; nil for `files` in the folder. What is there and sound is left as it is.
    /// - Throws: `BackupFault`
    @discardableResult
    package func restore(to data: URL, files place: FilePlace? = nil) async throws -> BackupManifest {
        if FileManager.default.fileExists(atPath: data.path), try !FileManager.default.contentsOfDirectory(atPath: data.path).isEmpty {
            throw BackupFault.targetNotEmpty(data.path)
        }
        let manifest = try await verify()
        try PrivateCopy.makeFolder(data)
        for name in Self.sealFolders { try PrivateCopy.copyAll(in: folder.appending(path: name), to: data.appending(path: name)) }
        let draft = data.appending(path: Self.databaseName + Self.unfinished)
        try PrivateCopy.copy(database, to: draft)
        guard try Self.hash(of: draft) == manifest.database else { throw BackupFault.differs("\(Self.databaseName) was not copied whole") }
        let restored = try await (place ?? .folder(data.appending(path: "files"))).lend(for: data) { store in
            try await carryFiles(named: draft, to: store, without: Set(manifest.files.takenOut))
        }
        guard restored == manifest.files else { throw BackupFault.differs("other files") }
        guard rename(draft.path, data.appending(path: Self.databaseName).path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        try PrivateCopy.synchronize(data)
        return manifest
    }

    /// Each is read again where it then lies.
    private func carryFiles(named database: URL, to store: FileStore, without takenOut: Set<String>) async throws -> FileTally {
        let (files, books) = (files, try SQLiteFile(path: database.path))
        let tally = try await NamedFiles(in: books).each { name in
            takenOut.contains(name) ? nil : try await store.take(files.file(name))
        }
        try books.close()
        return tally
    }
}
