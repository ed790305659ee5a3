package import Foundation
package import Rulebook

/// What a field was read as and what a person confirmed: what calibration and training learn from.
package struct Correction: Hashable, Sendable, Codable {
    package let id: String
    package let proposal: String
    package let institution: String
    package let service: String
    /// How the paper came.
    package let source: String
    package let field: String
    package let kind: String
    /// In mm of the straightened page.
    package let box: [Double]
    /// The picture of the page that the box is cut from; nil without one.
    package let sha256: String?
    package let read: String
    package let raw: String
    package let confirmed: String
    /// As the reader gave it, 0…1.
    package let confidence: Double
    package let outcome: PaperReading.Outcome
    package let repaired: Bool
    /// What each reader read.
    package let readings: [String: String]
    /// The readers' models and versions.
    package let readers: [String: String]
    /// What spoke for the value and against it.
    package let evidence: [String: Double]
    package let person: PersonID
    package let at: Date
    /// How long the whole proposal took its person.
    package let seconds: Int
    /// The applicant agreed that it may serve for training.
    package let consent: Bool

    package init(
        id: String, proposal: Proposal, scan: Scan, field: PaperReading.Field, service: String, picture: String?, confirmed: String,
        person: PersonID, at: Date, seconds: Int, consent: Bool
    ) {
        self.id = id
        self.proposal = proposal.id
        institution = proposal.institution
        self.service = service
        source = scan.source.rawValue
        self.field = field.key
        kind = field.kind
        box = field.box
        sha256 = picture
        read = field.value
        raw = field.raw
        self.confirmed = confirmed
        confidence = min(max(field.confidence, 0), 1)
        outcome = field.outcome
        repaired = field.repaired
        readings = field.readings
        readers = scan.readers
        evidence = field.evidence ?? [:]
        self.person = person
        self.at = at
        self.seconds = seconds
        self.consent = consent
    }

    fileprivate init(_ row: SQLRow) throws {
        id = try row.text(0)
        proposal = try row.text(1)
        institution = try row.text(2)
        service = try row.text(3)
        source = try row.text(4)
        field = try row.text(5)
        kind = try row.text(6)
        box = try row.json(7)
        sha256 = row.optionalText(8)
        read = try row.text(9)
        raw = try row.text(10)
        confirmed = try row.text(11)
        confidence = Double(try row.integer(12)) / Self.scale
        outcome = PaperReading.Outcome(rawValue: try row.text(13)) ?? .check
        repaired = try row.integer(14) == 1
        readings = try row.json(15)
        readers = try row.json(16)
        evidence = try row.json(17)
        person = try row.text(18)
        at = try row.instant(19)
        seconds = try row.integer(20)
        consent = try row.integer(21) == 1
    }

    fileprivate static let scale = 10_000.0

    package var isRight: Bool { read == confirmed }
}

extension Books {
    package func add(_ correction: Correction) throws {
        try run(
            """
            INSERT INTO correction (id, proposal, institution, service, source, field, kind, box, sha256, read, raw, confirmed, confidence,
                outcome, repaired, readings, readers, evidence, person, at, seconds, consent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .text(correction.id), .text(correction.proposal), .text(correction.institution), .text(correction.service),
            .text(correction.source), .text(correction.field), .text(correction.kind), .json(correction.box), .optional(correction.sha256),
            .text(correction.read), .text(correction.raw), .text(correction.confirmed),
            .integer(Int((correction.confidence * Correction.scale).rounded())), .text(correction.outcome.rawValue),
            .integer(correction.repaired ? 1 : 0), .json(correction.readings), .json(correction.readers), .json(correction.evidence),
            .text(correction.person),
            .instant(correction.at), .integer(correction.seconds), .integer(correction.consent ? 1 : 0))
    }

    /// What was confirmed since a moment, oldest first, a page at a time.
    /// - Parameter after: the last of the page before.
    package func corrections(since moment: Date, after last: Correction? = nil, limit: Int) throws -> [Correction] {
        let from = last?.at ?? moment
        return try rows(
            """
            SELECT id, proposal, institution, service, source, field, kind, box, sha256, read, raw, confirmed, confidence, outcome,
                repaired, readings, readers, evidence, person, at, seconds, consent
            FROM correction WHERE (at, id) > (?, ?) ORDER BY at, id LIMIT ?
            """, .instant(from), .text(last?.id ?? ""), .integer(limit)
        ).map(Correction.init)
    }
}
