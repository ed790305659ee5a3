import ArgumentParser
import Foundation
import Office
import Rulebook
import Store

extension IntakeCommand {
    struct Calibrate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the thresholds anew from what was confirmed, into a file to be looked at and put into the content.",
            discussion: "Example: ghiseu intake calibrate --data data --out Content/intake/calibration.json")

        @OptionGroup var content: ContentOptions
        @OptionGroup var data: DataOptions
        @OptionGroup var since: Since
        @Option(help: "The file to write.", completion: .file(extensions: ["json"])) var out: String

        func run() async throws {
            let known = try content.folder().appending(path: "intake/calibration.json")
            let prior = try (try? Data(contentsOf: known)).map { try Calibration(json: $0) } ?? .cautious
            let store = try await data.store()
            var samples: [Calibration.Sample] = []
            try await store.eachCorrection(since: try since.moment()) { correction in
                guard !correction.evidence.isEmpty else { return }
                samples.append(.init(kind: correction.kind, features: correction.evidence, exact: correction.isRight))
            }
            try await store.close()
            guard !samples.isEmpty else { throw ValidationError("Nothing was confirmed yet that a calibration could be made from.") }
            let fitted = Calibration.fit(samples, from: prior, provenance: "\(samples.count) confirmed readings")
            try fitted.json().write(to: URL(filePath: out), options: .atomic)
            print("\(samples.count) readings\t\(out)")
        }
    }
}
