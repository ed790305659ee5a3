import Rulebook

/// Puts pages together into documents and says what each of them lacks.
struct DocumentAssembly {
    let content: Content
    let library: FormLibrary
    let day: Day

    /// Pages may come in any order; a page that a document has already begins the next one.
    func documents(_ sheets: [Sheet]) -> [PaperReading.Document] {
        var piles: [[Sheet]] = []
        for sheet in sheets {
            let pile = piles.firstIndex { pile in
                pile[0].code.service == sheet.code.service && pile[0].code.revision == sheet.code.revision
                    && !pile.contains { $0.code.page == sheet.code.page }
            }
            if let pile { piles[pile].append(sheet) } else { piles.append([sheet]) }
        }
        return piles.map { document($0.sorted { $0.code.page < $1.code.page }) }
    }

    private func document(_ sheets: [Sheet]) -> PaperReading.Document {
        let code = sheets[0].code
        let fields = sheets.enumerated().flatMap { index, sheet in
            sheet.fields.map { field in
                var field = field
                field.page = index + 1
                return field
            }
        }
        var document = PaperReading.Document(
            service: code.service, revision: code.revision, confidence: 1,
            candidates: [PaperReading.Candidate(service: code.service, confidence: 1)], pages: sheets.map(\.page), fields: fields,
            missing: [])
        let map = library.map(service: code.service, revision: code.revision)
        document.missing = content.missing(from: document, printedAs: map, on: day)
        return document
    }
}
