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
        // The head's row is held until the transaction ends: nobody else can append to this institution's chain meanwhile.
        let head = try rows(
            """
            INSERT INTO chain_head (institution, sequence, hash) VALUES (?, 1, '')
            ON CONFLICT (institution) DO UPDATE SET sequence = chain_head.sequence + 1
            RETURNING sequence, hash
            """, .text(institution))[0]
        let sequence = try head.integer(0)
        let previous = try head.text(1)
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
        try run("UPDATE chain_head SET hash = ? WHERE institution = ?", .text(hash), .text(institution))
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

    /// Follows an institution's chain from its start to its head, so that missing last events show as well.
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
            if page.isEmpty { return try endsAtHead(institution, sequence: expected - 1, hash: previous) ? nil : expected }
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

    private func endsAtHead(_ institution: String, sequence: Int, hash: String) throws -> Bool {
        let head = try rows("SELECT sequence, hash FROM chain_head WHERE institution = ?", .text(institution)).first
        return try head?.integer(0) ?? 0 == sequence && head?.text(1) ?? "" == hash
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
