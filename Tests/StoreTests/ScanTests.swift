import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Paper in the books")
struct ScanTests {
    private static func scan(
        _ id: String, _ claim: String, _ source: Scan.Source = .folder, state: Scan.State = .waiting, at moment: Date = Cast.noon
    )
        -> Scan
    {
        Scan(
            id: id, institution: Cast.council, source: source, claim: claim, name: "\(id).pdf", mediaType: "application/pdf", size: 7,
            sha256: String(repeating: "a", count: 63) + "\(id.count % 10)", person: source == .citizen ? "ana" : nil, service: nil,
            arrivedAt: moment, state: state, reason: state == .refused ? "unreadable" : nil)
    }

    private static func document(_ pages: Int..., service: String? = nil) -> PaperReading.Document {
        PaperReading.Document(
            service: service, revision: nil, confidence: 0.5, candidates: [],
            pages: pages.map { PaperReading.Page(source: $0, number: nil, turned: 90, alignment: .none, text: "ș\n„x”") },
            fields: [
                .init(
                    key: "obiect", kind: "text", value: "Groapă", raw: "Groapa", confidence: 0.75, outcome: .check, page: 1,
                    box: [1, 2, 3, 4])
            ], missing: ["signature"])
    }

    @Test("The same claim comes in once, and lists are by state, oldest first, without applicants' own", arguments: EngineKind.allCases)
    func claims(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                #expect(try books.take(Self.scan("b", "one", at: Cast.noon + 1)))
                #expect(try !books.take(Self.scan("c", "one")))
                #expect(try books.take(Self.scan("a", "two")))
                #expect(try books.take(Self.scan("own", "own:ana:k:100", .citizen)))
                #expect(try books.take(Self.scan("bad", "three", state: .refused)))
                #expect(try books.scans(of: Cast.council, in: .waiting, limit: 9).map(\.id) == ["a", "b"])
                #expect(try books.scans(of: Cast.council, in: .refused, limit: 9).map(\.reason) == ["unreadable"])
                #expect(try books.scans(of: Cast.townHall, in: .waiting, limit: 9).isEmpty)
                #expect(try books.scans(claimedUnder: "own:ana:k:", limit: 9).map(\.id) == ["own"])
                #expect(try books.scans(claimedUnder: "own:ana:kk:", limit: 9).isEmpty)
                #expect(try books.unreadScans(of: Cast.council) == 3 && books.scans(by: "ana", since: Cast.noon) == 1)
                var changed = try #require(try books.scan("a"))
                (changed.state, changed.round, changed.readers) = (.read, 2, ["m": "1"])
                changed.corners = [.init(source: 1, service: nil, revision: nil, number: 2, points: [[0, 0], [1, 0], [1, 1], [0, 1]])]
                try books.save(changed, at: Cast.noon)
                #expect(try books.scan("a") == changed)
            }
        }
    }

    @Test("A new reading takes the place of the old; a page that was settled is never proposed again", arguments: EngineKind.allCases)
    func readings(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                let scan = Self.scan("s", "s")
                _ = try books.take(scan)
                var ids = (1...9).map { "p\($0)" }
                let first = try books.setProposals([Self.document(1, 2), Self.document(3)], of: scan) { ids.removeFirst() }
                #expect(first.map(\.ordinal) == [1, 2])
                #expect(try books.proposal("p1") == first[0])
                var settled = first[0]
                (settled.state, settled.reason, settled.settledAt, settled.settledBy) = (.dismissed, "–", Cast.noon, "mihai")
                try books.save(settled)
                let second = try books.setProposals([Self.document(2), Self.document(3), Self.document(4)], of: scan) { ids.removeFirst() }
                #expect(second.map { $0.reading.pages.map(\.source) } == [[3], [4]])
                #expect(try books.proposals(of: "s").map(\.ordinal) == [1, 2, 3])
                #expect(try books.openProposals(of: Cast.council, limit: 9).map(\.id) == ["p3", "p4"])

                try books.setStrays([.init(source: 5, reason: .blank), .init(source: 6, reason: .needsCorners)], of: scan)
                try books.clear(stray: 5, of: "s", at: Cast.noon)
                try books.setStrays([.init(source: 5, reason: .blank), .init(source: 7, reason: .unreadable)], of: scan)
                #expect(try books.strays(of: Cast.council, limit: 9).map(\.source) == [7])
            }
        }
    }

    @Test("A dossier tells its paper; the pace of confirming is that of the latest", arguments: EngineKind.allCases)
    func origins(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Cast.submit("d", number: 1, due: nil, books)
                try books.open(try Cast.dossier("draft"), key: "k", at: Cast.noon)
                _ = try books.take(Self.scan("s", "s", .upload))
                var proposal = try #require(try books.setProposals([Self.document(1, 2)], of: Self.scan("s", "s", .upload)) { "p" }.first)
                #expect(try books.paperOrigin(of: "d") == nil)
                (proposal.state, proposal.dossier, proposal.openedAt) = (.registered, "d", Cast.noon)
                (proposal.settledAt, proposal.settledBy) = (Cast.noon + 30, "mihai")
                try books.save(proposal)
                #expect(
                    try books.paperOrigin(of: "d") == PaperOrigin(source: .upload, confirmedBy: "mihai", confirmedAt: Cast.noon + 30))
                #expect(try books.paces(of: Cast.council, limit: 9) == [ConfirmingPace(pages: 2, seconds: 30)])
                #expect(try books.registeredFromPaper(in: Cast.council, since: Cast.noon + 31) == 0)

                var own = Self.scan("own", "own", .citizen)
                _ = try books.take(own)
                own.dossier = "draft"
                try books.save(own, at: Cast.noon)
                #expect(try books.paperOrigin(of: "draft")?.source == .citizen)
                #expect(try books.discard(draft: "draft", of: "ana"))
                #expect(try books.scan("own")?.dossier == nil)
            }
        }
    }

    @Test(
        "What was learned comes back as it was kept, page by page; its pictures and scans are files that are named",
        arguments: EngineKind.allCases)
    func learning(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let files = ["1", "2", "3", "4"].map { String(repeating: $0, count: 64) }
            try await store.write { books in
                let scan = Scan(
                    id: "s", institution: Cast.council, source: .upload, claim: "s", name: "s", mediaType: "image/png", size: 1,
                    sha256: files[0], person: nil, service: nil, arrivedAt: Cast.noon)
                _ = try books.take(scan)
                try books.setPictures(["p1.png": files[1]], of: "s")
                let proposal = try #require(try books.setProposals([Self.document(1)], of: scan) { "p" }.first)
                let kept = (1...5).map { number in
                    Correction(
                        id: "c\(number)", proposal: proposal, scan: scan, field: proposal.reading.fields[0], service: "petitie",
                        picture: files[2], confirmed: number == 1 ? "Groapă" : "Alta", person: "ana", at: Cast.noon + Double(number / 3),
                        seconds: number, consent: number == 2)
                }
                for correction in kept { try books.add(correction) }
                let page = try books.corrections(since: Cast.noon, limit: 2)
                #expect(page == Array(kept.prefix(2)) && page[0].isRight && !page[1].isRight)
                #expect(try books.corrections(since: Cast.noon, after: page.last, limit: 9) == Array(kept.suffix(3)))
                #expect(try books.corrections(since: Cast.noon + 1, limit: 9).count == 3)
                #expect(try books.named(among: files) == Set(files.prefix(3)))
                #expect(try books.namedFiles(after: "", limit: 9) == Array(files.prefix(3)))
                // An earlier reading's pictures are named no more.
                try books.setPictures(["p1.png": files[3]], of: "s")
                #expect(try books.named(among: files) == [files[0], files[2], files[3]])
            }
        }
    }
}
