import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("The event chain")
struct EventChainTests {
    private static func fill(_ books: Books) throws {
        for id in ["d1", "d2"] { try books.open(Cast.dossier(id), key: id, at: Cast.noon) }
        for number in 1...12 {
            try books.record(
                "step\(number)", of: number.isMultiple(of: 2) ? "d2" : "d1", in: Cast.council, by: number == 3 ? nil : "ana",
                at: Cast.noon + Double(number), ["note": "„\(number)”"])
        }
        try books.record("other", of: nil, in: Cast.townHall, by: "ana", at: Cast.noon)
    }

    @Test("Events come back in their order, each with the hash of the one before it", arguments: EngineKind.allCases)
    func order(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                let first = try books.events(of: "d1")
                let second = try books.events(of: "d2")
                #expect(first.map(\.kind) == ["step1", "step3", "step5", "step7", "step9", "step11"])
                #expect(first[0].previous == "")
                #expect(second[0].previous == first[0].hash)
                #expect(first[1].actor == nil)
                #expect(first[1].details == ["note": "„3”"])
                #expect(first[1].at == Cast.noon + 3)
                #expect(try books.firstBreak(in: Cast.council) == nil)
                #expect(try books.firstBreak(in: Cast.townHall) == nil)
                #expect(try books.firstBreak(in: "elsewhere") == nil)
            }
        }
    }

    @Test(
        "An edited, deleted or moved row is found at its place",
        arguments: EngineKind.allCases,
        [
            ("UPDATE event SET details = '{}' WHERE institution = 'cj-cluj' AND sequence = 5", 5, .edited),
            ("UPDATE event SET at = at + 1 WHERE institution = 'cj-cluj' AND sequence = 1", 1, .edited),
            ("UPDATE event SET actor = NULL WHERE institution = 'cj-cluj' AND sequence = 12", 12, .edited),
            ("UPDATE event SET hash = previous, previous = hash WHERE institution = 'cj-cluj' AND sequence = 7", 7, .edited),
            ("DELETE FROM event WHERE institution = 'cj-cluj' AND sequence = 4", 4, .missing),
            ("DELETE FROM event WHERE institution = 'cj-cluj' AND sequence = 1", 1, .missing),
            ("DELETE FROM event WHERE institution = 'cj-cluj' AND sequence >= 11", 11, .cut),
            ("DELETE FROM event WHERE institution = 'cj-cluj'", 1, .cut),
            ("DELETE FROM chain_head WHERE institution = 'cj-cluj'", 1, .added),
            ("UPDATE chain_head SET sequence = 9 WHERE institution = 'cj-cluj'", 10, .added),
            ("UPDATE chain_head SET hash = 'x' WHERE institution = 'cj-cluj'", 12, .edited),
            (
                """
                UPDATE event SET sequence = 100 WHERE institution = 'cj-cluj' AND sequence = 8;
                UPDATE event SET sequence = 8 WHERE institution = 'cj-cluj' AND sequence = 9;
                UPDATE event SET sequence = 9 WHERE institution = 'cj-cluj' AND sequence = 100
                """, 8, .reordered
            ),
            ("UPDATE event SET institution = 'primaria-ciurila', sequence = 2 WHERE institution = 'cj-cluj' AND sequence = 12", 12, .cut),
        ] as [(String, Int, ChainBreak.Kind)])
    func tampering(kind: EngineKind, deed: (sql: String, place: Int, what: ChainBreak.Kind)) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                for statement in deed.sql.split(separator: ";") {
                    #expect(try books.run(String(statement)) > 0)
                }
                #expect(try books.chainBreak(in: Cast.council) == ChainBreak(sequence: deed.place, kind: deed.what))
            }
        }
    }

    @Test("A chain of more than a page is followed to its end", arguments: EngineKind.allCases)
    func long(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...1_203 { try books.record("e\(number)", of: nil, in: Cast.council, by: nil, at: Cast.noon) }
                #expect(try books.firstBreak(in: Cast.council) == nil)
                try books.run("UPDATE event SET kind = 'x' WHERE institution = 'cj-cluj' AND sequence = 1201")
                #expect(try books.firstBreak(in: Cast.council) == 1_201)
            }
        }
    }

    @Test("Whatever column of whatever event is changed, it shows", arguments: EngineKind.allCases)
    func everyColumn(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { try Self.fill($0) }
            let tables = try await store.read { try $0.tables() }
            let columns = try #require(tables.first { $0.name == "event" }).columns
            #expect(
                Set(columns).isSuperset(of: ["institution", "sequence", "dossier", "kind", "actor", "at", "details", "previous", "hash"]))
            for column in columns {
                for sequence in 1...12 {
                    await #expect(throws: Undone.self) {
                        try await store.write { books in
                            try Self.change(column, of: sequence, books)
                            #expect(try books.chainBreak(in: Cast.council) != nil, "\(column) of \(sequence)")
                            throw Undone()
                        }
                    }
                }
            }
            #expect(try await store.read { try $0.chainBreak(in: Cast.council) } == nil)
        }
    }

    /// Another value that the table takes, whatever the column; an unknown one gets some text.
    private static func change(_ column: String, of sequence: Int, _ books: Books) throws {
        let value =
            switch column {
            case "institution": "'elsewhere'"
            case "sequence": "1000 + sequence"
            case "dossier": "CASE WHEN dossier = 'd1' THEN 'd2' ELSE NULL END"
            case "actor": "CASE WHEN actor = 'ana' THEN 'mihai' ELSE 'ana' END"
            case "at": "at + 1"
            default: "'x' || \(column)"
            }
        let changed = try books.run(
            "UPDATE event SET \(column) = \(value) WHERE institution = ? AND sequence = ?", .text(Cast.council), .integer(sequence))
        #expect(changed == 1)
    }

    private struct Undone: Error {}

    @Test("Institutions are found in the books, also where only their events are left", arguments: EngineKind.allCases)
    func institutions(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                try books.run("DELETE FROM chain_head WHERE institution = 'primaria-ciurila'")
                #expect(try books.chainInstitutions() == [Cast.council, Cast.townHall])
                #expect(try books.chainBreak(in: Cast.townHall) == ChainBreak(sequence: 1, kind: .added))
            }
        }
    }
}
