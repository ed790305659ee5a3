import ArgumentParser
import ContentFiles
import Foundation
import Rulebook

struct FeeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fee", abstract: "Computes a service's fee from answers, step by step.",
        discussion: "Example: ghiseu fee --service cu-construire --answers answers.json")

    @OptionGroup var options: ContentOptions
    @Option(help: "The service.") var service: String
    @Option(help: "A JSON file of answers by field key; - for standard input.", completion: .file()) var answers: String
    @Option(help: "Price as on this day, like 2026-11-23. [default: today]") var on: String?
    @Flag(help: "As JSON.") var json = false

    func run() throws {
        let content = try ContentFolder(url: options.folder()).read()
        guard let found = content.service(service) else { throw ValidationError("--service: no service \(service)") }
        let data = answers == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(filePath: answers))
        let typed = try JSONDecoder().decode(Answers.self, from: data)
        let today = Day(Date(), in: content.house.timeZone)
        guard let day = on.map({ Day($0) }) ?? today else { throw ValidationError("--on: not a date like 2026-11-23") }
        guard let fee = content.dryRun(found, typed, on: day, in: .ro).fee else {
            let inputs = found.fee?.bindings.values.flatMap(\.names).sorted().joined(separator: ", ") ?? ""
            throw ValidationError("The fee needs valid answers for: \(inputs)")
        }
        print(json ? try JSONText(fee).description : (["\(fee.amount) RON"] + fee.trace).joined(separator: "\n"))
    }
}
