package import Foundation
package import Rulebook

/// A signed-in browser. The token itself is never kept, only its hash.
package struct Session: Hashable, Sendable {
    package let tokenHash: String
    package let person: PersonID
    /// What forms of this session carry against forgery (CSRF).
    package let formToken: String
    package let seenAt: Date
    package let expiresAt: Date

    package init(tokenHash: String, person: PersonID, formToken: String, seenAt: Date, expiresAt: Date) {
        self.tokenHash = tokenHash
        self.person = person
        self.formToken = formToken
        self.seenAt = seenAt
        self.expiresAt = expiresAt
    }
}

/// What a link in a mail is for.
package enum MailTokenPurpose: String, Sendable {
    case confirm, reset
}

extension Books {
    package func add(_ session: Session) throws {
        try run(
            "INSERT INTO session (token_hash, person, form_token, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
            .text(session.tokenHash), .text(session.person), .text(session.formToken), .instant(session.seenAt),
            .instant(session.seenAt), .instant(session.expiresAt))
    }

    /// A session that has not expired, of a person who is not disabled, in one query.
    package func session(tokenHash: String, at now: Date) throws -> Session? {
        let found = try rows(
            """
            SELECT s.token_hash, s.person, s.form_token, s.seen_at, s.expires_at
            FROM session s JOIN person p ON p.id = s.person
            WHERE s.token_hash = ? AND s.expires_at > ? AND p.disabled_at IS NULL
            """, .text(tokenHash), .instant(now))
        return try found.first.map {
            Session(
                tokenHash: try $0.text(0), person: try $0.text(1), formToken: try $0.text(2), seenAt: try $0.instant(3),
                expiresAt: try $0.instant(4))
        }
    }

    package func touch(session tokenHash: String, at now: Date, until expiry: Date) throws {
        try run("UPDATE session SET seen_at = ?, expires_at = ? WHERE token_hash = ?", .instant(now), .instant(expiry), .text(tokenHash))
    }

    package func end(session tokenHash: String) throws {
        try run("DELETE FROM session WHERE token_hash = ?", .text(tokenHash))
    }

    package func endSessions(of person: PersonID) throws {
        try run("DELETE FROM session WHERE person = ?", .text(person))
    }

    /// Deletes sessions that have expired, a batch at a time.
    /// - Returns: how many it deleted; fewer than `limit` when there are no more.
    package func deleteExpiredSessions(at now: Date, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM session WHERE token_hash IN
                (SELECT token_hash FROM session WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)
            """, .instant(now), .integer(limit))
    }

    /// Deletes mail tokens that have expired, used or not, a batch at a time.
    /// - Returns: how many it deleted; fewer than `limit` when there are no more.
    package func deleteExpiredMailTokens(at now: Date, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM mail_token WHERE token_hash IN
                (SELECT token_hash FROM mail_token WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)
            """, .instant(now), .integer(limit))
    }

    package func addMailToken(hash: String, of person: PersonID, for purpose: MailTokenPurpose, until expiry: Date) throws {
        try run(
            "INSERT INTO mail_token (token_hash, person, purpose, expires_at) VALUES (?, ?, ?, ?)", .text(hash), .text(person),
            .text(purpose.rawValue), .instant(expiry))
    }

    /// Uses up a mail token; nil when it is unknown, used or too old.
    package func useMailToken(hash: String, for purpose: MailTokenPurpose, at now: Date) throws -> PersonID? {
        try rows(
            """
            UPDATE mail_token SET used_at = ? WHERE token_hash = ? AND purpose = ? AND used_at IS NULL AND expires_at > ?
            RETURNING person
            """, .instant(now), .text(hash), .text(purpose.rawValue), .instant(now)
        ).first?.text(0)
    }
}
