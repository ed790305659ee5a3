import Foundation
import Rulebook

/// Makes proposals of pages that are not ours: requests on other forms and in letters, and what is attached to them or to our forms.
struct ForeignAssembly {
    /// Below this no service is proposed; the candidates still are.
    private static let leastConfidence = 0.4
    /// A letter's text stands mostly in lines of so many characters; a form's in shorter ones.
    private static let lineOfLetter = (characters: 55, share: 0.5)
    private static let letterConfidence = 0.5

    let content: Content
    let classifier: ServiceClassifier
    let service: String?
    let own: DocumentAssembly

    /// - Parameters:
    ///   - pages: in the order of the file.
    ///   - documents: of our own forms; they get the pages that follow theirs and ask for nothing.
    ///   - strays: pages without text that follow somebody's request become its attachments too.
    func join(_ pages: [ForeignPage], to documents: [PaperReading.Document], _ strays: [PaperReading.Stray])
        -> (documents: [PaperReading.Document], strays: [PaperReading.Stray])
    {
        var documents = documents
        var piles: [[ForeignPage]] = []
        var left = strays.filter { $0.reason != .unreadable }
        let papers: [(source: Int, page: ForeignPage?, image: String?)] =
            (pages.map { ($0.source, $0, nil) } + strays.filter { $0.reason == .unreadable }.map { ($0.source, nil, $0.image) })
            .sorted { $0.0 < $1.0 }
        let ownSources = documents.map { $0.pages.map(\.source).max() ?? 0 }
        for paper in papers {
            if let page = paper.page, page.isRequest {
                piles.append([page])
                continue
            }
            let before = ownSources.indices.filter { ownSources[$0] < paper.source }.max { ownSources[$0] < ownSources[$1] }
            let pileBefore = piles.last.map { $0[0].source } ?? 0
            if let before, ownSources[before] > pileBefore {
                documents[before].pages.append(paper.page?.page ?? Self.picture(paper.source, paper.image))
            } else if let page = paper.page {
                if piles.isEmpty { piles.append([page]) } else { piles[piles.count - 1].append(page) }
            } else if piles.isEmpty {
                left.append(PaperReading.Stray(source: paper.source, reason: .unreadable, image: paper.image))
            } else {
                piles[piles.count - 1].append(ForeignPage(picture: paper.source, image: paper.image))
            }
        }
        return (documents + piles.map(document), left.sorted { $0.source < $1.source })
    }

    private static func picture(_ source: Int, _ image: String?) -> PaperReading.Page {
        PaperReading.Page(source: source, number: nil, turned: 0, alignment: .none, image: image)
    }

    private func document(_ pages: [ForeignPage]) -> PaperReading.Document {
        let candidates = pages[0].candidates
        let best = service ?? candidates.first?.service
        let isLikely = service != nil || (candidates.first?.confidence ?? 0) >= Self.leastConfidence
        var fields: [PaperReading.Field] = []
        if let form = best.flatMap({ content.service($0) })?.form {
            let values = LabelledValues(book: LabelBook(form, content.paper), content: content)
            for (index, page) in pages.enumerated() where !page.text.lines.isEmpty {
                fields += values.fields(page.text, number: index + 1).filter { field in !fields.contains { $0.key == field.key } }
            }
            if Self.isLetter(pages[0].text), let letter = letter(pages, form), !fields.contains(where: { $0.key == letter.key }) {
                fields.append(letter)
            }
        }
        var document = PaperReading.Document(
            service: isLikely ? best : nil, revision: nil, confidence: service == nil ? candidates.first?.confidence ?? 0 : 1,
            candidates: service.map { [PaperReading.Candidate(service: $0, confidence: 1)] } ?? candidates, pages: pages.map(\.page),
            fields: fields, missing: [])
        // Whether it is signed, no box tells.
        document.missing = own.content.missing(from: document, printedAs: nil, on: own.day)
        return document
    }

    private static func isLetter(_ page: PageText) -> Bool {
        let lengths = page.lines.map(\.text.count)
        let long = lengths.filter { $0 >= lineOfLetter.characters }.reduce(0, +)
        return Double(long) >= lineOfLetter.share * Double(lengths.reduce(0, +))
    }

    /// What somebody wrote, for the form's own free text.
    private func letter(_ pages: [ForeignPage], _ form: Form) -> PaperReading.Field? {
        guard let field = form.fields.first(where: { $0.kind == .paragraph && $0.askedWhen == nil }) else { return nil }
        let most = field.length?.most.map { NSDecimalNumber(decimal: $0).intValue } ?? FieldLimits.paragraph
        let text = pages.map { Self.flowing($0.text) }.joined(separator: "\n")
        guard !text.isEmpty, let first = pages[0].text.lines.first?.box, let last = pages[0].text.lines.last?.box else { return nil }
        let box = Area(x: 15, y: first.y, width: 180, height: last.y + last.height - first.y)
        return PaperReading.Field(
            key: field.key, kind: field.kind.rawValue, value: String(text.prefix(most)), raw: text, confidence: Self.letterConfidence,
            outcome: .check, page: 1, box: box.box)
    }

    /// Rows that fill the page's width go on in the next; a short one ends its paragraph.
    private static func flowing(_ page: PageText) -> String {
        let rows = page.rows
        let right = rows.compactMap { $0.last.map { $0.box.x + $0.box.width } }.max() ?? 0
        var text = ""
        for row in rows {
            text += row.map(\.text).joined(separator: " ")
            let end = row.last.map { $0.box.x + $0.box.width } ?? 0
            text += end > right - 25 ? " " : "\n"
        }
        return text.trimmed
    }
}

extension ForeignPage {
    /// A page without text that could be read.
    init(picture source: Int, image: String?) {
        self.init(
            source: source,
            text: PageText(lines: [], width: 210, height: 297, turned: 0, image: GrayImage(width: 1, height: 1, fill: 255)), candidates: [])
        self.image = image
    }
}
