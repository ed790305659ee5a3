import ArgumentParser
import Foundation
import Store

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Moves a whole house to another database, verified; stop everything that works on it first.",
        discussion: """
            Example: ghiseu copy --from sqlite:data --to postgresql://ghiseu@db.example.ro/ghiseu

            An address is sqlite:FOLDER, whose files lie in FOLDER/files unless another place is named, or postgresql://…, whose
            files lie where --from-files says. Without --to-files those for PostgreSQL stay where they are, and are checked.
            A place for files is a folder or s3://…, as `ghiseu serve --files` takes it.
            """)

    @Option(help: "sqlite:FOLDER or postgresql://…") var from: HouseAddress
    @Option(help: "sqlite:FOLDER or postgresql://…; must be empty.") var to: HouseAddress
    @Option(help: "Where the files lie.", completion: .directory) var fromFiles: String?
    @Option(help: "Where the files are to lie.", completion: .directory) var toFiles: String?

    func run() async throws {
        let (origin, destination) = try places()
        if let folder = from.folder, !FileManager.default.fileExists(atPath: folder.appending(path: "ghiseu.sqlite").path) {
            throw ValidationError("There is no ghiseu.sqlite in \(folder.path): --from sqlite:FOLDER names a data folder.")
        }
        let locks = try [from, to].compactMap(\.folder).map(DataLock.init)
        // What is on its way to S3 lies here for a moment.
        let passage = FileManager.default.temporaryDirectory.appending(path: "ghiseu-copy-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: passage) }
        let source = try await from.open(files: origin.open(for: from.folder ?? passage))
        let target: Store
        do {
            target = try await to.open(files: destination.open(for: to.folder ?? passage))
        } catch StoreFault.unfinishedCopy {
            throw ValidationError(
                """
                The target holds the beginning of a copy that was interrupted, and nothing can open it. Delete it, then copy again: \
                \(to.removal)
                """)
        }
        let progress = Progress()
        let (digests, count) = try await HouseCopy(from: source, to: target).run { progress.show($0, $1, $2) }
        progress.end()
        try await source.close()
        try await target.close()
        withExtendedLifetime(locks) {}
        for digest in digests { print("\(digest.table): \(digest.rows) rows, \(digest.sha256.prefix(16))…") }
        print("files: \(count), each with its hash")
        print("The copy is whole: rows, digests and history are the same. Carry seals/ over by hand; the source was not changed.")
    }

    /// Where files are, and where they are to be.
    private func places() throws -> (FilePlace, FilePlace) {
        let mine =
            try fromFiles.map { try FilePlace($0, option: "--from-files") } ?? from.folder.map { .folder($0.appending(path: "files")) }
        let theirs = try toFiles.map { try FilePlace($0, option: "--to-files") } ?? to.folder.map { .folder($0.appending(path: "files")) }
        guard let mine else {
            throw ValidationError("Say where the files lie that belong to the PostgreSQL database: --from-files DIR, or s3://….")
        }
        return (mine, theirs ?? mine)
    }
}

/// Where a house is: the address of its books.
enum HouseAddress: ExpressibleByArgument {
    case sqlite(String)
    case postgreSQL(String)

    init?(argument: String) {
        if argument.hasPrefix("sqlite:"), argument.count > 7 {
            self = .sqlite(String(argument.dropFirst(7)))
        } else if argument.hasPrefix("postgresql://") || argument.hasPrefix("postgres://") {
            self = .postgreSQL(argument)
        } else {
            return nil
        }
    }

    /// The data folder of an embedded house.
    var folder: URL? {
        if case .sqlite(let path) = self { URL(filePath: path) } else { nil }
    }

    func open(files: FileStore) async throws -> Store {
        switch self {
        case .sqlite(let path): try Store(folder: URL(filePath: path), files: files)
        case .postgreSQL(let address): try await Store(database: address, files: files)
        }
    }

    fileprivate var removal: String {
        switch self {
        case .sqlite(let path): "rm \(path)/ghiseu.sqlite*"
        case .postgreSQL: "drop the database (or schema) and create it empty."
        }
    }
}

/// How far a long piece of work has come, in one line of a terminal; elsewhere nothing is written.
private struct Progress {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ what: String, _ done: Int, _ total: Int) {
        guard isTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(what): \(done) of \(total)".utf8))
    }

    func end() {
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
