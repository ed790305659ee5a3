import Foundation
@testable import Intake
import Rulebook
import Testing

/// Files that are broken, too large, or made to do harm.
@Suite("Hostile files")
struct HostileFileTests {
    /// A PNG that says how large it is, and has nothing more.
    private static func png(_ width: UInt32, _ height: UInt32) -> Data {
        func bytes(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }
        var checksum: UInt32 = 0xFFFF_FFFF
        let header = Data("IHDR".utf8) + bytes(width) + bytes(height) + Data([8, 0, 0, 0, 0])
        for byte in header {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
        }
        return Data([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]) + bytes(13) + header + bytes(~checksum)
            + Data(repeating: 0, count: 64)
    }

    private static func pdf(mediaBox: String = "0 0 595 842", kids: Int = 1) -> Data {
        let list = Array(repeating: "3 0 R", count: kids).joined(separator: " ")
        return Data(
            """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[\(list)]/Count \(kids)>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[\(mediaBox)]>>endobj
            trailer<</Root 1 0 R>>
            %%EOF
            """.utf8)
    }

    /// A TIFF whose page is followed by itself.
    private static let circle = Data("II".utf8) + Data([42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0]) + Data(repeating: 0, count: 40)

    private func failure(_ data: Data) -> ReadingFailure? {
        do throws(ReadingFailure) {
            let file = try ScanFile(data)
            for number in 1...file.pageCount { _ = try file.page(number) }
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "What is no picture is refused",
        arguments: [
            Data(), Data("not a scan, whatever its name".utf8), Data(repeating: 7, count: 5_000), Data("<svg xmlns='x'/>".utf8),
            Data("GIF89a".utf8) + Data(repeating: 0, count: 64), Data([0x50, 0x4B, 3, 4]) + Data(repeating: 1, count: 64),
        ])
    func unsupported(data: Data) { #expect(failure(data) == .unsupported) }

    @Test(
        "What is broken is refused",
        arguments: [
            Data("%PDF-1.7 broken".utf8), png(600, 800), Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data(repeating: 7, count: 99),
            pdf().prefix(40) + Data("junk".utf8),
        ])
    func unreadable(data: Data) {
        let failure = failure(data)
        #expect(failure == .unreadable || failure == .unsupported)
    }

    @Test(
        "What is too large is refused before memory is asked for",
        arguments: [png(30_000, 30_000), png(4_000_000, 3), pdf(mediaBox: "0 0 99999 99999"), pdf(kids: 5_000)])
    func tooLarge(data: Data) {
        let start = ContinuousClock.now
        #expect(failure(data) == .tooLarge)
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test("A TIFF that goes round in a circle ends")
    func circle() { #expect(failure(Self.circle) != nil) }

    @Test("A cut-off or spoiled picture never brings the reader down")
    func spoiled() throws {
        var page = GrayImage(width: 400, height: 300, fill: 255)
        for x in 50..<350 { page[x, 150] = 0 }
        let jpeg = try #require(page.jpeg())
        var chance = SplitMix(seed: 7)
        for _ in 0..<60 {
            var spoiled = jpeg.prefix(Int.random(in: 20...jpeg.count, using: &chance))
            for _ in 0..<4 { spoiled[Int.random(in: 2..<spoiled.count, using: &chance)] = UInt8.random(in: 0...255, using: &chance) }
            _ = failure(Data(spoiled))
        }
    }

    @Test("A page without a code, however wild its picture, gives no document")
    func wild() async throws {
        var chance = SplitMix(seed: 3)
        var page = GrayImage(width: 900, height: 1_200, fill: 255)
        for index in page.pixels.indices { page.pixels[index] = UInt8.random(in: 0...255, using: &chance) }
        let reading = try await ReadingRoom.shared.read(try #require(page.jpeg()))
        #expect(reading.documents.allSatisfy { $0.revision == nil } && reading.documents.count + reading.strays.count == 1)
    }

    @Test("A code that is not ours, or names a way out of the folder, is none of ours")
    func codes() {
        #expect(PageCode("https://ghiseu.example.ro/formular/cu-construire/06f4b8b0b1/3")?.page == 3)
        #expect(PageCode("/formular/cu-construire/06f4b8b0b1/3")?.service == "cu-construire")
        for text in [
            "", "formular", "https://example.ro/formular/a/b", "/formular/../etc/1", "/formular/a/b/0", "/formular/a/b/x", "/formular/a//1",
            "/formular/A b/c/1", "/altceva/a/b/1",
        ] { #expect(PageCode(text) == nil) }
    }
}
