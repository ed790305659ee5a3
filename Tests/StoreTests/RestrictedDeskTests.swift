import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Desks that only their own people see into")
struct RestrictedDeskTests {
    private static let house = StaffView(institution: Cast.council, desks: nil, barred: ["integritate"])
    private static let appointed = StaffView(institution: Cast.council, desks: ["integritate"])

    private static func fill(_ books: Books) throws {
        try Cast.submit("fence", number: 1, due: Cast.today, books)
        try Cast.submit("report", number: 2, due: Cast.today, desk: "integritate", books)
        for id in ["fence", "report"] {
            try books.index(id, of: Cast.council, words: ["ana"])
            _ = try books.register(
                id, in: RegisterName.general, of: Cast.council, on: Cast.today, at: Cast.noon, sender: "Ana", object: "Obiect \(id)")
        }
    }

    @Test(
        "The whole house finds nothing of such a desk: no dossier, no line, no number in a tile, no search", arguments: EngineKind.allCases)
    func barred(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                func seen(_ view: StaffView) throws -> [[DossierID]] {
                    let counts = try books.worklistCounts(view, now: WallMoment(Cast.today), soon: Cast.today, mine: "mihai").tiles
                    let lines = try books.worklist(view, WorklistFilter(), .start, limit: 10).map(\.id)
                    #expect(counts.open == lines.count && counts.soon == lines.count)
                    return [
                        try ["fence", "report"].filter { try books.dossier($0, seenBy: view) != nil }, lines,
                        try books.find(["ana"], in: view, limit: 10).lines.map(\.id),
                    ]
                }
                #expect(try seen(Self.house) == Array(repeating: ["fence"], count: 3))
                #expect(try seen(Self.appointed) == Array(repeating: ["report"], count: 3))
                #expect(
                    try seen(StaffView(institution: Cast.council, desks: ["urbanism", "integritate"], barred: ["integritate"]))
                        == Array(repeating: ["fence"], count: 3))
            }
        }
    }

    @Test("A register keeps the number of what its reader may not see, and nothing else", arguments: EngineKind.allCases)
    func registers(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                func page(_ view: StaffView) throws -> [Books.RegisterLine] {
                    try books.registerPage(
                        RegisterName.general, of: Cast.council, year: 2026, before: nil, limit: 10, barred: view.barred)
                }
                let house = try page(Self.house)
                #expect(house.map(\.number.number) == [2, 1])
                #expect(house[0].entry == nil && house[1].entry?.object == "Obiect fence")
                #expect(try page(Self.appointed).map { $0.entry?.dossier } == ["report", "fence"])
            }
        }
    }
}
