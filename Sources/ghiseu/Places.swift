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

    @Option(help: "postgresql://user@host/name: keep the books there instead of in DATA; files stay in DATA.") var database: String?

    var folder: URL { URL(filePath: data) }

    func store() async throws -> Store {
        guard let database else { return try Store(folder: folder) }
        return try await Store(database: database, files: folder.appending(path: "files"))
    }
}
