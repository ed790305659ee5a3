package import Foundation
import Rulebook
package import Store

/// How well paper is read, counted from what people confirmed.
package struct IntakeReport: Hashable, Sendable, Codable {
    /// Of one kind of field, one service or one way in.
    package struct Line: Hashable, Sendable, Codable {
        package let name: String
        package private(set) var fields = 0
        package private(set) var right = 0
        package private(set) var accepted = 0
        /// Accepted, and wrong all the same.
        package private(set) var acceptedWrong = 0
        /// The sum of the confidences: with right readings as many as it says, they are calibrated.
        package private(set) var expected = 0.0

        fileprivate init(_ name: String) { self.name = name }

        fileprivate mutating func count(_ correction: Correction) {
            fields += 1
            expected += correction.confidence
            if correction.isRight { right += 1 }
            guard correction.outcome == .accepted else { return }
            accepted += 1
            if !correction.isRight { acceptedWrong += 1 }
        }

        /// The part that was read exactly, 0…1.
        package var accuracy: Double { fields == 0 ? 0 : Double(right) / Double(fields) }
        /// The part that a person had to look at, 0…1.
        package var reviewRate: Double { fields == 0 ? 0 : Double(fields - accepted) / Double(fields) }
        /// How far the confidences promise too much (above 0) or too little, 0…1.
        package var overconfidence: Double { fields == 0 ? 0 : expected / Double(fields) - accuracy }
    }

    /// Readings of about the same confidence, and how many of them were right.
    package struct Bin: Hashable, Sendable, Codable {
        /// In tenths: from `tenth / 10` on.
        package let tenth: Int
        package fileprivate(set) var fields = 0
        package fileprivate(set) var right = 0
    }

    package private(set) var whole = Line("all")
    package private(set) var kinds: [Line] = []
    package private(set) var services: [Line] = []
    package private(set) var sources: [Line] = []
    package private(set) var bins = (0...9).map { Bin(tenth: $0) }
    package private(set) var proposals = 0
    /// From opening to the click, of half of the proposals; nil before the first.
    package private(set) var medianSeconds: Double?
    private var seconds: [String: Int] = [:]

    private enum CodingKeys: String, CodingKey { case whole, kinds, services, sources, bins, proposals, medianSeconds }

    package init() {}

    package mutating func count(_ correction: Correction) {
        whole.count(correction)
        Self.count(correction, under: correction.kind, in: &kinds)
        Self.count(correction, under: correction.service, in: &services)
        Self.count(correction, under: correction.source, in: &sources)
        let tenth = min(9, max(0, Int(correction.confidence * 10)))
        bins[tenth].fields += 1
        if correction.isRight { bins[tenth].right += 1 }
        seconds[correction.proposal] = correction.seconds
    }

    /// Once everything is counted.
    package mutating func finish() {
        proposals = seconds.count
        let sorted = seconds.values.sorted()
        medianSeconds = sorted.isEmpty ? nil : Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        seconds = [:]
        for list in [\Self.kinds, \.services, \.sources] { self[keyPath: list].sort { ($1.fields, $0.name) < ($0.fields, $1.name) } }
    }

    private static func count(_ correction: Correction, under name: String, in lines: inout [Line]) {
        if let known = lines.firstIndex(where: { $0.name == name }) { return lines[known].count(correction) }
        var line = Line(name)
        line.count(correction)
        lines.append(line)
    }
}

extension Store {
    /// Everything that was learned since a moment, oldest first, without holding more than a page of it.
    package func eachCorrection(since moment: Date, _ body: (Correction) throws -> Void) async throws {
        var last: Correction?
        while true {
            let page = try await read { [last] books in try books.corrections(since: moment, after: last, limit: 500) }
            for correction in page { try body(correction) }
            guard page.count == 500, let end = page.last else { return }
            last = end
        }
    }
}
