import Foundation
import Rulebook

/// How a kind of answer is written on a line: which characters it may have, and what a person would type of what stands there.
struct LineGrammar: Sendable {
    let kind: FieldKind
    let field: Field?
    let context: CheckingContext

    var mask: Mask {
        switch kind {
        case .text, .paragraph, .truth, .declaration, .choice, .choices, .uat, .locality, .slot, .rows, .landBook, .date, .period: .text
        case .number, .money: Mask.decimal.union(Mask(" " + (kind == .money ? "lei" : field?.unit ?? "")))
        case .email: .email
        case .phone: Mask.digits.union(Mask("+ .-/"))
        case .cnp, .postcode: Mask.digits.union(Mask(" "))
        case .cui: Mask.digits.union(Mask("RO "))
        case .iban, .plate, .countyRoad, .identityCard: Mask.capitalsAndDigits.union(Mask(" -"))
        case .tradeRegister: Mask.digits.union(Mask("JFC/"))
        case .cadastral: Mask.digits.union(Mask("-/CU ", alike: ["C": [("c", 1)], "U": [("u", 1)], "-": [("–", 1)]]))
        case .time: Mask.digits.union(Mask(":."))
        case .kilometre: Mask.digits.union(Mask("+km ."))
        case .monument: Mask.capitalsAndDigits.union(Mask("m-. "))
        case .geometry: Mask.decimal.union(Mask(" ;"))
        }
    }

    /// Without what stands beside an answer: units, stray signs, doubled spaces.
    func typed(_ read: String) -> String {
        let text = read.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        switch kind {
        case .number, .money:
            let figure = text.prefix { $0.isNumber || " .,-".contains($0) }
            return figure.trimmingCharacters(in: CharacterSet(charactersIn: " .,"))
        case .date: return day(text) ?? text.filter { !$0.isWhitespace }
        case .period:
            let ends = text.split(whereSeparator: { "–/".contains($0) }).map { String($0).trimmed }
            return ends.map { day($0) ?? $0.filter { !$0.isWhitespace } }.joined(separator: "/")
        case .email: return text.filter { !$0.isWhitespace }.lowercased()
        case .text, .paragraph:
            // A row of dots is no writing: the rest of a dotted line, the rim of a stamp.
            let written = text.replacing(/\.{3,}.?$/, with: "").trimmingCharacters(in: CharacterSet(charactersIn: " _|"))
            return evenlyCased(Self.spaced(written))
        case .phone, .cnp, .postcode, .cui, .iban, .plate, .countyRoad, .identityCard, .tradeRegister, .cadastral, .time, .kilometre,
            .monument:
            return text.trimmingCharacters(in: CharacterSet(charactersIn: " .-"))
        case .truth, .declaration, .choice, .choices, .uat, .locality, .slot, .geometry, .landBook, .rows: return text
        }
    }

    /// A gap after a comma or a semicolon is overlooked easily; before one there is none. A decimal comma has none.
    private static func spaced(_ text: String) -> String {
        text.replacing(/\s+([,;])/) { "\($0.1)" }.replacing(/([,;])([^\s\d,;”"’'])/) { "\($0.1) \($0.2)" }
    }

    /// Who writes in capitals means capitals throughout: a small letter in a word of them is misread. A lone letter stays as it is.
    func evenlyCased(_ text: String) -> String {
        let letters = text.filter(\.isLetter)
        let isCapital = letters.count > 2 && letters.count(where: \.isUppercase) * 10 > letters.count * 7
        var even = ""
        var word = ""
        func close() {
            let hasTurned = word.count < 5 && word.first?.isLowercase == true && word.dropFirst().contains(where: \.isUppercase)
            even += word.count > 1 && (isCapital || hasTurned) ? word.uppercased() : word
            word = ""
        }
        for character in text {
            if character.isLetter {
                word.append(character)
            } else {
                close()
                even.append(character)
            }
        }
        close()
        return even
    }

    /// A day in words, „3 mai 2027”, in the language of the form.
    private func day(_ text: String) -> String? {
        let words = text.split(separator: " ")
        guard words.count == 3, let day = Int(words[0]), let year = Int(words[2]), year > 999 else { return nil }
        let name = WordList.folded(String(words[1]))
        let months = (1...12).filter { month in
            guard let first = Day(year: 2000, month: month, day: 1) else { return false }
            return WordList.folded(context.phrases.date(first, in: context.language)).split(separator: " ").contains { $0 == name }
        }
        guard months.count == 1 else { return nil }
        return Day(year: year, month: months[0], day: day).map { "\($0)" }
    }
}
