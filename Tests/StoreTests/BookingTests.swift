import Foundation
import Rulebook
import TestKit
import Testing

@testable import Store

@Suite("Bookings: no piece of time is given twice")
struct BookingTests {
    private static func hall() throws -> Resource { try #require(try ContentFolder.withTrials.get().resources["sala-proba"]) }

    private static func pieces(_ slot: String) throws -> [BookedPiece] { try #require(Slot(slot)).pieces(of: try hall()) }

    @Test("What is held is taken for others, free again when let go of, and never half given", arguments: EngineKind.allCases)
    func holding(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let hall = try Self.hall()
            let (two, overlapping) = (try Self.pieces("mare/2026-12-08T10:00/2"), try Self.pieces("mare/2026-12-08T11:00/2"))
            try await store.write { books in
                for name in ["d1", "d2"] { try books.open(Cast.dossier(name), key: name, at: Cast.noon) }
                #expect(try books.hold(two, of: hall, for: "d1"))
            }
            struct Taken: Error {}
            await #expect(throws: Taken.self) {
                try await store.write { if try !$0.hold(overlapping, of: hall, for: "d2") { throw Taken() } }
            }
            let day = Cast.day("2026-12-08")
            try await store.read { books throws in
                #expect(try books.taken(hall, from: day, through: day, except: "d2") == Set(two))
                #expect(try books.taken(hall, from: day, through: day, except: "d1").isEmpty)
                #expect(try books.taken(hall, from: day.adding(days: 1), through: day.adding(days: 9), except: "d2").isEmpty)
            }
            try await store.write { books in
                #expect(try books.hold(try Self.pieces("mica/2026-12-08T10:00/2"), of: hall, for: "d2"))
                try books.free(bookingsOf: "d1")
                #expect(try books.hold(overlapping, of: hall, for: "d2"))
            }
        }
    }

    @Test("A dossier that ends without success lets go of its slots; one that is solved keeps them", arguments: EngineKind.allCases)
    func ending(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let (hall, day) = (try Self.hall(), Cast.day("2026-12-08"))
            let pieces = try Self.pieces("mare/2026-12-08T10:00/1")
            for (name, end, isKept) in [("d1", Stage.Kind.closed, false), ("d2", .solved, true)] {
                try await store.write { books in
                    var dossier = try Cast.submit(name, number: name == "d1" ? 1 : 2, due: nil, books)
                    #expect(try books.hold(pieces, of: hall, for: name))
                    dossier.version += 1
                    try books.save(dossier, from: 2, StageFacts(kind: end, holder: nil, due: nil, isSuspended: false), at: Cast.noon)
                    #expect(try books.taken(hall, from: day, through: day, except: "").isEmpty == !isKept)
                }
            }
        }
    }

    @Test("Forty writers of two programs at once who want overlapping slots: each piece has one holder", arguments: EngineKind.allCases)
    func contention(kind: EngineKind) async throws {
        try await Bench.on(kind) { bench in
            let hall = try Self.hall()
            let programs = [try await bench.open(), try await bench.open()]
            try await programs[0].write { try Cast.enter($0) }
            struct Taken: Error {}
            let given = try await atOnce(40) { writer -> [BookedPiece] in
                let dossier = try Cast.dossier("d\(writer)")
                let pieces = try Self.pieces("mare/2026-12-08T\(["08:00", "09:00", "10:00", "13:00"][writer % 4])/\(1 + writer % 3)")
                do {
                    try await programs[writer % 2].write { books in
                        try books.open(dossier, key: dossier.id, at: Cast.noon)
                        if try !books.hold(pieces, of: hall, for: dossier.id) { throw Taken() }
                    }
                    return pieces
                } catch is Taken {
                    return []
                }
            }
            let all = given.flatMap { $0 }
            #expect(!all.isEmpty && Set(all).count == all.count)
            let day = Cast.day("2026-12-08")
            #expect(try await programs[1].read { try $0.taken(hall, from: day, through: day, except: "") } == Set(all))
            for program in programs { try await program.close() }
        }
    }
}
