package import Foundation
package import Rulebook

/// A file of paper that came in: to be read, being read, read, or refused with its reason.
package struct Scan: Hashable, Sendable {
    /// How it came.
    package enum Source: String, Sendable, CaseIterable {
        /// By somebody at a desk.
        case upload
        /// By the watched folder.
        case folder
        /// By an applicant, for a draft of their own.
        case citizen
    }

    package enum State: String, Sendable, CaseIterable {
        case waiting, reading, read, refused
        /// Refused, and a person has put it away.
        case cleared
    }

    package let id: String
    package let institution: String
    package let source: Source
    /// What makes it this one: the same claim comes in once.
    package let claim: String
    package let name: String
    package let mediaType: String
    /// In bytes.
    package let size: Int
    /// Nil: it was refused before it was kept.
    package let sha256: String?
    /// Who brought it; nil: the folder.
    package let person: PersonID?
    /// What its bringer said of it.
    package var service: String?
    package let arrivedAt: Date
    package var state: State
    /// A word of `ReadingFailure`, or another under `desk.scans.reason` in the locales.
    package var reason: String?
    /// How often it was asked to be read.
    package var round = 1
    /// What a person said of its pages.
    package var corners: [ReadingRequest.Corners] = []
    /// What read it.
    package var readers: [String: String] = [:]
    /// How often it ended its reader in this round: by a crash, by hanging, by wanting too much memory.
    package var failures = 0
    /// How often somebody else ended its reader in this round.
    package var interruptions = 0
    /// An applicant's draft that was made of it.
    package var dossier: DossierID?

    package init(
        id: String, institution: String, source: Source, claim: String, name: String, mediaType: String, size: Int, sha256: String?,
        person: PersonID?, service: String?, arrivedAt: Date, state: State = .waiting, reason: String? = nil
    ) {
        self.id = id
        self.institution = institution
        self.source = source
        self.claim = claim
        self.name = name
        self.mediaType = mediaType
        self.size = size
        self.sha256 = sha256
        self.person = person
        self.service = service
        self.arrivedAt = arrivedAt
        self.state = state
        self.reason = reason
    }
}

/// A page that belongs to no document, until a person has dealt with it.
package struct StrayPage: Hashable, Sendable {
    package let scan: String
    /// The page of the file, from 1.
    package let source: Int
    package let reason: PaperReading.StrayReason
    /// The name of its picture.
    package let image: String?
}

extension Books {
    private static let scanColumns = """
        id, institution, source, claim, name, media_type, size, sha256, person, service, arrived_at, state, reason, round, corners,
        readers, dossier, failures, interruptions
        """

    /// Takes a file in, unless its claim was taken before.
    /// - Returns: false when it was.
    package func take(_ scan: Scan) throws -> Bool {
        try run(
            """
            INSERT INTO scan (id, institution, source, claim, name, media_type, size, sha256, person, service, arrived_at, state, reason,
                round, corners, readers)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', '{}') ON CONFLICT (claim) DO NOTHING
            """, .text(scan.id), .text(scan.institution), .text(scan.source.rawValue), .text(scan.claim), .text(scan.name),
            .text(scan.mediaType), .integer(scan.size), .optional(scan.sha256), .optional(scan.person), .optional(scan.service),
            .instant(scan.arrivedAt), .text(scan.state.rawValue), .optional(scan.reason), .integer(scan.round)) == 1
    }

    package func scan(_ id: String) throws -> Scan? {
        try rows("SELECT \(Self.scanColumns) FROM scan WHERE id = ?", .text(id)).first.map(Self.scan)
    }

    /// Keeps what becomes of a scan.
    package func save(_ scan: Scan, at now: Date) throws {
        try run(
            """
            UPDATE scan SET service = ?, state = ?, reason = ?, round = ?, corners = ?, readers = ?, dossier = ?, settled_at = ?,
                failures = ?, interruptions = ?
            WHERE id = ?
            """, .optional(scan.service), .text(scan.state.rawValue), .optional(scan.reason), .integer(scan.round), .json(scan.corners),
            .json(scan.readers), .optional(scan.dossier),
            [.waiting, .reading].contains(scan.state) ? .null : .instant(now), .integer(scan.failures), .integer(scan.interruptions),
            .text(scan.id))
    }

    /// The scans of an institution in a state, oldest first; those that applicants brought for themselves are not among them.
    package func scans(of institution: String, in state: Scan.State, limit: Int) throws -> [Scan] {
        try rows(
            """
            SELECT \(Self.scanColumns) FROM scan WHERE institution = ? AND state = ? AND source <> 'citizen'
            ORDER BY arrived_at, id LIMIT ?
            """, .text(institution), .text(state.rawValue), .integer(limit)
        ).map(Self.scan)
    }

    /// How many scans of an institution are yet to be read.
    package func unreadScans(of institution: String) throws -> Int {
        try rows("SELECT COUNT(*) FROM scan WHERE institution = ? AND state IN ('waiting', 'reading')", .text(institution))[0].integer(0)
    }

    /// How many scans a person brought since a moment.
    package func scans(by person: PersonID, since moment: Date) throws -> Int {
        try rows("SELECT COUNT(*) FROM scan WHERE person = ? AND arrived_at >= ?", .text(person), .instant(moment))[0].integer(0)
    }

    /// The scans whose claims begin alike, in the order of their claims.
    package func scans(claimedUnder start: String, limit: Int) throws -> [Scan] {
        // No claim has a character above the tilde.
        try rows(
            "SELECT \(Self.scanColumns) FROM scan WHERE claim >= ? AND claim < ? ORDER BY claim LIMIT ?", .text(start), .text(start + "~"),
            .integer(limit)
        ).map(Self.scan)
    }

    /// The names of the files that scans came as.
    package func fileNames(ofScans scans: Set<String>) throws -> [String: String] {
        guard !scans.isEmpty else { return [:] }
        let found = try sql.rows(
            "SELECT id, name FROM scan WHERE \(Self.oneOf("id", scans.count))", scans.sorted().map { .text($0) })
        return try Dictionary(found.map { (try $0.text(0), try $0.text(1)) }) { first, _ in first }
    }

    /// The scan that an applicant's draft was made of.
    package func scan(ofDossier dossier: DossierID) throws -> Scan? {
        try rows("SELECT \(Self.scanColumns) FROM scan WHERE dossier = ?", .text(dossier)).first.map(Self.scan)
    }

    // MARK: Pictures and stray pages

    /// The pictures of a scan's pages, by their names, in place of those of an earlier reading.
    package func setPictures(_ pictures: [String: String], of scan: String) throws {
        try run("DELETE FROM scan_picture WHERE scan = ?", .text(scan))
        for (name, sha256) in pictures.sorted(by: { $0.key < $1.key }) {
            try run("INSERT INTO scan_picture (scan, name, sha256) VALUES (?, ?, ?)", .text(scan), .text(name), .text(sha256))
        }
    }

    package func pictures(of scan: String) throws -> [String: String] {
        let found = try rows("SELECT name, sha256 FROM scan_picture WHERE scan = ?", .text(scan))
        return try Dictionary(found.map { (try $0.text(0), try $0.text(1)) }) { first, _ in first }
    }

    /// A scan's stray pages, in place of those of an earlier reading.
    package func setStrays(_ strays: [PaperReading.Stray], of scan: Scan) throws {
        try run("DELETE FROM stray_page WHERE scan = ? AND cleared_at IS NULL", .text(scan.id))
        for stray in strays {
            try run(
                """
                INSERT INTO stray_page (scan, source, institution, reason, image, arrived_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (scan, source) DO NOTHING
                """, .text(scan.id), .integer(stray.source), .text(scan.institution), .text(stray.reason.rawValue), .optional(stray.image),
                .instant(scan.arrivedAt))
        }
    }

    /// Pages of an institution that nobody has dealt with yet, oldest first.
    package func strays(of institution: String, limit: Int) throws -> [StrayPage] {
        try rows(
            """
            SELECT scan, source, reason, image FROM stray_page WHERE institution = ? AND cleared_at IS NULL
            ORDER BY arrived_at, scan, source LIMIT ?
            """, .text(institution), .integer(limit)
        ).map(Self.stray)
    }

    /// A scan's pages that nobody has dealt with yet.
    package func strays(of scan: String) throws -> [StrayPage] {
        try rows("SELECT scan, source, reason, image FROM stray_page WHERE scan = ? AND cleared_at IS NULL ORDER BY source", .text(scan))
            .map(Self.stray)
    }

    package func stray(_ source: Int, of scan: String) throws -> StrayPage? {
        try rows("SELECT scan, source, reason, image FROM stray_page WHERE scan = ? AND source = ?", .text(scan), .integer(source))
            .first.map(Self.stray)
    }

    /// Puts a page away.
    package func clear(stray source: Int, of scan: String, at now: Date) throws {
        try run("UPDATE stray_page SET cleared_at = ? WHERE scan = ? AND source = ?", .instant(now), .text(scan), .integer(source))
    }

    private static func stray(_ row: SQLRow) throws -> StrayPage {
        StrayPage(
            scan: try row.text(0), source: try row.integer(1), reason: PaperReading.StrayReason(rawValue: try row.text(2)) ?? .unreadable,
            image: row.optionalText(3))
    }

    private static func scan(_ row: SQLRow) throws -> Scan {
        var scan = Scan(
            id: try row.text(0), institution: try row.text(1), source: Scan.Source(rawValue: try row.text(2)) ?? .upload,
            claim: try row.text(3), name: try row.text(4), mediaType: try row.text(5), size: try row.integer(6),
            sha256: row.optionalText(7),
            person: row.optionalText(8), service: row.optionalText(9), arrivedAt: try row.instant(10),
            state: Scan.State(rawValue: try row.text(11)) ?? .refused, reason: row.optionalText(12))
        scan.round = try row.integer(13)
        scan.corners = try row.json(14)
        scan.readers = try row.json(15)
        scan.dossier = row.optionalText(16)
        scan.failures = try row.integer(17)
        scan.interruptions = try row.integer(18)
        return scan
    }
}
