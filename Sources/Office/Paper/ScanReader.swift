import Crypto
import Documents
package import Foundation
package import Rulebook
import Store

/// What reads paper: the supervisor of a child process, and the folder in which that finds the forms.
package struct ScanReader: Sendable {
    /// `<service>/<revision>.json` (a `PaperMap`) and `.pdf` (the blank print); only ever added to.
    package let forms: URL
    /// Reads one file. Throws only what is the machine's fault; what is the file's is an answer.
    package let read: @Sendable (ReadingRequest) async throws -> ReadingAnswer

    package init(forms: URL, read: @escaping @Sendable (ReadingRequest) async throws -> ReadingAnswer) {
        self.forms = forms
        self.read = read
    }
}

extension ScanReader {
    /// Puts a print where the reader finds it, unless it is there. The map comes last: whoever sees it finds the print as well.
    func keep(_ print: PaperPrint) throws {
        let folder = forms.appending(path: print.map.service)
        let map = folder.appending(path: "\(print.map.revision).json")
        if FileManager.default.fileExists(atPath: map.path) { return }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try print.pdf.write(to: folder.appending(path: "\(print.map.revision).pdf"), options: .atomic)
        try JSONEncoder().encode(print.map).write(to: map, options: .atomic)
    }

    /// Says which content all forms were printed of.
    fileprivate var mark: URL { forms.appending(path: ".whole") }
}

extension Office {
    /// Prints every form that the catalogue has into the reader's folder, once for each content: paper without a code is recognised by
    /// its likeness to one of them.
    func printAllForms(for reader: ScanReader) async throws {
        let digest = try formsDigest()
        if (try? String(contentsOf: reader.mark, encoding: .utf8)) == digest { return }
        for service in content.services {
            // Printing keeps it in the folder.
            for language in Language.allCases where service.title.has(language) { _ = try await paper(of: service.slug, in: language) }
        }
        try FileManager.default.createDirectory(at: reader.forms, withIntermediateDirectories: true)
        try Data(digest.utf8).write(to: reader.mark, options: .atomic)
    }

    private func formsDigest() throws -> String {
        var hasher = SHA256()
        hasher.update(data: Data(settings.publicAddress.utf8))
        for service in content.services { hasher.update(data: Data(try ServiceRevision(of: service).digest.utf8)) }
        hasher.update(data: try Data(contentsOf: typesetter.template("formular")))
        return hasher.finalize().hexadecimal
    }
}
