import ArgumentParser
import Foundation
import Office
import Rulebook
import Store

struct IntakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intake", abstract: "What people's confirmations tell of the reading of paper.",
        subcommands: [Report.self, Calibrate.self, Export.self])

    struct Since: ParsableArguments {
        @Option(help: "From this day on, YYYY-MM-DD. [default: from the beginning]") var since: String?

        func moment() throws -> Date {
            guard let since else { return Date(timeIntervalSince1970: 0) }
            guard Day(since) != nil, let moment = try? Date("\(since)T00:00:00Z", strategy: .iso8601) else {
                throw ValidationError("--since is a day like 2026-11-28.")
            }
            return moment
        }
    }

    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accuracy, calibration, how much was reviewed and in how many seconds, by kind, service and source.",
            discussion: "Example: ghiseu intake report --data data --json")

        @OptionGroup var data: DataOptions
        @OptionGroup var since: Since
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let store = try await data.store()
            var report = IntakeReport()
            try await store.eachCorrection(since: try since.moment()) { report.count($0) }
            try await store.close()
            report.finish()
            print(json ? "\(try JSONText(report))" : report.table)
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What may serve for training: readings whose applicants agreed, one JSON object a line, with their pages' pictures.",
            discussion: "Example: ghiseu intake export --data data --out training")

        @OptionGroup var data: DataOptions
        @OptionGroup var since: Since
        @Option(help: "A new folder: corrections.jsonl and the pictures, each under its SHA-256.", completion: .directory) var out: String
        @Flag(help: "Also of those who did not agree: only for what stays within the institution.") var withoutConsent = false

        func run() async throws {
            let folder = URL(filePath: out)
            guard !FileManager.default.fileExists(atPath: folder.path) else { throw ValidationError("\(out) is there already.") }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let store = try await data.store()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            var lines = Data()
            var pictures: Set<String> = []
            var count = 0
            try await store.eachCorrection(since: try since.moment()) { correction in
                guard correction.consent || withoutConsent else { return }
                lines += try encoder.encode(correction) + Data("\n".utf8)
                if let picture = correction.sha256 { pictures.insert(picture) }
                count += 1
            }
            for picture in pictures.sorted() {
                try await store.files.read(picture).write(to: folder.appending(path: "\(picture).jpg"), options: .atomic)
            }
            try lines.write(to: folder.appending(path: "corrections.jsonl"), options: .atomic)
            try await store.close()
            print("\(count) readings\t\(pictures.count) pictures\t\(out)")
        }
    }
}

extension IntakeReport {
    fileprivate var table: String {
        var rows = ["what\tfields\tright\treview\taccepted wrong\toverconfident"]
        for line in [whole] + kinds + services + sources {
            let wrong = "\(line.acceptedWrong)/\(line.accepted)"
            rows.append(
                "\(line.name)\t\(line.fields)\t\(Self.percent(line.accuracy))\t\(Self.percent(line.reviewRate))\t\(wrong)\t"
                    + Self.percent(line.overconfidence))
        }
        rows.append("confidence\tfields\tright")
        for bin in bins where bin.fields > 0 {
            rows.append(
                "\(bin.tenth * 10)–\(bin.tenth * 10 + 10) %\t\(bin.fields)\t\(Self.percent(Double(bin.right) / Double(bin.fields)))")
        }
        let pace = medianSeconds.map { ", half of them within \(Int($0.rounded())) s" } ?? ""
        return (rows + ["\(proposals) proposals confirmed\(pace)"]).joined(separator: "\n")
    }

    private static func percent(_ part: Double) -> String { "\((part * 1_000).rounded() / 10) %" }
}
