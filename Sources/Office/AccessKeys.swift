import Foundation
package import Rulebook
package import Store

/// Keys for a person's programs: a firm or an architect with many files lets its own software file them.
extension Office {
    /// Makes a key that holds for a year.
    /// - Returns: the key; it is shown once and cannot be read again.
    package func makeAccessKey(named name: String, by visitor: Visitor, language: Language = .ro) async throws -> String {
        let name = try required(name, "key-name", called: "page.account.keys.name", limit: 100, in: language)
        // The first letters tell people and scanners for leaked secrets what it is.
        let secret = "ghiseu_" + newToken()
        let now = settings.now()
        let key = AccessKey(
            id: settings.newID(), tokenHash: tokenHash(secret), person: visitor.id, name: name, createdAt: now,
            expiresAt: now + OfficeLimits.accessKeyLife)
        try await store.write { books in
            guard try books.accessKeys(of: visitor.id).count < OfficeLimits.accessKeys else { throw Refusal.tooMany(retryAfter: 0) }
            try books.add(key)
        }
        return secret
    }

    package func accessKeys(of visitor: Visitor) async throws -> [AccessKey] {
        try await store.read { try $0.accessKeys(of: visitor.id) }
    }

    /// Takes a key back: from now on it opens nothing.
    package func removeAccessKey(_ id: String, by visitor: Visitor) async throws {
        try await store.write { books in
            guard try books.remove(accessKey: id, of: visitor.id) else { throw Refusal.notFound }
        }
    }

    /// Whose program it is; nil for a key that is unknown, taken back or too old. A program acts as the citizen it works for,
    /// never with the roles that the person has as staff.
    package func visitor(accessKey secret: String) async throws -> Visitor? {
        let hash = tokenHash(String(secret.prefix(200)))
        let now = settings.now()
        return try await store.read { try $0.person(accessKey: hash, at: now).map { Visitor(person: $0, appointments: [], in: content) } }
    }
}
