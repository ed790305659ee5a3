import Office
import Rulebook
import Store

/// A yearly register as it stands, newest first.
struct RegisterPage: Sendable {
    struct Line: Sendable {
        let number: String
        let moment: Station.Moment
        /// The columns after those two; the general register also says how many files came, until when it has to be answered, and the
        /// answer.
        let said: [String]
        /// Nil where the dossier is not this person's to see.
        let link: Link?
    }

    let title: String
    let institution: String
    /// The general register and this one.
    let tabs: [HTML.Tab]
    /// All others, with what they number.
    let others: [HTML.Tab]
    let years: [HTML.Tab]
    let lines: [Line]
    let columns: [String]
    let empty: (title: String, text: String)
    let next: Link?
    let first: Link?
    let summary: String
    let printHint: String
    let labels: (registers: String, others: String, years: String)

    static let length = 200

    /// - Parameter lines: one more than a page holds, where there is one.
    init(
        _ lines: [Books.RegisterLine], register: String, year: Int, isFirst: Bool, institution: Institution, desk: Desk, thisYear: Int,
        voice: DeskVoice
    ) {
        let shown = lines.prefix(Self.length)
        title = voice("register.title", ["name": .text(Self.name(register, voice)), "year": .text("\(year)")])
        self.institution = institution.name.ro
        // Acts answer themselves.
        let isGeneral = register == RegisterName.general
        tabs = (isGeneral ? [register] : [RegisterName.general, register]).map {
            HTML.Tab(Self.name($0, voice), desk.register($0, year), isCurrent: $0 == register)
        }
        others = voice.content.remit(of: institution.slug).registers.filter { $0.register != register }.map {
            HTML.Tab("\($0.register) · \($0.title.ro)", desk.register($0.register, year))
        }
        years = (0..<3).map { back in
            HTML.Tab("\(thisYear - back)", desk.register(register, thisYear - back), isCurrent: thisYear - back == year)
        }
        self.lines = shown.map { line in
            Line(
                number: isGeneral ? "\(line.number)" : "\(register) \(line.number.number)/\(line.number.day.year)",
                moment: voice.shortMoment(line.at), said: Self.said(line.entry, isGeneral: isGeneral, voice),
                link: line.entry.map { desk.dossier($0.dossier) })
        }
        let further = isGeneral ? ["files", "handler", "due", "answer", "archive"] : ["handler"]
        columns = (["number", "moment", "sender", "object"] + further).map { voice("register.\($0)") }
        empty = (voice("register.nothing"), voice("register.nothing-text"))
        let here = desk.register(register, year)
        next = lines.count > Self.length ? shown.last.map { here.with("inainte", "\($0.number.number)") } : nil
        first = isFirst ? nil : here
        summary = voice("register.summary", ["n": .number(shown.count)])
        printHint = voice("register.print")
        labels = (voice("register.registers"), voice("register.others"), voice("register.years"))
    }

    private static func said(_ entry: Books.RegisterLine.Entry?, isGeneral: Bool, _ voice: DeskVoice) -> [String] {
        let answer = entry?.answer.map { answer in
            [answer, entry?.answeredOn.map { voice.date($0, .short) }].compactMap { $0 }.joined(separator: ", ")
        }
        let who = [entry?.sender ?? voice("register.restricted"), entry?.object]
        let further =
            isGeneral
            ? [
                entry.map { "\($0.files)" }, entry?.handler, entry?.due.map { voice.date($0, .short) }, answer,
                entry.flatMap { place($0, voice) },
            ]
            : [entry?.handler]
        return (who + further).map { $0 ?? "–" }
    }

    /// Where the dossier lies in the archive: the answers of the step that put it there.
    private static func place(_ entry: Books.RegisterLine.Entry, _ voice: DeskVoice) -> String? {
        let moves = voice.content.anyService(entry.service)?.workflow.moves ?? []
        guard let move = moves.first(where: { $0.deed == .archive }), let step = move.name.flatMap({ entry.steps[$0] }) else { return nil }
        return move.asks.compactMap { step.answers.text($0.key) }.filter { !$0.isEmpty }.joined(separator: ", ")
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
        if !page.others.isEmpty { more(page.labels.others) { tabs(page.others, label: page.labels.others) } }
        tabs(page.years, label: page.labels.years)
        if page.lines.isEmpty {
            empty(.doc, page.empty.title, Phrase(page.empty.text))
        } else {
            scroll(page.title) {
                stackingTable(page.title, page.columns) { for line in page.lines { registerRow(line, page.columns) } }
            }
            pages(previous: page.first, next: page.next, summary: page.summary)
            p(page.printHint, class: "small muted noprint")
        }
    }

    private func registerRow(_ line: RegisterPage.Line, _ columns: [String]) {
        stackingRow {
            stackingCell(class: "num") { if let link = line.link { a(line.number, to: link) } else { text(line.number) } }
            stackingCell(class: "num") { time(line.moment.text, datetime: line.moment.iso) }
            for (column, said) in zip(columns.dropFirst(2), line.said) {
                // A telephone's card leaves out what there is not.
                stackingCell(column, class: said == "–" ? "none" : nil) { text(said) }
            }
        }
    }
}
