package import Foundation
package import Rulebook

/// What a person says of a proposal: so far, or when they confirm it.
package struct PaperConfirmation: Codable, Hashable, Sendable {
    package var answers: Answers
    /// Codes of the documents that lie with the paper, in the scan.
    package var enclosed: Set<String>
    /// The applicant agreed that the paper may serve to train readers.
    package var consent: Bool

    package init(answers: Answers, enclosed: Set<String>, consent: Bool) {
        self.answers = answers
        self.enclosed = enclosed
        self.consent = consent
    }
}

/// What a reader makes of one document on paper: a request that waits for a person's word.
package struct Proposal: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case open, registered, dismissed
    }

    package let id: String
    package let scan: String
    /// Its place among the documents of the scan, from 1.
    package let ordinal: Int
    package let institution: String
    /// The service that it is taken for now; nil where nobody has said.
    package var service: String?
    package var reading: PaperReading.Document
    /// What was typed so far, by whom and when; nil: nothing but what was read.
    package var typed: PaperConfirmation?
    package var typedBy: PersonID?
    package var typedAt: Date?
    package var state: State
    /// Why it was dismissed.
    package var reason: String?
    package var dossier: DossierID?
    /// Who has it open, and until when nobody else may.
    package var holder: PersonID?
    package var heldUntil: Date?
    /// When who has it began.
    package var openedAt: Date?
    package let arrivedAt: Date
    package var settledAt: Date?
    package var settledBy: PersonID?

    package init(
        id: String, scan: String, ordinal: Int, institution: String, service: String?, reading: PaperReading.Document, arrivedAt: Date
    ) {
        self.id = id
        self.scan = scan
        self.ordinal = ordinal
        self.institution = institution
        self.service = service
        self.reading = reading
        self.arrivedAt = arrivedAt
        state = .open
    }

    /// Who else has it open at a moment; nil when this person may.
    package func holder(otherThan person: PersonID, at now: Date) -> PersonID? {
        guard let holder, holder != person, let heldUntil, heldUntil > now else { return nil }
        return holder
    }
}

/// From which paper a dossier came.
package struct PaperOrigin: Hashable, Sendable {
    package let source: Scan.Source
    /// The person who looked through what the program read; an applicant's own is confirmed by submitting it.
    package let confirmedBy: PersonID?
    package let confirmedAt: Date?

    package init(source: Scan.Source, confirmedBy: PersonID?, confirmedAt: Date?) {
        self.source = source
        self.confirmedBy = confirmedBy
        self.confirmedAt = confirmedAt
    }
}

/// How fast people confirm what was read.
package struct ConfirmingPace: Hashable, Sendable {
    package let pages: Int
    package let seconds: Double
}

extension Books {
    private static let proposalColumns = """
        id, scan, ordinal, institution, service, reading, state, reason, dossier, holder, held_until, opened_at, arrived_at, settled_at,
        settled_by, typed, typed_by, typed_at
        """

    /// The documents of a scan, in place of those of an earlier reading that nobody has settled yet.
    ///
    /// A document of which a page was settled before is not proposed again: no page becomes two dossiers.
    /// - Parameter newID: names for new rows.
    /// - Returns: what is proposed now.
    package func setProposals(_ documents: [PaperReading.Document], of scan: Scan, newID: () -> String) throws -> [Proposal] {
        let before = try proposals(of: scan.id)
        let files = try before.filter { $0.state == .open }.flatMap { old in
            try self.files(of: old.id).map { (file: $0, pages: old.reading.pages.map(\.source)) }
        }
        var stillNamed = Dictionary(files.map { ($0.file.id, $0.file) }) { first, _ in first }
        try run("DELETE FROM proposal WHERE scan = ? AND state = 'open'", .text(scan.id))
        let settled = before.filter { $0.state != .open }
        let taken = Set(settled.flatMap { $0.reading.pages.map(\.source) })
        let last = settled.map(\.ordinal).max() ?? 0
        let fresh = documents.filter { !$0.pages.isEmpty && taken.isDisjoint(with: $0.pages.map(\.source)) }
        return try fresh.enumerated().map { index, document in
            let proposal = Proposal(
                id: newID(), scan: scan.id, ordinal: last + index + 1, institution: scan.institution,
                service: document.service ?? scan.service, reading: document, arrivedAt: scan.arrivedAt)
            try add(proposal)
            // A document that somebody added to the paper stays with it.
            for file in files where file.pages.contains(where: { page in document.pages.contains { $0.source == page } }) {
                if let kept = stillNamed.removeValue(forKey: file.file.id) { try add(kept, to: proposal.id) }
            }
            return proposal
        }
    }

    /// A new proposal, open.
    package func add(_ proposal: Proposal) throws {
        try run(
            """
            INSERT INTO proposal (id, scan, ordinal, institution, service, reading, pages, state, arrived_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?)
            """, .text(proposal.id), .text(proposal.scan), .integer(proposal.ordinal), .text(proposal.institution),
            .optional(proposal.service), .json(proposal.reading), .integer(proposal.reading.pages.count), .instant(proposal.arrivedAt))
    }

    /// Takes away a proposal whose pages lie in another now.
    package func delete(proposal id: String) throws {
        try run("DELETE FROM proposal WHERE id = ? AND state = 'open'", .text(id))
    }

    package func proposal(_ id: String) throws -> Proposal? {
        try rows("SELECT \(Self.proposalColumns) FROM proposal WHERE id = ?", .text(id)).first.map(Self.proposal)
    }

    /// The same, for whoever is about to change it: another who would must wait.
    package func lockedProposal(_ id: String) throws -> Proposal? {
        try rows("SELECT \(Self.proposalColumns) FROM proposal WHERE id = ? /*! FOR UPDATE */", .text(id)).first.map(Self.proposal)
    }

    package func proposals(of scan: String) throws -> [Proposal] {
        try rows("SELECT \(Self.proposalColumns) FROM proposal WHERE scan = ? ORDER BY ordinal", .text(scan)).map(Self.proposal)
    }

    /// What waits for a person in an institution, oldest first.
    package func openProposals(of institution: String, limit: Int) throws -> [Proposal] {
        try rows(
            """
            SELECT \(Self.proposalColumns) FROM proposal WHERE institution = ? AND state = 'open' ORDER BY arrived_at, id LIMIT ?
            """, .text(institution), .integer(limit)
        ).map(Self.proposal)
    }

    /// Keeps what becomes of a proposal.
    package func save(_ proposal: Proposal) throws {
        try run(
            """
            UPDATE proposal SET service = ?, state = ?, reason = ?, dossier = ?, holder = ?, held_until = ?, opened_at = ?, settled_at = ?,
                settled_by = ?, reading = ?, pages = ?, typed = ?, typed_by = ?, typed_at = ? WHERE id = ?
            """, .optional(proposal.service), .text(proposal.state.rawValue), .optional(proposal.reason), .optional(proposal.dossier),
            .optional(proposal.holder), .optional(proposal.heldUntil), .optional(proposal.openedAt), .optional(proposal.settledAt),
            .optional(proposal.settledBy), .json(proposal.reading), .integer(proposal.reading.pages.count),
            try proposal.typed.map { try SQLValue.json($0) } ?? .null, .optional(proposal.typedBy), .optional(proposal.typedAt),
            .text(proposal.id))
    }

    /// How long the latest confirmations of an institution took, from opening to the click; latest first.
    package func paces(of institution: String, limit: Int) throws -> [ConfirmingPace] {
        try rows(
            """
            SELECT pages, settled_at - opened_at FROM proposal
            WHERE institution = ? AND state = 'registered' AND settled_at > 0 ORDER BY settled_at DESC LIMIT ?
            """, .text(institution), .integer(limit)
        ).compactMap { row in
            guard let milliseconds = row.optionalInteger(1) else { return nil }
            return ConfirmingPace(pages: try row.integer(0), seconds: Double(milliseconds) / 1_000)
        }
    }

    /// How many requests on paper an institution has made digital since a moment.
    package func registeredFromPaper(in institution: String, since moment: Date) throws -> Int {
        try rows(
            "SELECT COUNT(*) FROM proposal WHERE institution = ? AND state = 'registered' AND settled_at >= ?", .text(institution),
            .instant(moment))[0].integer(0)
    }

    /// From which paper a dossier came; nil: from none.
    package func paperOrigin(of dossier: DossierID) throws -> PaperOrigin? {
        let confirmed = try rows(
            """
            SELECT s.source, p.settled_by, p.settled_at FROM proposal p JOIN scan s ON s.id = p.scan WHERE p.dossier = ?
            """, .text(dossier)
        ).first.map { row in
            PaperOrigin(
                source: Scan.Source(rawValue: try row.text(0)) ?? .upload, confirmedBy: row.optionalText(1),
                confirmedAt: row.optionalInstant(2))
        }
        return try confirmed ?? scan(ofDossier: dossier).map { PaperOrigin(source: $0.source, confirmedBy: nil, confirmedAt: nil) }
    }

    private static func proposal(_ row: SQLRow) throws -> Proposal {
        var proposal = Proposal(
            id: try row.text(0), scan: try row.text(1), ordinal: try row.integer(2), institution: try row.text(3),
            service: row.optionalText(4), reading: try row.json(5), arrivedAt: try row.instant(12))
        proposal.state = Proposal.State(rawValue: try row.text(6)) ?? .dismissed
        proposal.reason = row.optionalText(7)
        proposal.dossier = row.optionalText(8)
        proposal.holder = row.optionalText(9)
        proposal.heldUntil = row.optionalInstant(10)
        proposal.openedAt = row.optionalInstant(11)
        proposal.settledAt = row.optionalInstant(13)
        proposal.settledBy = row.optionalText(14)
        if row.optionalText(15) != nil { proposal.typed = try row.json(15) as PaperConfirmation }
        proposal.typedBy = row.optionalText(16)
        proposal.typedAt = row.optionalInstant(17)
        return proposal
    }
}
