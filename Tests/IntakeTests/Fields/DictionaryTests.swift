import Foundation
@testable import Intake
import Testing

@Suite("Words that there are")
struct DictionaryTests {
    /// A dictionary as Hunspell writes it, made for this.
    private let small = HunspellDictionary(
        affixes: Data("SFX a Y 2\nSFX a ă a ă\nSFX a ă e [^i]ă\nPFX N Y 1\nPFX N 0 ne .\n".utf8),
        stems: Data("4\nzăpadă/a\nbiserică/a\nvie\nȘomcuta\n".utf8))

    @Test("Stems and the words that rules make of them are found without their diacritics")
    func forms() {
        #expect(small.forms(of: "zapada") == ["zăpada", "zăpadă"])
        #expect(small.forms(of: "biserice") == ["biserice"])
        #expect(small.forms(of: "somcuta") == ["șomcuta"])
        #expect(small.forms(of: "vie") == ["vie"])
        #expect(small.forms(of: "nevie") == ["nevie"])
        #expect(small.forms(of: "altceva").isEmpty && small.forms(of: "a").isEmpty)
    }

    @Test("A word written without its diacritics gets them, one that is right stays, and a forgotten gap is found")
    func repair() throws {
        var ink = Ink(seed: 401)
        let words = WordList(texts: ["drumul județean din comună", "construire locuință"], dictionary: small)
        func read(_ glyphs: [Ink.Glyph]) -> WordRepair.Result {
            let line = MaskedLine(ink.line(glyphs), .text)
            return WordRepair(line: line, words: words)(line.plain())
        }
        var glyphs = ink.clear("DRUMUL JUDETEAN")
        glyphs[11] = ["T": 0.9, "Ț": 0.05]
        #expect(read(glyphs).text == "DRUMUL JUDEȚEAN" && read(glyphs).isChanged)
        let right = read(ink.clear("drumul din zăpadă"))
        #expect(!right.isChanged && right.known == 1)
        var joined = ink.clear("construire locuință")
        joined[10] = [" ": 0.2]
        joined[10]["\u{0}"] = nil
        let parted = read(joined)
        #expect(parted.text == "construire locuință")
        #expect(!read(ink.clear("XQZW")).isChanged)
    }
}
