package import Rulebook

/// What is booked, in pieces of five minutes.
extension Books {
    /// Holds pieces of an hour for a dossier.
    /// - Returns: false when another has one of them; the caller then has to end the transaction with a refusal.
    package func hold(_ pieces: [BookedPiece], of resource: Resource, for dossier: DossierID) throws -> Bool {
        if pieces.isEmpty { return true }
        // Everybody takes them in one order, so that two who want the same do not wait for each other.
        let wanted = pieces.sorted { ($0.moment, $0.unit) < ($1.moment, $1.unit) }
        let held = try sql.run(
            """
            INSERT INTO booking (institution, resource, moment, unit, dossier)
            VALUES \(wanted.map { _ in "(?, ?, ?, ?, ?)" }.joined(separator: ", "))
            ON CONFLICT (institution, resource, moment, unit) DO NOTHING
            """,
            wanted.flatMap { [.text(resource.institution), .text(resource.slug), .text("\($0.moment)"), .text($0.unit), .text(dossier)] })
        return held == wanted.count
    }

    /// Lets go of all that a dossier holds.
    package func free(bookingsOf dossier: DossierID) throws {
        try run("DELETE FROM booking WHERE dossier = ?", .text(dossier))
    }

    /// What others than this dossier hold of a resource, on days from the first to the last.
    package func taken(_ resource: Resource, from first: Day, through last: Day, except dossier: DossierID) throws -> Set<BookedPiece> {
        let found = try rows(
            """
            SELECT unit, moment, dossier FROM booking
            WHERE institution = ? AND resource = ? AND moment >= ? AND moment < ?
            """,
            .text(resource.institution), .text(resource.slug), .text("\(first)T00:00"), .text("\(last.adding(days: 1))T00:00"))
        return Set(
            try found.compactMap { row in
                guard try row.text(2) != dossier, let moment = LocalMoment(try row.text(1)) else { return nil }
                return BookedPiece(unit: try row.text(0), moment: moment)
            })
    }
}
