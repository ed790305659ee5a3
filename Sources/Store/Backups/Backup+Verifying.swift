import Crypto
import Foundation

extension Backup {
    /// Looks at everything again: the database as SQLite and its manifest know it, every institution's history, every file's bytes.
    /// - Throws: `BackupFault`, the first there is.
    @discardableResult
    package func verify() async throws -> BackupManifest {
        let manifest = try BackupManifest.read(folder)
        try await check(against: manifest)
        return manifest
    }

    func check(against manifest: BackupManifest) async throws {
        guard FileManager.default.fileExists(atPath: database.path) else { throw BackupFault.differs("there is no \(Self.databaseName)") }
        guard try Self.hash(of: database) == manifest.database else { throw BackupFault.differs("\(Self.databaseName) has another hash") }
        let copy = try SQLiteFile(path: database.path)
        if let problem = try copy.problems().first { throw BackupFault.damagedDatabase(problem) }
        try copy.read { connection in
            let books = Books(sql: connection)
            for institution in try books.chainInstitutions() {
                if let place = try books.chainBreak(in: institution) {
                    throw BackupFault.brokenChain(institution: institution, place)
                }
            }
            guard try books.migrationVersion() == manifest.migration else { throw BackupFault.differs("another migration") }
            guard try books.rowCounts() == manifest.tables else { throw BackupFault.differs("other numbers of rows") }
            guard try books.chainHeads() == manifest.heads else { throw BackupFault.differs("other heads of the history") }
        }
        let (files, takenOut) = (files, Set(manifest.files.takenOut))
        let found = try await NamedFiles(in: copy).each { name in
            takenOut.contains(name) ? nil : try await files.file(name).sizeOnceRead()
        }
        try copy.close()
        guard found == manifest.files else { throw BackupFault.differs("other files") }
    }

    /// The SHA-256 of a file, read in pieces.
    static func hash(of file: URL) throws -> String {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        var hasher = SHA256()
        while let piece = try handle.read(upToCount: FileLimits.piece), !piece.isEmpty { hasher.update(data: piece) }
        return hasher.finalize().hexadecimal
    }
}
