import Documents
import Foundation
@testable import Intake
import Rulebook
import TestKit
import Testing

/// Paper that is not ours: official forms and letters, typeset as others would and read as pages.
@Suite("Paper that is not ours", .serialized)
struct ForeignPaperTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Foreign")

    private static let typesetter = PrintShop.typesetter(templates: folder)

    private static func page(_ name: String) async throws -> GrayImage {
        try ScanFile(try await typesetter.typeset(name, data: Data("{}".utf8), at: PrintShop.now)).page(1)
    }

    /// A file of several pages, as a scanner makes it.
    private static func read(_ pages: [GrayImage]) async throws -> PaperReading {
        let file = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString).tiff")
        try Scanner.tiff(pages).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await ReadingRoom.shared.read(ReadingRequest(file: file.path))
    }

    private struct Letter: Decodable {
        let service: String
        let text: String
    }

    @Test("An everyday letter leads to its service, and the three likeliest nearly always hold it")
    func letters() throws {
        let content = try ContentFolder.content.get()
        let classifier = ServiceClassifier(content)
        let letters = try JSONDecoder().decode([Letter].self, from: Data(contentsOf: Self.folder.appending(path: "letters.json")))
        let found = letters.map { classifier.candidates(for: $0.text).map(\.service) }
        let first = zip(letters, found).count { $0.service == $1.first }
        let three = zip(letters, found).count { $1.contains($0.service) }
        #expect(Double(first) >= 0.9 * Double(letters.count), "\(first) of \(letters.count)")
        #expect(Double(three) >= 0.98 * Double(letters.count), "\(three) of \(letters.count)")
    }

    @Test("Every service has words of its own in the paper vocabulary, and no word is for a service that is not there")
    func clues() throws {
        let content = try ContentFolder.content.get()
        #expect(Set(content.paper.clues.keys) == Set(content.services.map(\.slug)))
    }

    @Test("What has no word of a service has no candidate")
    func nothing() throws {
        #expect(ServiceClassifier(try ContentFolder.content.get()).candidates(for: "12 34 … xyzzy").isEmpty)
    }

    @Test("Official forms and a letter in one file become requests with their answers")
    func officialForms() async throws {
        let truth: [(name: String, service: String, answers: [String: String])] = [
            (
                "f1-urbanism", "cu-construire",
                [
                    "solicitant.nume": "Mărginean Tiberiu", "solicitant.cnp": "1800101120017", "solicitant.cod_postal": "407270",
                    "solicitant.uat": "Feleacu", "solicitant.localitate": "Vâlcele", "solicitant.strada": "Livezii", "solicitant.nr": "27",
                    "solicitant.judet": "Cluj", "solicitant.telefon": "0722 123 456", "solicitant.email": "t.marginean@example.ro",
                    "imobil.uat": "Ciurila", "imobil.localitate": "Sălicea", "imobil.strada": "Principală", "imobil.nr": "14",
                    "imobil.numere_cf": "51234", "imobil.numere_cadastrale": "51234",
                ]
            ),
            (
                "f8-construire", "ac-construire",
                [
                    "solicitant.denumire": "Feleacul Verde SRL", "solicitant.cui": "18547290", "solicitant.reg_com": "J12/1234/2005",
                    "solicitant.reprezentant_legal": "Ostrovel Tiberiu", "solicitant.strada": "Fabricii",
                    "solicitant.telefon": "0264 123 456", "solicitant.email": "office@feleacul.example.ro",
                    "imobil.numere_cadastrale": "54312", "imobil.numere_cf": "54312",
                ]
            ),
            (
                "drum-agabaritic", "drum-ast",
                [
                    "solicitant.denumire": "Transgrel Logistic SRL", "solicitant.cui": "18547290", "solicitant.telefon": "0745 222 333",
                    "solicitant.email": "dispecerat@transgrel.example.ro", "solicitant.reprezentant_legal": "Vălureanu Smaranda",
                ]
            ),
            (
                "isu-autorizare", "isu-autorizatie-securitate-incendiu",
                [
                    "solicitant.denumire": "Pensiunea Măgura SRL", "solicitant.cui": "18547290",
                    "solicitant.reprezentant_legal": "Mărginean Tiberiu", "solicitant.telefon": "0722 987 654",
                    "solicitant.email": "pensiune@magura.example.ro",
                ]
            ),
            (
                "anexa-544", "info-544",
                [
                    "solicitant.nume": "Vălureanu Smaranda", "solicitant.email": "s.valureanu@example.ro",
                    "solicitant.telefon": "0722 123 456",
                ]
            ),
            (
                "dgaspc-adult", "dgaspc-handicap-adult",
                [
                    "solicitant.nume": "Vălureanu Smaranda", "solicitant.cnp": "2800101120019", "solicitant.strada": "Moților",
                    "solicitant.telefon": "0722 444 555",
                ]
            ),
            ("scrisoare-drum", "drum-sesizare", ["solicitant.nume": "Ostrovel Tiberiu", "solicitant.email": "t.ostrovel@example.ro"]),
        ]
        var pages: [GrayImage] = []
        for form in truth { pages.append(try await Self.page(form.name)) }
        // One of them came in upside down, one askew.
        pages[1] = pages[1].turned(quarters: 2)
        pages[3] = Scanner(turn: 4, noise: 12).scan(pages[3])
        let reading = try await Self.read(pages)
        #expect(reading.strays.isEmpty)
        try #require(reading.documents.count == truth.count)
        var (right, all) = (0, 0)
        for (document, form) in zip(reading.documents, truth) {
            #expect(document.service == form.service && document.revision == nil)
            #expect(document.pages.allSatisfy { $0.number == nil && $0.alignment == .none && $0.text?.isEmpty == false })
            let asked = Set(try ContentFolder.withTrials.get().service(form.service)?.form.fields.map(\.key) ?? [])
            for (key, value) in form.answers where asked.contains(key) {
                all += 1
                let read = document.fields.first { $0.key == key }
                if read?.value == value { right += 1 } else { print("\(form.name) \(key): „\(value)” read „\(read?.value ?? "–")”") }
            }
            // Only what a checksum proves needs no look.
            #expect(document.fields.allSatisfy { $0.outcome != .accepted || ["cnp", "cui", "iban"].contains($0.kind) })
            #expect(document.fields.allSatisfy { $0.box.count == 4 && $0.page == 1 })
        }
        #expect(reading.documents[1].pages[0].turned == 180)
        #expect(Double(right) >= 0.85 * Double(all), "\(right) of \(all)")
        #expect(reading.documents[6].fields.contains { $0.kind == "paragraph" && $0.value.contains("repararea gropilor") })
    }

    @Test("A page of ours whose code and marks are gone is recognised by its print")
    func anchors() async throws {
        let printed = try await PrintShop.shared.filled("petitie")
        _ = try await PrintShop.shared.filled("cerere-generala")
        var page = try ScanFile(printed.pdf).page(1)
        let dots = 220 / 25.4
        for box in [[168.0, 4, 40, 28], [0, 4, 20, 14], [0, 278, 20, 15], [190, 278, 20, 15]] {
            for y in Int(box[1] * dots)..<Int((box[1] + box[3]) * dots) {
                for x in Int(box[0] * dots)..<min(page.width, Int((box[0] + box[2]) * dots)) { page[x, y] = 255 }
            }
        }
        let reading = try await Self.read([Scanner(turn: -3, noise: 16).scan(page)])
        let document = try #require(reading.documents.first)
        #expect(document.service == "petitie" && document.revision == printed.map.revision)
        #expect(document.pages.first?.number == 1 && document.pages.first?.alignment == .anchors)
        #expect(document.pages.first?.residual ?? 9 < 0.5)
        let here = Set(printed.map.fields.filter { $0.page == 1 }.map(\.key))
        let written = printed.answers.byKey.compactMap { key, answer in answer.text.map { (key, $0) } }.filter { here.contains($0.0) }
        let right = written.count { key, text in document.fields.contains { $0.key == key && $0.value == text } }
        #expect(!written.isEmpty && right * 5 >= written.count * 3, "\(right) of \(written.count)")
    }

    @Test("A blank page is said to be one; a picture after a request is attached to it, a picture alone is not read")
    func others() async throws {
        var picture = GrayImage(width: 1_819, height: 2_573, fill: 235)
        for y in 600..<1_500 { for x in 300..<1_500 { picture[x, y] = UInt8((x * x / 64 + y * y / 96) % 200 + 20) } }
        let blank = GrayImage(width: 1_819, height: 2_573, fill: 240)
        let alone = try await Self.read([picture, blank])
        #expect(alone.documents.isEmpty && alone.strays.map(\.reason) == [.unreadable, .blank])
        let after = try await Self.read([try await Self.page("scrisoare-drum"), picture])
        #expect(after.documents.count == 1 && after.documents.first?.pages.map(\.source) == [1, 2] && after.strays.isEmpty)
    }
}
