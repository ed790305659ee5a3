import Foundation
import TestKit
import Testing

@testable import Store

@Suite("Backups")
struct BackupTests {
    @Test("A backup of an open house holds what the house held, and is its owner's only", arguments: FileStoreKind.allCases)
    func whole(kind: FileStoreKind) async throws {
        try await BackupBench.house(kind) { store, data, shelf in
            let (backup, manifest) = try await BackupBench.make(data, shelf, kind)
            let file = BackupBench.file("first")
            #expect(backup.folder.lastPathComponent == "2026-11-24T100000Z")
            #expect(try BackupBench.names(backup.folder) == ["files", "ghiseu.sqlite", "manifest.json"])
            #expect(try BackupBench.mode(backup.folder) == 0o700 && BackupBench.mode(backup.database) == 0o600)
            #expect(manifest.tables["dossier"] == 1 && manifest.files.count == 1 && manifest.heads[Cast.council]?.sequence == 1)
            #expect(manifest.files.bytes == file.count && manifest.files.takenOut.isEmpty)
            #expect(try Data(contentsOf: backup.files.location(file.digest)) == file)
            #expect(try BackupBench.mode(backup.files.location(file.digest)) == 0o600)
            #expect(try await backup.verify() == manifest)
        }
    }

    @Test("It is made while others write, and holds everything that was acknowledged before it began")
    func whileWriting() async throws {
        try await BackupBench.house { store, data, shelf in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for number in 1...120 { try await BackupBench.add("d\(number)", to: store) } }
                for _ in 1...4 {
                    let before = try await store.read { try $0.rowCounts()["event"] ?? 0 }
                    let (_, manifest) = try await BackupBench.make(data, shelf)
                    #expect(manifest.heads[Cast.council]?.sequence ?? 0 >= before)
                    #expect(manifest.files.count == manifest.tables["attachment"])
                }
                try await group.waitForAll()
            }
            #expect(try BackupBench.names(shelf).count == 4)
            #expect(try BackupBench.names(shelf).allSatisfy { !$0.hasSuffix(".partial") })
        }
    }

    @Test(
        "A file that the backup before has is linked; a damaged one there is copied anew", arguments: FileStoreKind.allCases)
    func incremental(kind: FileStoreKind) async throws {
        try await BackupBench.house(kind) { store, data, shelf in
            let first = try await BackupBench.make(data, shelf, kind).backup
            let name = BackupBench.file("first").digest
            func inode(_ backup: Backup) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: backup.files.location(name).path)[.systemFileNumber] as? Int
            }
            let second = try await BackupBench.make(data, shelf, kind).backup
            #expect(try inode(first) == inode(second))
            try Data("damage".utf8).write(to: second.files.location(name))
            let third = try await BackupBench.make(data, shelf, kind).backup
            #expect(try inode(third) != inode(second))
            try await third.verify()
        }
    }

    @Test("A file that was taken out of its dossier is left out")
    func removed() async throws {
        try await BackupBench.house { store, data, shelf in
            _ = try await store.write { try $0.remove(attachment: "first", of: "first", at: Cast.noon) }
            #expect(try await BackupBench.make(data, shelf).manifest.files.count == 0)
        }
    }

    @Test(
        "What is taken out and swept between the copy of the database and that of the files is listed, and missed by nobody",
        arguments: FileStoreKind.allCases)
    func swept(kind: FileStoreKind) async throws {
        try await BackupBench.house(kind) { store, data, shelf in
            let name = BackupBench.file("first").digest
            let (backup, manifest) = try await BackupBench.make(data, shelf, kind) {
                try await BackupBench.add("second", to: store)
                #expect(try await store.write { try $0.remove(attachment: "first", of: "first", at: Cast.noon) })
                #expect(try await store.files.remove(name, unlessKeptAfter: .distantFuture))
            }
            #expect(manifest.files.count == 0 && manifest.files.takenOut == [name])
            #expect(try await backup.verify() == manifest)
            let folder = data.appending(path: "restored")
            try await backup.restore(to: folder)
            let restored = try Store(folder: folder)
            #expect(try await restored.read { try $0.attachments(of: "first").map(\.sha256) } == [name])
            await #expect(throws: StoreFault.self) { try await restored.files.read(name) }
            try await restored.close()
        }
    }

    @Test("Keys are in it only when asked for, and then readable by their owner only")
    func seals() async throws {
        try await BackupBench.house { store, data, shelf in
            let roots = data.appending(path: "seals/roots")
            try FileManager.default.createDirectory(at: roots, withIntermediateDirectories: true)
            try Data("key".utf8).write(to: data.appending(path: "seals/cj-cluj-key.pem"))
            try Data("root".utf8).write(to: roots.appending(path: "root.pem"))
            #expect(try await !BackupBench.names(BackupBench.make(data, shelf).backup.folder).contains("seals"))
            let (backup, manifest) = try await BackupBench.make(data, shelf, withSeals: true)
            #expect(manifest.withSeals)
            #expect(try BackupBench.mode(backup.folder.appending(path: "seals/cj-cluj-key.pem")) == 0o600)
            let restored = data.appending(path: "restored")
            try await backup.restore(to: restored)
            #expect(try BackupBench.mode(restored.appending(path: "seals/cj-cluj-key.pem")) == 0o600)
            #expect(FileManager.default.fileExists(atPath: restored.appending(path: "seals/roots/root.pem").path))
        }
    }

    @Test(
        "A restored house is what was backed up, and opens, wherever its files were and are then", arguments: FileStoreKind.allCases,
        FileStoreKind.allCases)
    func restore(from kind: FileStoreKind, to other: FileStoreKind) async throws {
        try await BackupBench.house(kind) { store, data, shelf in
            let backup = try await BackupBench.make(data, shelf, kind).backup
            try await BackupBench.add("later", to: store)
            let folder = data.appending(path: "restored-\(UUID().uuidString)")
            let place = try other.place(in: folder)
            try await backup.restore(to: folder, files: place)
            let restored = try Store(folder: folder, files: place.open(for: folder))
            let attachment = try #require(try await restored.read { try $0.attachments(of: "first") }.first)
            #expect(try await restored.files.read(attachment.sha256) == BackupBench.file("first"))
            #expect(try await restored.read { try $0.attachments(of: "later") }.isEmpty)
            try await BackupBench.add("second", to: restored)
            #expect(try await restored.read { try $0.chainBreak(in: Cast.council) } == nil)
            try await restored.close()
            await #expect(throws: BackupFault.self) { try await backup.restore(to: folder, files: place) }
        }
    }

    @Test("A folder without a house is named in the refusal")
    func noHouse() async throws {
        let nowhere = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        await #expect(throws: BackupFault.self) { try await BackupBench.make(nowhere, nowhere.appending(path: "shelf")) }
        #expect(!FileManager.default.fileExists(atPath: nowhere.path))
    }
}
