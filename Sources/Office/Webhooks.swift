import Crypto
import Foundation
import Rulebook
package import Store

/// What other programs can be told of: events of dossiers, by the name that the chain gives them.
package enum WebhookEvent {
    package static let all =
        Deed.allCases.map(\.rawValue) + ["payment-proof", "payment-confirmed", "payment-rejected", "receipt-made", "act-delivered"]
}

extension Office {
    package func webhooks(of institution: String, seenBy administrator: Visitor) async throws -> [Webhook] {
        guard administrator.administers(institution) else { throw Refusal.notFound }
        return try await store.read { try $0.webhooks(of: institution) }
    }

    /// - Returns: the webhook with its secret, to be shown this once.
    /// - Throws: `Refusal.invalid` with problems of the fields `address` and `events`.
    package func addWebhook(_ address: String, events: Set<String>, of institution: String, by administrator: Visitor) async throws
        -> Webhook
    {
        guard administrator.administers(institution) else { throw Refusal.notFound }
        let address = address.trimmed
        try check(webhook: address, events: events)
        let now = settings.now()
        let webhook = Webhook(
            new: settings.newID(), institution: institution, address: address, secret: newToken(), events: events, at: now)
        try await store.write { books in
            guard try books.webhooks(of: institution).count < OfficeLimits.webhooks else {
                throw Refusal.invalid([problem("address", "webhook-too-many", ["most": .number(OfficeLimits.webhooks)])])
            }
            try books.add(webhook)
            try books.record("webhook-added", of: nil, in: institution, by: administrator.id, at: now, ["webhook": webhook.id])
        }
        return webhook
    }

    package func remove(webhook id: String, of institution: String, by administrator: Visitor) async throws {
        guard administrator.administers(institution) else { throw Refusal.notFound }
        let now = settings.now()
        try await store.write { books in
            guard try books.remove(webhook: id, of: institution) else { return }
            try books.record("webhook-removed", of: nil, in: institution, by: administrator.id, at: now, ["webhook": id])
        }
    }

    private func check(webhook address: String, events: Set<String>) throws(Refusal) {
        var problems: [Problem] = []
        let schemes = settings.allowsPrivateWebhooks ? ["https", "http"] : ["https"]
        let parts = URLComponents(string: address)
        let isAddress =
            schemes.contains(parts?.scheme ?? "") && parts?.host?.isEmpty == false && parts?.user == nil && parts?.fragment == nil
            && (8...2000).contains(address.utf8.count) && address.utf8.allSatisfy { (33...126).contains($0) }
        if !isAddress { problems.append(problem("address", "webhook-address")) }
        if events.isEmpty || !events.isSubset(of: WebhookEvent.all) { problems.append(problem("events", "webhook-events")) }
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private func problem(_ field: String, _ code: String, _ values: [String: TraceValue] = [:]) -> Problem {
        Problem(field: field, code: code, message: content.phrases("account.\(code)", values, in: .ro))
    }

    /// Tells one program of one event, and keeps how that went. A webhook that was removed meanwhile is told nothing.
    func deliver(_ announcement: Announcement) async throws {
        let found = try await store.read { books in
            (hook: try books.webhook(announcement.webhook), dossier: try books.dossier(forJob: announcement.dossier))
        }
        guard let hook = found.hook else { return }
        // A dossier that was redirected has its number from another institution's register.
        let number = found.dossier.flatMap { $0.institution == announcement.institution ? $0.number?.description : nil }
        let now = settings.now()
        let (body, headers) = try WebhookMessage(announcement, number: number).signed(with: hook.secret, at: now)
        let onlyPublic = !settings.allowsPrivateWebhooks
        do {
            let status = try await transfer { try $0.post(body, to: hook.address, headers, onlyPublic: onlyPublic) }
            guard (200...299).contains(status) else { throw OfficeFault.webhook("HTTP \(status)") }
            try await store.write { try $0.note(answer: "HTTP \(status)", of: hook.id, at: now) }
        } catch OfficeFault.webhook(let problem) {
            try await store.write { try $0.note(answer: problem, of: hook.id, at: now) }
            throw OfficeFault.webhook(problem)
        }
    }
}

/// What goes out: see Documentation/webhooks.md.
struct WebhookMessage: Encodable {
    /// The same at every try: `cj-cluj:1042`.
    let id: String
    let event: String
    let institution: String
    let dossier: String
    let number: String?
    let at: String

    init(_ announcement: Announcement, number: String?) {
        id = "\(announcement.institution):\(announcement.sequence)"
        event = announcement.kind
        institution = announcement.institution
        dossier = announcement.dossier
        self.number = number
        at = Date(timeIntervalSince1970: Double(announcement.at) / 1000).ISO8601Format()
    }

    /// The body, and the headers that prove who sent it and when.
    func signed(with secret: String, at now: Date) throws -> (body: String, headers: [String]) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = String(decoding: try encoder.encode(self), as: UTF8.self)
        let time = Int(now.timeIntervalSince1970)
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(time).\(body)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        let digest = code.map { String(format: "%02x", $0) }.joined()
        return (body, ["Ghiseu-Signature: t=\(time),v1=\(digest)", "Idempotency-Key: \(id)"])
    }
}
