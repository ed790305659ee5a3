import Foundation
@testable import Intake
import Rulebook
import TestKit
import Testing

/// Our own forms, printed by the real press, scanned and read back.
@Suite("Our own forms", .serialized)
struct OwnFormTests {
    private static let slug = "turism-materiale"
    /// Of the nine answers on a page that was scanned badly.
    private static let mostMisread = 2

    private func read(_ pages: [GrayImage], corners: [ReadingRequest.Corners] = []) async throws -> PaperReading {
        try await ReadingRoom.shared.read(ScannedPDF.data(pages), corners: corners)
    }

    @Test("A form filled in by machine is read back", arguments: [("cu-construire", Language.ro), (slug, .hu)])
    func clean(slug: String, language: Language) async throws {
        let print = try await PrintShop.shared.filled(slug, language)
        let reading = try await ReadingRoom.shared.read(print.pdf)
        #expect(reading.strays.isEmpty)
        let document = try #require(reading.documents.first)
        #expect(reading.documents.count == 1 && document.service == slug && document.revision == print.map.revision)
        #expect(document.pages.map(\.number) == Array(1...print.map.pages.count))
        #expect(document.pages.allSatisfy { $0.alignment == .marks && $0.residual ?? 9 < 0.5 && $0.turned == 0 })
        let misread = try print.misread(in: document)
        #expect(misread.count <= 1, "\(misread)")
        #expect(!document.missing.contains { $0.hasPrefix("page:") } && document.missing.contains("signature"))
    }

    @Test(
        "However a page comes out of the scanner, it is laid under its form",
        arguments: [
            Scanner(turn: 2.5, noise: 24, seed: 1), Scanner(turn: -15, noise: 12, seed: 2), Scanner(turn: 180, shadow: 70, seed: 3),
            Scanner(turn: 90, scale: 0.8, seed: 4), Scanner(turn: 271, perspective: 0.12, noise: 16, scale: 1.3, seed: 5),
        ])
    func degraded(scanner: Scanner) async throws {
        let print = try await PrintShop.shared.filled(Self.slug)
        let page = try #require(try print.pages().first)
        let scan = scanner.scan(page)
        let reading = try await read([scan])
        let document = try #require(reading.documents.first, "\(reading.strays)")
        let found = try #require(document.pages.first)
        #expect(found.number == 1 && found.alignment == .marks)
        // In a small picture the code may be unreadable: then the page's name is read, and there is no code to measure the place by.
        #expect(found.residual.map { $0 < 1 } ?? (scanner.scale < 1), "\(scanner)")
        #expect(found.turned == (360 - Int((scanner.turn / 90).rounded()) * 90) % 360)
        let misread = try print.misread(in: document)
        #expect(misread.count <= Self.mostMisread, "\(misread)")
    }

    @Test("A second model reads what no rule has settled")
    func votes() async throws {
        let print = try await PrintShop.shared.filled(Self.slug)
        let reader = try PaperReader(
            content: ContentFolder.withTrials.get(), forms: PrintShop.shared.forms, models: ReadingRoom.models, hasVoters: true,
            now: { PrintShop.now })
        let file = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString).pdf")
        try print.pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let reading = try reader.read(ReadingRequest(file: file.path))
        let voter = try #require(reading.readers["voter1"])
        let votes = reading.documents.flatMap(\.fields).compactMap { $0.readings[voter] }.filter { !$0.isEmpty }
        #expect(!votes.isEmpty)
        let misread = try print.misread(in: try #require(reading.documents.first))
        #expect(misread.count <= 1, "\(misread)")
    }

    @Test("Pages of several forms in any order become documents, and a page that is not there is told")
    func batch() async throws {
        let print = try await PrintShop.shared.filled(Self.slug)
        let other = try await PrintShop.shared.filled("petitie")
        let (pages, others) = try (print.pages(), other.pages())
        let blank = GrayImage(width: 1_654, height: 2_339, fill: 250)
        let reading = try await read([pages[1], others[0], blank, pages[0], pages[1]])
        #expect(reading.documents.map(\.service) == [Self.slug, "petitie", Self.slug])
        #expect(reading.documents.map { $0.pages.map(\.source) } == [[4, 1], [2], [5]])
        #expect(reading.strays.map(\.source) == [3] && reading.strays.map(\.reason) == [.blank])
        let whole = try #require(reading.documents.first)
        let absent = pages.indices.dropFirst(2).map { "page:\($0 + 1)" }
        #expect(whole.missing.filter { $0.hasPrefix("page:") } == absent)
        #expect(reading.documents.last?.missing.contains("page:1") == true)
        let page = Dictionary(print.map.fields.map { ($0.key, $0.page) }) { first, _ in first }
        #expect(whole.fields.allSatisfy { page[$0.cell?.table ?? $0.key] ?? $0.page == $0.page })
    }

    @Test("Two forms in one scan are two documents")
    func twoInOne() async throws {
        let print = try await PrintShop.shared.filled(Self.slug)
        let other = try await PrintShop.shared.filled("petitie")
        let both = try print.pages()[0].beside(other.pages()[0].turned(quarters: 2))
        let reading = try await read([both])
        #expect(Set(reading.documents.compactMap(\.service)) == [Self.slug, "petitie"])
        #expect(Set(reading.documents.flatMap(\.pages).map(\.turned)) == [0, 180])
    }

    @Test(
        "A page whose marks are hidden is laid under its form by three of them, or by what is printed",
        arguments: [[0], [3], [0, 3], [0, 1, 2, 3]])
    func hidden(marks: [Int]) async throws {
        let print = try await PrintShop.shared.filled(Self.slug)
        var page = try print.pages()[0]
        for mark in marks { page = page.covered(print.map.pages[0].marks[mark]) }
        let reading = try await read([Scanner(turn: 1.2, noise: 10).scan(page)])
        let document = try #require(reading.documents.first, "\(reading.strays)")
        #expect(document.pages[0].alignment == (marks.count == 1 ? .marks : .anchors) && document.pages[0].residual ?? 9 < 0.7)
        let misread = try print.misread(in: document)
        #expect(misread.count <= Self.mostMisread, "\(misread)")
    }

    @Test("A page whose code is hidden is known by the words beside it")
    func nameInWords() async throws {
        let print = try await PrintShop.shared.filled(Self.slug)
        let page = try print.pages()[0].covered(print.map.pages[0].qr)
        let reading = try await read([Scanner(turn: 181, noise: 10).scan(page)])
        let document = try #require(reading.documents.first, "\(reading.strays)")
        #expect(document.revision == print.map.revision && document.pages[0].number == 1 && document.pages[0].turned == 180)
        let misread = try print.misread(in: document)
        #expect(misread.count <= Self.mostMisread, "\(misread)")
    }

    @Test("Where marks and code are cut off, the print tells which page it is, and a person may put the corners")
    func corners() async throws {
        let print = try await PrintShop.shared.filled(Self.slug)
        var page = try print.pages()[0]
        for mark in print.map.pages[0].marks { page = page.covered(mark) }
        page = page.covered(print.map.pages[0].qr).covered([105, 7, 70, 10])
        let alone = try #require(try await read([page]).documents.first)
        #expect(alone.revision == print.map.revision && alone.pages[0].number == 1 && alone.pages[0].alignment == .anchors)
        let corners = ReadingRequest.Corners(
            source: 1, service: Self.slug, revision: print.map.revision, number: 1,
            points: [[0.005, 0.004], [1.002, 0], [0.997, 0.996], [0, 1]])
        let document = try #require(try await read([page], corners: [corners]).documents.first)
        #expect(document.pages[0].alignment == .manual)
        let misread = try print.misread(in: document)
        #expect(misread.count <= Self.mostMisread, "\(misread)")
    }

    @Test("A print that is not in the folder is told by its name, and its picture is kept")
    func unknownForm() async throws {
        let print = try await PrintShop.shared.filled("petitie", .en)
        let folder = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = PrintShop.shared.forms.appending(path: "petitie/\(print.map.revision).json")
        try FileManager.default.moveItem(at: file, to: folder.appending(component: "map.json"))
        let unknown = try await ReadingRoom.shared.read(print.pdf, pictures: folder.path)
        #expect(unknown.documents.isEmpty && !unknown.strays.isEmpty)
        #expect(unknown.strays.allSatisfy { $0.reason == .unknownForm && $0.service == "petitie" && $0.revision == print.map.revision })
        try FileManager.default.moveItem(at: folder.appending(component: "map.json"), to: file)
        let known = try await ReadingRoom.shared.read(print.pdf, pictures: folder.path)
        let names = try #require(known.documents.first).pages.compactMap(\.image) + unknown.strays.compactMap(\.image)
        #expect(names.count == 2 * print.map.pages.count)
        for name in names {
            let picture = try ScanFile(folder.appending(component: name)).page(1)
            #expect(picture.width > 1_000 && picture.height > picture.width)
        }
    }
}
