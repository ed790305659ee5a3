import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Registers: yearly, without gaps, never a number twice")
struct RegisterTests {
    private struct Mishap: Error {}

    private static func register(
        _ id: DossierID, on day: Day = Cast.today, in register: String = RegisterName.general, of institution: String = Cast.council,
        _ books: Books
    ) throws -> Int {
        try books.register(id, in: register, of: institution, on: day, at: Cast.noon, sender: "Ana", object: "Gard").number
    }

    @Test("Numbers begin at 1 for each year, register and institution", arguments: EngineKind.allCases)
    func yearly(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...6 { try books.open(Cast.dossier("d\(number)"), key: "k\(number)", at: Cast.noon) }
                #expect(try Self.register("d1", books) == 1)
                #expect(try Self.register("d2", books) == 2)
                #expect(try Self.register("d3", on: Cast.day("2027-01-01"), books) == 1)
                #expect(try Self.register("d1", in: "CU", books) == 1)
                #expect(try Self.register("d4", of: Cast.townHall, books) == 1)
                #expect(try Self.register("d5", books) == 3)
            }
            await #expect(throws: (any Error).self) { try await store.write { try Self.register("d5", $0) } }
            try await store.write { books throws in #expect(try Self.register("d6", books) == 4) }
        }
    }

    @Test("Pages of a register go from the newest to the first line", arguments: EngineKind.allCases)
    func pages(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...23 {
                    try books.open(Cast.dossier("d\(number)"), key: "k\(number)", at: Cast.noon)
                    _ = try Self.register("d\(number)", books)
                }
                var numbers: [Int] = []
                while case let page = try books.registerPage(
                    RegisterName.general, of: Cast.council, year: 2026, before: numbers.last, limit: 10), !page.isEmpty
                {
                    numbers += page.map(\.number.number)
                    #expect(page.allSatisfy { $0.number.day == Cast.today && $0.at == Cast.noon && $0.entry?.sender == "Ana" })
                }
                #expect(numbers == Array((1...23).reversed()))
                #expect(try books.registerPage(RegisterName.general, of: Cast.council, year: 2025, before: nil, limit: 10).isEmpty)
            }
        }
    }

    @Test("Fifty writers of two programs at once, a third of whom fail, leave no gap and no number twice", arguments: EngineKind.allCases)
    func contention(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            let programs = [try await bench.open(), try await bench.open()]
            try await programs[0].write { try Cast.enter($0) }
            let numbers = try await atOnce(50) { writer in
                let dossier = try Cast.dossier("d\(writer)")
                do {
                    return try await programs[writer % 2].write { books in
                        try books.open(dossier, key: "k\(writer)", at: Cast.noon)
                        let number = try Self.register(dossier.id, books)
                        try books.record("submit", of: dossier.id, in: Cast.council, by: "ana", at: Cast.noon)
                        if writer % 3 == 0 { throw Mishap() }
                        return number
                    }
                } catch is Mishap {
                    return 0
                }
            }
            let given = numbers.filter { $0 > 0 }
            #expect(given.count == 33)
            #expect(given.sorted() == Array(1...33))
            try await programs[1].read { books in
                let page = try books.registerPage(RegisterName.general, of: Cast.council, year: 2026, before: nil, limit: 100)
                #expect(page.map(\.number.number) == Array((1...33).reversed()))
                #expect(try books.firstBreak(in: Cast.council) == nil)
            }
            for program in programs { try await program.close() }
        }
    }
}
