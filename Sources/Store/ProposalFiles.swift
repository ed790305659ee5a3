package import Foundation
package import Rulebook

/// A document that somebody added to a proposal, because it was not with the paper.
package struct ProposalFile: Hashable, Sendable {
    package let id: String
    /// The checklist's code.
    package let code: String
    package let name: String
    package let mediaType: String
    /// In bytes.
    package let size: Int
    package let sha256: String
    package let addedAt: Date
    package let addedBy: PersonID

    package init(
        id: String, code: String, name: String, mediaType: String, size: Int, sha256: String, addedAt: Date, addedBy: PersonID
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.sha256 = sha256
        self.addedAt = addedAt
        self.addedBy = addedBy
    }
}

extension Books {
    package func add(_ file: ProposalFile, to proposal: String) throws {
        try run(
            """
            INSERT INTO proposal_file (id, proposal, code, name, media_type, size, sha256, added_at, added_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .text(file.id), .text(proposal), .text(file.code), .text(file.name), .text(file.mediaType), .integer(file.size),
            .text(file.sha256), .instant(file.addedAt), .text(file.addedBy))
    }

    /// Oldest first.
    package func files(of proposal: String) throws -> [ProposalFile] {
        try rows(
            """
            SELECT id, code, name, media_type, size, sha256, added_at, added_by FROM proposal_file WHERE proposal = ?
            ORDER BY added_at, id
            """, .text(proposal)
        ).map { row in
            ProposalFile(
                id: try row.text(0), code: try row.text(1), name: try row.text(2), mediaType: try row.text(3), size: try row.integer(4),
                sha256: try row.text(5), addedAt: try row.instant(6), addedBy: try row.text(7))
        }
    }

    /// - Returns: false where the proposal has no such file.
    package func remove(file id: String, of proposal: String) throws -> Bool {
        try run("DELETE FROM proposal_file WHERE id = ? AND proposal = ?", .text(id), .text(proposal)) == 1
    }

    /// Into another proposal, whose pages it belongs to now.
    package func moveFiles(from proposal: String, to other: String) throws {
        try run("UPDATE proposal_file SET proposal = ? WHERE proposal = ?", .text(other), .text(proposal))
    }
}
