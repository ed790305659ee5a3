@testable import Intake
import Testing

@Suite("Signs that a model sees too seldom")
struct SignPriorTests {
    private static let alphabet = Alphabet(characters: Array("aăâsșx"), classes: [])

    private func shared(_ step: [Float], commas: [Double] = []) -> [Float] {
        var values = step
        let prior = SignPrior(weights: ["ă": 1_000, "â": 1_000, "ș": 1_000])
        SignPrior.share(
            &values, steps: step.count / (Self.alphabet.characters.count + 1), among: prior.families(Self.alphabet), commas: commas)
        return values
    }

    @Test("A trace of a comma makes an ș of an s; without one it stays an s, and what both have together stays")
    func commas() {
        let with = shared([0.05, 0, 0, 0, 0.94, 0.005, 0.005])
        #expect(with[5] > with[4] && abs(with[4] + with[5] - 0.945) < 0.001)
        let without = shared([0.05, 0, 0, 0, 0.949_99, 0.000_01, 0])
        #expect(without[4] > 0.9 && without[0] == 0.05)
    }

    @Test("A comma that is seen makes an ș of the nearest s, whatever the recogniser says, and of nothing else")
    func comma() {
        let (s, x): ([Float], [Float]) = ([0.1, 0, 0, 0, 0.9, 0, 0], [0.1, 0, 0, 0, 0, 0, 0.9])
        let seen = shared(s + x + s, commas: [2.2])
        #expect(Array(seen[..<14]) == s + x)
        #expect(seen[14 + 5] > 0.8 && abs(seen[14 + 4] + seen[14 + 5] - 0.9) < 0.001)
        #expect(shared(x + x, commas: [0.5]) == x + x)
    }

    @Test("Where no letter is seen, none appears")
    func gaps() {
        let gap: [Float] = [0.999, 0.000_1, 0.000_4, 0, 0, 0.000_4, 0]
        #expect(shared(gap) == gap)
    }
}
