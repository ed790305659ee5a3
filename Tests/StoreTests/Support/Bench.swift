import Foundation
import TestKit

@testable import Store

/// The engines that keep the contract; every test of the books runs on each.
enum EngineKind: String, CaseIterable, Sendable {
    case sqlite, postgreSQL
}

/// One empty place for a store: a folder, and on PostgreSQL a schema that nobody else uses.
struct Bench: Sendable {
    let kind: EngineKind
    let folder: URL
    /// The SQLite file's path, or the server's address.
    let address: String

    private init(_ kind: EngineKind) async throws {
        self.kind = kind
        let name = "bench_" + UUID().uuidString.lowercased().replacing("-", with: "")
        folder = FileManager.default.temporaryDirectory.appending(path: name)
        switch kind {
        case .sqlite:
            address = folder.appending(path: "ghiseu.sqlite").path
        case .postgreSQL:
            address = "\(try PostgreSQLServer.address.get())&options=-csearch_path%3D\(name)&application_name=\(name)"
            try await command("CREATE SCHEMA \(name)")
        }
    }

    /// Lends a bench and clears it away afterwards.
    static func on(_ kind: EngineKind, _ body: (Bench) async throws -> Void) async throws {
        let bench = try await Bench(kind)
        do {
            try await body(bench)
            try await bench.remove()
        } catch {
            try await bench.remove()
            throw error
        }
    }

    /// Lends an open store with the cast in it.
    static func store(_ kind: EngineKind, _ body: (Store) async throws -> Void) async throws {
        try await on(kind) { bench in
            let store = try await bench.open()
            do {
                try await store.write { try Cast.enter($0) }
                try await body(store)
                try await store.close()
            } catch {
                try await store.close()
                throw error
            }
        }
    }

    /// Opens the store as one program would; called twice, it is as two programs on one database.
    func open() async throws -> Store {
        switch kind {
        case .sqlite: try Store(folder: folder)
        case .postgreSQL: try await Store(database: address, files: FileStore(folder: folder.appending(path: "files")))
        }
    }

    /// Opens the bare engine with tables of one's own.
    func engine(_ migrations: [String]) async throws -> any Engine {
        switch kind {
        case .sqlite:
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            return try SQLiteEngine(path: address, migrations: migrations)
        case .postgreSQL:
            return try await PostgreSQLEngine(address: address, migrations: migrations)
        }
    }

    private func remove() async throws {
        if kind == .postgreSQL { try await command("DROP SCHEMA IF EXISTS \(folder.lastPathComponent) CASCADE") }
        if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
    }

    private func command(_ text: String) async throws {
        let server = try await PostgreSQLEngine(address: PostgreSQLServer.address.get(), migrations: [])
        _ = try await server.write { try $0.run(text, []) }
        await server.close()
    }
}

/// The private server of the checks, started at the first need; without it, every test that needs it fails.
enum PostgreSQLServer {
    static let address = Result<String, any Error> {
        let script = Process()
        script.executableURL = ContentFolder.repository.appending(path: "bin/postgres")
        script.arguments = ["start"]
        let output = Pipe()
        script.standardOutput = output
        try script.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        script.waitUntilExit()
        guard script.terminationStatus == 0 else { throw Missing() }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    struct Missing: Error, CustomStringConvertible {
        var description: String { "bin/postgres start failed; PostgreSQL is needed for these checks" }
    }
}
