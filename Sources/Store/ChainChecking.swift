/// The first place at which an institution's event chain does not hold.
package struct ChainBreak: Hashable, Sendable {
    /// Of the event at which it shows.
    package let sequence: Int
    package let kind: Kind

    package enum Kind: String, Sendable, Codable {
        /// The event is not what it was when it was recorded.
        case edited
        /// The event is not there, and later ones are.
        case missing
        /// Another event stands in its place, which is found elsewhere in the chain.
        case reordered
        /// The last events are not there: the chain's head knows of more.
        case cut
        /// The event stands after the chain's head, which knows nothing of it.
        case added
    }
}

extension Books {
    /// Every institution that has left a trace in the chain, in the order of their names.
    package func chainInstitutions() throws -> [String] {
        try rows(
            """
            SELECT institution FROM chain_head UNION SELECT DISTINCT institution FROM event
            UNION SELECT DISTINCT institution FROM sealed_head ORDER BY 1
            """
        ).map { try $0.text(0) }
    }

    /// The last event of an institution, as its head knows it.
    package func chainHead(of institution: String) throws -> ChainHead? {
        try rows("SELECT sequence, hash FROM chain_head WHERE institution = ?", .text(institution)).first.map {
            ChainHead(sequence: try $0.integer(0), hash: try $0.text(1))
        }
    }

    /// The hash that the books hold for one event.
    package func eventHash(_ sequence: Int, in institution: String) throws -> String? {
        try rows("SELECT hash FROM event WHERE institution = ? AND sequence = ?", .text(institution), .integer(sequence)).first?.text(0)
    }

    /// Follows an institution's chain from its start to its head, so that missing last events show as well.
    /// - Returns: nil when the chain is whole.
    package func chainBreak(in institution: String) throws -> ChainBreak? {
        var previous = ""
        var expected = 1
        while true {
            let page = try rows(
                """
                SELECT institution, sequence, dossier, kind, actor, at, details, previous, hash FROM event
                WHERE institution = ? AND sequence >= ? ORDER BY sequence LIMIT 500
                """, .text(institution), .integer(expected))
            if page.isEmpty { return try breakAtEnd(of: institution, last: ChainHead(sequence: expected - 1, hash: previous)) }
            for row in page {
                guard try row.integer(1) == expected else {
                    return ChainBreak(sequence: expected, kind: try isElsewhere(after: previous, in: institution) ? .reordered : .missing)
                }
                guard try row.text(7) == previous else {
                    return ChainBreak(sequence: expected, kind: try isElsewhere(after: previous, in: institution) ? .reordered : .edited)
                }
                let hash = try Self.chainHash(of: row)
                guard try row.text(8) == hash else { return ChainBreak(sequence: expected, kind: .edited) }
                previous = hash
                expected += 1
            }
        }
    }

    /// - Returns: the sequence of the first event that does not fit, nil when the chain is whole.
    package func firstBreak(in institution: String) throws -> Int? { try chainBreak(in: institution)?.sequence }

    private static func chainHash(of row: SQLRow) throws -> String {
        chainHash(
            previous: try row.text(7),
            [
                try row.text(0), "\(try row.integer(1))", row.optionalText(2) ?? "", try row.text(3), row.optionalText(4) ?? "",
                "\(try row.integer(5))", try row.text(6),
            ])
    }

    /// Whether some event follows this hash, wherever it now stands. Asked once, when a break was found: it looks through the chain.
    private func isElsewhere(after hash: String, in institution: String) throws -> Bool {
        try !rows("SELECT sequence FROM event WHERE institution = ? AND previous = ? LIMIT 1", .text(institution), .text(hash)).isEmpty
    }

    private func breakAtEnd(of institution: String, last: ChainHead) throws -> ChainBreak? {
        let head = try chainHead(of: institution) ?? ChainHead(sequence: 0, hash: "")
        if head == last { return nil }
        if head.sequence > last.sequence { return ChainBreak(sequence: last.sequence + 1, kind: .cut) }
        if head.sequence < last.sequence { return ChainBreak(sequence: head.sequence + 1, kind: .added) }
        return ChainBreak(sequence: last.sequence, kind: .edited)
    }
}

/// An event's place in its chain and its hash, which speaks for all events before it.
package struct ChainHead: Hashable, Sendable, Codable {
    package let sequence: Int
    /// SHA-256, lower-case hexadecimal.
    package let hash: String

    package init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }
}
