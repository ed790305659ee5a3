package import Foundation

/// What a backup holds, as it was counted when it was made.
package struct BackupManifest: Hashable, Sendable, Codable {
    /// The program's version.
    package let program: String
    package let madeAt: Date
    /// How many migrations the database has been through.
    package let migration: Int
    /// SHA-256 of the database's file.
    package let database: String
    /// Rows of each table.
    package let tables: [String: Int]
    /// The last event of each institution.
    package let heads: [String: ChainHead]
    package let files: FileTally
    package let withSeals: Bool

    static func read(_ folder: URL) throws -> BackupManifest {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard !folder.lastPathComponent.hasSuffix(Backup.unfinished),
            let data = try? Data(contentsOf: folder.appending(path: Backup.manifestName)),
            let manifest = try? decoder.decode(BackupManifest.self, from: data)
        else { throw BackupFault.notABackup(folder.path) }
        return manifest
    }

    func write(to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = folder.appending(path: Backup.manifestName)
        try (encoder.encode(self) + Data("\n".utf8)).write(to: file)
        try PrivateCopy.synchronize(file)
    }
}

extension Books {
    func migrationVersion() throws -> Int { try rows("SELECT COALESCE(MAX(version), 0) FROM migration")[0].integer(0) }

    func rowCounts() throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try tables().map { ($0.name, try count($0)) })
    }

    func chainHeads() throws -> [String: ChainHead] {
        var heads: [String: ChainHead] = [:]
        for institution in try chainInstitutions() { heads[institution] = try chainHead(of: institution) }
        return heads
    }
}
