import Foundation
import Logging
import Office
import Rulebook
import Store
import Synchronization
import TestKit
import Testing

@Suite("Scans as the worker has them read")
struct PaperReadingTests {
    /// A world whose reader does this, told how often it was asked before.
    private func withReader(
        content: Content? = nil, _ read: @escaping @Sendable (ReadingRequest, Int) throws -> ReadingAnswer,
        _ body: (World, ScanReader) async throws -> Void
    ) async throws {
        let asked = Mutex(0)
        let folder = FileManager.default.temporaryDirectory.appending(path: "ghiseu-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let reader = ScanReader(forms: folder.appending(path: "forms"), benches: folder.appending(path: "benches")) { request in
            try read(
                request,
                asked.withLock { asked in
                    defer { asked += 1 }; return asked
                })
        }
        let world = try await World(content: content, reader: reader)
        try await body(world, reader)
        try await world.close()
    }

    private func state(_ scan: Scan, _ world: World) async throws -> (scan: Scan, proposals: [Proposal], strays: [StrayPage]) {
        try await world.office.store.read { books in
            (try #require(try books.scan(scan.id)), try books.proposals(of: scan.id), try books.strays(of: World.institution, limit: 9))
        }
    }

    @Test("A reader that others end thirty times costs the scan nothing; its bench is cleared when it is read")
    func interrupted() async throws {
        let reading = PaperReading.of(try #require(try ContentFolder.content.get().service("petitie")))
        try await withReader { _, asked in
            guard asked >= 30 else { throw ReadingInterrupted() }
            return ReadingAnswer(reading: reading)
        } _: { world, reader in
            let scan = try await world.uploaded()
            try await world.work()
            let now = try await state(scan, world)
            #expect(now.scan.state == .read && now.proposals.count == 1 && now.scan.interruptions == 30 && now.scan.failures == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: reader.benches.path).isEmpty)
        }
    }

    @Test("The reader is told the streets that people here have confirmed, the ones seen most first, and nothing else of them")
    func streets() async throws {
        let told = Mutex<[[String: [String]]?]>([])
        try await withReader { request, _ in
            told.withLock { $0.append(request.words) }
            return ReadingAnswer(reading: PaperReading(documents: [], strays: [.init(source: 1, reason: .blank)]))
        } _: { world, _ in
            _ = try await world.uploaded("unu")
            try await world.work()
            try await world.office.store.write { books in
                for locality in ["54984", "54993"] { try books.see(street: "Livezii", in: locality, of: World.institution) }
                try books.see(street: "Gării", in: "54984", of: World.institution)
                try books.see(street: "Altundeva", in: "54984", of: "alta")
            }
            _ = try await world.uploaded("doi")
            try await world.work()
            #expect(told.withLock { $0 } == [nil, ["strada": ["Livezii", "Gării"]]])
        }
    }

    @Test("A reader that others end for ever is not waited for: the scan lies in the tray")
    func interruptedForEver() async throws {
        try await withReader { _, _ in
            throw ReadingInterrupted()
        } _: { world, _ in
            let scan = try await world.uploaded()
            try await world.work()
            #expect(try await state(scan, world).scan.reason == ReadingFailure.gaveUp.rawValue)
        }
    }

    @Test("A scan that ends its reader three times lies in the tray, after three tries with pauses between them")
    func failed() async throws {
        try await withReader { _, _ in
            ReadingAnswer(failure: .gaveUp)
        } _: { world, _ in
            let scan = try await world.uploaded()
            for tries in 1...3 {
                #expect(try await state(scan, world).scan.state != .refused)
                try await world.work()
                #expect(try await state(scan, world).scan.failures == tries)
                world.clock.turn(by: 60)
            }
            #expect(try await state(scan, world).scan.reason == ReadingFailure.gaveUp.rawValue)
        }
    }

    @Test("The one page that ends its reader lies in the tray, and the others are proposed")
    func onePage() async throws {
        let reading = PaperReading.of(try #require(try ContentFolder.content.get().service("petitie")))
        try await withReader { request, _ in
            let kept = URL(filePath: try #require(request.kept))
            for name in ["pages", "page-1.json"] where !FileManager.default.fileExists(atPath: kept.appending(path: name).path) {
                try Data((name == "pages" ? "3" : "{}").utf8).write(to: kept.appending(path: name))
            }
            guard FileManager.default.fileExists(atPath: kept.appending(path: "skip-2").path) else {
                return ReadingAnswer(failure: .gaveUp)
            }
            var rest = reading
            rest.strays = [.init(source: 2, reason: .gaveUp)]
            return ReadingAnswer(reading: rest)
        } _: { world, _ in
            let scan = try await world.uploaded()
            for _ in 1...3 {
                try await world.work()
                world.clock.turn(by: 60)
            }
            let now = try await state(scan, world)
            #expect(now.scan.state == .read && now.proposals.count == 1 && now.strays.map(\.source) == [2])
        }
    }

    @Test("A code without its form has the forms of its own service printed, and no other")
    func unknownForm() async throws {
        try await withReader { _, asked in
            let stray = PaperReading.Stray(source: 1, reason: .unknownForm, service: "turism-materiale", revision: "0123456789", number: 1)
            return ReadingAnswer(reading: PaperReading(documents: [], strays: [stray], readers: ["asked": "\(asked)"]))
        } _: { world, reader in
            let scan = try await world.uploaded()
            try await world.work()
            let now = try await state(scan, world)
            #expect(now.scan.state == .read && now.scan.round == 1 && now.scan.readers == ["asked": "1"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: reader.forms.path) == ["turism-materiale"])
        }
    }

    @Test("Paper of no form that was printed is proposed at once; all forms are printed behind it, and it is read once more if untouched")
    func allForms() async throws {
        let few = try ContentFolder.files(keeping: ["petitie", "turism-materiale"])
        var letter = PaperReading.of(try #require(try ContentFolder.content.get().service("petitie")))
        letter.documents[0].revision = nil
        try await withReader(content: try Content.read(few)) { [letter] _, asked in
            var reading = letter
            if asked > 0 { reading.documents[0].revision = "0123456789" }
            return ReadingAnswer(reading: reading)
        } _: { world, reader in
            let scan = try await world.uploaded()
            try await Worker(office: world.office, logger: Logger(label: "test"), lanes: [.reading]).runUntilIdle()
            #expect(try await state(scan, world).proposals.map(\.reading.revision) == [nil])
            #expect(!FileManager.default.fileExists(atPath: reader.forms.path))
            try await world.work()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: reader.forms.path).sorted() == [
                    ".whole", "petitie", "turism-materiale",
                ])
            let now = try await state(scan, world)
            #expect(now.scan.round == 2 && now.proposals.map(\.reading.revision) == ["0123456789"])
        }
    }
}
