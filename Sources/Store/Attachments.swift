package import Foundation
package import Rulebook

/// A file handed in with a dossier; its bytes lie in the `FileStore` under their SHA-256.
package struct Attachment: Hashable, Sendable {
    package let id: String
    package let dossier: DossierID
    /// The checklist's code (`A-CF30`), or `payment-proof`.
    package let code: String
    package let name: String
    package let mediaType: String
    /// In bytes.
    package let size: Int
    package let sha256: String
    package let addedAt: Date
    package let addedBy: PersonID

    package init(
        id: String, dossier: DossierID, code: String, name: String, mediaType: String, size: Int, sha256: String, addedAt: Date,
        addedBy: PersonID
    ) {
        self.id = id
        self.dossier = dossier
        self.code = code
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.sha256 = sha256
        self.addedAt = addedAt
        self.addedBy = addedBy
    }

    package static let paymentProof = "payment-proof"
    /// An endorsement that came on paper, as the desk scanned it; its id is the `PaperEndorsement`'s.
    package static let endorsementPaper = "endorsement-paper"
    /// The paper that a request was read from, as it was scanned.
    package static let scan = "scan"
    /// The same, where the file holds other people's papers as well: for the institution's eyes only.
    package static let batch = "scan-batch"
    /// A copy of the dossier's own pages in which can be searched.
    package static let searchable = "scan-text"
}

extension Books {
    package func add(_ attachment: Attachment) throws {
        try run(
            """
            INSERT INTO attachment (id, dossier, code, name, media_type, size, sha256, added_at, added_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(attachment.id), .text(attachment.dossier), .text(attachment.code), .text(attachment.name),
            .text(attachment.mediaType), .integer(attachment.size), .text(attachment.sha256), .instant(attachment.addedAt),
            .text(attachment.addedBy))
    }

    /// The files of a dossier that were not taken out, oldest first.
    package func attachments(of dossier: DossierID) throws -> [Attachment] {
        try rows(
            """
            SELECT id, dossier, code, name, media_type, size, sha256, added_at, added_by FROM attachment
            WHERE dossier = ? AND removed_at IS NULL ORDER BY added_at, id
            """, .text(dossier)
        ).map { row in
            Attachment(
                id: try row.text(0), dossier: try row.text(1), code: try row.text(2), name: try row.text(3), mediaType: try row.text(4),
                size: try row.integer(5), sha256: try row.text(6), addedAt: try row.instant(7), addedBy: try row.text(8))
        }
    }

    /// Which of these files the books name: as an attachment that was not taken out, as a sealed document, with a message, or as paper
    /// that was scanned.
    package func named(among files: [String]) throws -> Set<String> {
        guard !files.isEmpty else { return [] }
        let places = files.map { _ in "?" }.joined(separator: ", ")
        let digests = files.map { SQLValue.text($0) }
        let named = try sql.rows(
            """
            SELECT sha256 FROM attachment WHERE sha256 IN (\(places)) AND removed_at IS NULL
            UNION ALL SELECT sha256 FROM act WHERE sha256 IN (\(places))
            UNION ALL SELECT sha256 FROM message_file WHERE sha256 IN (\(places))
            UNION ALL SELECT sha256 FROM scan WHERE sha256 IN (\(places))
            UNION ALL SELECT sha256 FROM scan_picture WHERE sha256 IN (\(places))
            UNION ALL SELECT sha256 FROM correction WHERE sha256 IN (\(places))
            UNION ALL SELECT sha256 FROM proposal_file WHERE sha256 IN (\(places))
            """, Array(repeatElement(digests, count: 7).joined()))
        return Set(try named.map { try $0.text(0) })
    }

    /// Takes a file out of its dossier; the row stays for the record.
    package func remove(attachment id: String, of dossier: DossierID, at now: Date) throws -> Bool {
        try run(
            "UPDATE attachment SET removed_at = ? WHERE id = ? AND dossier = ? AND removed_at IS NULL", .instant(now), .text(id),
            .text(dossier)) == 1
    }
}
