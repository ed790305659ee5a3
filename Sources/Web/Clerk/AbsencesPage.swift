import Foundation
import Office
import Rulebook
import Store

/// Who is away from an institution and who stands in, as plain values.
struct AbsencesPage: Sendable {
    struct Line: Sendable {
        let who: String
        let when: String
        let isNow: Bool
        let substitute: String
        let callingOff: Link?
    }

    static let person = "persoana"
    static let from = "de-la"
    static let to = "pana-la"
    static let substitute = "inlocuitor"

    let title: String
    let lead: String
    let remark: String?
    let lines: [Line]
    let columns: [String]
    let fields: [Field]
    let link: Link
    let problems: [Problem]
    let voice: DeskVoice

    init(
        _ book: AbsenceBook, attempt: (typed: FormFields, problems: [Problem])?, done: String?, viewer: Visitor, today: Day, desk: Desk,
        voice: DeskVoice
    ) {
        self.voice = voice
        title = voice("absences.title")
        lead = voice("absences.lead")
        remark = done.map { voice($0 == "anulat" ? "absences.called-off" : "absences.saved") }
        link = desk.absences
        problems = attempt?.problems ?? []
        columns = ["who", "when", "substitute", "actions"].map { voice("absences.\($0)") }
        lines = book.absences.map { absence in
            Line(
                who: book.names[absence.person] ?? "–",
                when: voice(
                    "absences.from-to", ["from": .text(voice.date(absence.from)), "to": .text(voice.date(absence.to))]),
                isNow: absence.from <= today,
                substitute: absence.substitute.map { book.names[$0] ?? "–" } ?? voice("absences.nobody"),
                callingOff: book.own.contains(absence.id) ? desk.callingOff(absence.id) : nil)
        }
        func typed(_ name: String) -> String { attempt?.typed.text(name) ?? "" }
        func parts(_ name: String) -> Field.DateParts {
            Field.DateParts(day: typed("\(name).zi"), month: typed("\(name).luna"), year: typed("\(name).an"))
        }
        let chosen = attempt.map { _ in typed(Self.person) } ?? viewer.id
        fields = [
            Field(
                Self.person, voice("absences.person"), .select(book.people.map { .init($0.id, $0.name) }, value: chosen),
                error: problems[Self.person]),
            Field(Self.from, voice("absences.from"), .dateParts(parts(Self.from)), error: problems[Self.from]),
            Field(Self.to, voice("absences.to"), .dateParts(parts(Self.to)), error: problems[Self.to]),
            Field(
                Self.substitute, voice("absences.substitute"),
                .select(
                    book.substitutes.map { .init($0.id, $0.name) }, value: typed(Self.substitute), blank: voice("absences.without")),
                hint: Phrase(voice("absences.substitute-hint")), error: problems[Self.substitute], need: .optional),
        ]
    }
}

extension HTML {
    func absencesPage(_ page: AbsencesPage, _ token: FormToken) {
        let voice = page.voice
        errorSummary(page.problems)
        h1(page.title)
        p(page.lead, class: "lead")
        if let remark = page.remark { note(.ok, Phrase(remark)) }
        split(sideLabel: voice("absences.form-title")) {
            if page.lines.isEmpty {
                empty(.user, voice("absences.none"), Phrase(voice("absences.none-text")))
            } else {
                scroll(voice("absences.caption")) {
                    table(class: "table") {
                        caption(voice("absences.caption"), class: "vh")
                        thead { tr { for head in page.columns { th(head, .col) } } }
                        tbody { for line in page.lines { absence(line, voice, token) } }
                    }
                }
            }
        } side: {
            box(Phrase(voice("absences.form-title"))) {
                form(post: page.link, token, .novalidate()) {
                    for field in page.fields { self.field(field) }
                    submit(Phrase(voice("absences.add")))
                }
            }
        }
    }

    private func absence(_ line: AbsencesPage.Line, _ voice: DeskVoice, _ token: FormToken) {
        tr {
            th(line.who, .row)
            td {
                text(line.when)
                if line.isNow { text(" "); tag(Tag(.wait, voice("absences.now"))) }
            }
            td(line.substitute)
            td {
                if let link = line.callingOff {
                    form(post: link, token, class: "flush") {
                        let name = "\(voice("absences.call-off")): \(line.who), \(line.when)"
                        submit(Phrase(voice("absences.call-off")), class: "btn link flush", .label(name))
                    }
                }
            }
        }
    }
}

extension FormFields {
    /// A date of three inputs; nil where there is no such day.
    func day(_ name: String) -> Day? {
        Day(written: ["zi", "luna", "an"].map { text("\(name).\($0)").trimmingCharacters(in: .whitespaces) }.joined(separator: "."))
    }
}
