import Documents
import Foundation
import Rulebook
import TestKit
import Testing

/// The form on paper of every service, as others read it.
/// One after another: so many forms at once are more than may wait for one typesetter.
@Suite("Forms on paper", .serialized)
struct PaperTests {
    static let services = ((try? ContentFolder.withTrials.get())?.services ?? []).map(\.slug)
    private static let address = "https://ghiseu.example.ro"
    private static let press = PaperPress(Bench.strict, address: address)

    /// Each form is drawn and printed once for all tests.
    private actor Prints {
        static let shared = Prints()
        private var maps: [String: PaperMap] = [:]
        private var pages: [String: Data] = [:]

        func map(of form: PaperForm) async throws -> PaperMap {
            let name = "\(form.service) \(form.language)"
            if let known = maps[name] { return known }
            let map = try await PaperTests.press.map(of: form, at: Bench.now)
            maps[name] = map
            return map
        }

        func pdf(_ name: String, make: @Sendable () async throws -> Data) async throws -> Data {
            if let known = pages[name] { return known }
            let pdf = try await make()
            pages[name] = pdf
            return pdf
        }
    }

    private struct Print {
        let form: PaperForm
        let map: PaperMap
        let service: PublicService
        let context: CheckingContext

        init(_ slug: String, _ language: Language = .ro) async throws {
            let content = try ContentFolder.withTrials.get()
            service = try #require(content.service(slug))
            form = PaperForm(of: service, in: content, language: language, address: PaperTests.address)
            map = try await Prints.shared.map(of: form)
            context = content.checking(on: try #require(Day("2026-11-23")), in: language)
        }

        /// Every example written in, of questions that exclude each other too.
        var ink: PaperInk {
            let asked = service.form.check(service.form.examples, attached: [], in: context).normalised
            return PaperInk(service.form.examples.merging(asked), on: form, fields: service.form.fields, in: context)
        }

        func blank() async throws -> Data {
            try await Prints.shared.pdf("\(form.service) \(map.revision)") { try await pdf(ink: nil) }
        }

        func filled() async throws -> Data {
            try await Prints.shared.pdf("\(form.service) \(map.revision) filled") { try await pdf(ink: ink) }
        }

        func pdf(ink: PaperInk?) async throws -> Data { try await PaperTests.press.print(form, map, ink: ink, at: Bench.now) }
    }

    @Test("There is a service to print") func some() { #expect(!Self.services.isEmpty) }

    @Test("Each question has one place, inside the margins and apart from all others", arguments: services)
    func places(slug: String) async throws {
        let print = try await Print(slug)
        let fields = print.service.form.fields.filter { $0.derived == nil }.map(\.key)
        let papers = print.service.form.attachments.map { PaperForm.key(ofAttachment: $0.kind.code) }
        #expect(print.map.fields.map(\.key).sorted() == (fields + papers + [PaperForm.signature, PaperForm.signatureDay]).sorted())
        for (number, page) in print.map.pages.enumerated() {
            let places = print.map.fields.filter { $0.page == number + 1 }
            let inked = places.flatMap { place in place.inked.map { (place.key, $0) } }
            for (key, box) in inked {
                #expect(box[0] >= 14.9 && box[0] + box[2] <= 195.1 && box[1] >= 29.9 && box[1] + box[3] <= 277.1, "\(key) \(box)")
            }
            let all = inked + page.marks.map { ("mark", $0) } + [("qr", page.qr)]
            for (index, (key, box)) in all.enumerated() {
                for (otherKey, other) in all.dropFirst(index + 1) where box.overlaps(other) {
                    Issue.record("\(slug), page \(number + 1): \(key) \(box) lies over \(otherKey) \(other)")
                }
            }
        }
    }

    @Test("The signature has no page to itself: something that is signed stands above it", arguments: services)
    func signaturePage(slug: String) async throws {
        let print = try await Print(slug)
        let signature = try #require(print.map.fields.first { $0.key == PaperForm.signature })
        let signed = print.map.fields.filter { ![PaperForm.signature, PaperForm.signatureDay].contains($0.key) }
        #expect(signed.contains { $0.page == signature.page })
    }

    @Test("What the examples write lies in the boxes that the map gives, and nothing else does", arguments: services)
    func ink(slug: String) async throws {
        let print = try await Print(slug)
        let filled = try PrintedPages(await print.filled())
        let blank = try PrintedPages(await print.blank())
        var written = 0
        for place in print.map.fields {
            for box in place.inked {
                #expect(blank.words(in: box, page: place.page).isEmpty, "\(place.key): something is printed in its box")
                let words = filled.words(in: box, page: place.page)
                written += words.count
                for word in words {
                    // Of a tick, poppler tells its font's height and not its own; the dots of the next test tell more.
                    let slack = word.text == "✕" ? 6 : 0.6
                    #expect(
                        word.left >= box[0] - 0.2 && word.right <= box[0] + box[2] + 0.2 && word.top >= box[1] - slack
                            && word.bottom <= box[1] + box[3] + slack, "\(place.key): „\(word.text)” leaves \(box)")
                }
            }
        }
        #expect(written > 0)
        #expect(filled.words.count >= blank.words.count + written, "words were written outside the boxes, or covered")
        for place in print.map.fields where place.kind == "cnp" && place.items == nil {
            let example = print.service.form.field(place.key)?.example?.text
            let cells = try #require(place.boxes)
            #expect(cells.map { filled.words(in: $0, page: place.page).map(\.text).joined() }.joined() == example)
        }
    }

    @Test("A form is a sound PDF with its fonts in it and its words in Romanian letters", arguments: services)
    func sound(slug: String) async throws {
        let print = try await Print(slug)
        let pdf = try await print.filled()
        try await Bench.withFolder { folder in
            let file = folder.appending(component: "formular.pdf")
            try pdf.write(to: file)
            let check = try Outsider.run("qpdf", ["--check", file.path])
            #expect(check.status == 0, "\(check.output)\(check.errors)")
            let text = try Outsider.run("pdftotext", [file.path, "-"]).output
            let words = text.filter { !$0.isWhitespace && $0 != "\u{200B}" }
            #expect(words.contains(print.service.title.ro.filter { !$0.isWhitespace }))
            #expect(text.contains("Semnătura") && text.contains("soluționeze") && text.contains(print.map.revision))
        }
        let pages = try PrintedPages(pdf)
        #expect(pages.faults == [] && pages.beyond(left: 14, right: 7, bottom: 7) == [])
    }

    @Test("Every page has its code and its four marks where the map says", arguments: services.prefix(4))
    func codes(slug: String) async throws {
        let print = try await Print(slug)
        let pdf = try await print.blank()
        for (number, page) in print.map.pages.enumerated() {
            let scan = try await Scan(pdf, page: number + 1)
            #expect(scan.codes.hasSuffix("\(Self.address)/formular/\(slug)/\(print.map.revision)/\(number + 1)"))
            for mark in page.marks {
                #expect(scan.darkness(in: mark) > 0.97)
                #expect(scan.darkness(in: [mark[0] - 2, mark[1] - 2, mark[2] + 4, mark[3] + 4]) < 0.4)
            }
        }
    }

    @Test("Between a blank and a filled form, no dot differs but in the boxes of the map", arguments: services.prefix(4))
    func dots(slug: String) async throws {
        let print = try await Print(slug)
        let (blank, filled) = try await (print.blank(), print.filled())
        for number in 1...print.map.pages.count {
            let (before, after) = try await (Scan(blank, page: number), Scan(filled, page: number))
            let boxes = print.map.fields.filter { $0.page == number }.flatMap(\.inked)
            let strays = before.differences(from: after).filter { dot in
                !boxes.contains { [dot.x - 0.2, dot.y - 0.2, 0.4, 0.4].overlaps($0) }
            }
            #expect(strays.isEmpty, "page \(number): ink at \(strays.prefix(3)) mm")
            #expect(number > 1 || !before.differences(from: after).isEmpty)
        }
    }

    @Test("A form has a revision of its own in each language, and the same one every time", arguments: services.prefix(3))
    func revisions(slug: String) async throws {
        let revisions = try await [Print(slug), Print(slug), Print(slug, .hu), Print(slug, .en)].map(\.map.revision)
        #expect(revisions[0] == revisions[1] && Set(revisions).count == 3)
        #expect(revisions.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{10}/) != nil })
    }

    @Test("More rows than the form has room for are printed on a page after it")
    func more() async throws {
        let print = try await Print("turism-materiale")
        let table = try #require(print.service.form.fields.first { $0.kind == .rows })
        guard case .rows(let example)? = table.example, let row = example.first else {
            Issue.record("no example rows")
            return
        }
        let rows = (1...30).map { number in row.merging(["bucati": "\(number)"]) { $1 } }
        let ink = PaperInk(Answers([table.key: .rows(rows)]), on: print.form, fields: print.service.form.fields, in: print.context)
        let pages = try PrintedPages(await print.pdf(ink: ink))
        #expect(pages.words.map(\.page).max() == print.map.pages.count + 1)
        #expect((9...30).allSatisfy { number in pages.words.contains { $0.page > print.map.pages.count && $0.text == "\(number)" } })
    }
}

extension PaperMap.Place {
    /// The boxes that take ink, the smallest that are known.
    fileprivate var inked: [PaperMap.Box] {
        let parts = (boxes ?? []) + (options ?? []).map(\.box) + (items ?? []) + (rows ?? []).flatMap { $0.values }
        return parts.isEmpty ? [box] : parts
    }
}

extension [Double] {
    /// Whether two boxes share more than an edge.
    fileprivate func overlaps(_ other: [Double]) -> Bool {
        let slack = 0.02
        return self[0] + slack < other[0] + other[2] && other[0] + slack < self[0] + self[2] && self[1] + slack < other[1] + other[3]
            && other[1] + slack < self[1] + self[3]
    }
}
