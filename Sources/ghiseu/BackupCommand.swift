import ArgumentParser
import Foundation
import Store

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Makes a verified backup, also while the counter is served.",
        discussion: """
            Example: ghiseu backup /srv/backup --data data

            Each backup is a folder of its own, named for its moment; files that the backup before has are linked, not copied.
            The institutions' keys are left out, because whoever reads them can seal as the institution: keep those apart.
            """)

    @Argument(help: "The folder in which backups stand; with --verify, one of them.", completion: .directory) var folder: String
    @OptionGroup var data: DataOptions
    @Flag(help: "Also the keys in seals/ (and the demo's test-authority/). Such a backup belongs on an encrypted disk.") var withSeals =
        false
    @Flag(help: "Make nothing; verify the backup named.") var verify = false

    func run() async throws {
        if verify {
            let manifest = try await Backup(folder: URL(filePath: folder)).verify()
            print("\(folder): whole. \(manifest.summary)")
            return
        }
        // A server's own tools copy it in one moment; a copy of ours, table by table, would be the slower and weaker way.
        guard data.database == nil else {
            throw ValidationError(
                """
                A PostgreSQL database is backed up with its own tools: pg_dump first, then a copy of its files. \
                The exact commands stand in Documentation/operations.md, under “Backup with PostgreSQL”.
                """)
        }
        let (backup, manifest) = try await Backup.make(
            of: data.folder, files: data.filePlace(), on: URL(filePath: folder), by: Ghiseu.version, at: Date(), withSeals: withSeals)
        print("\(backup.folder.path): made and verified. \(manifest.summary)")
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a backup into a new data folder, verified before and after.",
        discussion: "Example: ghiseu restore /srv/backup/2026-11-24T101500Z --data restored")

    @Argument(help: "The backup: one dated folder.", completion: .directory) var backup: String
    @Option(help: "The data folder to make; it must not be there, or be empty.", completion: .directory) var data: String
    @Option(help: "A folder or s3://…: put files there instead of into DATA/files.") var files: String?

    func run() async throws {
        let place = try files.map { try FilePlace($0, option: "--files") }
        let manifest = try await Backup(folder: URL(filePath: backup)).restore(to: URL(filePath: data), files: place)
        print("\(data): restored and verified. \(manifest.summary)")
        let options = "--data \(data)" + (files.map { " --files '\($0)'" } ?? "")
        let seals = manifest.withSeals ? "" : "\n  put the institution's certificates and keys back into \(data)/seals"
        print(
            """
            Next:
              stop the old counter, if it still runs\(seals)
              ghiseu audit verify \(options)
              ghiseu serve \(options)
            """)
    }
}

extension BackupManifest {
    fileprivate var summary: String {
        let events = heads.values.reduce(0) { $0 + $1.sequence }
        let takenOut = files.takenOut.isEmpty ? "" : ", \(files.takenOut.count) more taken out while it was made"
        return "\(tables["dossier"] ?? 0) dossiers, \(events) events, \(files.count) files (\(files.bytes) bytes)\(takenOut), "
            + "made \(madeAt.formatted(.iso8601)) by ghiseu \(program)\(withSeals ? ", with seals" : "")."
    }
}
