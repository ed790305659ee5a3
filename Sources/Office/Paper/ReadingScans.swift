import Foundation
import NIOCore
package import Rulebook
package import Store

/// What the worker does with a scan: it has it read, keeps the pages' pictures, and proposes the requests that it finds.
extension Office {
    /// Reads one scan. Done again after a crash it begins anew; what it proposes replaces what was proposed before, in one transaction.
    /// - Parameter tries: this one included. A scan that ended its reader that often lies in the tray.
    func readScan(_ id: String, tries: Int) async throws {
        guard let scan = try await store.read({ try $0.scan(id) }), [.waiting, .reading].contains(scan.state) else { return }
        guard tries <= OfficeLimits.readingTries else {
            return try await settle(scan, ReadingAnswer(failure: .gaveUp), pictures: [:])
        }
        guard let reader, let sha256 = scan.sha256 else { throw OfficeFault.missing("reader of paper") }
        try await mark(scan, as: .reading)
        let folder = FileManager.default.temporaryDirectory.appending(path: "ghiseu-scan-\(settings.newID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let pictures = folder.appending(path: "pages")
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        let file = folder.appending(path: "scan.\(ScanType(rawValue: scan.mediaType)?.ending ?? "bin")")
        try await copy(store.files.file(sha256), to: file)

        let request = ReadingRequest(file: file.path, pictures: pictures.path, service: scan.service, corners: scan.corners)
        var answer = try await reader.read(request)
        if answer.needsAllForms {
            try await printAllForms(for: reader)
            answer = try await reader.read(request)
        }
        // Whatever ended the reader may have been no fault of the file.
        if answer.failure == .gaveUp, tries < OfficeLimits.readingTries { throw OfficeFault.reading }
        try await settle(scan, answer, pictures: try await keepPictures(answer.reading?.images ?? [], in: pictures))
    }

    private func mark(_ scan: Scan, as state: Scan.State) async throws {
        let now = settings.now()
        try await store.write { books in
            guard var current = try books.scan(scan.id), current.round == scan.round else { return }
            current.state = state
            try books.save(current, at: now)
        }
    }

    private func copy(_ stored: StoredFile, to file: URL) async throws {
        guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreFault.filesUnavailable("no room for a scan to be read")
        }
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        for try await piece in try await stored.bytes() { try handle.write(contentsOf: Data(piece.readableBytesView)) }
    }

    /// Keeps the pictures that a reading names; a name that is no plain name is left out.
    private func keepPictures(_ names: [String], in folder: URL) async throws -> [String: String] {
        var kept: [String: String] = [:]
        for name in Set(names) where !name.contains("/") && !name.hasPrefix(".") {
            // A picture that was not made is no reason to lose the reading.
            guard let bytes = try? Data(contentsOf: folder.appending(path: name)), bytes.count <= OfficeLimits.pictureBytes else {
                continue
            }
            kept[name] = try await store.files.keep(bytes)
        }
        return kept
    }

    /// Keeps what came of a reading, whole or not at all: proposals and stray pages, or the reason why there are none.
    /// - Parameter pictures: SHA-256 of kept pictures, by the names that the reading gives them.
    package func settle(_ scan: Scan, _ answer: ReadingAnswer, pictures: [String: String]) async throws {
        let now = settings.now()
        try await store.write { books in
            // Another worker was faster, or it is being read anew.
            guard var current = try books.scan(scan.id), current.round == scan.round, [.waiting, .reading].contains(current.state) else {
                return
            }
            guard let reading = answer.reading else {
                current.state = .refused
                current.reason = (answer.failure ?? .unreadable).rawValue
                return try books.save(current, at: now)
            }
            current.state = .read
            current.readers = reading.readers
            try books.setPictures(pictures, of: scan.id)
            if current.source == .citizen {
                current.dossier = try openDraft(of: reading, from: current, books)
            } else {
                _ = try books.setProposals(reading.documents, of: current) { settings.newID() }
                try books.setStrays(reading.strays, of: current)
                if reading.documents.isEmpty, reading.strays.isEmpty {
                    (current.state, current.reason) = (.refused, ReadingFailure.unreadable.rawValue)
                }
            }
            try books.save(current, at: now)
        }
    }
}

extension ReadingAnswer {
    /// Something on it could be one of our forms that the reader has not seen yet.
    fileprivate var needsAllForms: Bool {
        guard let reading else { return false }
        return reading.documents.contains { $0.revision == nil }
            || reading.strays.contains { [.unknownForm, .unreadable].contains($0.reason) }
    }
}

extension PaperReading {
    /// The names of all pictures.
    fileprivate var images: [String] { documents.flatMap { $0.pages.compactMap(\.image) } + strays.compactMap(\.image) }
}

extension OfficeLimits {
    /// The picture of one page.
    static let pictureBytes = 20_000_000
}
