import Rulebook

import Foundation

/// What speaks for a reading and against it: from it the calibration makes a probability. It is kept with a confirmed reading, so that
/// the calibration can be made anew.
struct FieldEvidence: Hashable, Sendable {
    /// The least and the mean probability of its characters, 0…1.
    var weakest = 1.0
    var mean = 1.0
    /// How much more probable the reading is than the next that has another value, in natural logarithms.
    var margin = FieldEvidence.greatestMargin
    /// How many of the other views and readers say the same, 0…1; a half where there is none.
    var agreement = 0.5
    var verdict = FieldJudge.Verdict.free
    /// How much less probable the reading is than the one that a rule refused, in natural logarithms.
    var repairCost = 0.0
    /// How much of what the recogniser saw are characters that may stand there, 0…1.
    var inside = 1.0
    /// Of the words, how many the word lists know, 0…1; a half where that says nothing.
    var known = 0.5
    /// Of the page's marks, in mm.
    var residual = 0.0
    /// In characters.
    var length = 0
    /// Whether the ink looks typeset.
    var typeset = false

    init() {}

    private static let greatestMargin = 15.0

    /// Whatever the confidence, a person has to look. It weighs nothing.
    var isForPerson = false

    /// The name of what is no evidence, but keeps a reading from being accepted.
    static let forPerson = Calibration.forPerson

    /// By their names, each about −3…3.
    var features: [String: Double] {
        [
            "weakest": Self.odds(weakest), "mean": Self.odds(mean), "margin": min(margin, Self.greatestMargin) / 5,
            "agreement": agreement * 2 - 1, "proven": verdict == .proven ? 1 : 0, "sound": verdict == .sound ? 1 : 0,
            "listed": verdict == .listed ? 1 : 0, "wrong": verdict == .wrong ? 1 : 0, "repaired": repairCost > 0 ? 1 : 0,
            "repair": min(repairCost, Self.greatestMargin) / 5, "outside": (1 - inside) * 3, "known": known * 2 - 1,
            "residual": min(residual, 2), "typeset": typeset ? 1 : 0, Self.forPerson: isForPerson ? 1 : 0,
            "length": log(Double(length + 1)) - 2,
        ]
    }

    /// A probability's natural odds, bounded, about −3…3.
    private static func odds(_ probability: Double) -> Double {
        let bounded = min(max(probability, 0.0005), 0.9995)
        return log(bounded / (1 - bounded)) / 2.5
    }
}
