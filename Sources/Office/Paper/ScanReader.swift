import Crypto
import Documents
package import Foundation
package import Rulebook
import Store

/// What reads paper: the supervisor of a child process, and the folder in which that finds the forms.
package struct ScanReader: Sendable {
    /// `<service>/<revision>.json` (a `PaperMap`) and `.pdf` (the blank print); only ever added to.
    package let forms: URL
    /// Where scans lie while they are read; nobody else may look into it.
    package let benches: URL
    /// Makes scans searchable; nil where nothing does.
    package let textLayer: TextLayer?
    /// A second opinion from outside the house, where an institution wants one; nil: none.
    package let vision: VisionReader?
    /// Reads one file. What is the file's fault is an answer; throws what is the machine's, and
    /// `ReadingInterrupted`.
    package let read: @Sendable (ReadingRequest) async throws -> ReadingAnswer

    package init(
        forms: URL, benches: URL, textLayer: TextLayer? = nil, vision: VisionReader? = nil,
        read: @escaping @Sendable (ReadingRequest) async throws -> ReadingAnswer
    ) {
        self.forms = forms
        self.benches = benches
        self.textLayer = textLayer
        self.vision = vision
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

    /// How many prints of a service the reader has.
    fileprivate func count(of slug: String) -> Int {
        let names = try? FileManager.default.contentsOfDirectory(atPath: forms.appending(path: slug).path)
        return (names ?? []).count { $0.hasSuffix(".json") }
    }

    /// Says which content all forms were printed of.
    fileprivate var mark: URL { forms.appending(path: ".whole") }
}

/// A file that may be one of the forms that have not been printed yet.
struct Printing: Codable, Sendable {
    let scan: String
    /// Which reading of it found that.
    let round: Int
}

extension ReadingAnswer {
    /// Something on it could be one of our forms that the reader has not seen yet.
    fileprivate var couldBeOurs: Bool {
        guard let reading else { return false }
        return reading.documents.contains { $0.revision == nil } || reading.strays.contains { $0.reason == .unreadable }
    }

    /// Whose code was read, without a form to it.
    fileprivate var unknownServices: Set<String> {
        Set((reading?.strays ?? []).filter { $0.reason == .unknownForm }.compactMap(\.service))
    }
}

extension Office {
    /// Prints what a reading missed, and only that: the forms of services whose codes it saw, and, where it could not tell what it saw,
    /// of the service that whoever brought the scan had said.
    /// - Returns: whether the reader has a form now that it had not.
    func printForms(missedIn answer: ReadingAnswer, of scan: Scan, for reader: ScanReader) async throws -> Bool {
        var slugs = answer.unknownServices
        if answer.couldBeOurs, let said = scan.service { slugs.insert(said) }
        let wanted = slugs.filter { content.service($0) != nil }.sorted()
        let before = wanted.map(reader.count)
        for slug in wanted { try await printForms(of: slug) }
        return wanted.map(reader.count) != before
    }

    /// Printing keeps a form in the reader's folder.
    private func printForms(of slug: String) async throws {
        guard let service = content.service(slug) else { return }
        for language in Language.allCases where service.title.has(language) { _ = try await paper(of: slug, in: language) }
    }

    /// Whether a scan could be recognised by a form that is yet to be printed. An applicant's own is for a service that they have named.
    func wantsAllForms(_ answer: ReadingAnswer, of scan: Scan, for reader: ScanReader) throws -> Bool {
        guard scan.source != .citizen, answer.couldBeOurs else { return false }
        return try (try? String(contentsOf: reader.mark, encoding: .utf8)) != formsDigest()
    }

    /// Prints every form that the catalogue has into the reader's folder, once for each content: paper without a code is recognised by
    /// its likeness to one of them. Then the scan that was missed is read once more, unless somebody has begun with it.
    func printAllForms(_ printing: Printing) async throws {
        guard let reader else { throw OfficeFault.missing("reader of paper") }
        try await printAllForms(for: reader)
        let now = settings.now()
        try await store.write { books in
            guard var scan = try books.scan(printing.scan), scan.round == printing.round, [.read, .refused].contains(scan.state),
                try books.proposals(of: scan.id).allSatisfy({ $0.state == .open && $0.openedAt == nil })
            else { return }
            try readAnew(&scan, at: now, books)
        }
        bell.ring()
    }

    private func printAllForms(for reader: ScanReader) async throws {
        let digest = try formsDigest()
        if (try? String(contentsOf: reader.mark, encoding: .utf8)) == digest { return }
        for service in content.services { try await printForms(of: service.slug) }
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
