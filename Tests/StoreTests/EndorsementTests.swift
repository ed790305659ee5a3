import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Endorsements in the books")
struct EndorsementTests {
    private static func ask(_ legs: [String], of parent: String, _ books: Books) throws {
        for (index, leg) in legs.enumerated() {
            try Cast.submit(leg, number: 10 + index, due: Cast.today.adding(days: index), in: Cast.townHall, books)
            try books.add(
                Endorsement(
                    leg: leg, parent: parent, kind: "primar", question: "Ce spuneți?", askedBy: "mihai", askedAt: Cast.noon + Double(index))
            )
        }
    }

    @Test("A leg is closed once; the dossier that asked counts what it still waits for", arguments: EngineKind.allCases)
    func closing(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                try Self.ask(["l1", "l2"], of: "d1", books)
                #expect(try books.dossier(forJob: "d1")?.openLegs == 2)
                try books.propose(.conditional, "Cu gard.", for: "l1")
                #expect(try books.close("l1", of: "d1", as: .conditional, paper: nil, at: Cast.noon))
                #expect(try !books.close("l1", of: "d1", as: .tacit, paper: nil, at: Cast.noon))
                try books.propose(.favourable, "Totuși da.", for: "l1")
                let first = try books.endorsement(of: "l1")
                #expect(first?.outcome == .conditional && first?.body == "Cu gard." && first?.closedAt == Cast.noon)
                #expect(try books.dossier(forJob: "d1")?.openLegs == 1)
                #expect(try books.endorsements(askedBy: "d1").map(\.endorsement.leg) == ["l1", "l2"])
                #expect(try books.endorsement(of: "d1") == nil)
            }
        }
    }

    @Test("What came on paper is kept beside the legs, in the order in which it was written down", arguments: EngineKind.allCases)
    func onPaper(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let papers = [("p2", EndorsementOutcome.unfavourable, 0.0), ("p1", .conditional, 60)].map { id, outcome, later in
                PaperEndorsement(
                    id: id, parent: "d1", kind: "isu", outcome: outcome, body: "Un hidrant; 'ghilimele'", reference: "nr. 4 din 02.11.2026",
                    recordedBy: "mihai", recordedAt: Cast.noon + later)
            }
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                for paper in papers.reversed() { try books.add(paper) }
            }
            #expect(try await store.read { try $0.paperEndorsements(of: "d1") } == papers)
            #expect(try await store.read { try $0.paperEndorsements(of: "d2") }.isEmpty)
        }
    }

    @Test("Two who close a leg at once: one does, the other learns that it is closed", arguments: EngineKind.allCases)
    func race(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                try Self.ask(["l1"], of: "d1", books)
            }
            let closed = try await withThrowingTaskGroup(of: Bool.self) { group in
                for outcome in [EndorsementOutcome.tacit, .favourable, .withdrawn, .tacit] {
                    group.addTask { try await store.write { try $0.close("l1", of: "d1", as: outcome, paper: nil, at: Cast.noon) } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(closed.count { $0 } == 1)
            #expect(try await store.read { try $0.dossier(forJob: "d1")?.openLegs } == 0)
        }
    }

    @Test("Open legs past their term come in pages; closed and suspended ones, and other dossiers, do not", arguments: EngineKind.allCases)
    func due(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: Cast.today.adding(days: -9), books)
                try Self.ask(["l1", "l2", "l3"], of: "d1", books)
                let tomorrow = Cast.today.adding(days: 2)
                #expect(try books.openLegs(dueBefore: tomorrow, after: "", limit: 10) == ["l1", "l2"])
                #expect(try books.openLegs(dueBefore: tomorrow, after: "l1", limit: 10) == ["l2"])
                #expect(try books.openLegs(dueBefore: tomorrow, after: "", limit: 1) == ["l1"])
                _ = try books.close("l1", of: "d1", as: .withdrawn, paper: nil, at: Cast.noon)
                #expect(try books.openLegs(dueBefore: tomorrow, after: "", limit: 10) == ["l2"])
                #expect(try books.dossiers(openedBy: "ana", after: nil, limit: 10).map(\.id) == ["d1"])
            }
        }
    }
}
