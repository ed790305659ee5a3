import Yams

/// Reads how papers name the applicant.
extension Entry {
    /// A group's `lines`: texts, or lists of parts; names in them mean the fields of the groups with the same prefix.
    /// - Parameter fields: of all those groups.
    func applicantLines(prefix: String, _ fields: [Field], templates: Set<String>) -> [Form.ApplicantLine] {
        let keys = Set(fields.map(\.key))
        func qualified(_ name: String) -> String { keys.contains("\(prefix).\(name)") ? "\(prefix).\(name)" : name }
        return list().map { line in
            let parts = line.node.sequence == nil ? [line] : line.list()
            return Form.ApplicantLine(
                parts: parts.map { part in
                    var read = part.applicantPart(templates)
                    let names = Set(read.text.placeholders).union(read.when?.names ?? [])
                    if read.text.placeholders.isEmpty { part.problem("a line of the applicant names a field, like {cui}") }
                    for name in names.sorted() where !keys.contains(qualified(name)) {
                        part.problem("no group with the prefix \(quoted(prefix)) has a field \(quoted(name))")
                    }
                    read.when = read.when?.renaming(qualified)
                    part.checkOptions(of: [read.when], fields)
                    let text = names.reduce(read.text) { $0.replacing("{\($1)}", with: "{\(qualified($1))}") }
                    return Form.ApplicantLine.Part(text: text, when: read.when, templates: read.templates)
                })
        }
    }

    private func applicantPart(_ templates: Set<String>) -> Form.ApplicantLine.Part {
        if node.scalar != nil { return .init(text: text()) }
        return mapping { m in
            let places = m["in"]
            for name in places?.texts() ?? [] where !templates.contains(name) { places?.problem("no template acts/\(name).typ") }
            return .init(text: m.text("text"), when: m["when"].map { $0.expression() }, templates: places?.texts())
        }
    }

    /// The field groups that a form's steps use, in their order.
    var groupsUsed: [String] {
        node.sequence?.flatMap { step in step["fields"]?.sequence?.compactMap { $0["use"]?.string } ?? [] } ?? []
    }
}
