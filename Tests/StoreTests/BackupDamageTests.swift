import Foundation
import TestKit
import Testing

@testable import Store

@Suite("Backups that are not to be relied on")
struct BackupDamageTests {
    /// What may happen to a backup on its shelf.
    enum Damage: String, CaseIterable, Sendable {
        case fileChanged, fileGone, databaseChanged, databaseGone, manifestChanged, manifestGone
    }

    @Test("A backup that is no longer what it was is found out and not restored", arguments: Damage.allCases)
    func damage(_ damage: Damage) async throws {
        try await BackupBench.house { store, data, shelf in
            let backup = try await BackupBench.make(data, shelf).backup
            let name = BackupBench.file("first").digest
            let manifest = backup.folder.appending(path: "manifest.json")
            switch damage {
            case .fileChanged: try Data("the file of nobody".utf8).write(to: backup.files.location(name))
            case .fileGone: try FileManager.default.removeItem(at: backup.files.location(name))
            case .databaseChanged:
                var bytes = try Data(contentsOf: backup.database)
                bytes[bytes.count / 2] ^= 1
                try bytes.write(to: backup.database)
            case .databaseGone: try FileManager.default.removeItem(at: backup.database)
            case .manifestChanged:
                try String(contentsOf: manifest, encoding: .utf8).replacing("\"dossier\" : 1", with: "\"dossier\" : 2")
                    .write(to: manifest, atomically: true, encoding: .utf8)
            case .manifestGone: try FileManager.default.removeItem(at: manifest)
            }
            await #expect(throws: BackupFault.self) { try await backup.verify() }
            let target = data.appending(path: "restored")
            await #expect(throws: BackupFault.self) { try await backup.restore(to: target) }
            #expect(!FileManager.default.fileExists(atPath: target.path))
        }
    }

    @Test("A house whose file is lost, or whose history was edited, gives no backup but a reason", arguments: FileStoreKind.allCases)
    func unsound(kind: FileStoreKind) async throws {
        try await BackupBench.house(kind) { store, data, shelf in
            let name = BackupBench.file("first").digest
            #expect(try await store.files.remove(name, unlessKeptAfter: .distantFuture))
            await #expect {
                try await BackupBench.make(data, shelf, kind)
            } throws: { error in
                if case BackupFault.missingFile(name) = error { true } else { false }
            }
            _ = try await store.files.keep(BackupBench.file("first"))
            _ = try await store.write { try $0.run("UPDATE event SET kind = 'x'") }
            await #expect {
                try await BackupBench.make(data, shelf, kind)
            } throws: { error in
                if case BackupFault.brokenChain = error { true } else { false }
            }
            #expect(try BackupBench.names(shelf).allSatisfy { $0.hasSuffix(".partial") })
            let draft = Backup(folder: shelf.appending(path: try #require(try BackupBench.names(shelf).first)))
            await #expect(throws: BackupFault.self) { try await draft.verify() }
        }
    }

    @Test("Where S3 does not let us in, there is no backup, and the reason is said")
    func refused() async throws {
        try await BackupBench.house(.s3) { store, data, shelf in
            let address = try S3Server.shared.get().address(prefix: data.lastPathComponent)
            let place = FilePlace.s3(address, S3Credentials(key: "nobody", secret: "nothing"))
            await #expect {
                try await Backup.make(of: data, files: place, on: shelf, by: "test", at: Cast.noon, withSeals: false)
            } throws: { error in
                if case BackupFault.filesUnavailable(let problem) = error { problem.contains("403") } else { false }
            }
            #expect(try Backup.last(on: shelf)?.folder == nil)
        }
    }
}
