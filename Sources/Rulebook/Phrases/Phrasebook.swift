package import FoundationEssentials

/// What the counter says, in each of its languages, and how each writes dates, numbers and money.
///
/// Built from the locales' texts: a flat key (`trace.due.day`) to a text with places. A key with the children `one` and
/// `other` (and `few`) is a plural, chosen by the value named `n`. A language that lacks a phrase borrows the Romanian;
/// a key that no language has is shown as ⟦key⟧.
package struct Phrasebook: Sendable {
    /// A phrase of one language.
    private enum Phrase: Sendable {
        case plain(PhraseTemplate)
        case plural([PluralForm: PhraseTemplate])

        var names: Set<String> {
            switch self {
            case .plain(let template): template.names
            case .plural(let forms): forms.values.reduce(into: []) { $0.formUnion($1.names) }
            }
        }
    }

    private let phrases: [Language: [String: Phrase]]
    let calendars: [Language: CalendarWords]
    /// The zone whose wall clock instants are written by.
    let zone: TimeZone

    /// Texts by flat key; instants are written by the wall clock of `zone`.
    package init(_ texts: [Language: [String: String]], zone: TimeZone) {
        phrases = texts.mapValues(Self.phrases)
        let romanian = texts[.ro] ?? [:]
        calendars = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                let own = texts[language] ?? [:]
                return (language, CalendarWords { own["time.\($0)"] ?? romanian["time.\($0)"] })
            })
        self.zone = zone
    }

    /// The phrase with its values, in the language, or in Romanian where the language lacks it.
    package func callAsFunction(_ key: String, _ values: [String: TraceValue] = [:], in language: Language) -> String {
        guard let phrase = phrases[language]?[key] ?? phrases[.ro]?[key] else { return "⟦\(key)⟧" }
        return template(of: phrase, values, in: language).filled { place in
            values[place.name].map { write($0, style: place.style, in: language) }
        }
    }

    /// The sentence that the line stands for.
    package func callAsFunction(_ line: TraceLine, in language: Language) -> String {
        self(line.key, line.values, in: language)
    }

    /// Whether the language itself has that phrase, or that plural.
    package func has(_ key: String, in language: Language = .ro) -> Bool { phrases[language]?[key] != nil }

    /// Keys that Romanian has and the language has not, in order: what a translator has still to do.
    package func missing(in language: Language) -> [String] {
        (phrases[.ro] ?? [:]).keys.filter { !has($0, in: language) }.sorted()
    }

    /// Keys whose translation has other places than the Romanian, in order: each would lose or show a raw name.
    package func mismatched(in language: Language) -> [String] {
        (phrases[language] ?? [:]).filter { key, phrase in phrases[.ro]?[key].map { $0.names != phrase.names } ?? true }
            .keys.sorted()
    }

    private func template(of phrase: Phrase, _ values: [String: TraceValue], in language: Language) -> PhraseTemplate {
        switch phrase {
        case .plain(let template): return template
        case .plural(let forms):
            let form: PluralForm = if case .number(let number)? = values["n"] { PluralForm(number, in: language) } else { .other }
            return forms[form] ?? forms[.other] ?? PhraseTemplate("")
        }
    }

    private func write(_ value: TraceValue, style: String?, in language: Language) -> String {
        switch value {
        case .text(let text): text
        case .phrase(let key): self(key, in: language)
        case .number(let number): self.number(number, in: language)
        case .decimal(let decimal): number(decimal, in: language)
        case .money(let amount): money(amount, in: language)
        case .day(let day): date(day, style.flatMap(DateStyle.init) ?? .long, in: language)
        case .time(let time): time.description
        case .moment(let instant): moment(instant, in: language)
        case .term(let length, let unit): self("time.unit.\(unit.rawValue)", ["n": .number(length)], in: language)
        }
    }

    /// Plural children are gathered under their parent's key.
    private static func phrases(_ texts: [String: String]) -> [String: Phrase] {
        var phrases: [String: Phrase] = [:]
        for (key, text) in texts {
            guard let dot = key.lastIndex(of: "."), PluralForm(rawValue: String(key[key.index(after: dot)...])) != nil,
                texts["\(key[..<dot]).one"] != nil, texts["\(key[..<dot]).other"] != nil
            else {
                phrases[key] = .plain(PhraseTemplate(text))
                continue
            }
            let parent = String(key[..<dot])
            guard phrases[parent] == nil else { continue }
            let forms = PluralForm.allCases.compactMap { form in
                texts["\(parent).\(form.rawValue)"].map { (form, PhraseTemplate($0)) }
            }
            phrases[parent] = .plural(Dictionary(uniqueKeysWithValues: forms))
        }
        return phrases
    }
}
