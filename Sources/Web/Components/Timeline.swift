/// One station on a dossier's way; those ahead are shown too.
package struct Station: Sendable {
    package enum State: String, Sendable {
        case done, now
        /// The clock stood meanwhile.
        case held
        case ahead = ""
    }

    /// When it was, for people and in ISO 8601.
    package struct Moment: Sendable {
        package var text: String
        package var iso: String

        package init(_ text: String, _ iso: String) {
            self.text = text
            self.iso = iso
        }
    }

    package var title: String
    package var state: State
    package var moment: Moment?
    package var detail: Phrase?

    package init(_ title: String, _ state: State, _ moment: Moment? = nil, detail: Phrase? = nil) {
        self.title = title
        self.state = state
        self.moment = moment
        self.detail = detail
    }
}

extension HTML {
    package func timeline(_ stations: [Station]) {
        ol(class: "time") {
            for station in stations {
                li(class: station.state.rawValue, .current("step", if: station.state == .now)) {
                    h3(station.title)
                    if let moment = station.moment { time(moment.text, datetime: moment.iso) }
                    if let detail = station.detail { p(detail) }
                }
            }
        }
    }
}
