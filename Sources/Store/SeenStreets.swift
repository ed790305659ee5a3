extension Books {
    /// Counts a street that a person has confirmed; it is nobody's address.
    package func see(street: String, in locality: String, of institution: String) throws {
        try run(
            """
            INSERT INTO seen_street (institution, locality, street, seen) VALUES (?, ?, ?, 1)
            ON CONFLICT (institution, locality, street) DO UPDATE SET seen = seen_street.seen + 1
            """, .text(institution), .text(locality), .text(street))
    }

    /// The streets of a locality, the ones seen most first.
    package func streets(in locality: String, of institution: String, limit: Int) throws -> [String] {
        try rows(
            "SELECT street FROM seen_street WHERE institution = ? AND locality = ? ORDER BY seen DESC, street LIMIT ?", .text(institution),
            .text(locality), .integer(limit)
        ).map { try $0.text(0) }
    }

    /// The streets of all localities, each once, the ones seen most first.
    package func streets(of institution: String, limit: Int) throws -> [String] {
        try rows(
            "SELECT street FROM seen_street WHERE institution = ? GROUP BY street ORDER BY SUM(seen) DESC, street LIMIT ?",
            .text(institution), .integer(limit)
        ).map { try $0.text(0) }
    }
}
