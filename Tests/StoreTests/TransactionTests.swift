import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Transactions: all or nothing, and nobody sees half of one")
struct TransactionTests {
    private struct Mishap: Error {}

    @Test("An error takes back everything that its transaction did", arguments: EngineKind.allCases)
    func rollBack(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            await #expect(throws: Mishap.self) {
                try await store.write { books in
                    try books.setLanguage(.en, of: "ana")
                    try books.record("lost", of: nil, in: Cast.council, by: "ana", at: Cast.noon)
                    throw Mishap()
                }
            }
            try await store.read { books throws in
                #expect(try books.person("ana")?.language == .ro)
                #expect(try books.firstBreak(in: Cast.council) == nil)
            }
            try await store.write { books throws in
                #expect(try books.record("kept", of: nil, in: Cast.council, by: "ana", at: Cast.noon).sequence == 1)
            }
        }
    }

    @Test("Of a hundred writes at once the bad ones fail with their own error and the good ones stay", arguments: EngineKind.allCases)
    func neighbours(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let good = try await atOnce(100) { number in
                do {
                    try await store.write { books in
                        try books.addMailToken(hash: "t\(number)", of: "ana", for: .reset, until: Cast.noon)
                        // A third breaks a rule of ours, a third a constraint of the database.
                        if number % 3 == 1 { throw Mishap() }
                        if number % 3 == 2 { try books.addMailToken(hash: "t\(number)", of: "ana", for: .reset, until: Cast.noon) }
                    }
                    return number
                } catch {
                    #expect((error is Mishap) == (number % 3 == 1))
                    return -1
                }
            }.filter { $0 >= 0 }.sorted()
            #expect(good == Array(stride(from: 0, to: 100, by: 3)))
            let kept = try await store.read { try $0.rows("SELECT token_hash FROM mail_token") }
            #expect(Set(try kept.map { try $0.text(0) }) == Set(good.map { "t\($0)" }))
        }
    }

    @Test("What was acknowledged is seen by another program at once", arguments: EngineKind.allCases)
    func acknowledged(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            let mine = try await bench.open()
            let other = try await bench.open()
            try await mine.write { try Cast.enter($0) }
            _ = try await atOnce(40) { number in
                try await mine.write { try $0.addMailToken(hash: "t\(number)", of: "ana", for: .reset, until: Cast.noon) }
                let seen = try await other.read { try $0.rows("SELECT 1 FROM mail_token WHERE token_hash = ?", .text("t\(number)")) }
                #expect(!seen.isEmpty)
            }
            try await mine.close()
            try await other.close()
        }
    }

    @Test("A read looks at one moment, whatever is written meanwhile", arguments: EngineKind.allCases)
    func snapshot(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let isFirstLookDone = DispatchSemaphore(value: 0)
            let isWritten = DispatchSemaphore(value: 0)
            async let looks = store.read { books in
                let first = try books.person("ana")?.language
                isFirstLookDone.signal()
                _ = isWritten.wait(timeout: .now() + 20)
                return [first, try books.person("ana")?.language]
            }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    _ = isFirstLookDone.wait(timeout: .now() + 20)
                    continuation.resume()
                }
            }
            try await store.write { try $0.setLanguage(.en, of: "ana") }
            isWritten.signal()
            #expect(try await looks == [.ro, .ro])
            #expect(try await store.read { try $0.person("ana")?.language } == .en)
        }
    }

    @Test("A read cannot write", arguments: EngineKind.allCases)
    func readOnly(kind: EngineKind) async throws {
        try await Bench.store(kind) { store async throws in
            await #expect(throws: (any Error).self) { try await store.read { try $0.setLanguage(.en, of: "ana") } }
            #expect(try await store.read { try $0.person("ana")?.language } == .ro)
        }
    }

    @Test("Deeds on one dossier come one after another: who looks it up decides on what stays true", arguments: EngineKind.allCases)
    func oneDossier(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            let programs = [try await bench.open(), try await bench.open()]
            try await programs[0].write { books in
                try Cast.enter(books)
                try Cast.submit("d1", number: 1, due: nil, books)
            }
            // Each adds a file only while there are fewer than five: no row is written by two.
            _ = try await atOnce(30) { number in
                try await programs[number % 2].write { books in
                    guard try books.dossier("d1", openedBy: "ana") != nil, try books.attachments(of: "d1").count < 5 else { return }
                    try books.add(PaperTests.attachment("f\(number)", of: "d1"))
                }
            }
            #expect(try await programs[0].read { try $0.attachments(of: "d1").count } == 5)
            for program in programs { try await program.close() }
        }
    }
}
