@testable import Intake
import Rulebook
import Testing

@Suite("Probabilities become text")
struct DecodingTests {
    @Test("What is read never has a character that the mask does not allow", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func masked(seed: UInt64) {
        var ink = Ink(seed: seed)
        for mask in [Mask.digits, .capitals, .email, .decimal, .capitalsAndDigits] {
            let line = MaskedLine(ink.noise(steps: 24), mask)
            let texts = [line.plain().text] + line.beam().map(\.text)
            #expect(texts.allSatisfy { $0.allSatisfy(mask.characters.contains) })
        }
    }

    @Test("The beam's first text is at least as probable as the plain one", arguments: [11, 12, 13, 14, 15, 16, 17, 18] as [UInt64])
    func beam(seed: UInt64) throws {
        var ink = Ink(seed: seed)
        for _ in 0..<6 {
            let line = MaskedLine(ink.noise(steps: 12), .digits)
            let best = try #require(line.beam(width: 64).first)
            let plain = try #require(line.score(line.plain().text))
            let own = try #require(line.score(best.text))
            #expect(own >= plain - 1e-9)
        }
    }

    @Test("The beam counts every way to write a text: its score is the forward pass's")
    func score() throws {
        var ink = Ink(seed: 21)
        let line = MaskedLine(ink.line(ink.clear("4711")), .digits)
        let best = try #require(line.beam(width: 64).first)
        #expect(best.text == "4711")
        #expect(abs(try #require(line.score("4711")) - best.score) < 0.01)
        #expect(try #require(line.score("4712")) < best.score - 1)
        #expect(line.score("47a1") == nil)
    }

    @Test("Two like digits side by side stay two, and are laid along the steps in order")
    func doubled() throws {
        var ink = Ink(seed: 22)
        let line = MaskedLine(ink.line(ink.clear("1002")), .digits)
        #expect(line.plain().text == "1002")
        let laid = try #require(line.aligned("1002"))
        #expect(laid.spans.map(\.lowerBound) == laid.spans.map(\.lowerBound).sorted() && laid.probabilities.allSatisfy { $0 > 0.5 })
        #expect(line.aligned("12345678901234567890") == nil)
    }

    @Test("Where only digits may stand, a capital O is a zero and a small l a one")
    func alike() {
        let ink = Ink(seed: 23)
        let line = ink.line([["O": 0.9], ["l": 0.8], ["S": 0.9], ["7": 0.9]])
        #expect(MaskedLine(line, .digits).plain().text == "0157")
        #expect(MaskedLine(line, .text).plain().text == "OlS7")
        #expect(MaskedLine(line, .digits).inside < 0.8)
    }
}
