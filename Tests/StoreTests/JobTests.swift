import Foundation
import Testing

@testable import Store

@Suite("Jobs: asked for once, leased, retried, given up")
struct JobTests {
    private static func enqueue(
        _ id: String, key: String? = nil, in lane: Lane = .mail, at due: Date = Cast.noon, _ books: Books
    ) throws {
        try books.enqueue(lane, id: id, onceKey: key ?? id, payload: ["to": "ana"], at: due, now: Cast.noon)
    }

    private static func take(_ lane: Lane = .mail, at moment: Date, _ books: Books) throws -> String? {
        try books.takeJob(lane, at: moment, leasedUntil: moment + 60)?.id
    }

    private static func states(_ books: Books) throws -> [String: String] {
        let rows = try books.sql.rows("SELECT id, state FROM job", [])
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text(0), try $0.text(1)) })
    }

    @Test("The same key asks for work once", arguments: EngineKind.allCases)
    func once(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("j1", key: "same", books)
                try Self.enqueue("j2", key: "same", books)
                let job = try #require(try books.takeJob(.mail, at: Cast.noon, leasedUntil: Cast.noon + 60))
                #expect(job == Job(id: "j1", kind: "mail", payload: #"{"to":"ana"}"#, attempts: 1))
                #expect(try Self.take(at: Cast.noon, books) == nil)
                try books.finish(job, at: Cast.noon)
                try Self.enqueue("j3", key: "same", books)
                #expect(try Self.states(books) == ["j1": "done"])
            }
        }
    }

    @Test("A lane gives out its own jobs only", arguments: EngineKind.allCases)
    func lanes(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("m", in: .mail, books)
                try Self.enqueue("d", in: .document, at: Cast.noon + 1, books)
                #expect(try Self.take(.webhook, at: Cast.noon + 2, books) == nil)
                #expect(try Self.take(.document, at: Cast.noon + 2, books) == "d")
                #expect(try Self.take(.document, at: Cast.noon + 99, books) == "d")  // its lease has run out
                #expect(try Self.take(.mail, at: Cast.noon + 99, books) == "m")
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

    @Test("A worker that died loses its lease, and what it says afterwards counts no more", arguments: EngineKind.allCases)
    func lease(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("j1", books)
                let first = try #require(try books.takeJob(.mail, at: Cast.noon, leasedUntil: Cast.noon + 60))
                #expect(try Self.take(at: Cast.noon + 60, books) == nil)
                let second = try #require(try books.takeJob(.mail, at: Cast.noon + 61, leasedUntil: Cast.noon + 120))
                #expect(second.attempts == 2)
                try books.finish(first, at: Cast.noon + 62)
                try books.fail(first, problem: "late", retryAt: Cast.noon + 63, at: Cast.noon + 63)
                try books.giveBack(first, at: Cast.noon + 63)
                #expect(try !books.renew(first, leasedUntil: Cast.noon + 900))
                #expect(try Self.states(books) == ["j1": "running"])
                try books.finish(second, at: Cast.noon + 64)
                try books.fail(second, problem: "late", retryAt: nil, at: Cast.noon + 65)
                #expect(try Self.states(books) == ["j1": "done"])
            }
        }
    }

    @Test("A lease that is renewed is kept; one given back can be taken at once, and costs no try", arguments: EngineKind.allCases)
    func renewal(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("j1", books)
                let job = try #require(try books.takeJob(.mail, at: Cast.noon, leasedUntil: Cast.noon + 60))
                #expect(try books.renew(job, leasedUntil: Cast.noon + 600))
                #expect(try Self.take(at: Cast.noon + 599, books) == nil)
                try books.giveBack(job, at: Cast.noon + 599)
                #expect(try books.takeJob(.mail, at: Cast.noon + 599, leasedUntil: Cast.noon + 660)?.attempts == 1)
            }
        }
    }

    @Test("A job with which every worker dies is given up after the lane's tries, not taken for ever", arguments: EngineKind.allCases)
    func poison(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("poison", in: .document, books)
                try Self.enqueue("next", in: .document, at: Cast.noon + 10_000, books)
                var moment = Cast.noon
                var taken: [String?] = []
                for _ in 0...Lane.document.tries {
                    taken.append(try Self.take(.document, at: moment, books))
                    moment += 61
                }
                #expect(taken == Array(repeating: "poison", count: Lane.document.tries) + [nil])
                let dead = try books.deadJobs(limit: 10)
                #expect(dead.map(\.job.id) == ["poison"])
                #expect(dead.map(\.job.attempts) == [Lane.document.tries])
                #expect(dead.map(\.problem) == ["the worker died with it"])
                #expect(try Self.take(.document, at: Cast.noon + 10_000, books) == "next")
            }
        }
    }

    @Test("A failed job comes again at its time; one given up waits for the administrator", arguments: EngineKind.allCases)
    func failing(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.enqueue("j1", books)
                let first = try #require(try books.takeJob(.mail, at: Cast.noon, leasedUntil: Cast.noon + 60))
                try books.fail(first, problem: "no server", retryAt: Cast.noon + 5, at: Cast.noon)
                #expect(try Self.take(at: Cast.noon + 4, books) == nil)
                let second = try #require(try books.takeJob(.mail, at: Cast.noon + 5, leasedUntil: Cast.noon + 60))
                try books.fail(second, problem: "still none", retryAt: nil, at: Cast.noon + 6)
                #expect(try Self.take(at: Cast.noon + 600, books) == nil)
                let dead = try books.deadJobs(limit: 10)
                #expect(dead.map(\.job.id) == ["j1"])
                #expect(dead.map(\.job.attempts) == [2])
                #expect(dead.map(\.problem) == ["still none"])
                #expect(dead.map(\.at) == [Cast.noon + 6])
                try books.retry(deadJob: "j1", at: Cast.noon + 700)
                #expect(try books.takeJob(.mail, at: Cast.noon + 700, leasedUntil: Cast.noon + 760)?.attempts == 1)
                try books.retry(deadJob: "j1", at: Cast.noon + 700)
                #expect(try Self.states(books) == ["j1": "running"])
            }
        }
    }

    @Test("All that was given up can be tried again at once, and is counted until then", arguments: EngineKind.allCases)
    func retryAll(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for (number, lane) in [Lane.mail, .mail, .webhook].enumerated() {
                    try Self.enqueue("j\(number)", in: lane, books)
                    let job = try #require(try books.takeJob(lane, at: Cast.noon, leasedUntil: Cast.noon + 60))
                    try books.fail(job, problem: "no", retryAt: nil, at: Cast.noon + Double(number))
                }
                try Self.enqueue("waits", in: .document, at: Cast.noon + 3, books)
                #expect(try books.deadJobs(limit: 2).map(\.job.id) == ["j2", "j1"])
                #expect(
                    try books.jobCounts() == [
                        JobCount(kind: "document", state: "waiting", count: 1, dueSince: Cast.noon + 3),
                        JobCount(kind: "mail", state: "dead", count: 2, dueSince: nil),
                        JobCount(kind: "webhook", state: "dead", count: 1, dueSince: nil),
                    ])
                try books.retryDeadJobs(at: Cast.noon + 9)
                #expect(Set(try Self.states(books).values) == ["waiting"])
            }
        }
    }

    @Test("Jobs done long ago are deleted in batches; what waits, runs or is dead stays, however old", arguments: EngineKind.allCases)
    func sweeping(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for number in 0..<6 { try Self.enqueue("j\(number)", at: Cast.noon + Double(number), books) }
                for number in 0..<5 {
                    let job = try #require(try books.takeJob(.mail, at: Cast.noon + 9, leasedUntil: Cast.noon + 60))
                    switch number {
                    case 0...2: try books.finish(job, at: Cast.noon + Double(10 + number))
                    case 3: try books.fail(job, problem: "no", retryAt: nil, at: Cast.noon + 10)
                    default: continue
                    }
                }
                #expect(try books.deleteDoneJobs(before: Cast.noon + 12, limit: 1) == 1)
                #expect(try books.deleteDoneJobs(before: Cast.noon + 12, limit: 10) == 1)
                #expect(try Self.states(books) == ["j2": "done", "j3": "dead", "j4": "running", "j5": "waiting"])
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
