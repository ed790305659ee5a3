import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Search by the beginnings of words")
struct SearchTests {
    private static let view = StaffView(institution: Cast.council, desks: nil)

    private static func fill(_ books: Books) throws {
        try Cast.submit("fence", number: 1, due: nil, at: Cast.noon, books)
        try Cast.submit("house", number: 2, due: nil, desk: "drumuri", at: Cast.noon + 1, books)
        try Cast.submit("foreign", number: 1, due: nil, in: Cast.townHall, books)
        try books.index("fence", of: Cast.council, words: ["gard", "ana", "stefanescu", "ciurila", "1"])
        try books.index("house", of: Cast.council, words: ["garaj", "ana", "casa", "floresti", "2"])
        try books.index("foreign", of: Cast.townHall, words: ["gard"])
    }

    @Test(
        "All words must begin so; the newest comes first",
        arguments: EngineKind.allCases,
        [
            (["gard"], ["fence"]), (["ga"], ["house", "fence"]), (["ga", "ana"], ["house", "fence"]), (["ga", "ana", "cas"], ["house"]),
            (["ard"], []), (["gard", "floresti"], []), ([], []), (["1"], ["fence"]),
        ] as [([String], [String])])
    func prefixes(kind: EngineKind, search: ([String], [String])) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                #expect(try books.find(search.0, in: Self.view, limit: 10).lines.map(\.id) == search.1)
            }
        }
    }

    @Test("A search sees one's desks only, and no more than asked for", arguments: EngineKind.allCases)
    func bounds(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                #expect(
                    try books.find(["ga"], in: StaffView(institution: Cast.council, desks: ["urbanism"]), limit: 10).lines.map(\.id) == [
                        "fence"
                    ])
                #expect(try books.find(["ga"], in: StaffView(institution: Cast.council, desks: []), limit: 10).lines.isEmpty)
                #expect(try books.find(["ga"], in: Self.view, limit: 1).lines.map(\.id) == ["house"])
            }
        }
    }

    @Test("Words indexed anew replace the old ones", arguments: EngineKind.allCases)
    func again(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                try books.index("fence", of: Cast.council, words: ["zid"])
                #expect(try books.find(["gard"], in: Self.view, limit: 10).lines.isEmpty)
                #expect(try books.find(["zid"], in: Self.view, limit: 10).lines.map(\.id) == ["fence"])
            }
        }
    }

    @Test("A word of a megabyte is found by its beginning", arguments: EngineKind.allCases)
    func longWord(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                let word = String(repeating: "ă", count: 1_000_000)
                try books.index("fence", of: Cast.council, words: [word])
                #expect(try books.find([word], in: Self.view, limit: 10).lines.map(\.id) == ["fence"])
            }
        }
    }

    @Test("Of words that are all frequent the newest are found first; a rarer word finds the oldest", arguments: EngineKind.allCases)
    func frequent(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...520 {
                    try Cast.submit("d\(number)", number: number, due: nil, at: Cast.noon, books)
                    try books.index("d\(number)", of: Cast.council, words: ["certificat", "popescu", number == 1 ? "vechi" : "nou"])
                }
                let newest = try books.find(["cert", "pop"], in: Self.view, limit: 3)
                #expect(newest.lines.map(\.id) == ["d520", "d519", "d518"])
                let oldest = try books.find(["cert", "pop", "vechi"], in: Self.view, limit: 3)
                #expect(oldest.lines.map(\.id) == ["d1"])
            }
        }
    }
}
