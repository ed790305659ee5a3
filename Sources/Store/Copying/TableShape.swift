/// A table as the database itself describes it.
package struct TableShape: Hashable, Sendable {
    package let name: String
    /// In the order in which they were made.
    let columns: [String]
    /// The primary key's columns, in its order.
    let key: [String]
    /// Other tables whose rows must be there before this one's.
    let references: Set<String>

    /// Tables in an order in which each comes after those that it refers to.
    /// - Throws: `CopyFault.circular` when there is none.
    static func inOrder(_ tables: [TableShape]) throws -> [TableShape] {
        var waiting = tables.sorted { $0.name < $1.name }
        var ordered: [TableShape] = []
        while !waiting.isEmpty {
            let known = Set(ordered.map(\.name))
            let ready = waiting.filter { $0.references.isSubset(of: known) }
            if ready.isEmpty { throw CopyFault.circular(waiting.map(\.name)) }
            ordered += ready
            waiting.removeAll { ready.contains($0) }
        }
        return ordered
    }
}

extension SQLiteConnection {
    func tables() throws -> [TableShape] {
        try rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'", []).map { row in
            let name = try row.text(0)
            let columns = try rows("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", [.text(name)])
            let key = try columns.filter { try $0.integer(1) > 0 }.sorted { try $0.integer(1) < $1.integer(1) }
            let references = try rows("SELECT \"table\" FROM pragma_foreign_key_list(?)", [.text(name)])
            return TableShape(
                name: name, columns: try columns.map { try $0.text(0) }, key: try key.map { try $0.text(0) },
                references: Set(try references.map { try $0.text(0) }))
        }
    }
}

extension PostgreSQLLink {
    func tables() throws -> [TableShape] {
        func names(_ sql: String, _ arguments: SQLValue...) throws -> [String] { try rows(sql, arguments).map { try $0.text(0) } }
        return try names(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        ).map { name in
            TableShape(
                name: name,
                columns: try names(
                    """
                    SELECT column_name FROM information_schema.columns
                    WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position
                    """, .text(name)),
                key: try names(
                    """
                    SELECT k.column_name FROM information_schema.table_constraints c JOIN information_schema.key_column_usage k
                        ON k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.constraint_name = c.constraint_name
                    WHERE c.table_schema = current_schema() AND c.table_name = ? AND c.constraint_type = 'PRIMARY KEY'
                    ORDER BY k.ordinal_position
                    """, .text(name)),
                // A constraint's name is unique in its table only, and information_schema tells no tables apart here.
                references: Set(
                    try names(
                        """
                        SELECT other.relname FROM pg_constraint c JOIN pg_class mine ON mine.oid = c.conrelid
                            JOIN pg_class other ON other.oid = c.confrelid JOIN pg_namespace n ON n.oid = mine.relnamespace
                        WHERE c.contype = 'f' AND n.nspname = current_schema() AND mine.relname = ?
                        """, .text(name))))
        }
    }
}
