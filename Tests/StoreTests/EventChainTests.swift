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
            ("UPDATE event SET details = '{}' WHERE institution = 'cj-cluj' AND sequence = 5", 5),
            ("UPDATE event SET at = at + 1 WHERE institution = 'cj-cluj' AND sequence = 1", 1),
            ("UPDATE event SET actor = NULL WHERE institution = 'cj-cluj' AND sequence = 12", 12),
            ("UPDATE event SET hash = previous, previous = hash WHERE institution = 'cj-cluj' AND sequence = 7", 7),
            ("DELETE FROM event WHERE institution = 'cj-cluj' AND sequence = 4", 4),
            ("DELETE FROM event WHERE institution = 'cj-cluj' AND sequence = 1", 1),
            ("DELETE FROM event WHERE institution = 'cj-cluj' AND sequence >= 11", 11),
            ("DELETE FROM event WHERE institution = 'cj-cluj'", 1),
            (
                """
                UPDATE event SET sequence = 100 WHERE institution = 'cj-cluj' AND sequence = 8;
                UPDATE event SET sequence = 8 WHERE institution = 'cj-cluj' AND sequence = 9;
                UPDATE event SET sequence = 9 WHERE institution = 'cj-cluj' AND sequence = 100
                """, 8
            ),
            ("UPDATE event SET institution = 'primaria-ciurila', sequence = 2 WHERE institution = 'cj-cluj' AND sequence = 12", 12),
        ])
    func tampering(kind: EngineKind, deed: (sql: String, place: Int)) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                for statement in deed.sql.split(separator: ";") {
                    #expect(try books.run(String(statement)) > 0)
                }
                #expect(try books.firstBreak(in: Cast.council) == deed.place)
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
}
