import Foundation
import Testing

@testable import Store

@Suite("Jobs: asked for once, leased, retried, given up")
struct JobTests {
    private static func enqueue(_ id: String, key: String? = nil, at due: Date = Cast.noon, _ books: Books) throws {
        try books.enqueue("letter", id: id, onceKey: key ?? id, payload: ["to": "ana"], at: due, now: Cast.noon)
    }

    private static func take(at moment: Date, _ books: Books) throws -> String? {
        try books.takeJob(at: moment, leasedUntil: moment + 60)?.id
    }

    @Test("The same key asks for work once", arguments: EngineKind.allCases)
    func once(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("j1", key: "same", books)
                try Self.enqueue("j2", key: "same", books)
                let job = try books.takeJob(at: Cast.noon, leasedUntil: Cast.noon + 60)
                #expect(job == Job(id: "j1", kind: "letter", payload: #"{"to":"ana"}"#, attempts: 1))
                #expect(try Self.take(at: Cast.noon, books) == nil)
                try books.finish(job: "j1", at: Cast.noon)
                try Self.enqueue("j3", key: "same", books)
                #expect(try books.jobCounts() == ["done": 1])
            }
        }
    }

    @Test("Jobs are taken in the order in which they are due, none before", arguments: EngineKind.allCases)
    func order(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("later", at: Cast.noon + 20, books)
                try Self.enqueue("b", at: Cast.noon + 10, books)
                try Self.enqueue("a", at: Cast.noon + 10, books)
                #expect(try Self.take(at: Cast.noon + 9, books) == nil)
                #expect(try (0..<4).map { _ in try Self.take(at: Cast.noon + 20, books) } == ["a", "b", "later", nil])
            }
        }
    }

    @Test(
        "A worker that died loses its lease, and what it says afterwards of a finished job counts no more", arguments: EngineKind.allCases)
    func lease(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("j1", books)
                #expect(try Self.take(at: Cast.noon, books) == "j1")
                #expect(try Self.take(at: Cast.noon + 60, books) == nil)
                #expect(try books.takeJob(at: Cast.noon + 61, leasedUntil: Cast.noon + 120)?.attempts == 2)
                try books.finish(job: "j1", at: Cast.noon + 62)
                try books.fail(job: "j1", problem: "late", retryAt: Cast.noon + 63, at: Cast.noon + 63)
                #expect(try books.jobCounts() == ["done": 1])
            }
        }
    }

    @Test("A failed job comes again at its time; one given up waits for the administrator", arguments: EngineKind.allCases)
    func failing(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("j1", books)
                _ = try Self.take(at: Cast.noon, books)
                try books.fail(job: "j1", problem: "no server", retryAt: Cast.noon + 5, at: Cast.noon)
                #expect(try Self.take(at: Cast.noon + 4, books) == nil)
                #expect(try Self.take(at: Cast.noon + 5, books) == "j1")
                try books.fail(job: "j1", problem: "still none", retryAt: nil, at: Cast.noon + 6)
                #expect(try Self.take(at: Cast.noon + 600, books) == nil)
                let dead = try books.deadJobs(limit: 10)
                #expect(dead.map(\.job.id) == ["j1"])
                #expect(dead.map(\.job.attempts) == [2])
                #expect(dead.map(\.problem) == ["still none"])
                #expect(dead.map(\.at) == [Cast.noon + 6])
                try books.retry(deadJob: "j1", at: Cast.noon + 700)
                #expect(try books.takeJob(at: Cast.noon + 700, leasedUntil: Cast.noon + 760)?.attempts == 1)
                try books.retry(deadJob: "j1", at: Cast.noon + 700)
                #expect(try books.jobCounts() == ["running": 1])
            }
        }
    }

    @Test("Eight workers of two programs take each of sixty jobs once", arguments: EngineKind.allCases)
    func workers(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            let programs = [try await bench.open(), try await bench.open()]
            try await programs[0].write { books in for number in 0..<60 { try Self.enqueue("j\(number)", books) } }
            let taken = try await atOnce(8) { worker in
                var mine: [String] = []
                while let id = try await programs[worker % 2].write({ try Self.take(at: Cast.noon, $0) }) { mine.append(id) }
                return mine
            }.flatMap { $0 }
            #expect(taken.count == 60)
            #expect(Set(taken).count == 60)
            for program in programs { try await program.close() }
        }
    }
}
