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

    @Test("The first look at the ink is believed, and whether another says the same is told")
    func looks() throws {
        let ink = Ink(seed: 24)
        var seen = ink.line([["Ș": 0.45, "S": 0.5], ["u": 0.9]])
        seen.again = [ink.line([["Ș": 0.95], ["u": 0.9]])]
        let line = MaskedLine(seen, .text)
        #expect(line.plain().text == "Su")
        #expect(try #require(line.beam().first).text == "Su")
        #expect(line.agreement { $0 == "Șu" } == 1 && line.agreement { $0 == "Su" } == 0)
        #expect(MaskedLine(ink.line([["u": 0.9]]), .text).agreement { $0 == "u" } == 0.5)
    }

    @Test("Capitals get more paper around them than small letters, of which some stand out", arguments: [(0, 0.3), (10, 0.14)])
    func paper(descent: Int, share: Double) throws {
        // Eight strokes, together 40 dots high; with a descent every third hangs lower than the others.
        var image = GrayImage(width: 400, height: 90, fill: 240)
        for letter in 0..<8 {
            let hanging = letter % 3 == 2 ? 2 * descent : 0
            for y in 20..<60 - 2 * descent + hanging { for x in 0..<5 { image[60 + 30 * letter + x, y] = 20 } }
        }
        let looks = image.writing()
        #expect(looks.count == 2)
        let height = 40.0
        #expect(abs(Double(try #require(looks.first).image.height) - height * (1 + 2 * share)) <= 3)
        #expect(looks[1].image.height > looks[0].image.height && looks[1].image.width == looks[0].image.width)
        #expect(GrayImage(width: 400, height: 90, fill: 240).writing().isEmpty)
    }

    @Test("A comma below a letter is found, and room is left for it; one beside a letter and a tail that belongs to one are none")
    func commas() throws {
        var image = GrayImage(width: 400, height: 90, fill: 240)
        func ink(_ x: Range<Int>, _ y: Range<Int>) { for v in y { for u in x { image[u, v] = 20 } } }
        for letter in 0..<6 { ink(60 + 40 * letter..<80 + 40 * letter, 20..<50) }
        ink(108..<112, 54..<62)  // below the second
        ink(165..<169, 54..<62)  // beside the third
        ink(188..<192, 50..<62)  // the fourth's own
        let look = try #require(image.writing().first)
        #expect(look.commas.count == 1)
        let left = 60 - 90 / 5
        #expect(abs(try #require(look.commas.first) - Double(110 - left)) < 2)
        #expect(look.image.height > 62 - 20)
    }
}
