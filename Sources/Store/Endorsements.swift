package import Foundation
package import Rulebook

/// What one dossier asked another institution, and what came of it.
package struct Endorsement: Hashable, Sendable {
    /// The endorser's dossier.
    package let leg: DossierID
    /// The dossier that asked.
    package let parent: DossierID
    /// Slug of the `EndorsementKind`.
    package let kind: String
    /// What is asked, as the request says it.
    package let question: String
    package let askedBy: PersonID
    package let askedAt: Date
    /// What the endorser's draft says; it has no effect before it is sealed.
    package var proposal: EndorsementOutcome?
    /// Conditions, or reasons.
    package var body: String
    /// Nil while the leg is open.
    package var outcome: EndorsementOutcome?
    package var closedAt: Date?
    /// The act that says how it ended.
    package var paper: String?

    package init(leg: DossierID, parent: DossierID, kind: String, question: String, askedBy: PersonID, askedAt: Date) {
        self.leg = leg
        self.parent = parent
        self.kind = kind
        self.question = question
        self.askedBy = askedBy
        self.askedAt = askedAt
        body = ""
    }
}

/// A leg as the dossier that asked shows it: of the endorser's dossier no more than where it stands.
package struct EndorsementLine: Hashable, Sendable {
    package let endorsement: Endorsement
    package let institution: String
    package let service: String
    package let number: RegisterNumber?
    package let stage: String
    /// The last day of the endorser's term; nil while the clock stands.
    package let due: Day?
    package let isSuspended: Bool
    package let paper: Paper?

    /// The endorser itself has answered, with its own sealed act.
    package var isAnswered: Bool { endorsement.outcome.map(EndorsementOutcome.answers.contains) ?? false }

    /// The act that says how the leg ended.
    package struct Paper: Hashable, Sendable {
        package let title: String
        /// In its register: „ASI 4/2026”.
        package let number: String?
        package let isSealed: Bool
    }
}

/// An endorser's answer that came on paper, as who asked wrote it down.
package struct PaperEndorsement: Hashable, Sendable {
    package let id: String
    /// The dossier that it is for.
    package let parent: DossierID
    /// Slug of the `EndorsementKind`.
    package let kind: String
    package let outcome: EndorsementOutcome
    /// Conditions, or reasons.
    package let body: String
    /// The paper's own number and date: „nr. 12/03.11.2026”.
    package let reference: String
    package let recordedBy: PersonID
    package let recordedAt: Date

    package init(
        id: String, parent: DossierID, kind: String, outcome: EndorsementOutcome, body: String, reference: String, recordedBy: PersonID,
        recordedAt: Date
    ) {
        self.id = id
        self.parent = parent
        self.kind = kind
        self.outcome = outcome
        self.body = body
        self.reference = reference
        self.recordedBy = recordedBy
        self.recordedAt = recordedAt
    }
}

extension Books {
    package func add(_ paper: PaperEndorsement) throws {
        try run(
            """
            INSERT INTO paper_endorsement (id, parent, kind, outcome, body, reference, recorded_by, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, .text(paper.id), .text(paper.parent), .text(paper.kind), .text(paper.outcome.rawValue), .text(paper.body),
            .text(paper.reference), .text(paper.recordedBy), .instant(paper.recordedAt))
    }

    /// What came on paper for a dossier, in the order in which it was written down.
    package func paperEndorsements(of parent: DossierID) throws -> [PaperEndorsement] {
        try rows(
            """
            SELECT id, parent, kind, outcome, body, reference, recorded_by, recorded_at FROM paper_endorsement
            WHERE parent = ? ORDER BY recorded_at, id
            """, .text(parent)
        ).compactMap { row in
            guard let outcome = EndorsementOutcome(rawValue: try row.text(3)) else { return nil }
            return PaperEndorsement(
                id: try row.text(0), parent: try row.text(1), kind: try row.text(2), outcome: outcome, body: try row.text(4),
                reference: try row.text(5), recordedBy: try row.text(6), recordedAt: try row.instant(7))
        }
    }

    private static let endorsementColumns = """
        e.leg, e.parent, e.kind, e.question, e.asked_by, e.asked_at, e.proposal, e.body, e.outcome, e.closed_at, e.paper
        """

    /// Ties a leg to the dossier that asks it.
    package func add(_ endorsement: Endorsement) throws {
        try run(
            "INSERT INTO endorsement (leg, parent, kind, question, asked_by, asked_at, body) VALUES (?, ?, ?, ?, ?, ?, '')",
            .text(endorsement.leg), .text(endorsement.parent), .text(endorsement.kind), .text(endorsement.question),
            .text(endorsement.askedBy), .instant(endorsement.askedAt))
        try countOpenLegs(of: endorsement.parent)
    }

    /// What a leg was asked; nil for a dossier that is no leg.
    package func endorsement(of leg: DossierID) throws -> Endorsement? {
        try rows("SELECT \(Self.endorsementColumns) FROM endorsement e WHERE e.leg = ?", .text(leg)).first.map(Self.endorsement)
    }

    /// The legs of a dossier, in the order in which they were asked.
    package func endorsements(askedBy parent: DossierID) throws -> [EndorsementLine] {
        try rows(
            """
            SELECT \(Self.endorsementColumns), d.institution, d.service, d.number, d.number_day, d.stage, d.due_on, d.suspended,
                a.title, a.register, a.number, a.day, a.sha256
            FROM endorsement e JOIN dossier d ON d.id = e.leg LEFT JOIN act a ON a.id = e.paper
            WHERE e.parent = ? ORDER BY e.asked_at, e.leg
            """, .text(parent)
        ).map(Self.endorsementLine)
    }

    /// Keeps what the endorser's draft says.
    package func propose(_ outcome: EndorsementOutcome, _ body: String, for leg: DossierID) throws {
        try run(
            "UPDATE endorsement SET proposal = ?, body = ? WHERE leg = ? AND outcome IS NULL", .text(outcome.rawValue), .text(body),
            .text(leg))
    }

    /// Closes an open leg; for the applicant the dossier that asked has changed by it.
    /// - Returns: false when it was closed already; nothing is changed then.
    package func close(_ leg: DossierID, of parent: DossierID, as outcome: EndorsementOutcome, paper: String?, at now: Date) throws -> Bool
    {
        let closed = try run(
            "UPDATE endorsement SET outcome = ?, closed_at = ?, paper = ? WHERE leg = ? AND outcome IS NULL", .text(outcome.rawValue),
            .instant(now), .optional(paper), .text(leg))
        if closed == 1 {
            try countOpenLegs(of: parent)
            // Its applicant's list begins with what changed last.
            try run("UPDATE dossier SET changed_at = ? WHERE id = ? AND changed_at < ?", .instant(now), .text(parent), .instant(now))
        }
        return closed == 1
    }

    /// Counts what the dossier still waits for; counted anew each time, so that the number is right whatever happened before.
    private func countOpenLegs(of parent: DossierID) throws {
        try run(
            "UPDATE dossier SET open_legs = (SELECT COUNT(*) FROM endorsement WHERE parent = ? AND outcome IS NULL) WHERE id = ?",
            .text(parent), .text(parent))
    }

    /// Open legs whose clock runs and whose last day is before `day` and after `cursor`, by id.
    package func openLegs(dueBefore day: Day, after cursor: DossierID, limit: Int) throws -> [DossierID] {
        try rows(
            """
            SELECT e.leg FROM endorsement e JOIN dossier d ON d.id = e.leg
            WHERE e.outcome IS NULL AND e.leg > ? AND d.suspended = 0 AND d.due_on < ? ORDER BY e.leg LIMIT ?
            """, .text(cursor), .text(DueKey.passed(before: day)), .integer(limit)
        ).map { try $0.text(0) }
    }

    private static func endorsement(_ row: SQLRow) throws -> Endorsement {
        var endorsement = Endorsement(
            leg: try row.text(0), parent: try row.text(1), kind: try row.text(2), question: try row.text(3), askedBy: try row.text(4),
            askedAt: try row.instant(5))
        endorsement.proposal = row.optionalText(6).flatMap(EndorsementOutcome.init)
        endorsement.body = try row.text(7)
        endorsement.outcome = row.optionalText(8).flatMap(EndorsementOutcome.init)
        endorsement.closedAt = row.optionalInstant(9)
        endorsement.paper = row.optionalText(10)
        return endorsement
    }

    private static func endorsementLine(_ row: SQLRow) throws -> EndorsementLine {
        let number: RegisterNumber? =
            if let number = row.optionalInteger(13), let day = row.optionalText(14).flatMap({ Day($0) }) {
                RegisterNumber(number: number, day: day)
            } else { nil }
        let entry: String? =
            if let register = row.optionalText(19), let number = row.optionalInteger(20),
                let day = row.optionalText(21).flatMap({ Day($0) })
            {
                "\(register) \(number)/\(day.year)"
            } else { nil }
        return EndorsementLine(
            endorsement: try endorsement(row), institution: try row.text(11), service: try row.text(12), number: number,
            stage: try row.text(15), due: DueKey.read(row.optionalText(16))?.day,
            isSuspended: try row.integer(17) == 1,
            paper: row.optionalText(18).map { .init(title: $0, number: entry, isSealed: row.optionalText(22) != nil) })
    }
}
