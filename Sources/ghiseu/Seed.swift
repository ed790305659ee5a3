import ArgumentParser
import Foundation
import Logging
import Office

struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plants the demo county into an empty data folder.", discussion: "Example: ghiseu seed --data data")

    @OptionGroup var options: ContentOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let house = try await House(
            data: data, content: options.folder(), publicAddress: "http://127.0.0.1:8080",
            mail: .folder(data.folder.appending(path: "mail"), from: "Ghișeul unic <ghiseu@localhost>"), isDemo: true)
        try await house.office.open(from: house.source)
        let planted = try await DemoCounty(house).plantIfEmpty()
        try await Worker(office: house.office, logger: Logger(label: "ghiseu")).runUntilIdle()
        try await house.office.close()
        print(planted ? "The demo county is planted." : "The data folder is not empty: nothing was planted.")
    }
}
