import Foundation
import Rulebook
import Store

/// A dossier whose paper gets a copy that can be searched.
struct SearchableCopy: Codable, Sendable {
    let dossier: DossierID
    /// The file that the paper came as.
    let name: String
    /// SHA-256 of the pictures of its own pages, in order.
    let pictures: [String]
}

extension Office {
    /// Whether scans get a copy that can be searched.
    package var makesPaperSearchable: Bool { reader?.textLayer != nil }

    /// Asks for the copy of a dossier's paper: of its own pages only, whatever else the file holds.
    func askForSearchable(_ dossier: DossierID, _ scan: Scan, _ pages: [PaperReading.Page], _ books: Books) throws {
        guard makesPaperSearchable else { return }
        let kept = try books.pictures(of: scan.id)
        let pictures = pages.compactMap { $0.image.flatMap { kept[$0] } }
        guard !pictures.isEmpty else { return }
        let copy = SearchableCopy(dossier: dossier, name: scan.name, pictures: pictures)
        try enqueue(.paper, PaperErrand.searchable(copy), once: "searchable:\(dossier):\(scan.id)", books)
    }

    /// Reads the pages of a dossier's paper as a whole, and puts the copy beside the original.
    func makeSearchable(_ copy: SearchableCopy) async throws {
        guard let reader, let layer = reader.textLayer else { return }
        let folder = reader.benches.appending(path: "text-\(copy.dossier)")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        var pages: [URL] = []
        for (index, sha256) in copy.pictures.enumerated() {
            let page = folder.appending(path: "page-\(index + 1).jpg")
            try await store.files.read(sha256).write(to: page)
            pages.append(page)
        }
        let pdf = try await layer.pdf(of: pages, in: folder)
        let sha256 = try await store.files.keep(pdf)
        let (name, now) = (settings.newID(), settings.now())
        try await store.write { books in
            // An applicant's draft may be gone by now.
            guard let dossier = try books.dossier(forJob: copy.dossier),
                try !books.attachments(of: dossier.id).contains(where: { $0.code == Attachment.searchable && $0.sha256 == sha256 })
            else { return }
            try books.add(
                Attachment(
                    id: name, dossier: dossier.id, code: Attachment.searchable, name: "\(copy.name.withoutEnding)-text.pdf",
                    mediaType: ScanType.pdf.rawValue, size: pdf.count, sha256: sha256, addedAt: now, addedBy: dossier.opener))
            try books.record(
                "paper-searchable", of: dossier.id, in: dossier.institution, by: nil, at: now, ["sha256": sha256])
        }
    }
}

extension String {
    /// A file's name without what stands behind its last dot.
    fileprivate var withoutEnding: String {
        let ending = URL(filePath: self).pathExtension
        return ending.isEmpty ? self : String(dropLast(ending.count + 1))
    }
}
