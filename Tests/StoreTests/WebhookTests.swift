import Foundation
import Testing

@testable import Store

@Suite("Webhooks: told in the event's own transaction")
struct WebhookTests {
    private static func hook(_ id: String, _ events: Set<String>, in institution: String = Cast.council) -> Webhook {
        Webhook(new: id, institution: institution, address: "https://example.ro/\(id)", secret: "s-\(id)", events: events, at: Cast.noon)
    }

    private static func told(_ books: Books) throws -> [Announcement] {
        var told: [Announcement] = []
        while let job = try books.takeJob(.webhook, at: Cast.noon, leasedUntil: Cast.noon + 60) {
            told.append(try JSONDecoder().decode(Announcement.self, from: Data(job.payload.utf8)))
        }
        return told
    }

    @Test("Who asked for an event of an institution is told of it, and nobody else", arguments: EngineKind.allCases)
    func matching(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try books.open(Cast.dossier("d1"), key: "d1", at: Cast.noon)
                for hook in [
                    Self.hook("one", ["submit", "seal"]), Self.hook("two", ["seal"]), Self.hook("other", ["submit"], in: Cast.townHall),
                ] { try books.add(hook) }
                let event = try books.record("submit", of: "d1", in: Cast.council, by: "ana", at: Cast.noon, ["secret": "Ana"])
                try books.record("submit", of: nil, in: Cast.council, by: "ana", at: Cast.noon)
                #expect(
                    try Self.told(books) == [
                        Announcement(
                            webhook: "one", institution: Cast.council, sequence: event.sequence, kind: "submit", dossier: "d1",
                            at: 1_795_514_400_000)
                    ])
            }
        }
    }

    @Test("An event that is taken back is told to nobody", arguments: EngineKind.allCases)
    func rollback(kind: EngineKind) async throws {
        struct ChangedMyMind: Error {}
        try await Bench.store(kind) { store in
            try await store.write { books in
                try books.open(Cast.dossier("d1"), key: "d1", at: Cast.noon)
                try books.add(Self.hook("one", ["submit"]))
            }
            await #expect(throws: ChangedMyMind.self) {
                try await store.write { books in
                    try books.record("submit", of: "d1", in: Cast.council, by: "ana", at: Cast.noon)
                    throw ChangedMyMind()
                }
            }
            #expect(try await store.write { try Self.told($0) }.isEmpty)
        }
    }

    @Test("A webhook is kept, keeps its last answer, and is removed by its own institution only", arguments: EngineKind.allCases)
    func keeping(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                let hook = Self.hook("one", ["submit", "seal"])
                try books.add(hook)
                #expect(try books.webhooks(of: Cast.council) == [hook])
                #expect(try books.webhooks(of: Cast.townHall).isEmpty)
                try books.note(answer: "HTTP 500", of: "one", at: Cast.noon + 5)
                #expect(try books.webhook("one")?.answer == "HTTP 500")
                #expect(try books.webhook("one")?.answeredAt == Cast.noon + 5)
                #expect(try !books.remove(webhook: "one", of: Cast.townHall))
                #expect(try books.remove(webhook: "one", of: Cast.council))
                #expect(try books.webhook("one") == nil)
                try books.open(Cast.dossier("d1"), key: "d1", at: Cast.noon)
                try books.record("submit", of: "d1", in: Cast.council, by: "ana", at: Cast.noon)
                #expect(try Self.told(books).isEmpty)
            }
        }
    }
}
