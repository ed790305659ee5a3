import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Hostile texts are kept as they are, or refused")
struct HostileTextTests {
    private static let texts = [
        "'; DROP TABLE person; --", #"""quotes"" and \backslashes\"#, "$1 ? :name @name", "%_%", "/*! FOR UPDATE */",
        "🧑🏽‍🌾🇷🇴 e\u{301}", "שלום \u{202E}abc", "ș ț Ș Ț „ghilimele”", "\u{1}\u{7F}\t\r\n", "\u{FEFF}\u{10FFFF}",
        String(repeating: "ă", count: 500_000),
    ]

    @Test("Any text comes back byte for byte", arguments: EngineKind.allCases)
    func roundTrip(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            for (number, text) in Self.texts.enumerated() {
                let kept = try await store.write { books in
                    try Cast.submit("d\(number)", number: number + 1, due: nil, books) { dossier in
                        dossier.title = text
                        dossier.answers = Answers(["note": .text(text + "\0")])
                    }
                    return try books.dossier(forJob: "d\(number)")
                }
                #expect(kept?.title.utf8.elementsEqual(text.utf8) == true)
                // Answers are JSON, where even NUL has a spelling.
                #expect(kept?.answers.text("note")?.utf8.elementsEqual((text + "\0").utf8) == true)
            }
        }
    }

    @Test("A text with NUL is refused, and nothing is kept of it", arguments: EngineKind.allCases)
    func nul(kind: EngineKind) async throws {
        try await Bench.store(kind) { store async throws in
            await #expect(throws: StoreFault.self) {
                try await store.write { try Cast.submit("d1", number: 1, due: nil, $0) { $0.title = "Gard\0la stradă" } }
            }
            await #expect(throws: StoreFault.self) { try await store.read { try $0.person("ana\0") } }
            #expect(try await store.read { try $0.dossier(forJob: "d1") } == nil)
        }
    }

    @Test("Bytes, the largest integers and nothing at all come back as they were", arguments: EngineKind.allCases)
    func values(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            let engine = try await bench.engine(["CREATE TABLE thing (number INTEGER, bytes BLOB, text TEXT) STRICT"])
            let rows: [[SQLValue]] = [
                [.integer(.max), .blob(Data(0...255)), .text("")], [.integer(.min), .blob(Data()), .text("?")], [.null, .null, .null],
            ]
            let kept = try await engine.write { connection in
                for row in rows { try connection.run("INSERT INTO thing (number, bytes, text) VALUES (?, ?, ?)", row) }
                return try connection.rows("SELECT number, bytes, text FROM thing ORDER BY number DESC /*! NULLS LAST */", [])
            }
            #expect(kept.map(\.values) == rows)
            try await engine.close()
        }
    }
}
