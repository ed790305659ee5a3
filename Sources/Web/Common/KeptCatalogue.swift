import Rulebook
import Synchronization

/// The list of all services as it is drawn, kept for each language: it changes with the content and, because of fees, with the day.
final class KeptCatalogue: Sendable {
    private struct Kept: Sendable {
        var edition = 0
        var day = Day.earliest
        var drawn: [Language: Phrase] = [:]
    }

    private let kept = Mutex(Kept())

    /// The list, drawn anew where the content or the day has changed.
    func list(in language: Language, edition: Int, on day: Day, draw: (HTML) -> Void) -> Phrase {
        let known = kept.withLock { $0.edition == edition && $0.day == day ? $0.drawn[language] : nil }
        if let known { return known }
        let drawn = Phrase(draw)
        kept.withLock { kept in
            if kept.edition != edition || kept.day != day { kept = Kept(edition: edition, day: day) }
            kept.drawn[language] = drawn
        }
        return drawn
    }
}
