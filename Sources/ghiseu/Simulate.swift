import ArgumentParser
import ContentFiles
import Foundation
import Office
import Rulebook

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills empty books with simulated years of work, right and wrong, for Benchmarks/simulate to judge.",
        discussion: "Example: ghiseu simulate --data /tmp/simulated --dossiers 400 --days 120 --seed 7", shouldDisplay: false)

    @OptionGroup var options: ContentOptions
    @OptionGroup var data: DataOptions
    @Option(help: "How many requests are filed.") var dossiers = 20_000
    @Option(help: "Over how many days.") var days = 730
    @Option(help: "Of chance; the same seed gives the same years.") var seed: UInt64 = 1

    func run() async throws {
        let folder = ContentFolder(url: try options.folder())
        let samples = SampleServices.texts(for: try folder.read().workflows.map(\.slug))
        let house = try await House(
            data: data, content: folder.url, adding: samples, publicAddress: "http://127.0.0.1:8080",
            mail: .folder(data.folder.appending(path: "mail"), from: "Ghișeul <ghiseu@localhost>"), isDemo: true)
        guard try await !house.office.hasAdministrator() else { throw ValidationError("The books are not empty: nothing was simulated.") }
        try await house.office.open(from: house.source)
        let letters = data.folder.appending(path: "letters.jsonl")
        try Data().write(to: letters)
        let file = try FileHandle(forWritingTo: letters)
        let calendar = try SampleCalendar.change(in: folder.texts().merging(samples) { $1 }, within: days)
        var simulation = try await Simulation(
            house, newCalendar: calendar, letters: file, dossiers: dossiers, days: days, seed: seed)
        try await simulation.run()
        try file.close()
        func keep(_ lines: [String], _ name: String) throws {
            try Data(lines.joined(separator: "\n").utf8).write(to: data.folder.appending(path: name))
        }
        try keep(simulation.views, "views.csv")
        try keep(simulation.repeats, "repeats.csv")
        try keep(["changed,\(calendar.day)"] + calendar.off.map { "off,\($0)" } + calendar.worked.map { "worked,\($0)" }, "calendar.csv")
        print(try JSONText(simulation.counts))
        try await house.office.close()
    }
}
