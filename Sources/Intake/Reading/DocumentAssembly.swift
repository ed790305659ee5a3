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
        document.missing = missing(document, map, present: Set(sheets.map(\.code.page)))
        return document
    }

    /// Pages that are not here, required fields without an answer, attachments without a tick, the signature.
    func missing(_ document: PaperReading.Document, _ map: PaperMap?, present: Set<Int>) -> [String] {
        let pages = (1...max(1, map?.pages.count ?? 1)).filter { !present.contains($0) }.map { "page:\($0)" }
        let elsewhere = Set((map?.fields ?? []).filter { !present.contains($0.page) }.map(\.key))
        var lacking: [String] = []
        if let form = document.service.flatMap({ content.anyService($0) })?.form {
            let attached = document.fields.filter { $0.key.hasPrefix("attachment:") && $0.value == "true" }
            let checked = form.check(
                document.answers(to: form), attached: Set(attached.map { String($0.key.dropFirst("attachment:".count)) }),
                in: content.checking(on: day, in: map?.language ?? .ro))
            lacking = checked.problems.filter { problem in
                ["required", "declaration", "attachment-missing"].contains(problem.code) && !elsewhere.contains(problem.field)
                    && !elsewhere.contains(problem.field.replacing("attachment:", with: "@anexa:"))
            }.map(\.field)
        }
        let isSigned = elsewhere.contains(PaperForm.signature) || document.fields.contains { $0.key == "signature" && $0.value == "true" }
        return pages + lacking + (isSigned ? [] : ["signature"])
    }
}
