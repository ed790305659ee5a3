import Foundation
import Yams

extension Entry {
    /// `{ro: …, hu: …, en: …}`, or a bare text for Romanian alone.
    func localized() -> Localized {
        if node.scalar != nil { return Localized(ro: text()) }
        return mapping { m in
            Localized(ro: m.text("ro"), hu: m["hu"]?.text(), en: m["en"]?.text())
        }
    }

    func decimal() -> Decimal {
        checkThousands(word())
        if let scalar = node.scalar, let value = Decimal(plain: scalar.string) { return value }
        problem("expected a number, written with a point where it is not whole: 0.50")
        return 0
    }

    /// `1.500`: fifteen hundred, as Romanians write it, or one and a half? Content has a point before decimals alone, and one that ends
    /// in 0 after exactly three of them is hardly meant so.
    func checkThousands(_ written: String) {
        // A pattern costs more to make than the thousands of texts that have no point within a number.
        guard written.hasPointBetweenFigures else { return }
        for found in written.matches(of: /(?:^|[^0-9A-Za-z_.])([1-9][0-9]{0,2}(?:\.[0-9]{3})*\.[0-9]{2}0)(?![0-9A-Za-z_])(?!\.[0-9])/) {
            let (number, whole) = (String(found.1), found.1.filter { $0 != "." })
            let least = Decimal(plain: number).map { ", or \($0.plain(decimals: 1)) if that is meant" } ?? ""
            problem("\(quoted(number)): thousands are not parted by a point; write \(whole)\(least)")
        }
    }

    /// A price, a bound, a factor: nothing of it is below zero.
    func amount() -> Decimal {
        let amount = decimal()
        if amount < 0 { problem("\(quoted(word())) is below zero") }
        return amount
    }

    func day() -> Day {
        if let scalar = node.scalar, let day = Day(scalar.string) { return day }
        problem("expected a date like 2026-01-31")
        return .earliest
    }

    /// `20..2000`, `1..`, `..500` or one number for both ends.
    func limits() -> Field.Limits {
        let written = word()
        let ends = written.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
        ends.forEach(checkThousands)
        let numbers = (ends.count == 1 ? [ends[0], ends[0]] : ends).map { $0.isEmpty ? nil : Decimal(plain: $0) }
        guard numbers.count == 2, zip(ends, numbers).allSatisfy({ $0.isEmpty || $1 != nil }) else {
            problem("expected a range like 20..2000, 1.. or ..500")
            return Field.Limits(least: nil, most: nil)
        }
        if let least = numbers[0], let most = numbers[1], least > most { problem("the range is upside down") }
        return Field.Limits(least: numbers[0], most: numbers[1])
    }

    /// A condition or formula; `true` and `false` are expressions too.
    func expression() -> Expression {
        let written = word()
        if written.hasPointBetweenFigures { checkThousands(written.replacing(/'[^']*'/, with: "")) }
        do {
            let expression = try Expression(parsing: written)
            if case .name(let name) = expression, ["da", "nu", "yes", "no"].contains(name.lowercased()) {
                problem("\(quoted(name)) is no condition: it is true, false, or one over the answers")
                return .literal(.truth(false))
            }
            return expression
        } catch {
            let comma = written.contains(/[0-9],[0-9]/) ? "; a number is written with a point, like 0.50" : ""
            problem("cannot read the expression: \(error.message)\(comma)")
            return .literal(.truth(false))
        }
    }

    /// `required:` – true, false or a condition; nil stands for "always".
    func requirement() -> Expression? {
        let expression = expression()
        return expression == .literal(.truth(true)) ? nil : expression
    }

    /// An answer as a person would type it.
    func answer() -> Answer {
        if node.scalar != nil { return .text(text()) }
        let items = list()
        if items.contains(where: { $0.node.mapping != nil }) {
            return .rows(
                items.map {
                    $0.mapping { m in
                        Dictionary(m.all().map { ($0.key, $0.value.text()) }) { first, _ in first }
                    }
                })
        }
        return .list(items.map { $0.text() })
    }

    /// A slug-like name: what files, stages and keys are called.
    func slug() -> String {
        let written = word()
        if !written.isSlug {
            problem("\(quoted(written)) is not a name: small letters, digits, hyphens")
        }
        return written
    }
}

extension String {
    /// Small letters, then digits too, in words joined by single hyphens or underscores. Asked of every key: a pattern costs more.
    fileprivate var isSlug: Bool {
        let words = utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        guard let first = utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return words.allSatisfy { word in
            !word.isEmpty
                && word.allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                }
        }
    }
}

extension Decimal {
    /// A number as content writes it: digits, a point before those after it, and nothing else.
    init?(plain text: String) {
        let parts = (text.hasPrefix("-") ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
            return nil
        }
        self.init(string: text)
    }
}

extension String {
    /// As `0.50` has one, and `imobil.uat` has none.
    fileprivate var hasPointBetweenFigures: Bool {
        func isFigure(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        var (before, last): (UInt8, UInt8) = (0, 0)
        for byte in utf8 {
            if last == UInt8(ascii: "."), isFigure(before), isFigure(byte) { return true }
            (before, last) = (last, byte)
        }
        return false
    }
}
