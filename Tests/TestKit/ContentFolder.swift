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

    /// The content, read once for all tests of a process.
    package static let content: Result<Content, any Error> = Result { try Content.read(files()) }
}

extension Form {
    /// The codes of all documents that the form may ask for.
    package var allCodes: Set<String> { Set(attachments.map(\.kind.code)) }
}
