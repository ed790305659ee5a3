extension PaperReading.Document {
    /// Takes a page out, with what was read on it.
    /// - Parameter number: of `pages`, from 1.
    package mutating func removePage(_ number: Int) -> (page: PaperReading.Page, fields: [PaperReading.Field])? {
        guard pages.indices.contains(number - 1) else { return nil }
        let taken = fields.filter { $0.page == number }
        fields.removeAll { $0.page == number }
        for index in fields.indices where fields[index].page > number { fields[index].page -= 1 }
        return (pages.remove(at: number - 1), taken)
    }

    /// Adds a page at its place among those of the form. What was read twice stays as it was read first, unless that was nothing.
    package mutating func add(_ page: PaperReading.Page, _ read: [PaperReading.Field]) {
        var place = pages.count
        if let number = page.number {
            // Pages that are none of the form's stand after those that are.
            let last = pages.lastIndex { $0.number != nil }.map { $0 + 1 } ?? 0
            place = pages.firstIndex { ($0.number ?? 0) > number } ?? last
        }
        pages.insert(page, at: place)
        for index in fields.indices where fields[index].page > place { fields[index].page += 1 }
        for var field in read {
            field.page = place + 1
            if let known = fields.firstIndex(where: { $0.key == field.key }) {
                if fields[known].value.allSatisfy(\.isWhitespace) { fields[known] = field }
            } else {
                fields.append(field)
            }
        }
    }
}

extension Content {
    /// What a document on paper lacks: pages that are not here, required fields without an answer, attachments without a tick, and, on
    /// our own forms, the signature.
    /// - Parameter map: of the print; nil for paper that is not ours.
    package func missing(from document: PaperReading.Document, printedAs map: PaperMap?, on day: Day) -> [String] {
        let present = Set(document.pages.compactMap(\.number))
        let pages = map.map { map in (1...max(1, map.pages.count)).filter { !present.contains($0) }.map { "page:\($0)" } } ?? []
        let elsewhere = Set((map?.fields ?? []).filter { !present.contains($0.page) }.map(\.key))
        var lacking: [String] = []
        if let form = document.service.flatMap({ anyService($0) })?.form {
            let attached = document.fields.filter { $0.key.hasPrefix("attachment:") && $0.value == "true" }
            let checked = form.check(
                document.answers(to: form), attached: Set(attached.map { String($0.key.dropFirst("attachment:".count)) }),
                in: checking(on: day, in: map?.language ?? .ro))
            lacking = checked.problems.filter { problem in
                ["required", "declaration", "attachment-missing"].contains(problem.code) && !elsewhere.contains(problem.field)
                    && !elsewhere.contains(problem.field.replacing("attachment:", with: "@anexa:"))
            }.map(\.field)
        }
        let isSigned =
            map == nil || elsewhere.contains(PaperForm.signature)
            || document.fields.contains { $0.key == "signature" && $0.value == "true" }
        return pages + lacking + (isSigned ? [] : ["signature"])
    }
}
