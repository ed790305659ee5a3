import Foundation

/// A date as people write it, whether or not there is such a day.
struct WrittenDate: Hashable {
    let year: Int
    let month: Int
    let day: Int

    /// `2.11.2026` (also with `/`, `-` or spaces), `2026. 11. 2.`, and with the month in words of any of the counter's languages:
    /// „2 noiembrie 2026”, „2026. november 2.”, “November 2, 2026”. Nil for what has another shape, or a month that no year has.
    init?(_ text: String) {
        let words = text.searchable.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { !Self.between.contains($0) }
        guard words.count == 3 else { return nil }
        let numbers = words.map { Int($0.prefix { $0.isASCII && $0.isNumber }) }
        func isPlain(_ index: Int) -> Bool { words[index].allSatisfy { $0.isASCII && $0.isNumber } }
        if let index = words.indices.first(where: { Self.month(named: words[$0]) != nil }), let named = Self.month(named: words[index]) {
            let others = words.indices.filter { $0 != index }
            guard let one = numbers[others[0]], let other = numbers[others[1]] else { return nil }
            // “2nd”, “5th”: only of a day.
            let (day, year) = one > 999 ? (others[1], one) : (others[0], other)
            guard year > 999, isPlain(one > 999 ? others[0] : others[1]), isPlain(day) || Self.isOrdinal(words[day]) else { return nil }
            (self.year, month, self.day) = (year, named, one > 999 ? other : one)
        } else {
            guard (0..<3).allSatisfy(isPlain), let one = numbers[0], let two = numbers[1], let three = numbers[2] else { return nil }
            // The year stands last, or first as Hungarian has it, and is written whole.
            guard (one > 999) != (three > 999), (1...12).contains(two) else { return nil }
            (year, month, day) = one > 999 ? (one, two, three) : (three, two, one)
        }
        guard (1...9999).contains(year) else { return nil }
    }

    /// Words that stand between the parts of a date: „2 de noiembrie”, “2nd of November”, „november 2-án”.
    private static let between: Set<String> = ["de", "of", "the", "an", "en"]

    private static func isOrdinal(_ word: String) -> Bool { ["st", "nd", "rd", "th"].contains(word.drop { $0.isASCII && $0.isNumber }) }

    /// By its name in Romanian, Hungarian or English, whole or begun with three letters at least.
    private static func month(named word: String) -> Int? {
        guard word.count >= 3, word.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return names.firstIndex { $0.contains { $0.hasPrefix(word) } }.map { $0 + 1 }
    }

    private static let names: [[String]] = [
        ["ianuarie", "januar", "january"], ["februarie", "februar", "february"], ["martie", "marcius", "march"],
        ["aprilie", "aprilis", "april"], ["mai", "majus", "may"], ["iunie", "junius", "june"], ["iulie", "julius", "july"],
        ["august", "augusztus"], ["septembrie", "szeptember", "september"], ["octombrie", "oktober", "october"],
        ["noiembrie", "november"], ["decembrie", "december"],
    ]
}

extension Day {
    /// A date as people write it: `2026-11-02`, `2.11.2026`, „2 noiembrie 2026”; nil for a day that does not exist.
    package init?(written text: String) {
        if let day = Day(text) {
            self = day
            return
        }
        guard let date = WrittenDate(text) else { return nil }
        self.init(year: date.year, month: date.month, day: date.day)
    }
}

extension Field {
    /// What is no date, told by what is wrong with it: its shape, or that its month has no such day.
    func notADate(
        _ text: String, in context: CheckingContext, _ wrong: (String, [String: TraceValue]) -> FieldReading
    ) -> FieldReading {
        guard let date = WrittenDate(text), let month = Day(year: date.year, month: date.month, day: 1) else {
            return wrong("not-a-date", ["example": .text(context.phrases.date(dateExample(in: context), .numeric, in: context.language))])
        }
        return wrong("no-such-day", ["month": .text(context.phrases.date(month, .month, in: context.language)), "n": .number(date.day)])
            .under("not-a-date")
    }

    private func dateExample(in context: CheckingContext) -> Day { example?.text.flatMap { Day($0) } ?? context.today }
}
