/// The legal term of a dossier: how long is left, until when, and why that date. The text says everything; the strip
/// of days only draws it.
package struct LegalClock: Sendable {
    package enum State: String, Sendable {
        case running = ""
        /// The end is near.
        case soon
        /// Suspended: somebody else must move first.
        case held
        case late
    }

    /// One day on the strip.
    package enum Day: Sendable {
        case past, suspended, today, left
        /// A day that does not count.
        case off
        /// The day on which the term ends.
        case last
    }

    /// Unique on the page.
    package var id: String
    package var title: String
    package var state: State
    /// In large type: „5 zile”.
    package var left: String
    /// After it, smaller: „lucrătoare rămase”.
    package var unit: String
    /// „până miercuri, 2 decembrie 2026”.
    package var until: Phrase
    package var days: [Day]
    /// The words under the strip's two ends.
    package var start: String?
    package var end: String?
    /// The trace of the computation, a paragraph each, with the legal basis last.
    package var why: [Phrase]
    /// Explains the strip's colours; once per page is enough.
    package var showsKey: Bool

    package init(
        id: String = "termen", title: String, state: State = .running, left: String, unit: String = "", until: Phrase,
        days: [Day], start: String? = nil, end: String? = nil, why: [Phrase] = [], showsKey: Bool = false
    ) {
        self.id = id
        self.title = title
        self.state = state
        self.left = left
        self.unit = unit
        self.until = until
        self.days = days
        self.start = start
        self.end = end
        self.why = why
        self.showsKey = showsKey
    }
}

extension HTML {
    package func clock(_ clock: LegalClock) {
        section(class: clock.state == .running ? "clock" : "clock \(clock.state.rawValue)", .labelledBy(clock.id)) {
            h2(clock.title, id: clock.id)
            p(class: "left") {
                text(clock.left)
                if !clock.unit.isEmpty {
                    text(" ")
                    small(clock.unit)
                }
            }
            p(clock.until, class: "until")
            if !clock.days.isEmpty { strip(clock.days) }
            if !clock.days.isEmpty, let start = clock.start, let end = clock.end {
                p(class: "ends") {
                    span(start)
                    span(end)
                }
            }
            if clock.showsKey { key() }
            if !clock.why.isEmpty {
                more(clock.state == .held ? words.whyHeld : words.why) { for reason in clock.why { p(reason) } }
            }
        }
    }

    /// Days in a row, for the eye only. A long term is drawn with fewer cells, each for several days.
    package func strip(_ days: [LegalClock.Day]) {
        markup("<div class=\"strip\" aria-hidden=\"true\">")
        for day in LegalClock.condensed(days) { cell(day) }
        markup("</div>")
    }

    private func cell(_ day: LegalClock.Day) {
        switch day {
        case .past: markup("<i class=\"d\"></i>")
        case .suspended: markup("<i class=\"p\"></i>")
        case .today: markup("<i class=\"n\"></i>")
        case .left: markup("<i></i>")
        case .off: markup("<i class=\"o\"></i>")
        case .last: markup("<i class=\"e\"></i>")
        }
    }

    private func key() {
        ul(class: "key") {
            for (day, word) in [
                (LegalClock.Day.past, words.dayPast), (.suspended, words.daySuspended), (.today, words.dayToday), (.left, words.dayLeft),
            ] {
                li {
                    markup("<span class=\"strip\" aria-hidden=\"true\">")
                    cell(day)
                    markup("</span>")
                    text(word)
                }
            }
        }
    }
}

extension LegalClock {
    /// As many cells as a phone can show apart.
    static let cells = 60

    /// At most ``cells`` days: each stands for a few, and keeps what matters most among them.
    static func condensed(_ days: [Day]) -> [Day] {
        guard days.count > cells else { return days }
        let size = (days.count + cells - 1) / cells
        return stride(from: 0, to: days.count, by: size).map { start in
            let group = days[start..<min(start + size, days.count)]
            let order: [Day] = [.today, .last, .suspended, .past, .left]
            return order.first(where: group.contains) ?? .off
        }
    }
}
