package import Foundation
package import Rulebook

/// The head of an institution's event chain as it stood on a day, sealed: whoever rewrites the chain before it, hashes and
/// all, cannot make this again.
package struct SealedHead: Hashable, Sendable {
    package let institution: String
    package let day: Day
    package let head: ChainHead
    /// The program's word; the timestamp's is worth more.
    package let sealedAt: Date
    /// Detached CMS (RFC 5652) over `text`, DER.
    package let signature: Data
    /// The answer of a timestamping authority (RFC 3161) about `signature`, DER; nil where there is none yet.
    package let stamp: Data?

    package init(institution: String, day: Day, head: ChainHead, sealedAt: Date, signature: Data, stamp: Data? = nil) {
        self.institution = institution
        self.day = day
        self.head = head
        self.sealedAt = sealedAt
        self.signature = signature
        self.stamp = stamp
    }

    /// What is sealed: one way to write it, so that the same head always gives the same bytes.
    package static func text(institution: String, day: Day, head: ChainHead) -> Data {
        Data(
            """
            ghiseu-sealed-head 1
            institution \(institution)
            day \(day)
            sequence \(head.sequence)
            hash \(head.hash)

            """.utf8)
    }

    package var text: Data { Self.text(institution: institution, day: day, head: head) }

    /// Reads a head back from what was sealed, to the byte; nil for anything that `text` would not have written.
    /// That it was sealed at the end of its day is a guess, made where there is no timestamp to say better.
    package init?(text: Data, signature: Data, stamp: Data?) {
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        func value(_ line: Int, _ key: String) -> String? {
            guard lines.indices.contains(line), lines[line].hasPrefix("\(key) ") else { return nil }
            return String(lines[line].dropFirst(key.count + 1))
        }
        guard let institution = value(1, "institution"), let day = value(2, "day").flatMap({ Day($0) }),
            let sequence = value(3, "sequence").flatMap({ Int($0) }), let hash = value(4, "hash"),
            let epoch = Day(year: 1970, month: 1, day: 1)
        else { return nil }
        let endOfDay = Date(timeIntervalSince1970: Double(epoch.days(until: day) + 1) * 86_400)
        self.init(
            institution: institution, day: day, head: ChainHead(sequence: sequence, hash: hash), sealedAt: endOfDay,
            signature: signature, stamp: stamp)
        guard self.text == text else { return nil }
    }
}

extension Books {
    private static let headColumns = "h.institution, h.day, h.sequence, h.hash, h.sealed_at, h.signature, s.stamp"
    private static let heads = """
        SELECT \(headColumns) FROM sealed_head h LEFT JOIN head_stamp s ON s.institution = h.institution AND s.day = h.day
        """

    /// Keeps a sealed head, unless this institution's head was sealed on this day already.
    /// - Returns: whether it was kept.
    @discardableResult
    package func keep(_ sealed: SealedHead) throws -> Bool {
        try run(
            """
            INSERT INTO sealed_head (institution, day, sequence, hash, sealed_at, signature) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (institution, day) DO NOTHING
            """,
            .text(sealed.institution), .text("\(sealed.day)"), .integer(sealed.head.sequence), .text(sealed.head.hash),
            .instant(sealed.sealedAt), .blob(sealed.signature)) == 1
    }

    /// Keeps the timestamp of a sealed head; the first one stays.
    package func keep(stamp: Data, of institution: String, on day: Day) throws {
        try run(
            "INSERT INTO head_stamp (institution, day, stamp) VALUES (?, ?, ?) ON CONFLICT (institution, day) DO NOTHING",
            .text(institution), .text("\(day)"), .blob(stamp))
    }

    package func sealedHead(of institution: String, on day: Day) throws -> SealedHead? {
        try rows("\(Self.heads) WHERE h.institution = ? AND h.day = ?", .text(institution), .text("\(day)")).first.map(Self.sealedHead)
    }

    /// The last that was sealed.
    package func lastSealedHead(of institution: String) throws -> SealedHead? {
        try rows("\(Self.heads) WHERE h.institution = ? ORDER BY h.day DESC LIMIT 1", .text(institution)).first.map(Self.sealedHead)
    }

    /// Those that wait for a timestamp, the youngest first.
    package func unstampedHeads(limit: Int) throws -> [SealedHead] {
        try rows("\(Self.heads) WHERE s.stamp IS NULL ORDER BY h.day DESC, h.institution LIMIT ?", .integer(limit)).map(Self.sealedHead)
    }

    /// A page of an institution's sealed heads, the oldest first, after a day.
    package func sealedHeads(of institution: String, after day: Day?, limit: Int) throws -> [SealedHead] {
        try rows(
            "\(Self.heads) WHERE h.institution = ? AND h.day > ? ORDER BY h.day LIMIT ?", .text(institution),
            .text(day.map { "\($0)" } ?? ""), .integer(limit)
        ).map(Self.sealedHead)
    }

    private static func sealedHead(_ row: SQLRow) throws -> SealedHead {
        guard let day = Day(try row.text(1)), case .blob(let signature) = row.values[5] else {
            throw StoreFault.unreadable("a sealed head")
        }
        let stamp: Data? = if case .blob(let stamp) = row.values[6] { stamp } else { nil }
        return SealedHead(
            institution: try row.text(0), day: day, head: ChainHead(sequence: try row.integer(2), hash: try row.text(3)),
            sealedAt: try row.instant(4), signature: signature, stamp: stamp)
    }
}
