import CPostgres
import Foundation

/// One conversation with a PostgreSQL server. Every call blocks. libpq is called in this file only.
final class PostgreSQLLink: SQLConnection {
    /// Lists are filtered in many ways, so texts vary; beyond this many all are forgotten and learnt again.
    private static let preparedLimit = 250
    /// Before the address, so that the address has the last word.
    private static let defaults = ["connect_timeout": "5", "application_name": "ghiseu", "keepalives_idle": "30"]

    private struct Statement: Hashable {
        let sql: String
        let locksRows: Bool
    }

    private let connection: OpaquePointer
    private var names: [Statement: String] = [:]
    /// Whether rows are locked where the SQL wishes it: a transaction that only reads may not.
    var locksRows = true

    /// - Parameter address: `postgresql://…` or another connection string of libpq.
    /// - Throws: `PostgreSQLFault`
    init(_ address: String) throws {
        let settings = Self.defaults.sorted { $0.key < $1.key } + [("dbname", address), ("client_encoding", "UTF8")]
        let keywords = CStrings(settings.map { $0.0 })
        let values = CStrings(settings.map { $0.1 })
        let opened = keywords.withPointers { keywords in
            values.withPointers { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let opened else { throw PostgreSQLFault(state: "53200", message: "out of memory", isLost: true) }
        connection = opened
        guard PQstatus(connection) == CONNECTION_OK else { throw fault(nil) }
    }

    deinit { PQfinish(connection) }

    var isLost: Bool { PQstatus(connection) == CONNECTION_BAD }

    /// A transaction is open, whether it can still be committed or not.
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    /// Runs a text without arguments and without translation.
    /// - Returns: the server's word for what it did, such as `COMMIT`.
    @discardableResult
    func command(_ text: String) throws -> String {
        let result = PQexec(connection, text)
        defer { PQclear(result) }
        try check(result)
        return String(cString: PQcmdStatus(result))
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try answer(sql, arguments) { result in
            let columns = (0..<PQnfields(result)).map { (number: $0, type: PQftype(result, $0)) }
            return (0..<PQntuples(result)).map { row in
                SQLRow(values: columns.map { Self.value(result, row, $0.number, type: $0.type) })
            }
        }
    }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try answer(sql, arguments) { Int(String(cString: PQcmdTuples($0))) ?? 0 }
    }

    private func answer<Answer>(_ sql: String, _ arguments: [SQLValue], _ read: (OpaquePointer?) -> Answer) throws -> Answer {
        let name = try statement(sql)
        let values = CStrings(try arguments.checked().map(\.wireText))
        let result = values.withPointers { PQexecPrepared(connection, name, Int32(arguments.count), $0, nil, nil, 0) }
        defer { PQclear(result) }
        try check(result)
        return read(result)
    }

    private func statement(_ sql: String) throws -> String {
        let statement = Statement(sql: sql, locksRows: locksRows)
        if let name = names[statement] { return name }
        if names.count >= Self.preparedLimit {
            try command("DEALLOCATE ALL")
            names = [:]
        }
        let name = "s\(names.count)"
        let result = PQprepare(connection, name, Dialect.postgreSQL(sql, locksRows: locksRows), 0, nil)
        defer { PQclear(result) }
        try check(result)
        names[statement] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws {
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else { throw fault(result) }
    }

    /// Only the primary message: details quote what people wrote.
    private func fault(_ result: OpaquePointer?) -> PostgreSQLFault {
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        return PostgreSQLFault(
            state: field("C") ?? "08006", message: field("M") ?? String(cString: PQerrorMessage(connection)), isLost: isLost)
    }

    private static func value(_ result: OpaquePointer?, _ row: Int32, _ column: Int32, type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        let text = String(decoding: bytes, as: UTF8.self)
        return switch type {
        // int8, int2, int4, and the numeric that a sum of int8 is
        case 20, 21, 23, 1700: Int(text).map { .integer($0) } ?? .text(text)
        case 17: .blob(Data(hexadecimal: text.dropFirst(2)))
        default: .text(text)
        }
    }
}

/// What a server or the way to it answered instead of an answer.
struct PostgreSQLFault: Error, CustomStringConvertible {
    /// SQLSTATE, five characters; `08006` where only the connection spoke.
    let state: String
    let message: String
    /// The connection is of no more use.
    let isLost: Bool

    /// Two transactions got into each other's way (deadlock, or a server that cannot serialize them); one has to run again.
    var isCollision: Bool { state == "40001" || state == "40P01" }

    /// A key is there already. Two who write the same at once get this as well: on a second run the body sees the other's row.
    var isDuplicate: Bool { state == "23505" }

    var description: String { "PostgreSQL \(state): \(message)" }
}

/// C strings in one piece of memory, for as long as a call needs them; nil is a null pointer.
private struct CStrings {
    private var bytes: [CChar] = []
    private var starts: [Int?] = []

    init(_ texts: [String?]) {
        for text in texts {
            starts.append(text.map { _ in bytes.count })
            if let text { bytes += text.utf8CString }
        }
    }

    /// The array that is passed ends with a null pointer besides.
    func withPointers<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            body(starts.map { start in start.flatMap { offset in buffer.baseAddress.map { $0 + offset } } } + [nil])
        }
    }
}

extension SQLValue {
    fileprivate var wireText: String? {
        switch self {
        case .null: nil
        case .integer(let integer): "\(integer)"
        case .text(let text): text
        case .blob(let data): "\\x" + data.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        }
    }
}

extension Data {
    /// From pairs of hexadecimal digits, as PostgreSQL writes `bytea`.
    fileprivate init(hexadecimal digits: Substring) {
        let nibbles = digits.utf8.map { UInt8($0 < 58 ? $0 - 48 : $0 - 87) }
        self.init(stride(from: 0, to: nibbles.count - 1, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] })
    }
}
