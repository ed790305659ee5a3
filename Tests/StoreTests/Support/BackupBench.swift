import Foundation
import TestKit

@testable import Store

/// A house to back up, and its shelf.
enum BackupBench {
    /// A house that is open, with a dossier, a file of it and a history.
    static func house(
        _ kind: FileStoreKind = .folder, _ body: (Store, _ data: URL, _ shelf: URL) async throws -> Void
    ) async throws {
        try await Bench.on(.sqlite) { bench in
            let store = try Store(folder: bench.folder, files: kind.store(in: bench.folder))
            try await store.write { try Cast.enter($0) }
            try await add("first", to: store)
            try await body(store, bench.folder, bench.folder.appending(path: "shelf"))
            try await store.close()
        }
    }

    static func file(_ name: String) -> Data { Data("the file of \(name)".utf8) }

    static func add(_ name: String, to store: Store) async throws {
        let sha256 = try await store.files.keep(file(name))
        try await store.write { books in
            try books.open(Cast.dossier(name), key: name, at: Cast.noon)
            try books.add(
                Attachment(
                    id: name, dossier: name, code: "A-CI", name: "act.pdf", mediaType: "application/pdf", size: 9, sha256: sha256,
                    addedAt: Cast.noon, addedBy: "ana"))
            try books.record("opened", of: name, in: Cast.council, by: "ana", at: Cast.noon)
        }
    }

    static func make(
        _ data: URL, _ shelf: URL, _ kind: FileStoreKind = .folder, withSeals: Bool = false, meanwhile: () async throws -> Void = {}
    ) async throws -> (backup: Backup, manifest: BackupManifest) {
        try await Backup.make(
            of: data, files: kind.place(in: data), on: shelf, by: "test", at: Cast.noon, withSeals: withSeals, meanwhile: meanwhile)
    }

    static func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    static func mode(_ file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }
}
