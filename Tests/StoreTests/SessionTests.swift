import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Sessions and mail tokens")
struct SessionTests {
    private static let session = Session(
        tokenHash: "hash", person: "ana", formToken: "form", seenAt: Cast.noon, expiresAt: Cast.noon + 60)

    @Test("A session is good until it expires, and longer when touched", arguments: EngineKind.allCases)
    func expiry(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try books.add(Self.session)
                #expect(try books.session(tokenHash: "hash", at: Cast.noon + 59) == Self.session)
                #expect(try books.session(tokenHash: "hash", at: Cast.noon + 60) == nil)
                #expect(try books.session(tokenHash: "other", at: Cast.noon) == nil)
                try books.touch(session: "hash", at: Cast.noon + 30, until: Cast.noon + 90)
                #expect(try books.session(tokenHash: "hash", at: Cast.noon + 89)?.seenAt == Cast.noon + 30)
            }
        }
    }

    @Test("A disabled person's session opens nothing", arguments: EngineKind.allCases)
    func disabled(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try books.add(Self.session)
                try books.setDisabled(true, "ana", at: Cast.noon)
                #expect(try books.session(tokenHash: "hash", at: Cast.noon) == nil)
            }
        }
    }

    @Test("Sessions end one by one, all of a person, or by age", arguments: EngineKind.allCases)
    func ends(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for (hash, person, age) in [("a1", "ana", 60.0), ("a2", "ana", 60), ("m1", "mihai", 60), ("m2", "mihai", 10)] {
                    try books.add(
                        Session(tokenHash: hash, person: person, formToken: hash, seenAt: Cast.noon, expiresAt: Cast.noon + age))
                }
                func alive(at moment: Date) throws -> [String] {
                    try ["a1", "a2", "m1", "m2"].filter { try books.session(tokenHash: $0, at: moment) != nil }
                }
                try books.end(session: "a1")
                #expect(try alive(at: Cast.noon) == ["a2", "m1", "m2"])
                #expect(try books.deleteExpiredSessions(at: Cast.noon + 10, limit: 5) == 1)
                #expect(try alive(at: Cast.noon) == ["a2", "m1"])
                try books.endSessions(of: "ana")
                #expect(try alive(at: Cast.noon) == ["m1"])
            }
        }
    }

    @Test("A mail token works once, in time and for its purpose", arguments: EngineKind.allCases)
    func mailTokens(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try books.addMailToken(hash: "reset", of: "ana", for: .reset, until: Cast.noon + 60)
                #expect(try books.useMailToken(hash: "reset", for: .confirm, at: Cast.noon) == nil)
                #expect(try books.useMailToken(hash: "reset", for: .reset, at: Cast.noon + 60) == nil)
                #expect(try books.useMailToken(hash: "reset", for: .reset, at: Cast.noon + 59) == "ana")
                #expect(try books.useMailToken(hash: "reset", for: .reset, at: Cast.noon + 59) == nil)
                #expect(try books.useMailToken(hash: "unknown", for: .reset, at: Cast.noon) == nil)
            }
        }
    }

    @Test("Of twenty who use a mail token at the same moment, one succeeds", arguments: EngineKind.allCases)
    func mailTokenRace(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { try $0.addMailToken(hash: "reset", of: "ana", for: .reset, until: Cast.noon + 60) }
            let winners = try await atOnce(20) { _ in
                try await store.write { try $0.useMailToken(hash: "reset", for: .reset, at: Cast.noon) }
            }
            #expect(winners.compactMap { $0 } == ["ana"])
        }
    }
}

/// Runs so many at the same moment; answers in any order.
func atOnce<Value: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value) async throws -> [Value] {
    try await withThrowingTaskGroup(of: Value.self) { group in
        for number in 0..<count { group.addTask { try await body(number) } }
        var values: [Value] = []
        for try await value in group { values.append(value) }
        return values
    }
}
