package import Foundation
package import Rulebook

/// Reads a content folder's texts and has them checked.
package struct ContentFolder {
    package let url: URL

    package init(url: URL) { self.url = url }

    /// Text files are read; of templates and static files only the names count.
    package func read(judging examples: ExampleDepth = .asTheyStand) throws -> Content {
        try Content.read(texts(), judging: examples)
    }

    /// - Parameter alsoTemplates: the texts of templates too, not only their names.
    package func texts(alsoTemplates: Bool = false) throws -> [String: String] {
        let root = url.standardizedFileURL.resolvingSymlinksInPath()
        guard let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey]) else {
            throw CocoaError(.fileReadNoSuchFile)
        }
        var texts: [String: String] = [:]
        while let file = walk.nextObject() as? URL {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let path = String(file.resolvingSymlinksInPath().path.dropFirst(root.path.count + 1))
            let isText = (["yaml", "csv"] + (alsoTemplates ? ["typ"] : [])).contains(file.pathExtension)
            texts[path] = isText ? try String(contentsOf: file, encoding: .utf8) : ""
        }
        return texts
    }
}
