package import Foundation
package import Rulebook

extension Books {
    /// Keeps the map of a print beside the revision of the service that it was drawn from; once is enough.
    package func keep(_ map: PaperMap, ofRevision number: Int, at now: Date) throws {
        try run(
            """
            INSERT INTO paper_map (service, revision, number, map, since) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (service, revision) DO NOTHING
            """, .text(map.service), .text(map.revision), .integer(number), .json(map), .instant(now))
    }

    /// Where everything stands on a print, and the number of the service's revision that it was drawn from.
    /// - Parameter revision: as the print's code says it.
    package func paperMap(of service: String, revision: String) throws -> (map: PaperMap, number: Int)? {
        try rows("SELECT map, number FROM paper_map WHERE service = ? AND revision = ?", .text(service), .text(revision))
            .first.map { (try $0.json(0), try $0.integer(1)) }
    }
}
