import ArgumentParser
import ContentFiles
import Foundation
import Rulebook

struct Services: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the services of the catalogue.", discussion: "Example: ghiseu services --json")

    @OptionGroup var options: ContentOptions
    @Flag(help: "As JSON, complete.") var json = false

    func run() throws {
        let content = try ContentFolder(url: options.folder()).read()
        if json {
            print(try JSONText(content.services.map(ServiceDescription.init)))
        } else {
            for service in content.services { print("\(service.slug)\t\(service.title.ro)") }
        }
    }
}

/// A value as readable JSON with sorted keys.
struct JSONText: CustomStringConvertible {
    let description: String

    init(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        description = String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
