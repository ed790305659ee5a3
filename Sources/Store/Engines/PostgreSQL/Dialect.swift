/// The few words in which PostgreSQL's SQL differs from what the books are written in:
///
/// - `?` is `$1`, `$2` …
/// - what stands in `/*! … */` locks the rows that a writing transaction reads; SQLite, which has one writer, sees a comment
/// - when tables are made, `INTEGER` is `BIGINT`, `BLOB` is `BYTEA`, `STRICT` and `WITHOUT ROWID` go without saying, and `TEXT` sorts by bytes,
///   whatever the database's own language: pages of a list continue where the page before ended
enum Dialect {
    static func postgreSQL(_ sql: String, locksRows: Bool = true) -> String {
        var text = locksRows ? sql.replacing("/*!", with: "").replacing("*/", with: "") : sql
        if text.starts(with: "CREATE TABLE") || text.starts(with: "ALTER TABLE") {
            text = text.replacing(" TEXT", with: " TEXT COLLATE \"C\"").replacing(" INTEGER", with: " BIGINT")
                .replacing(" BLOB", with: " BYTEA").replacing(") STRICT, WITHOUT ROWID", with: ")").replacing(") STRICT", with: ")")
        }
        return numbered(text)
    }

    /// Question marks inside quotes stay what they are.
    private static func numbered(_ sql: String) -> String {
        var count = 0
        var isQuoted = false
        var result = ""
        for character in sql {
            if character == "'" { isQuoted.toggle() }
            if character == "?", !isQuoted {
                count += 1
                result += "$\(count)"
            } else {
                result.append(character)
            }
        }
        return result
    }
}
