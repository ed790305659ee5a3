import Rulebook
import TestKit
import Testing

@testable import Office
@testable import Store

/// Counts what the books are asked.
private final class Tally: SQLConnection {
    private let connection: any SQLConnection
    private(set) var statements: [String] = []

    init(_ connection: any SQLConnection) { self.connection = connection }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        statements.append(sql)
        return try connection.rows(sql, arguments)
    }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        statements.append(sql)
        return try connection.run(sql, arguments)
    }

    func tables() throws -> [TableShape] { try connection.tables() }
}

@Suite("What a deed asks of the books")
struct StatementTests {
    @Test("A petition is registered, with its event, its receipt and its letter, in a dozen statements")
    func submitting() async throws {
        let world = try await World()
        let (office, visitor) = (world.office, world[.smaranda])
        let service = try #require(office.content.service("petitie"))
        let checked = service.form.check(service.form.examples, attached: [], in: office.checking())
        let statements = try await office.store.write { books in
            let tally = Tally(books.sql)
            let counted = Books(sql: tally)
            let draft = try office.draft(of: service, Answers(), by: visitor)
            try counted.open(draft, key: "cheie", at: draft.openedAt)
            var transaction = try Transaction(on: draft, by: visitor, office: office, books: counted)
            _ = try office.submit(&transaction, checked, [], .ro)
            return tally.statements
        }
        // The draft, the register's counter and line, the dossier, the event and the chain's head twice, who listens to events, the
        // words, the parcels, the receipt, its job, the letter's job.
        #expect(statements.count <= 13, "\(statements.joined(separator: "\n"))")
        try await world.close()
    }

    @Test("A citizen's own dossier is read in eighteen statements, its messages among them, and its row once")
    func seeing() async throws {
        let world = try await World()
        let (office, visitor) = (world.office, world[.smaranda])
        let (id, _) = try await world.submitted(.smaranda, paid: true)
        let statements = try await office.store.read { books in
            let tally = Tally(books.sql)
            _ = try office.caseFile(id, seenBy: visitor, withCorrespondence: true, Books(sql: tally))
            return tally.statements
        }
        #expect(statements.count <= 18, "\(statements.joined(separator: "\n"))")
        #expect(statements.count { $0.contains("FROM dossier WHERE id = ?") } == 1)
        try await world.close()
    }
}
