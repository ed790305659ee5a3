import Rulebook
import Store

/// Events in words, each with its place in the institution's chain.
struct Journal: Sendable {
    struct Line: Sendable {
        let sequence: String
        let moment: Station.Moment
        let title: String
        let actor: String
        let detail: String
        /// The beginnings of the hash before and of its own.
        let previous: String
        let hash: String

        /// - Parameter house: the institution whose journal it is.
        init(_ event: Event, title: String, actor: String, detail: String, house: String, voice: DeskVoice) {
            // What another did here, such as asking, stands in its own chain, with that chain's numbers.
            let other = event.institution == house ? nil : voice.content.institution(event.institution)?.shortName ?? event.institution
            sequence = [other, voice.number(event.sequence)].compactMap { $0 }.joined(separator: " ")
            moment = voice.shortMoment(event.at)
            self.title = title
            self.actor = actor
            self.detail = detail
            previous = event.previous.isEmpty ? voice("journal.first") : String(event.previous.prefix(8))
            hash = String(event.hash.prefix(8))
        }
    }

    let caption: String
    let lines: [Line]
    let columns: [String]

    init(_ caption: String, _ lines: [Line], voice: DeskVoice) {
        self.caption = caption
        self.lines = lines
        columns = ["number", "moment", "event", "who", "chain"].map { voice("journal.\($0)") }
    }
}

extension HTML {
    func journal(_ journal: Journal) {
        scroll(journal.caption) {
            stackingTable(journal.caption, journal.columns) {
                for line in journal.lines {
                    stackingRow {
                        stackingCell(journal.columns[0], class: "num") { text(line.sequence) }
                        stackingCell(class: "num") { time(line.moment.text, datetime: line.moment.iso) }
                        stackingCell {
                            strong(line.title)
                            if !line.detail.isEmpty { br(); span(line.detail, class: "small") }
                        }
                        stackingCell(journal.columns[3]) { text(line.actor) }
                        stackingCell(journal.columns[4]) {
                            code(line.previous); text(" → "); code(line.hash)
                        }
                    }
                }
            }
        }
    }
}
