package import Foundation
package import Rulebook

extension Books {
    /// The number and the digest of every service's last revision, by service.
    package func latestRevisions() throws -> [String: (number: Int, digest: String)] {
        let found = try rows(
            """
            SELECT service, number, digest FROM service_revision r
            WHERE number = (SELECT MAX(n.number) FROM service_revision n WHERE n.service = r.service)
            """)
        return try Dictionary(found.map { (try $0.text(0), (number: try $0.integer(1), digest: try $0.text(2))) }) { $1 }
    }

    /// Keeps the service's definition if it changed since its last revision.
    /// - Returns: the number of the revision that is now in force.
    @discardableResult
    package func keepRevision(of service: PublicService, digest: String, definition: String, at now: Date) throws -> Int {
        let last = try rows(
            "SELECT number, digest FROM service_revision WHERE service = ? ORDER BY number DESC LIMIT 1", .text(service.slug)
        ).first
        let number = try last?.integer(0) ?? 0
        if let last, try last.text(1) == digest { return number }
        try run(
            "INSERT INTO service_revision (service, number, digest, definition, since) VALUES (?, ?, ?, ?, ?)", .text(service.slug),
            .integer(number + 1), .text(digest), .text(definition), .instant(now))
        return number + 1
    }

    /// From what the last revisions were made, as `keep(contentMark:)` was told; nil in a house from before.
    package func contentMark() throws -> String? { try rows("SELECT mark FROM content_mark").first?.text(0) }

    package func keep(contentMark mark: String) throws {
        try run(
            "INSERT INTO content_mark (only_row, mark) VALUES (1, ?) ON CONFLICT (only_row) DO UPDATE SET mark = excluded.mark",
            .text(mark))
    }

    /// The definition under which dossiers of that revision were opened.
    package func service(_ slug: String, revision: Int) throws -> PublicService? {
        try rows("SELECT definition FROM service_revision WHERE service = ? AND number = ?", .text(slug), .integer(revision))
            .first.map { try $0.json(0) }
    }
}
