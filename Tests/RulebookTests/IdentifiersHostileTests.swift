import Rulebook
import Testing

@Suite("Identifiers: what always holds")
struct IdentifiersHostileTests {
    @Test("Nothing, and white space of any kind, is empty", arguments: IdentifierKind.allCases)
    func empty(kind: IdentifierKind) {
        for typed in ["", " ", "\t\n", "\u{a0}\u{2003}\u{200b}\u{feff}"] { #expect(kind.check(typed).problem?.problem == .empty) }
    }

    @Test("A huge text is refused for its length", arguments: IdentifierKind.allCases)
    func huge(kind: IdentifierKind) {
        for text in [
            String(repeating: "1", count: 1_000_000), String(repeating: " ", count: 1_000_000) + "1", String(repeating: "ș", count: 600),
        ] {
            #expect(kind.check(text).problem?.problem == .tooLong)
        }
    }

    @Test("Digits of other scripts are refused by name", arguments: IdentifierKind.allCases)
    func foreignDigits(kind: IdentifierKind) {
        for digits in ["１８００１０１１２００１７", "١٨٠٠١٠", "1800101１20017", "𝟙𝟚𝟛"] { #expect(kind.check(digits).problem?.problem == .foreignDigits) }
    }

    @Test("What a check accepts it accepts again, unchanged", arguments: IdentifierKind.allCases)
    func stable(kind: IdentifierKind) {
        var numbers = SeededNumbers(seed: 20)
        let seeds = [
            "1800101120017", "RO4288110", "RO49AAAA1B31007593840000", "RO46TREZ2165006XXX000000", "0722123456", "ana.pop@exemplu.ro",
            "407280",
            "123456-C1-U2", "1234/2/1", "1234 N Feleacu", "54975", "CJ123456", "J12/1234/2005", "J2024001234123", "CJ12ABC", "12+300",
            "DJ103G",
            "CJ-II-m-B-07542.01",
        ]
        let spice = Array("0123456789ABCJNRO-+/.@ șé\u{301}\u{212a}ß\u{202e}\0�").map(String.init)
        var accepted = 0
        for _ in 0..<60 {
            for seed in seeds {
                var text = seed.map(String.init)
                for _ in 0..<Int.random(in: 0...2, using: &numbers) where !text.isEmpty {
                    let place = text.indices.randomElement(using: &numbers) ?? 0
                    switch Int.random(in: 0...2, using: &numbers) {
                    case 0: text.remove(at: place)
                    case 1: text[place] = spice.randomElement(using: &numbers) ?? ""
                    default: text.insert(spice.randomElement(using: &numbers) ?? "", at: place)
                    }
                }
                guard let normalised = kind.check(text.joined()).normalised else { continue }
                accepted += 1
                #expect(kind.check(normalised).normalised == normalised, "\(text.joined())")
                if kind != .landBook { #expect(normalised.utf8.allSatisfy { (0x21...0x7e).contains($0) }, "\(text.joined())") }
            }
        }
        #expect(accepted > 10, "the seeds give \(kind) something to accept")
    }

    @Test("A masked value keeps its length and hides its middle; a short one is hidden whole")
    func masked() {
        #expect(IdentifierKind.cnp.masked("1800101120017").count == 13)
        #expect(IdentifierKind.phone.masked("+40722123456") == "+407••••••56")
        #expect(IdentifierKind.cui.masked("4288110") == "4288110", "a firm's code is public")
        #expect(CNP.masked("12") == "••")
        #expect(Email.masked("x") == "•")
    }
}
