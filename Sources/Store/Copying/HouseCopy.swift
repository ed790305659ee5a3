/// Moves all books from one store to another, whatever their engines, and the files that they name.
package struct HouseCopy: Sendable {
    private let source: Store
    private let target: Store

    package init(from source: Store, to target: Store) {
        self.source = source
        self.target = target
    }

    /// Copies every table in the order of their foreign keys, a page in each transaction, and compares: rows, their digests, and the
    /// event chains; then come the files, from one store's place to the other's. Until all is done nothing can open the target,
    /// which bears a mark.
    ///
    /// Nothing may write to the source meanwhile; if something does, the comparison shows it.
    /// - Parameter progress: told of each page: the table (or `files`), how many of its rows are copied, and of how many.
    /// - Throws: `CopyFault`, `BackupFault` about a file.
    package func run(progress: @Sendable (String, Int, Int) -> Void = { _, _, _ in }) async throws -> (tables: [TableDigest], files: Int) {
        let tables = try await tables()
        try await target.write { books in
            for table in tables where try books.count(table) > 0 { throw CopyFault.targetNotEmpty(table: table.name) }
            _ = try books.run("INSERT INTO migration (version) VALUES (?)", .integer(Migration.unfinishedCopy))
        }
        for table in tables { try await copy(table, progress) }
        let digests = try await compare(tables)
        try await followChains()
        let count = try await copyFiles(progress)
        _ = try await target.write { try $0.run("DELETE FROM migration WHERE version = ?", .integer(Migration.unfinishedCopy)) }
        return (digests, count)
    }

    /// All but the list of migrations, which opening the target has filled.
    private func tables() async throws -> [TableShape] {
        let mine = try await source.read { Set(try $0.tables()) }
        let theirs = try await target.read { Set(try $0.tables()) }
        let different = mine.symmetricDifference(theirs)
        guard different.isEmpty else { throw CopyFault.differentTables(Set(different.map(\.name)).sorted()) }
        let tables = try TableShape.inOrder(mine.filter { $0.name != "migration" })
        for table in tables where table.key.isEmpty { throw CopyFault.keyless(table: table.name) }
        return tables
    }

    private func copy(_ table: TableShape, _ progress: (String, Int, Int) -> Void) async throws {
        let columns = table.keyFirst
        let total = try await source.read { try $0.count(table) }
        var copied = 0
        var last: [SQLValue]?
        repeat {
            let after = last
            let page = try await source.read { try $0.page(of: table, columns, after: after) }
            try await target.write { try $0.insert(page, into: table, columns) }
            copied += page.count
            progress(table.name, copied, total)
            last = page.count < Books.pageSize ? nil : page.last.map { Array($0.values.prefix(table.key.count)) }
        } while last != nil
    }

    private func compare(_ tables: [TableShape]) async throws -> [TableDigest] {
        var digests: [TableDigest] = []
        for table in tables {
            let mine = try await source.read { try $0.digest(of: table) }
            guard try await target.read({ try $0.digest(of: table) }) == mine else { throw CopyFault.differs(table: table.name) }
            digests.append(mine)
        }
        return digests
    }

    private func followChains() async throws {
        for institution in try await target.read({ try $0.chainInstitutions() }) {
            if let place = try await target.read({ try $0.chainBreak(in: institution) }) {
                throw CopyFault.brokenChain(institution: institution, place)
            }
        }
    }

    /// What is at the target already, and sound, is left as it is; where both places are one, it is only read.
    private func copyFiles(_ progress: (String, Int, Int) -> Void) async throws -> Int {
        let total = try await target.read { try $0.namedFileCount() }
        let (mine, theirs) = (source.files, target.files)
        let tally = try await NamedFiles(in: target).each { name in
            try await theirs.take(mine.file(name))
        } progress: { done in
            progress("files", done, total)
        }
        return tally.count
    }
}
