import Office
import Rulebook

/// The request as it was filled in, step by step, with what the machine finds worth a second look.
struct CaseAnswers: Sendable {
    struct Part: Sendable {
        let title: String
        let facts: [Fact]
    }

    let head: CaseHead
    let remarksTitle: String
    /// The field's name and the sentence.
    let remarks: [(label: String, text: String)]
    let parts: [Part]
    /// Said where something is shown in part alone.
    let masked: String?

    init(_ file: CaseFile, office: Office, desk: Desk) {
        let voice = DeskVoice(content: office.content)
        let context = office.checking()
        head = CaseHead(file, .answers, desk: desk, voice: voice)
        let checked = file.checked(by: office)
        remarksTitle = voice("check.remarks-title")
        remarks = (checked.problems + checked.warnings).map { problem in
            (file.service.form.label(ofItem: String(problem.field.prefix { $0 != "[" })), problem.message)
        }
        parts = file.service.form.steps.compactMap { step in
            let facts = step.fields.compactMap { field in
                file.dossier.answers[field.key].map { answer in
                    let words = field.masked(answer, in: context)
                    let shape = field.kind == .geometry ? answer.text.flatMap { Geometry($0) } : nil
                    return Fact(
                        field.label.ro,
                        shape.map { Phrase(sketch: $0, words, coordinates: office.content.phrases("geometry.coordinates", in: .ro)) }
                            ?? Phrase(lines: words))
                }
            }
            return facts.isEmpty ? nil : Part(title: step.title.ro, facts: facts)
        }
        let isMasked = file.service.form.fields.contains { field in
            file.dossier.answers[field.key].map { field.masked($0, in: context) != field.display($0, in: context) } ?? false
        }
        masked = isMasked ? voice("answers.masked") : nil
    }
}

extension Phrase {
    /// A text of several lines, its breaks kept.
    init(lines text: String) {
        self.init { h in
            for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
                if index > 0 { h.br() }
                h.text(String(line))
            }
        }
    }
}

extension HTML {
    func caseAnswers(_ page: CaseAnswers) {
        caseHead(page.head)
        if !page.remarks.isEmpty {
            note(.warn) {
                h2(page.remarksTitle)
                ul { for remark in page.remarks { li("\(strong: remark.label): \(remark.text)") } }
            }
        }
        for part in page.parts {
            h2(part.title)
            facts(part.facts)
        }
        if let masked = page.masked { p(masked, class: "small muted") }
    }
}
