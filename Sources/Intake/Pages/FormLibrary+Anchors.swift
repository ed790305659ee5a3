import Foundation
import Rulebook

extension FormLibrary {
    /// What is printed on all pages of all forms. The words of a form are kept beside it, `<revision>.words`: to read them from its
    /// PDF takes some 20 ms.
    func anchors() -> AnchorIndex {
        AnchorIndex(all().flatMap { form in words(service: form.service, revision: form.revision) })
    }

    private func words(service: String, revision: String) -> [(code: PageCode, pairs: [WordPair])] {
        let name = folder.appending(path: "\(service)/\(revision)")
        if let kept = try? String(contentsOf: name.appendingPathExtension("words"), encoding: .utf8),
            let pages = Self.pages(kept, service, revision)
        {
            return pages
        }
        guard let data = try? Data(contentsOf: name.appendingPathExtension("pdf")), let pdf = try? PDFPages(data) else { return [] }
        let pages = (0..<min(pdf.count, Self.mostPages)).map { index in
            (
                code: PageCode(service: service, revision: revision, page: index + 1),
                pairs: WordPair.pairs(in: PlacedWord.lines(of: pdf.characters(index)))
            )
        }
        // Where the folder cannot be written to, the next reader takes a little longer.
        try? Self.text(pages).write(to: name.appendingPathExtension("words"), atomically: true, encoding: .utf8)
        return pages
    }

    private static let mostPages = 60

    /// A line for each pair: page, x and y in hundredths of a mm, words.
    private static func text(_ pages: [(code: PageCode, pairs: [WordPair])]) -> String {
        pages.flatMap { page in
            ["\(page.code.page)"]
                + page.pairs.map { pair in
                    "\(page.code.page)\t\(Int(pair.middle.x * 100))\t\(Int(pair.middle.y * 100))\t\(pair.text)"
                }
        }.joined(separator: "\n")
    }

    private static func pages(_ text: String, _ service: String, _ revision: String) -> [(code: PageCode, pairs: [WordPair])]? {
        var pages: [(code: PageCode, pairs: [WordPair])] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 3).map { Substring($0) }
            if parts.count == 1, let page = Int(parts[0]), page == pages.count + 1 {
                pages.append((PageCode(service: service, revision: revision, page: page), []))
            } else if parts.count == 4, let page = Int(parts[0]), page == pages.count, let x = Int(parts[1]), let y = Int(parts[2]) {
                let middle = Point(x: Double(x) / 100, y: Double(y) / 100)
                pages[page - 1].pairs.append(WordPair(text: String(parts[3]), middle: middle))
            } else {
                return nil
            }
        }
        return pages.isEmpty ? nil : pages
    }
}
