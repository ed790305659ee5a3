import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Dossiers and the revisions that they stay under")
struct DossierTests {
    @Test("A service's definition gets a new revision only when it changed", arguments: EngineKind.allCases)
    func revisions(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let service = try Cast.service()
            let definition = String(decoding: try JSONEncoder().encode(service), as: UTF8.self)
            try await store.write { books throws in
                #expect(try books.keepRevision(of: service, digest: "first", definition: definition, at: Cast.noon) == 1)
                #expect(try books.keepRevision(of: service, digest: "second", definition: definition, at: Cast.noon) == 2)
                #expect(try books.keepRevision(of: service, digest: "second", definition: "{}", at: Cast.noon) == 2)
                #expect(try books.service(service.slug, revision: 2) == service)
                #expect(try books.service(service.slug, revision: 3) == nil)
            }
        }
    }

    @Test("Programs that start together keep one revision", arguments: EngineKind.allCases)
    func revisionRace(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let service = try Cast.service()
            let numbers = try await atOnce(20) { _ in
                try await store.write { try $0.keepRevision(of: service, digest: "second", definition: "{}", at: Cast.noon) }
            }
            #expect(Set(numbers) == [2])
        }
    }

    @Test("The same key opens one draft, however often it is sent at once", arguments: EngineKind.allCases)
    func opening(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let opened = try await atOnce(20) { number in
                let dossier = try Cast.dossier("d\(number)")
                return try await store.write { try $0.open(dossier, key: "once", at: Cast.noon) }
            }
            let id = try #require(opened.first)
            #expect(Set(opened) == [id])
            try await store.read { books throws in
                #expect(try books.dossier(openingKey: "once", of: "ana")?.id == id)
                #expect(try books.dossier(openingKey: "once", of: "mihai") == nil)
                #expect(try books.dossiers(openedBy: "ana", after: nil, limit: 50).map(\.id) == [id])
            }
            let foreign = try Cast.dossier("foreign", of: Cast.mihai)
            await #expect(throws: Refusal.stale) { try await store.write { try $0.open(foreign, key: "once", at: Cast.noon) } }
        }
    }

    @Test("A dossier comes back as it was saved", arguments: EngineKind.allCases)
    func saving(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                let saved = try Cast.submit("d1", number: 7, due: Cast.day("2026-12-24"), books) { dossier in
                    dossier.assignee = "mihai"
                    dossier.clock = LegalClock(TermPolicy(30, .calendarDays, basis: "OG 27/2002, art. 8"), from: Cast.today)
                    dossier.completionsAsked = 1
                    dossier.payment = .given
                    dossier.draft = Dossier.DraftState(drafter: "mihai", approver: "ana")
                    dossier.answers = Answers(["motiv": .text("Gard"), "acte": .list(["a", "b"]), "parcele": .rows([["nr": "1"]])])
                    dossier.place = "55633"
                }
                #expect(try books.dossier("d1", openedBy: "ana") == saved)
                #expect(try books.dossier(forJob: "d1") == saved)
            }
        }
    }

    @Test("Saving from another version is refused, and nothing changes", arguments: EngineKind.allCases)
    func stale(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let saved = try await store.write { try Cast.submit("d1", number: 1, due: nil, $0) }
            var late = saved
            late.title = "Suprascris"
            late.version = 2
            let attempt = late
            let facts = StageFacts(kind: .open, holder: .clerk, due: nil, isSuspended: false)
            await #expect(throws: Refusal.stale) { try await store.write { try $0.save(attempt, from: 1, facts, at: Cast.noon + 1) } }
            try await store.read { books throws in #expect(try books.dossier(forJob: "d1") == saved) }
        }
    }

    @Test("Of ten who save from the same version, one succeeds", arguments: EngineKind.allCases)
    func savingRace(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let saved = try await store.write { try Cast.submit("d1", number: 1, due: nil, $0) }
            let facts = StageFacts(kind: .open, holder: .clerk, due: nil, isSuspended: false)
            let kept = try await atOnce(10) { number in
                var mine = saved
                mine.version = 3
                mine.title = "Titlul \(number)"
                let attempt = mine
                do {
                    try await store.write { try $0.save(attempt, from: 2, facts, at: Cast.noon) }
                    return true
                } catch Refusal.stale {
                    return false
                }
            }
            #expect(kept.count { $0 } == 1)
        }
    }

    @Test("A dossier is seen by its applicant, its institution and its desk, and by nobody else", arguments: EngineKind.allCases)
    func visibility(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                try books.open(Cast.dossier("draft"), key: "draft", at: Cast.noon)
                func isSeen(_ id: DossierID, _ institution: String, _ desks: Set<String>?) throws -> Bool {
                    try books.dossier(id, seenBy: StaffView(institution: institution, desks: desks)) != nil
                }
                #expect(try books.dossier("d1", openedBy: "ana") != nil)
                #expect(try books.dossier("d1", openedBy: "mihai") == nil)
                #expect(try isSeen("d1", Cast.council, nil))
                #expect(try isSeen("d1", Cast.council, ["urbanism"]))
                #expect(try !isSeen("d1", Cast.council, ["drumuri"]))
                #expect(try !isSeen("d1", Cast.council, []))
                #expect(try !isSeen("d1", Cast.townHall, nil))
                #expect(try !isSeen("draft", Cast.council, nil))
                #expect(try books.dossier("draft", openedBy: "ana") != nil)
            }
        }
    }

    @Test("A draft is thrown away by its owner only, and what was submitted by nobody", arguments: EngineKind.allCases)
    func discarding(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                try books.open(Cast.dossier("draft"), key: "draft", at: Cast.noon)
                try books.add(PaperTests.attachment("f1", of: "draft"))
                #expect(try !books.discard(draft: "draft", of: "mihai"))
                #expect(try !books.discard(draft: "d1", of: "ana"))
                #expect(try books.discard(draft: "draft", of: "ana"))
                #expect(try books.dossier(forJob: "draft") == nil)
                #expect(try books.dossier(forJob: "d1") != nil)
            }
        }
    }

    @Test("My dossiers come last changed first, page by page, none lost or twice", arguments: EngineKind.allCases)
    func myDossiers(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                // Three share every moment, so that a page ends between equals.
                for number in 0..<30 { try books.open(Cast.dossier("d\(number)"), key: "k\(number)", at: Cast.noon + Double(number / 3)) }
                try books.open(Cast.dossier("foreign", of: Cast.mihai), key: "foreign", at: Cast.noon)
                var seen: [DossierLine] = []
                while case let page = try books.dossiers(
                    openedBy: "ana", after: seen.last.map { OwnDossierCursor($0) }, limit: 7), !page.isEmpty
                {
                    seen += page
                }
                #expect(seen.count == 30)
                #expect(Set(seen.map(\.id)).count == 30)
                #expect(seen.map(\.changedAt) == seen.map(\.changedAt).sorted(by: >))
                #expect(seen.allSatisfy { $0.kind == .draft })
            }
        }
    }
}
