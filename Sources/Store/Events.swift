import Crypto
package import Foundation
package import Rulebook

/// One thing that happened, as the event log keeps it: the spine of status, timeline and audit.
package struct Event: Hashable, Sendable {
    package let institution: String
    package let sequence: Int
    package let dossier: DossierID?
    /// A deed's name, or another fact: `payment_proof`, `act_delivered`, `appointed` …
    package let kind: String
    /// Nil: the program itself.
    package let actor: PersonID?
    package let at: Date
    package let details: [String: String]
    package let previous: String
    package let hash: String
}

extension Books {
    /// Appends an event to the institution's chain: each carries the hash of the one before it, so an edit,
    /// a deletion or a reordering of history shows.
    @discardableResult
    package func record(
        _ kind: String, of dossier: DossierID?, in institution: String, by actor: PersonID?, at now: Date, _ details: [String: String] = [:]
    ) throws -> Event {
        let last = try rows(
            "SELECT sequence, hash FROM event WHERE institution = ? ORDER BY sequence DESC LIMIT 1", .text(institution)
        ).first
        let sequence = (try last?.integer(0) ?? 0) + 1
        let previous = try last?.text(1) ?? ""
        guard case .text(let json) = try SQLValue.json(details) else { throw StoreFault.unreadable("event details") }
        let milliseconds = Int((now.timeIntervalSince1970 * 1000).rounded())
        let hash = Self.chainHash(
            previous: previous, [institution, "\(sequence)", dossier ?? "", kind, actor ?? "", "\(milliseconds)", json])
        try run(
            """
            INSERT INTO event (institution, sequence, dossier, kind, actor, at, details, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(institution), .integer(sequence), .optional(dossier), .text(kind), .optional(actor), .integer(milliseconds),
            .text(json), .text(previous), .text(hash))
        return Event(
            institution: institution, sequence: sequence, dossier: dossier, kind: kind, actor: actor, at: now, details: details,
            previous: previous, hash: hash)
    }

    /// Length-prefixed, so that no two different events give the same bytes.
    private static func chainHash(previous: String, _ parts: [String]) -> String {
        var hasher = SHA256()
        for part in [previous] + parts { hasher.update(data: Data("\(part.utf8.count):\(part)".utf8)) }
        return hasher.finalize().hexadecimal
    }

    package func events(of dossier: DossierID) throws -> [Event] {
        try rows(
            """
            SELECT institution, sequence, dossier, kind, actor, at, details, previous, hash FROM event
            WHERE dossier = ? ORDER BY sequence
            """, .text(dossier)
        ).map(Self.event)
    }

    /// Follows an institution's chain from its start.
    /// - Returns: the sequence of the first event that does not fit, nil when the chain is whole.
    package func firstBreak(in institution: String) throws -> Int? {
        var previous = ""
        var expected = 1
        while true {
            let page = try rows(
                """
                SELECT institution, sequence, dossier, kind, actor, at, details, previous, hash FROM event
                WHERE institution = ? AND sequence >= ? ORDER BY sequence LIMIT 500
                """, .text(institution), .integer(expected))
            if page.isEmpty { return nil }
            for row in page {
                let sequence = try row.integer(1)
                let hash = Self.chainHash(
                    previous: previous,
                    [
                        institution, "\(sequence)", row.optionalText(2) ?? "", try row.text(3), row.optionalText(4) ?? "",
                        "\(try row.integer(5))", try row.text(6),
                    ])
                guard sequence == expected, try row.text(7) == previous, try row.text(8) == hash else { return expected }
                previous = hash
                expected += 1
            }
        }
    }

    private static func event(_ row: SQLRow) throws -> Event {
        Event(
            institution: try row.text(0), sequence: try row.integer(1), dossier: row.optionalText(2), kind: try row.text(3),
            actor: row.optionalText(4), at: try row.instant(5), details: try row.json(6), previous: try row.text(7),
            hash: try row.text(8))
    }
}

extension SHA256.Digest {
    /// Lower-case hexadecimal.
    package var hexadecimal: String {
        map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0\(text)" : text
        }.joined()
    }
}
