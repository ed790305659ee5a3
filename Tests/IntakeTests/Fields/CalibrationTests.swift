import Foundation
@testable import Intake
@testable import Rulebook
import Testing

@Suite("Confidence that means something")
struct CalibrationTests {
    /// Readings whose weakest character tells how likely they are exact: at odds of `5 · weakest`.
    private func samples(_ count: Int, kind: String = "text", seed: UInt64, forPerson: Bool = false) -> [Calibration.Sample] {
        var chance = SeededChance(seed: seed)
        return (0..<count).map { _ in
            let weakest = Double.random(in: -3...3, using: &chance)
            let probability = 1 / (1 + exp(-5 * weakest))
            return Calibration.Sample(
                kind: kind, features: ["weakest": weakest, "person": forPerson ? 1 : 0],
                exact: Double.random(in: 0..<1, using: &chance) < probability)
        }
    }

    @Test("A fit finds the odds that the readings were made with")
    func odds() {
        let fitted = Calibration.fit(samples(4_000, seed: 1), from: .cautious, provenance: "test")
        for weakest in [-1.0, 0, 0.5] {
            let wanted = 1 / (1 + exp(-5 * weakest))
            #expect(abs(fitted.confidence("text", ["weakest": weakest]) - wanted) < 0.06)
        }
    }

    @Test("Of fresh readings, fewer than one in a hundred accepted ones is wrong", arguments: [2, 3, 4] as [UInt64])
    func threshold(seed: UInt64) {
        let fitted = Calibration.fit(samples(6_000, seed: seed), from: .cautious, provenance: "test")
        let accept = fitted.model("text").accept
        let fresh = samples(4_000, seed: seed + 100).filter { fitted.confidence($0.kind, $0.features) >= accept }
        #expect(fresh.count > 500)
        #expect(Double(fresh.count { !$0.exact }) < 0.01 * Double(fresh.count))
    }

    @Test("With too few readings to prove it, nothing is accepted")
    func few() {
        let fitted = Calibration.fit(samples(200, seed: 5), from: .cautious, provenance: "test")
        #expect(fitted.model("text").accept > 1)
    }

    @Test("What a person has to see anyway counts for the odds, not for the threshold")
    func forPerson() {
        let fitted = Calibration.fit(samples(4_000, seed: 6, forPerson: true), from: .cautious, provenance: "test")
        #expect(fitted.model("text").accept > 1)
        #expect(fitted.confidence("text", ["weakest": 2]) > 0.9)
    }

    @Test("What tells right from wrong in one hand only makes nobody's reading accepted", arguments: [true, false])
    func hands(areKnown: Bool) {
        let all = (0..<4_000).map { number in
            let (hand, isRight) = (number % 2 == 0 ? "Smaranda" : "Horea", number % 4 < 2)
            return Calibration.Sample(kind: "text", features: [hand: isRight ? 3 : -3], exact: isRight, hand: areKnown ? hand : nil)
        }
        let fitted = Calibration.fit(all, from: .cautious, provenance: "test")
        #expect((fitted.model("text").accept > 1) == areKnown)
    }

    @Test("The order of the readings does not matter, and what is kept in a file is read back the same")
    func order() throws {
        let all = samples(600, seed: 7) + samples(100, kind: "cnp", seed: 8)
        let fitted = Calibration.fit(all, from: .cautious, provenance: "test")
        #expect(try Calibration(json: fitted.json()) == fitted)
        let turned = Calibration.fit(all.reversed(), from: .cautious, provenance: "test")
        #expect(turned.models.keys == fitted.models.keys)
        #expect(fitted.models.allSatisfy { abs($0.value.bias - turned.model($0.key).bias) < 0.001 })
    }

    @Test("The bound of a share is what a table of Wilson's says")
    func bound() {
        #expect(abs(Calibration.upperBound(wrong: 0, of: 600) - 0.0045) < 0.0003)
        #expect(Calibration.upperBound(wrong: 0, of: 0) == 1)
        #expect(Calibration.upperBound(wrong: 3, of: 600) > 0.005)
    }
}
