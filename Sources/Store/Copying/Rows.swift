import Crypto
import Foundation

/// What a table holds, in one number and one hash; equal on every engine for equal rows.
package struct TableDigest: Hashable, Sendable {
    package let table: String
    package let rows: Int
    /// SHA-256 of all rows in the order of the primary key.
    package let sha256: String
}

extension Books {
    /// How many rows are held in memory at once.
    static let pageSize = 200

    func tables() throws -> [TableShape] { try sql.tables() }

    func count(_ table: TableShape) throws -> Int { try rows("SELECT COUNT(*) FROM \"\(table.name)\"")[0].integer(0) }

    /// The rows of a table after a key, in its order.
    /// - Parameter columns: which, and in what order; the key's first.
    func page(of table: TableShape, _ columns: [String], after key: [SQLValue]?) throws -> [SQLRow] {
        let keys = Self.list(table.key)
        let rest = key.map { "WHERE (\(keys)) > (\($0.map { _ in "?" }.joined(separator: ", ")))" } ?? ""
        return try sql.rows(
            "SELECT \(Self.list(columns)) FROM \"\(table.name)\" \(rest) ORDER BY \(keys) LIMIT \(Self.pageSize)", key ?? [])
    }

    /// Goes through all rows of a table in pages.
    func forEachPage(of table: TableShape, _ columns: [String], _ body: ([SQLRow]) throws -> Void) throws {
        var last: [SQLValue]?
        repeat {
            let page = try page(of: table, columns, after: last)
            try body(page)
            last = page.count < Self.pageSize ? nil : page.last.map { Array($0.values.prefix(table.key.count)) }
        } while last != nil
    }

    /// Adds rows in one statement.
    func insert(_ rows: [SQLRow], into table: TableShape, _ columns: [String]) throws {
        guard !rows.isEmpty else { return }
        let marks = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
        try sql.run(
            "INSERT INTO \"\(table.name)\" (\(Self.list(columns))) VALUES \(rows.map { _ in marks }.joined(separator: ", "))",
            rows.flatMap(\.values))
    }

    func digest(of table: TableShape) throws -> TableDigest {
        var hasher = SHA256()
        var count = 0
        try forEachPage(of: table, table.keyFirst) { page in
            count += page.count
            for value in page.lazy.flatMap(\.values) { hasher.update(data: value.canonical) }
        }
        return TableDigest(table: table.name, rows: count, sha256: hasher.finalize().hexadecimal)
    }

    private static func list(_ columns: [String]) -> String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }
}

extension TableShape {
    /// All columns, those of the key before the others.
    var keyFirst: [String] { key + columns.filter { !key.contains($0) } }
}

extension SQLValue {
    /// Bytes that no other value gives: the kind, the length, the content.
    fileprivate var canonical: Data {
        switch self {
        case .null: Data("n".utf8)
        case .integer(let integer): Data("i\(integer);".utf8)
        case .text(let text): Data("t\(text.utf8.count):\(text)".utf8)
        case .blob(let data): Data("b\(data.count):".utf8) + data
        }
    }
}
