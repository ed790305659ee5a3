import Foundation
import GRDB
import GRDBSQLite

/// One connection inside a transaction. Statements are GRDB's, compiled once and kept; their values go in and out by SQLite's own
/// functions, since half of a short statement's time went into GRDB's rows and arguments.
struct SQLiteConnection: SQLConnection {
    let database: Database

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        var rows: [SQLRow] = []
        try step(through: sql, arguments) { statement, columns in
            rows.append(SQLRow(values: try (0..<columns).map { try SQLValue(statement, column: $0) }))
        }
        return rows
    }

    @discardableResult
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try step(through: sql, arguments) { _, _ in }
        return database.changesCount
    }

    /// Runs a statement to its end.
    /// - Parameter row: what to do with each row of its answer.
    private func step(through sql: String, _ arguments: [SQLValue], _ row: (OpaquePointer, Int32) throws -> Void) throws {
        let compiled = try database.cachedStatement(sql: sql)
        let statement = compiled.sqliteStatement
        defer {
            withExtendedLifetime(compiled) {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
        }
        guard sqlite3_bind_parameter_count(statement) == arguments.count else { throw fault(SQLITE_RANGE, sql) }
        for (index, argument) in arguments.enumerated() {
            let code = try argument.bind(to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw fault(code, sql) }
        }
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw fault(code, sql) }
            try row(statement, sqlite3_column_count(statement))
        }
    }

    private func fault(_ code: Int32, _ sql: String) -> DatabaseError {
        let extended = database.sqliteConnection.map { sqlite3_extended_errcode($0) } ?? code
        let message = database.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(
            resultCode: ResultCode(rawValue: extended == SQLITE_OK ? code : extended), message: message, sql: sql)
    }
}

/// Tells SQLite to copy what it is given before the call returns.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension SQLValue {
    /// - Throws: `StoreFault.unstorableText` for what no engine keeps.
    fileprivate func bind(to statement: OpaquePointer, at index: Int32) throws -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let integer): return sqlite3_bind_int64(statement, index, Int64(integer))
        case .text(var text):
            // An empty text may have no address, and without one SQLite would keep NULL.
            if text.isEmpty { return sqlite3_bind_text(statement, index, "", 0, copied) }
            return try text.withUTF8 { bytes in
                if bytes.contains(0) { throw StoreFault.unstorableText }
                return bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text64(statement, index, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let data):
            return data.withUnsafeBytes { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(statement, index, 0)
                    : sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), copied)
            }
        }
    }

    fileprivate init(_ statement: OpaquePointer, column: Int32) throws {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: self = .null
        case SQLITE_INTEGER: self = .integer(Int(sqlite3_column_int64(statement, column)))
        case SQLITE_BLOB:
            let bytes = sqlite3_column_blob(statement, column)
            self = .blob(bytes.map { Data(bytes: $0, count: Int(sqlite3_column_bytes(statement, column))) } ?? Data())
        default:
            guard let letters = sqlite3_column_text(statement, column) else { throw StoreFault.unexpectedColumn(Int(column)) }
            let bytes = UnsafeBufferPointer(start: letters, count: Int(sqlite3_column_bytes(statement, column)))
            self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}
