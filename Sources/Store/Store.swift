package import Foundation

/// Everything that is kept: the database behind its engine, and the files beside it.
package struct Store: Sendable {
    private let engine: any Engine
    package let files: FileStore

    /// Opens the embedded store in a folder, bringing its tables up to date.
    /// - Parameter files: where files are kept; nil for `files` in the folder.
    package init(folder: URL, files: FileStore? = nil) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        engine = try SQLiteEngine(path: folder.appending(path: "ghiseu.sqlite").path)
        self.files = try files ?? FileStore(folder: folder.appending(path: "files"))
    }

    /// Opens the store of a database server, with the files where all programs on it find them.
    /// - Parameter database: `postgresql://user@host/name…`; several hosts and further settings as libpq knows them.
    /// - Throws: `StoreFault.unknownDatabase` for any other address.
    package init(database: String, files: FileStore) async throws {
        guard ["postgresql://", "postgres://"].contains(where: database.hasPrefix) else { throw StoreFault.unknownDatabase }
        engine = try await PostgreSQLEngine(address: database)
        self.files = files
    }

    package func read<Result: Sendable>(_ body: @escaping @Sendable (Books) throws -> Result) async throws -> Result {
        try await engine.read { try body(Books(sql: $0)) }
    }

    package func write<Result: Sendable>(_ body: @escaping @Sendable (Books) throws -> Result) async throws -> Result {
        try await engine.write { try body(Books(sql: $0)) }
    }

    package func close() async throws {
        try await files.close()
        try await engine.close()
    }
}

/// The registry's books, open for one transaction. Each facet (people, dossiers, registers, events, jobs …) has its file.
package struct Books {
    let sql: any SQLConnection

    func rows(_ text: String, _ arguments: SQLValue...) throws -> [SQLRow] { try sql.rows(text, arguments) }

    @discardableResult
    func run(_ text: String, _ arguments: SQLValue...) throws -> Int { try sql.run(text, arguments) }
}

extension SQLValue {
    static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    static func optional(_ integer: Int?) -> SQLValue { integer.map { .integer($0) } ?? .null }

    /// Instants are kept as milliseconds since 1970, UTC.
    static func instant(_ date: Date) -> SQLValue { .integer(Int((date.timeIntervalSince1970 * 1000).rounded())) }
    static func optional(_ date: Date?) -> SQLValue { date.map { .instant($0) } ?? .null }

    /// A value as JSON text with sorted keys.
    static func json(_ value: some Encodable) throws -> SQLValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return .text(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}

extension SQLRow {
    func instant(_ column: Int) throws -> Date { Date(timeIntervalSince1970: Double(try integer(column)) / 1000) }
    func optionalInstant(_ column: Int) -> Date? {
        optionalInteger(column).map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }

    func json<Value: Decodable>(_ column: Int, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try text(column).utf8))
    }
}
