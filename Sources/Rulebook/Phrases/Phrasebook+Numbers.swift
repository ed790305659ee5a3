package import FoundationEssentials

extension Phrasebook {
    /// „1 240”, its thousands parted by no-break spaces (in English by commas).
    package func number(_ number: Int, in language: Language) -> String {
        sign(number < 0) + grouped("\(number.magnitude)", in: language)
    }

    /// „1 240,50”: as many decimals as the number has, but at least `decimals`.
    package func number(_ number: Decimal, decimals: Int = 0, in language: Language) -> String {
        guard number.isFinite else { return "–" }
        let parts = number.magnitude.description.split(separator: ".")
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        fraction += String(repeating: "0", count: max(0, decimals - fraction.count))
        let whole = sign(number < 0) + grouped(parts.first.map(String.init) ?? "0", in: language)
        return fraction.isEmpty ? whole : whole + language.decimalMark + fraction
    }

    /// „8,00 lei”: with two decimals, or as many as the amount has.
    package func money(_ amount: Decimal, in language: Language) -> String {
        self("money.amount", ["n": .text(number(amount, decimals: 2, in: language))], in: language)
    }

    private func sign(_ isNegative: Bool) -> String { isNegative ? "−" : "" }

    private func grouped(_ digits: String, in language: Language) -> String {
        var groups: [Substring] = []
        var rest = digits[...]
        while !rest.isEmpty {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return groups.joined(separator: language.groupMark)
    }
}

extension Language {
    fileprivate var decimalMark: String { self == .en ? "." : "," }
    fileprivate var groupMark: String { self == .en ? "," : "\u{a0}" }
}
