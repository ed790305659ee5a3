import ArgumentParser
import Foundation
import Store

/// Where the program finds what came with it: the content, the typesetting worker, its Python.
struct ProgramFolder {
    let root: URL

    /// The nearest folder upwards from here, or from the program itself, that holds `Content/house.yaml`.
    init() throws {
        let here = URL(filePath: FileManager.default.currentDirectoryPath)
        let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        for start in [here, Bundle.main.executableURL?.deletingLastPathComponent() ?? program] {
            var folder = start.standardizedFileURL
            while folder.path != "/" {
                if FileManager.default.fileExists(atPath: folder.appending(path: "Content/house.yaml").path) {
                    root = folder
                    return
                }
                folder.deleteLastPathComponent()
            }
        }
        throw ValidationError("No Content folder here or above; say where it is with --content DIR.")
    }

    var content: URL { root.appending(path: "Content") }
}

struct ContentOptions: ParsableArguments {
    @Option(help: "The content folder. [default: the nearest Content folder]", completion: .directory)
    var content: String?

    func folder() throws -> URL {
        if let content { return URL(filePath: content) }
        return try ProgramFolder().content
    }
}

struct DataOptions: ParsableArguments {
    @Option(help: "The folder that everything is kept in.", completion: .directory)
    var data = "data"

    @Option(help: "postgresql://user@host/name: keep the books there instead of in DATA.") var database: String?

    @Option(
        help: ArgumentHelp(
            "A folder, or s3://bucket/prefix?endpoint=https://host&region=name: keep files there instead of in DATA/files.",
            discussion: "Key and secret come from the environment: GHISEU_S3_KEY and GHISEU_S3_SECRET."))
    var files: String?

    var folder: URL { URL(filePath: data) }

    func filePlace() throws -> FilePlace {
        try files.map { try FilePlace($0, option: "--files") } ?? .folder(folder.appending(path: "files"))
    }

    func store() async throws -> Store {
        let files = try filePlace().open(for: folder)
        do {
            guard let database else { return try Store(folder: folder, files: files) }
            return try await Store(database: database, files: files)
        } catch StoreFault.unfinishedCopy {
            throw HouseFault.unfinishedCopy
        }
    }
}

extension FilePlace {
    /// A folder, or an address on S3, whose key and secret are in the environment.
    /// - Parameter option: where it was said.
    init(_ text: String, option: String) throws {
        guard text.isEmpty || text.hasPrefix("s3:") || text.contains("://") else {
            self = .folder(URL(filePath: text))
            return
        }
        guard let address = S3Address(text) else {
            throw ValidationError(
                "\(option): not a folder or s3://bucket/prefix?endpoint=https://host&region=name; secrets have no place in it.")
        }
        let environment = ProcessInfo.processInfo.environment
        guard let key = environment["GHISEU_S3_KEY"], let secret = environment["GHISEU_S3_SECRET"] else {
            throw ValidationError("\(option) s3://…: set GHISEU_S3_KEY and GHISEU_S3_SECRET in the environment.")
        }
        self = .s3(address, S3Credentials(key: key, secret: secret))
    }
}
