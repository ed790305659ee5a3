/// How many files books name, and how many bytes they are.
package struct FileTally: Hashable, Sendable, Codable {
    package fileprivate(set) var count = 0
    package fileprivate(set) var bytes = 0
    /// SHA-256 of those that were taken out of their dossiers, and swept, while a backup was made: its database still names them.
    package fileprivate(set) var takenOut: [String] = []
}

/// The files that books name, gone through by their SHA-256: a page of names is in memory, and a few files are under way.
struct NamedFiles {
    private static let page = 1_000
    /// Each file waits for S3 several times; others use that time.
    private static let atOnce = 8

    private let names: (_ after: String) async throws -> [String]

    init(in books: SQLiteFile) {
        names = { last in try books.read { try Books(sql: $0).namedFiles(after: last, limit: Self.page) } }
    }

    init(in store: Store) {
        names = { last in try await store.read { try $0.namedFiles(after: last, limit: Self.page) } }
    }

    /// - Parameters:
    ///   - work: what to do with each file; it returns the bytes, or nil for one that was taken out.
    ///   - progress: told how many are done.
    /// - Throws: `BackupFault`
    func each(
        _ work: @escaping @Sendable (_ sha256: String) async throws -> Int?, progress: (Int) -> Void = { _ in }
    ) async throws -> FileTally {
        var tally = FileTally()
        var page = try await names("")
        while let last = page.last {
            try await withThrowingTaskGroup(of: (String, Int?).self) { group in
                var waiting = page[...]
                for name in waiting.prefix(Self.atOnce) { group.addTask { (name, try await Self.explained(name, work)) } }
                waiting = waiting.dropFirst(Self.atOnce)
                while let (name, bytes) = try await group.next() {
                    if let bytes {
                        tally.count += 1
                        tally.bytes += bytes
                    } else {
                        tally.takenOut.append(name)
                    }
                    progress(tally.count)
                    if let name = waiting.popFirst() { group.addTask { (name, try await Self.explained(name, work)) } }
                }
            }
            page = try await names(last)
        }
        tally.takenOut.sort()
        return tally
    }

    /// Does the work on a file; what goes wrong is said as a person can use it.
    @concurrent
    private static func explained(_ name: String, _ work: @Sendable (String) async throws -> Int?) async throws -> Int? {
        do {
            return try await work(name)
        } catch StoreFault.missingFile {
            throw BackupFault.missingFile(name)
        } catch StoreFault.damagedFile {
            throw BackupFault.damagedFile(name)
        } catch StoreFault.filesUnavailable(let problem) {
            throw BackupFault.filesUnavailable(problem)
        }
    }
}

extension Books {
    /// A page of the SHA-256 of all files that a row relies on: of attachments that were not taken out, of acts, and of whatever a
    /// later table keeps in a column of this name. Each comes once, in order.
    /// - Parameter sha256: the last of the page before; empty for the first page.
    func namedFiles(after sha256: String, limit: Int) throws -> [String] {
        // The first of them all are among the first of each table.
        let names = try naming().flatMap { table in
            try rows("SELECT DISTINCT sha256 \(table) AND sha256 > ? ORDER BY sha256 LIMIT \(limit)", .text(sha256)).map { try $0.text(0) }
        }
        return Array(Set(names).sorted().prefix(limit))
    }

    func namedFileCount() throws -> Int {
        let named = try naming().map { "SELECT sha256 \($0)" }.joined(separator: " UNION ")
        return try rows("SELECT COUNT(*) FROM (\(named)) AS named")[0].integer(0)
    }

    /// The tables that name files, each as the end of a query with its condition.
    private func naming() throws -> [String] {
        try tables().filter { $0.columns.contains("sha256") }.map { table in
            "FROM \"\(table.name)\" WHERE sha256 IS NOT NULL" + (table.columns.contains("removed_at") ? " AND removed_at IS NULL" : "")
        }
    }
}
