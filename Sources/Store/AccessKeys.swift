package import Foundation
package import Rulebook

/// What a program of a person's shows instead of a password. The key itself is never kept, only its hash.
package struct AccessKey: Hashable, Sendable {
    package let id: String
    package let tokenHash: String
    package let person: PersonID
    /// The person's own name for it: "Programul biroului".
    package let name: String
    package let createdAt: Date
    package let expiresAt: Date

    package init(id: String, tokenHash: String, person: PersonID, name: String, createdAt: Date, expiresAt: Date) {
        self.id = id
        self.tokenHash = tokenHash
        self.person = person
        self.name = name
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

extension Books {
    package func add(_ key: AccessKey) throws {
        try run(
            "INSERT INTO access_key (id, token_hash, person, name, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)", .text(key.id),
            .text(key.tokenHash), .text(key.person), .text(key.name), .instant(key.createdAt), .instant(key.expiresAt))
    }

    /// A person's keys, expired ones too, oldest first.
    package func accessKeys(of person: PersonID) throws -> [AccessKey] {
        try rows(
            "SELECT id, token_hash, person, name, created_at, expires_at FROM access_key WHERE person = ? ORDER BY created_at, id",
            .text(person)
        ).map {
            AccessKey(
                id: try $0.text(0), tokenHash: try $0.text(1), person: try $0.text(2), name: try $0.text(3), createdAt: try $0.instant(4),
                expiresAt: try $0.instant(5))
        }
    }

    /// Whose key it is, while it holds and the person is not disabled.
    package func person(accessKey tokenHash: String, at now: Date) throws -> Person? {
        try rows(
            """
            SELECT \(Self.personColumns) FROM access_key k JOIN person p ON p.id = k.person
            WHERE k.token_hash = ? AND k.expires_at > ? AND p.disabled_at IS NULL
            """, .text(tokenHash), .instant(now)
        ).first.map(Self.person)
    }

    /// - Returns: whether this person had such a key.
    package func remove(accessKey id: String, of person: PersonID) throws -> Bool {
        try run("DELETE FROM access_key WHERE id = ? AND person = ?", .text(id), .text(person)) == 1
    }
}
