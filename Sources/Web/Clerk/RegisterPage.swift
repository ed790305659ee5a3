import Office
import Rulebook
import Store

/// A yearly register as it stands, newest first.
struct RegisterPage: Sendable {
    struct Line: Sendable {
        let number: String
        let moment: Station.Moment
        let sender: String
        let object: String
        let handler: String
        /// Of the general register: how many files came with it, until when it has to be answered, and the answer.
        let files: String
        let due: String
        let answer: String
        /// Nil where the dossier is not this person's to see.
        let link: Link?
    }

    let title: String
    let institution: String
    let tabs: [HTML.Tab]
    /// An institution may number its acts in dozens of registers: they stand behind a line of their own.
    let acts: (label: String, links: [(text: String, link: Link)])
    let years: [HTML.Tab]
    let lines: [Line]
    let columns: [String]
    /// Acts answer themselves.
    let isGeneral: Bool
    let empty: (title: String, text: String)
    let next: Link?
    let first: Link?
    let summary: String
    let printHint: String
    let labels: (registers: String, years: String)

    static let length = 200

    /// - Parameter lines: one more than a page holds, where there is one.
    init(
        _ lines: [Books.RegisterLine], register: String, year: Int, isFirst: Bool, institution: Institution, desk: Desk, thisYear: Int,
        voice: DeskVoice
    ) {
        let shown = lines.prefix(Self.length)
        title = voice("register.title", ["name": .text(Self.name(register, voice)), "year": .text("\(year)")])
        self.institution = institution.name.ro
        tabs = ([RegisterName.general] + (register == RegisterName.general ? [] : [register])).map { name in
            HTML.Tab(Self.name(name, voice), desk.register(name, year), isCurrent: name == register)
        }
        let registers = voice.content.remit(of: institution.slug).registers
        acts = (
            voice("register.acts", ["n": .number(registers.count)]),
            registers.map { ("\($0.register) · \($0.title.ro)", desk.register($0.register, year)) }
        )
        years = (0..<3).map { back in
            HTML.Tab("\(thisYear - back)", desk.register(register, thisYear - back), isCurrent: thisYear - back == year)
        }
        self.lines = shown.map { line in
            Line(
                number: "\(line.number)", moment: voice.shortMoment(line.at),
                sender: line.entry?.sender ?? voice("register.restricted"), object: line.entry?.object ?? "–",
                handler: line.entry?.handler ?? "–", files: line.entry.map { "\($0.files)" } ?? "–",
                due: line.entry?.due.map { voice.date($0, .short) } ?? "–",
                answer: line.entry?.answer.map { answer in
                    [answer, line.entry?.answeredOn.map { voice.date($0, .short) }].compactMap { $0 }.joined(separator: ", ")
                } ?? "–",
                link: line.entry.map { desk.dossier($0.dossier) })
        }
        isGeneral = register == RegisterName.general
        let further = isGeneral ? ["files", "handler", "due", "answer"] : ["handler"]
        columns = (["number", "moment", "sender", "object"] + further).map { voice("register.\($0)") }
        empty = (voice("register.nothing"), voice("register.nothing-text"))
        let here = desk.register(register, year)
        next = lines.count > Self.length ? shown.last.map { here.with("inainte", "\($0.number.number)") } : nil
        first = isFirst ? nil : here
        summary = voice("register.summary", ["n": .number(shown.count)])
        printHint = voice("register.print")
        labels = (voice("register.registers"), voice("register.years"))
    }

    /// Whether an institution keeps such a register.
    static func exists(_ register: String, in institution: String, _ content: Content) -> Bool {
        register == RegisterName.general || content.remit(of: institution).registers.contains { $0.register == register }
    }

    private static func name(_ register: String, _ voice: DeskVoice) -> String {
        register == RegisterName.general ? voice("register.general") : voice("register.act", ["register": .text(register)])
    }
}

extension HTML {
    func registerPage(_ page: RegisterPage) {
        h1(page.title)
        p(page.institution, class: "muted")
        tabs(page.tabs, label: page.labels.registers)
        if !page.acts.links.isEmpty {
            more(page.acts.label) { ul(class: "columns") { for (text, link) in page.acts.links { li { a(text, to: link) } } } }
        }
        tabs(page.years, label: page.labels.years)
        if page.lines.isEmpty {
            empty(.doc, page.empty.title, Phrase(page.empty.text))
        } else {
            scroll(page.title) {
                table(class: "table stacks") {
                    caption(page.title, class: "vh")
                    thead { tr { for head in page.columns { th(head, .col) } } }
                    tbody { for line in page.lines { registerRow(line, page.columns, isGeneral: page.isGeneral) } }
                }
            }
            pages(previous: page.first, next: page.next, summary: page.summary)
            p(page.printHint, class: "small muted noprint")
        }
    }

    /// - Parameter heads: of the columns; on a telephone they stand before what would not speak for itself.
    private func registerRow(_ line: RegisterPage.Line, _ heads: [String], isGeneral: Bool) {
        func head(_ column: Int) -> Attribute { .attr("data-l", heads[column]) }
        tr {
            td(class: "num") { if let link = line.link { a(line.number, to: link) } else { text(line.number) } }
            td(class: "num") { time(line.moment.text, datetime: line.moment.iso) }
            td(line.sender)
            td(line.object)
            if isGeneral { td(line.files, class: "num", head(4)) }
            td(line.handler, head(isGeneral ? 5 : 4))
            if isGeneral {
                td(line.due, class: "num", head(6))
                td(line.answer, head(7))
            }
        }
    }
}
