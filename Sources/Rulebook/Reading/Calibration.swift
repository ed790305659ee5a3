package import Foundation

/// Turns what speaks for a reading into the probability that it is exactly what was written, and that into what is to be done with it.
///
/// The numbers are data: shipped as `Content/intake/calibration.json`, made anew from confirmed readings by `Calibration.fit`.
package struct Calibration: Codable, Hashable, Sendable {
    /// What the numbers were made from, for people.
    package var provenance: String
    /// By the field's kind; `*` for kinds that have none of their own.
    package var models: [String: Model]

    package struct Model: Codable, Hashable, Sendable {
        /// By the feature's name; the natural logarithm of the odds grows by so much with each.
        package var weights: [String: Double]
        package var bias: Double
        /// From this probability on a reading is accepted; above 1: never.
        package var accept: Double
        /// Below it nothing is offered as read.
        package var readable: Double
        /// How many readings it was made from.
        package var samples: Int

        package init(weights: [String: Double], bias: Double, accept: Double, readable: Double, samples: Int) {
            self.weights = weights
            self.bias = bias
            self.accept = accept
            self.readable = readable
            self.samples = samples
        }
    }

    package init(provenance: String, models: [String: Model]) {
        self.provenance = provenance
        self.models = models
    }

    package static let everyKind = "*"
    /// The feature that says that a person has to look at it, whatever the rest says.
    package static let forPerson = "person"

    /// The kind's numbers, or those of all kinds.
    package func model(_ kind: String) -> Model { models[kind] ?? models[Self.everyKind] ?? .cautious }

    /// The probability, 0…1, that the reading is exact.
    package func confidence(_ kind: String, _ features: [String: Double]) -> Double { model(kind).probability(features) }

    /// - Throws: where the data is no calibration.
    package init(json: Data) throws { self = try JSONDecoder().decode(Self.self, from: json) }

    /// As it is kept in a file: sorted and indented, so that two can be compared by eye.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(self)
    }

    /// Without any data nothing is accepted.
    package static let cautious = Calibration(provenance: "none", models: [everyKind: .cautious])
}

extension Calibration.Model {
    /// By hand: sure only where everything speaks for a reading; accepts nothing.
    static let cautious = Calibration.Model(
        weights: ["weakest": 1, "mean": 0.5, "margin": 0.5, "agreement": 1, "proven": 1, "wrong": -3, "repair": -1, "outside": -1],
        bias: -0.5, accept: 1.01, readable: 0.02, samples: 0)

    /// That the reading is exact, 0…1.
    package func probability(_ features: [String: Double]) -> Double {
        // In the order of names, so that the sum is the same everywhere to the last bit.
        let sum = weights.sorted { $0.key < $1.key }.reduce(bias) { $0 + $1.value * (features[$1.key] ?? 0) }
        return 1 / (1 + exp(-sum))
    }
}
