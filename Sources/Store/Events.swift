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

    package init(
        institution: String, sequence: Int, dossier: DossierID?, kind: String, actor: PersonID?, at: Date, details: [String: String],
        previous: String, hash: String
    ) {
        self.institution = institution
        self.sequence = sequence
        self.dossier = dossier
        self.kind = kind
        self.actor = actor
        self.at = at
        self.details = details
        self.previous = previous
        self.hash = hash
    }
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
        let event = Event(
            institution: institution, sequence: sequence, dossier: dossier, kind: kind, actor: actor, at: now, details: details,
            previous: previous, hash: hash)
        try announce(event)
        return event
    }

    /// Length-prefixed, so that no two different events give the same bytes.
    static func chainHash(previous: String, _ parts: [String]) -> String {
        let text = ([previous] + parts).map { "\($0.utf8.count):\($0)" }.joined()
        return SHA256.hash(data: Data(text.utf8)).hexadecimal
    }

    /// When somebody was last turned away from a dossier that is not theirs, as the log of an institution of theirs has it.
    package func lastDenial(of dossier: DossierID, to person: PersonID, in institution: String) throws -> Date? {
        try rows(
            """
            SELECT at FROM event WHERE institution = ? AND actor = ? AND kind = 'denied' AND details = ? ORDER BY at DESC LIMIT 1
            """, .text(institution), .text(person), .json(["dossier": dossier])
        ).first?.instant(0)
    }

    /// What happened to a dossier, oldest first: each institution's in the order of its chain, and where another had to do with it, such
    /// as who asked for an endorsement, by their moments.
    package func events(of dossier: DossierID) throws -> [Event] {
        let events = try rows(
            """
            SELECT institution, sequence, dossier, kind, actor, at, details, previous, hash FROM event
            WHERE dossier = ? ORDER BY sequence
            """, .text(dossier)
        ).map(Self.event)
        guard events.contains(where: { $0.institution != events[0].institution }) else { return events }
        return events.sorted { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
    }

    /// What happened at an institution outside of any dossier, newest first.
    /// - Parameter sequence: the event in its chain before which the page begins; nil: the newest.
    package func eventsWithoutDossier(in institution: String, before sequence: Int?, limit: Int) throws -> [Event] {
        // As the index says it.
        try rows(
            """
            SELECT institution, sequence, dossier, kind, actor, at, details, previous, hash FROM event
            WHERE institution = ? AND COALESCE(dossier, '') = '' AND sequence < ? ORDER BY sequence DESC LIMIT ?
            """, .text(institution), .integer(sequence ?? Int.max), .integer(limit)
        ).map(Self.event)
    }

    private static func event(_ row: SQLRow) throws -> Event {
        Event(
            institution: try row.text(0), sequence: try row.integer(1), dossier: row.optionalText(2), kind: try row.text(3),
            actor: row.optionalText(4), at: try row.instant(5), details: try row.text(6) == "{}" ? [:] : row.json(6),
            previous: try row.text(7), hash: try row.text(8))
    }
}

extension SHA256.Digest {
    /// Lower-case hexadecimal.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * SHA256.byteCount)
        for byte in self { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
