import Foundation
import Rulebook
import Testing

@testable import Web

@Suite("Reading what browsers send")
struct FormReadingTests {
    @Test("Names and values are decoded, in order, and may repeat or be empty")
    func urlencoded() throws {
        let pairs = try Urlencoded.pairs("a=1&b=%C8%99i+mai&a=&c&=x&%zz=%".utf8)
        #expect(pairs.map(\.name) == ["a", "b", "a", "c", "", "%zz"])
        #expect(pairs.map(\.value) == ["1", "și mai", "", "", "x", "%"])
        #expect(throws: Turn.unreadable) { try Urlencoded.pairs("a=%C8".utf8) }
        #expect(throws: Turn.tooLarge) { try Urlencoded.pairs(Array(repeating: "a=b", count: 5_000).joined(separator: "&").utf8) }
    }

    @Test("A multipart body gives the same parts however it is cut into pieces", arguments: [1, 2, 3, 7, 16, 61, 1_000])
    func multipart(_ size: Int) throws {
        let body = Array(
            ("preamble\r\n--x-y\r\nContent-Disposition: form-data; name=\"jeton\"\r\n\r\nabc\r\n--x-y\r\n"
                + "content-disposition: form-data; name=\"f\"; filename=\"plan \u{219}.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                + "%PDF\r\n--x-\r\n--x\r\nrest\r\n--x-y--\r\nepilogue").utf8)
        var multipart = try #require(Multipart(contentType: "multipart/form-data; boundary=\"x-y\""))
        var names: [String] = []
        var contents: [[UInt8]] = []
        for start in stride(from: 0, to: body.count, by: size) {
            for piece in try multipart.take(body[start..<min(start + size, body.count)]) {
                switch piece {
                case .part(let name, let fileName):
                    names.append([name, fileName].compactMap { $0 }.joined(separator: "|"))
                    contents.append([])
                case .content(let bytes): contents[contents.count - 1] += bytes
                case .end: break
                }
            }
        }
        #expect(multipart.isComplete && names == ["jeton", "f|plan ș.pdf"])
        #expect(contents.map { String(decoding: $0, as: UTF8.self) } == ["abc", "%PDF\r\n--x-\r\n--x\r\nrest"])
    }

    @Test("A form token fits its own secret only, and is never written the same way twice")
    func tokens() {
        let one = FormSeal.token(of: "secret", mask: Array(0..<16)).value
        let two = FormSeal.token(of: "secret", mask: Array(100..<116)).value
        #expect(one != two && FormSeal.holds(one, for: "secret") && FormSeal.holds(two, for: "secret"))
        #expect(!FormSeal.holds(one, for: "other") && !FormSeal.holds("", for: "secret") && !FormSeal.holds(one + "0", for: "secret"))
        #expect(!FormSeal.holds(FormSeal.token(of: "", mask: Array(0..<16)).value, for: ""))
    }

    @Test("A range of addresses holds what lies in it, in both families")
    func ranges() throws {
        let ten = try #require(CIDR("10.1.0.0/16"))
        #expect(ten.contains("10.1.255.9") && !ten.contains("10.2.0.1") && ten.contains("::ffff:10.1.2.3"))
        let local = try #require(CIDR("::1"))
        #expect(local.contains("::1") && !local.contains("::2") && !local.contains("127.0.0.1"))
        #expect(CIDR("10.0.0.0/33") == nil && CIDR("ten") == nil && CIDR("10.0.0.0/") == nil)
    }

    @Test("A file's type is told by its first bytes")
    func sniffing() {
        typealias MediaType = AttachmentKind.MediaType
        #expect(MediaType(sniffing: Array("%PDF-1.7".utf8)) == .pdf)
        #expect(MediaType(sniffing: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(MediaType(sniffing: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == .png)
        for other in ["PK\u{3}\u{4}", "<html>", "", " %PDF-1.7"] { #expect(MediaType(sniffing: Array(other.utf8)) == nil) }
    }

    @Test("A file's name comes without folders, and short")
    func names() {
        #expect("C:\\acte\\plan ș.pdf".asFileName == "plan ș.pdf" && "../../x".asFileName == "x" && "".asFileName == "document")
        #expect((String(repeating: "a", count: 500) + ".pdf").asFileName.count < 125)
    }

    @Test("Gzip makes a page smaller, and leaves alone what is small")
    func gzip() {
        #expect(Gzip.compress([1, 2, 3]) == nil)
        let packed = Gzip.compress([UInt8](repeating: 65, count: 10_000))
        #expect(packed?.prefix(2) == [0x1F, 0x8B] && packed.map { $0.count < 100 } == true)
    }
}
