import Foundation
package import Office
package import Rulebook
package import Store

/// Paper that came in, as if its reading were done: readings are fed as values through the deed that keeps one. The reader itself runs
/// in the browser's journeys.
extension ScanReader {
    /// Stands where a reader is wired; nothing is ever asked of it, because these tests leave the reading lane alone.
    package static let unasked = ScanReader(
        forms: FileManager.default.temporaryDirectory, benches: FileManager.default.temporaryDirectory
    ) { _ in ReadingAnswer(failure: .gaveUp) }
}

extension PaperReading {
    /// A reading of a whole form: its examples with these answers over them, all on one page, all accepted but `unsure`.
    package static func of(
        _ service: PublicService, _ answers: [String: String] = [:], unsure: Set<String> = [], from page: Int = 1
    ) -> PaperReading {
        let fields = service.form.fields.filter { $0.derived == nil }.enumerated().compactMap { index, field -> Field? in
            guard let text = answers[field.key] ?? field.example?.written(for: field) else { return nil }
            return Field(
                key: field.key, kind: field.kind.rawValue, value: text, raw: text, confidence: unsure.contains(field.key) ? 0.6 : 0.99,
                outcome: unsure.contains(field.key) ? .check : .accepted, page: 1, box: [20, 30 + 7 * Double(index), 80, 6],
                repaired: false, alternatives: unsure.contains(field.key) ? ["\(text) bis", "altceva"] : [], readings: ["proba": text])
        }
        let sheet = Page(source: page, number: 1, turned: 0, alignment: .marks, residual: 0.1, image: "p\(page).png")
        return PaperReading(
            documents: [
                Document(
                    service: service.slug, revision: "0123456789", confidence: 1,
                    candidates: [Candidate(service: service.slug, confidence: 1)], pages: [sheet], fields: fields, missing: [])
            ], readers: ["proba": "1"])
    }
}

extension World {
    /// A small file of paper, kept as an upload would be; another text gives another file.
    package func sheet(_ text: String = "hârtie") async throws -> ReceivedScan {
        let data = Data("%PDF-1.7\n% \(text)\n%%EOF\n".utf8)
        return ReceivedScan(name: "\(text).pdf", type: .pdf, size: data.count, sha256: try await office.store.files.keep(data))
    }

    /// A scan that Otilia uploaded.
    package func uploaded(_ text: String = "hârtie") async throws -> Scan {
        try await office.take([try await sheet(text)], key: text, in: World.institution, by: self[.otilia])
        let tray = try await office.paperTray(of: World.institution, seenBy: self[.otilia])
        guard let scan = tray.waiting.last(where: { $0.name == "\(text).pdf" }) else { throw Refusal.notFound }
        return scan
    }

    /// A scan that was uploaded and read as this; its proposals.
    package func read(_ reading: PaperReading, _ text: String = "hârtie") async throws -> [Proposal] {
        let scan = try await uploaded(text)
        let picture = try await office.store.files.keep(Data("picture of \(text)".utf8))
        try await office.settle(scan, ReadingAnswer(reading: reading), pictures: ["p1.png": picture])
        return try await office.store.read { try $0.proposals(of: scan.id) }
    }

    /// A service of the content.
    package func service(_ slug: String) throws -> PublicService {
        guard let service = office.content.service(slug) else { throw Refusal.notFound }
        return service
    }
}
