import Foundation
import Office
import Rulebook

/// The counter's words in the language of one page.
struct Speech: Sendable {
    let phrases: Phrasebook
    let language: Language

    func callAsFunction(_ key: String, _ values: [String: TraceValue] = [:]) -> String { phrases(key, values, in: language) }
    func callAsFunction(_ line: TraceLine) -> String { phrases(line, in: language) }
    func callAsFunction(_ text: Localized) -> String { text(language) }

    /// A text of the content, visibly marked as Romanian where the page's language lacks it.
    ///
    /// - Parameter others: texts of the same block, which are written ``unmarked(_:)``: the block has one mark for all.
    func marked(_ text: Localized, with others: [Localized] = []) -> Phrase {
        guard !text.has(language) || others.contains(where: { !$0.has(language) }) else { return Phrase(text(language)) }
        return Phrase { h in
            h.text(unmarked(text))
            h.text(" ")
            h.borrowedMark(self("page.word.borrowed"))
        }
    }

    /// The same where its block has the mark already: only told to be Romanian (WCAG 3.1.2).
    func unmarked(_ text: Localized) -> Phrase { text.has(language) ? Phrase(text(language)) : romanian(text.ro) }

    /// Another text of a block that `first` begins, marked where `first` is not.
    func marked(_ text: Localized, after first: Localized) -> Phrase { first.has(language) ? marked(text) : unmarked(text) }

    /// A text that only exists in Romanian: names of laws, what clerks wrote.
    func romanian(_ text: String) -> Phrase {
        language == .ro ? Phrase(text) : Phrase { h in h.span(text, .lang(Language.ro.rawValue)) }
    }

    func date(_ day: Day, _ style: DateStyle = .long) -> String { phrases.date(day, style, in: language) }
    func moment(_ instant: Date) -> String { phrases.moment(instant, in: language) }
    func money(_ amount: Decimal) -> String { phrases.money(amount, in: language) }
    func number(_ number: Int) -> String { phrases.number(number, in: language) }
}

extension Website {
    func speech(_ context: WebContext) -> Speech { Speech(phrases: office.content.phrases, language: context.language) }
}

extension DefaultStringInterpolation {
    /// A phrase put into a plain text would show its own description. A warning, which is an error here, says so;
    /// what is marked unavailable would only be passed over for the general way.
    @available(*, deprecated, message: "write the whole text as a Phrase")
    mutating func appendInterpolation(_ phrase: Phrase) { appendLiteral("\(String(describing: phrase))") }
}

extension Date {
    /// ISO 8601 in UTC, for `datetime` attributes.
    var iso: String { formatted(.iso8601) }
}
