package import FoundationEssentials

/// How a date is written; the Romanian forms for 2026-12-02.
package enum DateStyle: String, CaseIterable, Sendable {
    /// „miercuri, 2 decembrie 2026”: where it binds.
    case full
    /// „2 decembrie 2026”
    case long
    /// „2 dec.”: in tables.
    case short
    /// „02.12.2026”: in register numbers and acts.
    case numeric
    /// „decembrie 2026”
    case month
}

/// A language's own words for months and weekdays, and its patterns for dates. Not the system's locale data: that
/// changes from one release to the next, and an act must read the same tomorrow.
struct CalendarWords: Sendable {
    private let months: [String]
    private let shortMonths: [String]
    private let weekdays: [String]
    private let patterns: [DateStyle: PhraseTemplate]
    fileprivate let moment: PhraseTemplate

    /// Takes its words from the texts under `time`: lists are words parted by spaces.
    init(_ text: (String) -> String?) {
        func words(_ key: String) -> [String] { text(key)?.split(separator: " ").map(String.init) ?? [] }
        (months, shortMonths, weekdays) = (words("months"), words("months-short"), words("weekdays"))
        patterns = Dictionary(
            uniqueKeysWithValues: DateStyle.allCases.compactMap { style in
                text("format.\(style.rawValue)").map { (style, PhraseTemplate($0)) }
            })
        moment = PhraseTemplate(text("format.moment") ?? "{date}, {time}")
    }

    /// The date in that style; in ISO 8601 where the locale lacks words for it.
    func write(_ date: Day, _ style: DateStyle) -> String {
        guard let pattern = patterns[style], months.count == 12, shortMonths.count == 12, weekdays.count == 7 else {
            return date.description
        }
        let (year, month, day) = date.components
        return pattern.filled { place in
            switch place.name {
            case "year": "\(year)"
            case "month": months[month - 1]
            case "month-short": shortMonths[month - 1]
            case "month-number": month < 10 ? "0\(month)" : "\(month)"
            case "day": "\(day)"
            case "day-number": day < 10 ? "0\(day)" : "\(day)"
            case "weekday": weekdays[date.weekday.rawValue - 1]
            default: nil
            }
        }
    }
}

extension Phrasebook {
    /// The date in that style, in the language's own words.
    package func date(_ day: Day, _ style: DateStyle = .long, in language: Language) -> String {
        calendars[language]?.write(day, style) ?? day.description
    }

    /// „2 noiembrie 2026, 09:14” on the institution's wall clock.
    package func moment(_ instant: Date, in language: Language) -> String {
        let day = date(Day(instant, in: zone), in: language)
        let time = WallTime(instant, in: zone).description
        return calendars[language]?.moment.filled { ["date": day, "time": time][$0.name] } ?? "\(day), \(time)"
    }
}
