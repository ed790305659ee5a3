import Foundation
import NIOCore
package import Rulebook
package import Store

/// What the worker does with a scan: it has it read, keeps the pages' pictures, and proposes the requests that it finds.
extension Office {
    /// Reads one scan. Done again after the program ended it goes on after the pages that were read; what it proposes replaces what was
    /// proposed before, in one transaction.
    /// - Parameter tries: this one included; each before it ended with its program.
    /// - Throws: `OfficeFault.reading` where it may go better later.
    func readScan(_ id: String, tries: Int) async throws {
        guard let scan = try await store.read({ try $0.scan(id) }), [.waiting, .reading].contains(scan.state) else { return }
        guard tries <= OfficeLimits.readingRuns else {
            return try await settle(scan, ReadingAnswer(failure: .gaveUp), pictures: [:])
        }
        guard let reader, let sha256 = scan.sha256 else { throw OfficeFault.missing("reader of paper") }
        try await change(scan) { $0.state = .reading }
        let bench = try ReadingBench(for: scan, in: reader.benches)
        try await copy(store.files.file(sha256), to: bench.file)
        var answer = try await read(scan, on: bench, by: reader)
        if try await printForms(missedIn: answer, of: scan, for: reader) {
            try bench.forgetPages()
            answer = try await read(scan, on: bench, by: reader)
        }
        answer = await withSecondOpinion(answer, in: bench.pictures)
        let wantsForms = try wantsAllForms(answer, of: scan, for: reader)
        let pictures = try await keepPictures(answer.reading?.images ?? [], in: bench.pictures)
        try await settle(scan, answer, pictures: pictures, wantsForms: wantsForms)
        bench.clear()
    }

    /// Reads until there is an answer, or the scan has ended its reader once too often. What others do to the reader is not the scan's
    /// fault: it is read again at once.
    private func read(_ scan: Scan, on bench: ReadingBench, by reader: ScanReader) async throws -> ReadingAnswer {
        var request = bench.request(scan, crops: reader.vision?.settings.services)
        request.words = try await store.read { try answersBefore(in: scan.institution, $0) }
        while true {
            try Task.checkCancellation()
            do {
                let answer = try await reader.read(request)
                guard answer.failure == .gaveUp else { return answer }
                let failures = try await change(scan) { $0.failures += 1 }.failures
                guard failures >= OfficeLimits.readingTries else { throw OfficeFault.reading }
                guard bench.leaveOutPageInHand() else { return answer }
                try await change(scan) { $0.failures = 0 }
            } catch is ReadingInterrupted {
                let interruptions = try await change(scan) { $0.interruptions += 1 }.interruptions
                if interruptions > OfficeLimits.readingInterruptions { return ReadingAnswer(failure: .gaveUp) }
            }
        }
    }

    /// Changes a scan that is being read; nothing where it is another's by now.
    @discardableResult
    private func change(_ scan: Scan, _ change: @escaping @Sendable (inout Scan) -> Void) async throws -> Scan {
        let now = settings.now()
        return try await store.write { books in
            guard var current = try books.scan(scan.id), current.round == scan.round, [.waiting, .reading].contains(current.state) else {
                return scan
            }
            change(&current)
            try books.save(current, at: now)
            return current
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
    /// - Parameters:
    ///   - pictures: SHA-256 of kept pictures, by the names that the reading gives them.
    ///   - wantsForms: the scan is to be read once more when all forms have been printed.
    package func settle(_ scan: Scan, _ answer: ReadingAnswer, pictures: [String: String], wantsForms: Bool = false) async throws {
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
            // It was read once more unasked, and somebody has begun with what was read before.
            if try books.proposals(of: scan.id).contains(where: { $0.holder(otherThan: "", at: now) != nil }) {
                return try books.save(current, at: now)
            }
            if wantsForms {
                try enqueue(
                    .paper, PaperErrand.forms(Printing(scan: scan.id, round: scan.round)), once: "forms:\(scan.id):\(scan.round)", books)
            }
            current.readers = reading.readers
            try books.setPictures(pictures, of: scan.id)
            if current.source == .citizen {
                current.dossier = try openDraft(of: reading, from: current, books)
                if let draft = current.dossier { try askForSearchable(draft, current, reading.documents.flatMap(\.pages), books) }
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

extension PaperReading {
    /// The names of all pictures.
    fileprivate var images: [String] { documents.flatMap { $0.pages.compactMap(\.image) } + strays.compactMap(\.image) }
}

extension OfficeLimits {
    /// The picture of one page.
    static let pictureBytes = 20_000_000
}
