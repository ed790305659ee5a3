import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Sealed heads in the books")
struct SealedHeadTests {
    private static func sealed(_ day: String, hash: Character = "a", institution: String = Cast.council) -> SealedHead {
        SealedHead(
            institution: institution, day: Cast.day(day), head: ChainHead(sequence: 7, hash: String(repeating: hash, count: 64)),
            sealedAt: Cast.noon, signature: Data([0, 255, 0, 1]))
    }

    @Test("One head is kept for an institution and a day, and the first timestamp with it", arguments: EngineKind.allCases)
    func once(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                #expect(try books.keep(Self.sealed("2026-11-24")))
                #expect(try !books.keep(Self.sealed("2026-11-24", hash: "b")))
                #expect(try books.keep(Self.sealed("2026-11-24", institution: Cast.townHall)))
                #expect(try books.sealedHead(of: Cast.council, on: Cast.today) == Self.sealed("2026-11-24"))
                #expect(try books.unstampedHeads(limit: 9).map(\.institution) == [Cast.council, Cast.townHall])
                try books.keep(stamp: Data([3]), of: Cast.council, on: Cast.today)
                try books.keep(stamp: Data([4]), of: Cast.council, on: Cast.today)
                #expect(try books.sealedHead(of: Cast.council, on: Cast.today)?.stamp == Data([3]))
                #expect(try books.unstampedHeads(limit: 9).map(\.institution) == [Cast.townHall])
            }
        }
    }

    @Test("Heads come back in pages, oldest first, and the last of them by itself", arguments: EngineKind.allCases)
    func pages(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                for day in ["2026-11-30", "2026-12-01", "2026-11-29"] { try books.keep(Self.sealed(day)) }
                let first = try books.sealedHeads(of: Cast.council, after: nil, limit: 2)
                #expect(first.map(\.day) == [Cast.day("2026-11-29"), Cast.day("2026-11-30")])
                #expect(try books.sealedHeads(of: Cast.council, after: first[1].day, limit: 2).map(\.day) == [Cast.day("2026-12-01")])
                #expect(try books.lastSealedHead(of: Cast.council)?.day == Cast.day("2026-12-01"))
                #expect(try books.lastSealedHead(of: Cast.townHall) == nil)
            }
        }
    }

    @Test("What was sealed is read back to the byte, and nothing else is")
    func text() throws {
        let sealed = Self.sealed("2026-11-24")
        let text = String(decoding: sealed.text, as: UTF8.self)
        #expect(
            text == """
                ghiseu-sealed-head 1
                institution cj-cluj
                day 2026-11-24
                sequence 7
                hash \(String(repeating: "a", count: 64))

                """)
        let read = try #require(SealedHead(text: sealed.text, signature: sealed.signature, stamp: nil))
        #expect(read.head == sealed.head && read.day == sealed.day && read.institution == sealed.institution)
        for other in [text + "\n", text.replacing("sequence 7", with: "sequence 07"), text.replacing("day", with: "Day"), "", "\n\n\n\n\n"]
        {
            #expect(SealedHead(text: Data(other.utf8), signature: Data(), stamp: nil) == nil, "\(other)")
        }
    }
}
