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

    @Test("Of two dossiers with the words, the one opened last is found first; all words are beginnings", arguments: EngineKind.allCases)
    func several(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...60 {
                    let id = String(format: "d%03d", number)
                    try Cast.submit(id, number: number, due: nil, at: Cast.noon, books)
                    // Forty words begin like “pop”: too many to be looked up one by one.
                    try books.index(id, of: Cast.council, words: ["pop\(number % 40)", number % 3 == 0 ? "ana" : "anton", "an\(number)"])
                }
                #expect(try books.find(["pop", "ana"], in: Self.view, limit: 3).lines.map(\.id) == ["d060", "d057", "d054"])
                #expect(try books.find(["pop1", "an"], in: Self.view, limit: 3).lines.map(\.id) == ["d059", "d058", "d057"])
                #expect(try books.find(["pop", "an"], in: Self.view, limit: 2).lines.map(\.id) == ["d060", "d059"])
                #expect(try books.find(["pop3", "pop39"], in: Self.view, limit: 5).lines.map(\.id) == ["d039"])
                #expect(try books.find(["ana", "pop", "an9", "zid"], in: Self.view, limit: 2).lines.isEmpty)
            }
        }
    }

    @Test(
        "Page by page a search comes through all that it finds, each once, whichever way it is looked up", arguments: EngineKind.allCases,
        [(["zecimal"], 2_000), (["an", "zecimal"], 2_000), (["certificat", "zecimal"], 10), (["p", "cert"], 20), (["p"], 20)]
            as [([String], Int)])
    func pages(kind: EngineKind, search: ([String], Int)) async throws {
        let (words, newest) = search
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...60 {
                    let id = String(format: "d%03d", number)
                    try Cast.submit(id, number: number, due: nil, at: Cast.noon, books)
                    try books.index(
                        id, of: Cast.council,
                        words: ["pop\(number % 40)", "certificat", "an\(number)", number % 5 == 0 ? "zecimal" : "rest"])
                }
                let all = try books.find(words, in: Self.view, limit: 60, newest: 2_000)
                var pages = [try books.find(words, in: Self.view, limit: 5, newest: newest)]
                while let last = pages.last?.next {
                    pages.append(try books.find(words, in: Self.view, after: last, limit: 5, newest: newest))
                }
                #expect(pages.flatMap(\.lines) == all.lines && all.lines.count > 5 && all.next == nil)
                #expect(pages.dropLast().allSatisfy { $0.lines.count == 5 } && pages.allSatisfy { !$0.lines.isEmpty })
            }
        }
    }

    @Test("Of words that are all frequent the newest are found; a rarer word finds the oldest", arguments: EngineKind.allCases)
    func frequent(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...120 {
                    let id = String(format: "d%03d", number)
                    try Cast.submit(id, number: number, due: nil, at: Cast.noon, books)
                    let seasons = number == 1 ? ["iarna", "vara"] : [number <= 60 ? "vara" : "iarna"]
                    let words =
                        seasons + (number % 5 == 0 ? ["zecimal"] : []) + (number < 118 ? ["anual"] : []) + [
                            "certificat", "pop\(number % 40)", number % 50 == 1 ? "rar" : "des",
                        ]
                    try books.index(id, of: Cast.council, words: Set(words))
                }
                func find(_ words: String..., newest: Int = 20) throws -> Found {
                    try books.find(words, in: Self.view, limit: 3, newest: newest)
                }
                #expect(try find("cert", "des") == Found(lines: find("certificat").lines, isPartial: false, next: "d118"))
                #expect(try find("cert", "des").lines.map(\.id) == ["d120", "d119", "d118"])
                // Three have it, two of them before the newest twenty: as many as these are all walked.
                #expect(try find("cert", "rar").lines.map(\.id) == ["d101", "d051", "d001"])
                #expect(try find("cert", "pop", "rar").isPartial == false)
                // Of two frequent words the rarer one is walked, whichever was typed first: its newest twenty reach back further.
                #expect(try find("anual", "zecimal").lines.map(\.id) == ["d115", "d110", "d105"])
                #expect(try find("anual", "zecimal", newest: 16).lines.map(\.id) == ["d115", "d110", "d105"])
                // Too many words begin so to be looked up one by one: the newest dossiers are looked through.
                #expect(try find("p") == find("certificat"))
                let barred = StaffView(institution: Cast.council, desks: nil, barred: ["urbanism"])
                for words in [["p"], ["certificat"], ["rar", "p"]] {
                    #expect(try books.find(words, in: barred, limit: 3, newest: 20).lines.isEmpty)
                }
                // Where fewer than a page are among the newest, the page will say that it did not look through all.
                #expect(try books.find(["anual", "rar"], in: Self.view, limit: 3, newest: 2).isPartial == true)
                #expect(try books.find(["p"], in: Self.view, limit: 30, newest: 20).isPartial)
                // What two frequent words had in common only long ago is not found, and neither is that kept quiet.
                #expect(try find("iarna", "vara") == Found(lines: [], isPartial: true))
                #expect(try find("iarna", "vara", newest: 60).lines.map(\.id) == ["d001"])
            }
        }
    }

    @Test(
        "However few entries a search may look through, it shows the newest that there are, and says where it did not look further",
        arguments: EngineKind.allCases, [["zecimal", "anual"], ["anual", "zec"], ["rar", "pop"], ["rest", "anual", "zecimal"]])
    func steps(kind: EngineKind, words: [String]) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 1...150 {
                    let id = String(format: "d%03d", number)
                    try Cast.submit(id, number: number, due: nil, at: Cast.noon, books)
                    try books.index(
                        id, of: Cast.council,
                        words: [
                            "pop\(number % 40)", number % 5 == 0 ? "zecimal" : "rest", number % 3 == 0 ? "anual" : "lunar",
                            number % 30 == 1 ? "rar" : "des",
                        ])
                }
                let all = try books.find(words, in: Self.view, limit: 150, newest: 2_000)
                #expect(!all.isPartial)
                for newest in Array(0...12) + Array(stride(from: 20, through: 160, by: 10)) {
                    let found = try books.find(words, in: Self.view, limit: 4, newest: newest)
                    #expect(found.lines == Array(all.lines.prefix(found.lines.count)))
                    #expect(found.isPartial || found.lines.count == min(4, all.lines.count))
                    #expect((found.next == nil) == (found.isPartial || all.lines.count <= 4))
                }
            }
        }
    }
}
