package import Foundation
package import Rulebook

/// Another program that wants to know of events: where it listens, and how the last message to it fared.
package struct Webhook: Hashable, Sendable {
    package let id: String
    package let institution: String
    package let address: String
    /// What messages are signed with. It must be known in clear to sign; pages show it once.
    package let secret: String
    /// The kinds of event it is told of.
    package let events: Set<String>
    package let createdAt: Date
    /// The last try: when, and `200` or what went wrong.
    package let answeredAt: Date?
    package let answer: String?

    package init(new id: String, institution: String, address: String, secret: String, events: Set<String>, at now: Date) {
        self.init(
            id: id, institution: institution, address: address, secret: secret, events: events, createdAt: now, answeredAt: nil, answer: nil
        )
    }

    fileprivate init(
        id: String, institution: String, address: String, secret: String, events: Set<String>, createdAt: Date, answeredAt: Date?,
        answer: String?
    ) {
        self.id = id
        self.institution = institution
        self.address = address
        self.secret = secret
        self.events = events
        self.createdAt = createdAt
        self.answeredAt = answeredAt
        self.answer = answer
    }
}

/// One event on its way to one webhook: no name, no answer, nothing of what is in the dossier.
package struct Announcement: Hashable, Codable, Sendable {
    package let webhook: String
    package let institution: String
    package let sequence: Int
    package let kind: String
    package let dossier: DossierID
    /// Milliseconds since 1970, UTC.
    package let at: Int
}

extension Books {
    package func add(_ webhook: Webhook) throws {
        try run(
            "INSERT INTO webhook (id, institution, address, secret, created_at) VALUES (?, ?, ?, ?, ?)", .text(webhook.id),
            .text(webhook.institution), .text(webhook.address), .text(webhook.secret), .instant(webhook.createdAt))
        for kind in webhook.events.sorted() {
            try run(
                "INSERT INTO webhook_event (institution, kind, webhook) VALUES (?, ?, ?)", .text(webhook.institution), .text(kind),
                .text(webhook.id))
        }
    }

    /// - Returns: whether the institution had it.
    package func remove(webhook id: String, of institution: String) throws -> Bool {
        try run("DELETE FROM webhook WHERE id = ? AND institution = ?", .text(id), .text(institution)) == 1
    }

    package func webhook(_ id: String) throws -> Webhook? {
        try rows("\(Self.selection) WHERE id = ?", .text(id)).first.map(webhook)
    }

    /// In the order in which they were added.
    package func webhooks(of institution: String) throws -> [Webhook] {
        try rows("\(Self.selection) WHERE institution = ? ORDER BY created_at, id", .text(institution)).map(webhook)
    }

    package func note(answer: String, of webhook: String, at now: Date) throws {
        try run("UPDATE webhook SET answered_at = ?, answer = ? WHERE id = ?", .instant(now), .text(answer), .text(webhook))
    }

    /// Leaves a job for each webhook that wants to know of an event, in the event's own transaction.
    func announce(_ event: Event) throws {
        guard let dossier = event.dossier else { return }
        for hook in try listeners(to: event.kind, in: event.institution) {
            let key = "webhook:\(hook):\(event.sequence)"
            try enqueue(
                .webhook, id: key, onceKey: key,
                payload: Announcement(
                    webhook: hook, institution: event.institution, sequence: event.sequence, kind: event.kind, dossier: dossier,
                    at: Int((event.at.timeIntervalSince1970 * 1000).rounded())),
                at: event.at, now: event.at)
        }
    }

    func listeners(to kind: String, in institution: String) throws -> [String] {
        try rows("SELECT webhook FROM webhook_event WHERE institution = ? AND kind = ? ORDER BY webhook", .text(institution), .text(kind))
            .map { try $0.text(0) }
    }

    private static let selection = "SELECT id, institution, address, secret, created_at, answered_at, answer FROM webhook"

    private func webhook(_ row: SQLRow) throws -> Webhook {
        let id = try row.text(0)
        let events = try rows("SELECT kind FROM webhook_event WHERE webhook = ?", .text(id)).map { try $0.text(0) }
        return Webhook(
            id: id, institution: try row.text(1), address: try row.text(2), secret: try row.text(3), events: Set(events),
            createdAt: try row.instant(4), answeredAt: row.optionalInstant(5), answer: row.optionalText(6))
    }
}
