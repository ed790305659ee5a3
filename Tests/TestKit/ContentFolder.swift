package import Foundation
package import Rulebook

/// The repository's `Content/`, as the program itself would read it.
package enum ContentFolder {
    /// The repository's root, found from where this file lies; a symbolic link to it is followed.
    package static var repository: URL {
        URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Texts by path relative to `Content/`; of templates and static files only the names count.
    package static func files() throws -> [String: String] {
        let root = repository.appending(path: "Content").path
        guard let walker = FileManager.default.enumerator(atPath: root) else { throw CocoaError(.fileReadNoSuchFile) }
        var files: [String: String] = [:]
        for case let path as String in walker where walker.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
            let isRead = path.hasSuffix(".yaml") || path.hasSuffix(".csv")
            files[path] = isRead ? try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8) : ""
        }
        return files
    }

    /// The same with a few services only, quick to read: for tests that read it with a change of their own.
    package static func filesWithFewServices() throws -> [String: String] {
        try files(keeping: ["cu-construire", "ac-construire", "petitie", "avertizor-integritate", "turism-materiale"])
    }

    /// The same with these services only; the lists that name services name no others.
    package static func files(keeping services: [String]) throws -> [String: String] {
        var files = try files().filter { path, _ in !path.hasPrefix("services/") || services.contains { path.hasSuffix("/\($0).yaml") } }
        files["house.yaml"] = files["house.yaml"]?.replacing(/often: .*/, with: "often: [\(services.joined(separator: ", "))]")
        files["calendar/resets.yaml"] = files["calendar/resets.yaml"]?.replacing(/[ ]+services:\n(?:[ ]+- .*\n)+/, with: "")
        return files
    }

    /// Files of `Tests/Fixtures`, by the path that they would have in `Content/`.
    package static func fixtures(_ paths: String...) throws -> [String: String] {
        try Dictionary(
            uniqueKeysWithValues: paths.map { path in
                (path, try String(contentsOf: repository.appending(path: "Tests/Fixtures/\(path)"), encoding: .utf8))
            })
    }

    /// The content with two services of trial: one with every kind of field, one that books a hall in sessions.
    package static let withTrials: Result<Content, any Error> = Result {
        let trials = try fixtures(
            "services/turism/proba-toate.yaml", "services/turism/proba-rezervare.yaml", "resources/sala-proba.yaml")
        return try Content.read(files().merging(trials) { $1 }, judging: .asTheyStand)
    }

    /// The content, read once for all tests of a process.
    package static let content: Result<Content, any Error> = Result { try Content.read(files(), judging: .asTheyStand) }
}

extension Form {
    /// The codes of all documents that the form may ask for.
    package var allCodes: Set<String> { Set(attachments.map(\.kind.code)) }
}
