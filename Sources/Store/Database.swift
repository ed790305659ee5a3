package import Foundation

/// A value that every engine can keep.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int)
    case text(String)
    case blob(Data)
}

extension [SQLValue] {
    /// What every engine asks of arguments before it takes them.
    /// - Throws: `StoreFault.unstorableText`
    func checked() throws -> [SQLValue] {
        for case .text(let text) in self where text.utf8.contains(0) { throw StoreFault.unstorableText }
        return self
    }
}

/// One row of an answer; columns by position, in the order of the SELECT.
package struct SQLRow: Sendable {
    package let values: [SQLValue]

    package init(values: [SQLValue]) { self.values = values }

    package func text(_ column: Int) throws -> String {
        if case .text(let text) = values[column] { return text }
        throw StoreFault.unexpectedColumn(column)
    }

    package func optionalText(_ column: Int) -> String? {
        if case .text(let text) = values[column] { return text }
        return nil
    }

    package func integer(_ column: Int) throws -> Int {
        if case .integer(let integer) = values[column] { return integer }
        throw StoreFault.unexpectedColumn(column)
    }

    package func optionalInteger(_ column: Int) -> Int? {
        if case .integer(let integer) = values[column] { return integer }
        return nil
    }
}

/// What a transaction can do. SQL is common to all engines, with `?` for arguments; `Documentation/sql.md` lists the few words
/// that a dialect translates.
package protocol SQLConnection {
    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]
    /// - Returns: how many rows were changed.
    @discardableResult
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    /// The tables there are, as the database itself describes them; a later migration's are among them.
    func tables() throws -> [TableShape]
}

/// A database engine: two functions. A body is synchronous, so nothing is ever awaited inside a transaction;
/// an error thrown by it rolls everything back. An engine may run a body again that collided with another, so a body changes
/// nothing but the books.
package protocol Engine: Sendable {
    func read<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result
    /// Returns only when the change is durable.
    func write<Result: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result
    func close() async throws
}

/// The disk, the database or the program is at fault, never the person.
package enum StoreFault: Error, Sendable {
    case unexpectedColumn(Int)
    case unreadable(String)
    case migration(String)
    /// The database was written by a newer program.
    case tooNew(version: Int)
    /// The database is the target of a copy that did not come to its end.
    case unfinishedCopy
    /// A file's bytes are no longer those that its name says; an empty name where only a part was read.
    case damagedFile(sha256: String)
    /// A row names a file that is not there.
    case missingFile(sha256: String)
    /// Files can be neither kept nor read now: the disk is full, or S3 does not answer or refuses us.
    case filesUnavailable(String)
    /// A text with a NUL character: PostgreSQL cannot keep it, so no engine does.
    case unstorableText
    /// Not an address of a database that we know.
    case unknownDatabase
    /// The connection broke while the change was being committed: it is kept, or it is not.
    case unknownOutcome
    /// The store was closed.
    case closed
}
