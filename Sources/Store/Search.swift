import Foundation
package import Rulebook

/// What a search found.
package struct Found: Hashable, Sendable {
    /// Newest first.
    package let lines: [DossierLine]
    /// Nothing further was found among the newest dossiers, and not all older ones were looked through: a further word finds them.
    package let isPartial: Bool
    /// What the next page comes after; nil where there is none.
    package var next: DossierID?
}

extension Books {
    /// Dossiers, open or not, whose indexed words begin with every one of `words`; at most `limit`, those opened last.
    /// - Parameters:
    ///   - last: where the page before ended.
    ///   - newest: no page looks through more entries of the index, or dossiers, however many there are.
    package func find(
        _ words: [String], in view: StaffView, after last: DossierID? = nil, limit: Int, newest: Int = 2_000
    ) throws -> Found {
        try WordSearch(books: self, view: view, last: last, limit: limit, newest: newest).find(words)
    }

    /// A word as the index keeps it: its first 64 Unicode scalars, because a key has to fit on an index page.
    static func searchKey(_ word: String) -> String {
        word.utf8.count <= 64 ? word : String(String.UnicodeScalarView(word.unicodeScalars.prefix(64)))
    }
}

/// A search in an institution's index of words.
///
/// The entries of one word lie together, in the order in which their dossiers were opened. So those of the rarest word are walked
/// from the newest on, until enough of them have the other words too: that costs what is shown, not what there is. Each step of the walk
/// begins where the one before ended, so that no entry is asked about twice.
private struct WordSearch {
    let books: Books
    let view: StaffView
    let last: DossierID?
    let limit: Int
    let newest: Int

    /// A beginning with more words than this, as one letter has, is not looked up word by word.
    private static let mostSpellings = 32

    /// Fewer entries do not tell which of two words is rarer.
    private static let leastTold = 8

    /// A typed word, and what the index has of it.
    private struct Beginning {
        let typed: String
        /// The words that begin so; nil where they are too many.
        let spellings: [String]?
    }

    /// Behind every word that begins so.
    private static func end(of typed: String) -> SQLValue { .text(typed + "\u{10FFFF}") }

    func find(_ words: [String]) throws -> Found {
        let words = try Set(words.map(Books.searchKey)).sorted().prefix(5).map(beginning)
        if words.isEmpty || words.contains(where: { $0.spellings?.isEmpty ?? false }) { return Found(lines: [], isPartial: false) }
        // A few entries of each tell which word is rare. Of the others no more are counted: that would cost as much as the search.
        var step = max(newest / 32, min(newest / 2, Self.leastTold))
        guard let rarest = try rarest(of: words, entries: step) else { return try foundByFew(words) ?? foundAmongNewest(with: words) }
        var (all, place, reach, walked) = ([DossierID](), last, rarest.reach, 0)
        while true {
            all += try ids(of: rarest.word, before: place, back: reach, with: words, limit: limit + 1 - all.count)
            if all.count > limit || reach.isEmpty { return try page(all) }
            walked += step + 1
            if walked > newest { return try page(all, isPartial: true) }
            // What is frequent has filled the page by now; else a word is looked for that no more entries have than are left to walk.
            if walked > newest / 8, let found = try foundByFew(words) { return found }
            step = walked > newest / 8 ? max(0, newest - walked) : newest / 8
            place = reach
            reach = try self.reach(of: rarest.word, before: place, entries: step)
        }
    }

    /// The word whose newest entries reach back furthest, and how far; nil where each begins too many words.
    private func rarest(of words: [Beginning], entries: Int) throws -> (word: Beginning, reach: DossierID)? {
        try words.filter { $0.spellings != nil }.map { ($0, try reach(of: $0, before: last, entries: entries)) }.min { $0.1 < $1.1 }
    }

    /// Jumps in the index from each word that begins so to the next.
    private func beginning(_ typed: String) throws -> Beginning {
        let (here, end) = (SQLValue.text(view.institution), Self.end(of: typed))
        let next = "SELECT s.word FROM search_word s WHERE s.institution = ? AND s.word"
        let spellings = try books.sql.rows(
            """
            WITH RECURSIVE spelling (word) AS (
                SELECT (\(next) >= ? AND s.word < ? ORDER BY s.word LIMIT 1)
                UNION ALL
                SELECT (\(next) > spelling.word AND s.word < ? ORDER BY s.word LIMIT 1) FROM spelling WHERE spelling.word IS NOT NULL
            )
            SELECT word FROM spelling WHERE word IS NOT NULL LIMIT \(Self.mostSpellings + 1)
            """, [here, .text(typed), end, here, end]
        ).map { try $0.text(0) }
        return Beginning(typed: typed, spellings: spellings.count > Self.mostSpellings ? nil : spellings)
    }

    /// The dossier back to which so many of a word's entries lead, whichever way it is spelled; "" where it has no more.
    private func reach(of word: Beginning, before last: DossierID?, entries: Int) throws -> DossierID {
        let spellings = word.spellings ?? []
        let (before, after) = last.map { (" AND s.dossier < ?", [SQLValue.text($0)]) } ?? ("", [])
        let oldest = """
            (SELECT s.dossier FROM search_word s WHERE s.institution = ? AND s.word = ?\(before) ORDER BY s.dossier DESC LIMIT 1 OFFSET ?)
            """
        let row = try books.sql.rows(
            "SELECT " + Array(repeating: oldest, count: spellings.count).joined(separator: ", "),
            spellings.flatMap { [.text(view.institution), .text($0)] + after + [.integer(entries / spellings.count)] })[0]
        return spellings.indices.map { row.optionalText($0) ?? "" }.max() ?? ""
    }

    /// Whether no more entries than a search looks through begin so.
    private func isRare(_ word: Beginning) throws -> Bool {
        try books.sql.rows(
            "SELECT 1 FROM search_word s WHERE s.institution = ? AND s.word >= ? AND s.word < ? ORDER BY s.word LIMIT 1 OFFSET ?",
            [.text(view.institution), .text(word.typed), Self.end(of: word.typed), .integer(newest)]
        ).isEmpty
    }

    /// What the entries of the first word find that begins many words and has few entries; nil where there is none.
    private func foundByFew(_ words: [Beginning]) throws -> Found? {
        guard let few = try words.first(where: { try $0.spellings == nil && isRare($0) }) else { return nil }
        return try page(ids(of: few, before: last, back: "", with: words, limit: limit + 1))
    }

    /// What was found as lines.
    /// - Parameter ids: opened last first; one more than a page holds tells that there is a further one.
    private func page(_ ids: [DossierID], isPartial: Bool = false) throws -> Found {
        let shown = ids.prefix(limit)
        if shown.isEmpty { return Found(lines: [], isPartial: isPartial) }
        let lines = try books.sql.rows(
            """
            SELECT \(Books.lineColumns) FROM dossier d WHERE \(Books.oneOf("d.id", shown.count))
            ORDER BY d.number_day DESC, d.number DESC
            """, shown.map { .text($0) }
        ).map(Books.line)
        return Found(lines: lines, isPartial: isPartial, next: ids.count > limit ? shown.last : nil)
    }

    /// The dossiers that have a word and all others, opened last first.
    /// - Parameters:
    ///   - place: what they were opened before; nil: the newest come first.
    ///   - reach: the oldest to look at; "": all.
    private func ids(
        of walked: Beginning, before place: DossierID?, back reach: DossierID, with words: [Beginning], limit: Int
    ) throws -> [DossierID] {
        var (conditions, arguments): ([String], [SQLValue]) = ([], [])
        if let place {
            conditions.append("s.dossier < ?")
            arguments.append(.text(place))
        }
        for other in words where other.typed != walked.typed {
            let (has, words) = having(other)
            conditions.append(has)
            arguments += words
        }
        // Last: only of what has all words are the dossiers themselves looked at.
        let demands = view.demands
        if !demands.conditions.isEmpty {
            let seen = (["d.id = s.dossier"] + demands.conditions).joined(separator: " AND ")
            conditions.append("EXISTS (SELECT 1 FROM dossier d WHERE \(seen))")
            arguments += demands.arguments
        }
        let runs: [(sql: String, arguments: [SQLValue])] =
            walked.spellings?.map { ("s.word = ?", [.text($0)]) } ?? [
                ("s.word >= ? AND s.word < ?", [.text(walked.typed), Self.end(of: walked.typed)])
            ]
        var (walks, all): ([String], [SQLValue]) = ([], [])
        for run in runs {
            let demands = ["s.institution = ?", run.sql, "s.dossier >= ?"] + conditions
            walks.append(
                """
                SELECT dossier FROM (
                    SELECT DISTINCT s.dossier FROM search_word s WHERE \(demands.joined(separator: " AND ")) ORDER BY s.dossier DESC LIMIT ?) walk
                """)
            all += [.text(view.institution)] + run.arguments + [.text(reach)] + arguments + [.integer(limit)]
        }
        return try books.sql.rows(walks.joined(separator: "\nUNION\n") + "\nORDER BY dossier DESC LIMIT ?", all + [.integer(limit)])
            .map { try $0.text(0) }
    }

    /// That the dossier of an entry `s` has a word that begins so, as SQL with its arguments.
    private func having(_ word: Beginning) -> (sql: String, arguments: [SQLValue]) {
        // Asked for each spelling alone, the entries of neighbouring dossiers are neighbours too; a range of words is looked for among
        // all words of each dossier, which lie wherever it does.
        if let spellings = word.spellings, spellings.count <= 8 {
            let has = "EXISTS (SELECT 1 FROM search_word o WHERE o.institution = ? AND o.word = ? AND o.dossier = s.dossier)"
            return (
                "(\(Array(repeating: has, count: spellings.count).joined(separator: " OR ")))",
                spellings.flatMap { [.text(view.institution), .text($0)] }
            )
        }
        return (
            "EXISTS (SELECT 1 FROM search_word o WHERE o.dossier = s.dossier AND o.word >= ? AND o.word < ?)",
            [.text(word.typed), Self.end(of: word.typed)]
        )
    }

    private func foundAmongNewest(with words: [Beginning]) throws -> Found {
        var (conditions, arguments): ([String], [SQLValue]) = (
            ["d.institution = ?", "d.number_day IS NOT NULL"], [.text(view.institution)]
        )
        if let last {
            conditions.append("(d.number_day, d.number) < (SELECT l.number_day, l.number FROM dossier l WHERE l.id = ?)")
            arguments.append(.text(last))
        }
        let oldest = try books.sql.rows(
            """
            SELECT d.number_day, d.number FROM dossier d WHERE \(conditions.joined(separator: " AND "))
            ORDER BY d.number_day DESC, d.number DESC LIMIT 1 OFFSET ?
            """, arguments + [.integer(newest)]
        ).first
        conditions += ["(d.number_day, d.number) > (?, ?)"] + view.demands.conditions
        arguments += [.text(try oldest?.text(0) ?? ""), .integer(try oldest?.integer(1) ?? 0)] + view.demands.arguments
        for word in words {
            conditions.append("EXISTS (SELECT 1 FROM search_word o WHERE o.dossier = d.id AND o.word >= ? AND o.word < ?)")
            arguments += [.text(word.typed), Self.end(of: word.typed)]
        }
        let lines = try books.sql.rows(
            """
            SELECT \(Books.lineColumns) FROM dossier d WHERE \(conditions.joined(separator: " AND "))
            ORDER BY d.number_day DESC, d.number DESC LIMIT ?
            """, arguments + [.integer(limit + 1)]
        ).map(Books.line)
        let shown = Array(lines.prefix(limit)), isFull = lines.count > limit
        return Found(lines: shown, isPartial: !isFull && oldest != nil, next: isFull ? shown.last?.id : nil)
    }
}
