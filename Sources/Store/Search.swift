import Foundation
import Rulebook

/// What a search found.
package struct Found: Hashable, Sendable {
    /// Newest first.
    package let lines: [DossierLine]
    /// All words are frequent, so that only the newest dossiers were looked through: a further word finds the older ones.
    package let isPartial: Bool
}

extension Books {
    /// Beyond so many dossiers a word is frequent. No search costs more than some of these look-ups, however many dossiers there are.
    private static let frequent = 500
    /// How many of the newest dossiers are looked through for words that are all frequent.
    static let newest = 5_000

    /// Dossiers, open or not, whose indexed words begin with every one of `words`; at most `limit`.
    package func find(_ words: [String], in view: StaffView, limit: Int) throws -> Found {
        let words = Array(words.map(Self.searchKey).prefix(5))
        let counted = try words.map { (word: $0, count: try count($0, in: view.institution)) }
        guard let rarest = counted.min(by: { $0.count < $1.count }) else { return Found(lines: [], isPartial: false) }
        return rarest.count < Self.frequent
            ? Found(lines: try find(words, from: rarest.word, in: view, limit: limit), isPartial: false)
            : try findAmongNewest(words, in: view, limit: limit)
    }

    /// A word as the index keeps it: its first 64 Unicode scalars, because a key has to fit on an index page.
    static func searchKey(_ word: String) -> String {
        word.utf8.count <= 64 ? word : String(String.UnicodeScalarView(word.unicodeScalars.prefix(64)))
    }

    /// How many entries of the index begin so; counting ends where a word is frequent.
    private func count(_ word: String, in institution: String) throws -> Int {
        try rows(
            "SELECT 1 FROM search_word WHERE institution = ? AND word >= ? AND word < ? LIMIT \(Self.frequent)", .text(institution),
            .text(word), .text(Self.end(of: word))
        ).count
    }

    private func find(_ words: [String], from rarest: String, in view: StaffView, limit: Int) throws -> [DossierLine] {
        let others = words.filter { $0 != rarest }
        let demands = demands(others, view)
        return try sql.rows(
            """
            SELECT \(Self.lineColumns) FROM dossier d
            WHERE d.id IN (SELECT dossier FROM search_word WHERE institution = ? AND word >= ? AND word < ?)\(demands.sql)
            ORDER BY d.number_day DESC, d.number DESC LIMIT ?
            """,
            [.text(view.institution), .text(rarest), .text(Self.end(of: rarest))] + demands.arguments + [.integer(limit)]
        ).map(Self.line)
    }

    func findAmongNewest(_ words: [String], newest: Int = newest, in view: StaffView, limit: Int) throws -> Found {
        let oldest = try rows(
            """
            SELECT number_day, number FROM dossier WHERE institution = ? AND number_day IS NOT NULL
            ORDER BY number_day DESC, number DESC LIMIT 1 OFFSET \(newest)
            """, .text(view.institution)
        ).first
        let demands = demands(words, view)
        let lines = try sql.rows(
            """
            SELECT \(Self.lineColumns) FROM dossier d
            WHERE d.institution = ? AND (d.number_day, d.number) > (?, ?)\(demands.sql)
            ORDER BY d.number_day DESC, d.number DESC LIMIT ?
            """,
            [.text(view.institution), .text(try oldest?.text(0) ?? ""), .integer(try oldest?.integer(1) ?? 0)] + demands.arguments
                + [.integer(limit)]
        ).map(Self.line)
        return Found(lines: lines, isPartial: oldest != nil)
    }

    /// That a dossier has these words and is on one's desks, as SQL that goes on after other conditions.
    private func demands(_ words: [String], _ view: StaffView) -> (sql: String, arguments: [SQLValue]) {
        var (conditions, arguments) = view.demands
        for word in words {
            conditions.append("EXISTS (SELECT 1 FROM search_word o WHERE o.dossier = d.id AND o.word >= ? AND o.word < ?)")
            arguments += [.text(word), .text(Self.end(of: word))]
        }
        return (conditions.map { " AND \($0)" }.joined(), arguments)
    }

    /// Behind every word that begins so.
    private static func end(of word: String) -> String { word + "\u{10FFFF}" }
}
