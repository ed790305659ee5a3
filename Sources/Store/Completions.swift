package import Foundation
package import Rulebook

/// One request for what is missing, listing all of it at once.
package struct Completion: Hashable, Sendable {
    package let dossier: DossierID
    package let round: Int
    package let askedBy: PersonID
    package let askedAt: Date
    package let until: Day
    /// Fields (`suprafata_mp`) and documents (`attachment:A-CF30`) that are asked for, with the reason for each.
    package let items: [Item]
    package let message: String
    package let answeredAt: Date?

    package struct Item: Hashable, Codable, Sendable {
        package let field: String
        package let reason: String

        package init(field: String, reason: String) {
            self.field = field
            self.reason = reason
        }
    }
}

extension Completion {
    /// What of it has not been given: questions whose answer is as it was, documents of which none came since it was asked for.
    package func missing(from submitted: Answers, to answers: Answers, _ attachments: [Attachment]) -> [Item] {
        let added = Set(attachments.filter { $0.addedAt > askedAt }.map { "attachment:\($0.code)" })
        return items.filter { !added.contains($0.field) && submitted[$0.field] == answers[$0.field] }
    }
}

extension Completion {
    /// Papers that it brought anew: those of the same kind that lay there before, which were found wanting.
    package func superseded(among papers: [Attachment]) -> Set<String> {
        let asked = Set(items.map(\.field))
        let wanting = papers.filter { asked.contains("attachment:\($0.code)") && $0.addedAt <= askedAt }
        let renewed = Set(papers.filter { $0.addedAt > askedAt }.map(\.code))
        return Set(wanting.filter { renewed.contains($0.code) }.map(\.id))
    }
}

extension Books {
    package func add(
        completionOf dossier: DossierID, round: Int, by person: PersonID, at now: Date, until: Day, items: [Completion.Item],
        message: String
    ) throws {
        try run(
            "INSERT INTO completion (dossier, round, asked_by, asked_at, until_day, items, message) VALUES (?, ?, ?, ?, ?, ?, ?)",
            .text(dossier), .integer(round), .text(person), .instant(now), .text("\(until)"), .json(items), .text(message))
    }

    /// The last request for completion, answered or not.
    package func completion(of dossier: DossierID) throws -> Completion? {
        try rows(
            """
            SELECT dossier, round, asked_by, asked_at, until_day, items, message, answered_at FROM completion
            WHERE dossier = ? ORDER BY round DESC LIMIT 1
            """, .text(dossier)
        ).first.map { row in
            Completion(
                dossier: try row.text(0), round: try row.integer(1), askedBy: try row.text(2), askedAt: try row.instant(3),
                until: Day(try row.text(4)) ?? .latest, items: try row.json(5), message: try row.text(6),
                answeredAt: row.optionalInstant(7))
        }
    }

    package func answerCompletion(of dossier: DossierID, round: Int, at now: Date) throws {
        try run("UPDATE completion SET answered_at = ? WHERE dossier = ? AND round = ?", .instant(now), .text(dossier), .integer(round))
    }
}
