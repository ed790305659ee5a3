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
        let typed = try typed()
        let today = Day(Date(), in: content.house.timeZone)
        guard let day = on.map({ Day($0) }) ?? today else { throw ValidationError("--on: not a date like 2026-11-23") }
        let tried = content.dryRun(found, typed, on: day, in: .ro)
        let inputs = asked(Set(found.fee?.bindings.values.flatMap(\.names) ?? []), of: found.form)
        if let wrong = tried.problems.first(where: { inputs.contains($0.field) && typed[$0.field] != nil }) {
            throw ValidationError("\(wrong.field): \(wrong.message)")
        }
        guard let fee = tried.fee else {
            throw ValidationError("The fee needs valid answers for: \(inputs.sorted().joined(separator: ", "))")
        }
        print(json ? try JSONText(fee).description : (["\(fee.amount) RON"] + fee.trace).joined(separator: "\n"))
    }

    private func typed() throws -> Answers {
        let data: Data
        do {
            data = answers == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(filePath: answers))
        } catch {
            throw ValidationError("--answers: cannot read \(answers)")
        }
        do {
            return try JSONDecoder().decode(Answers.self, from: data)
        } catch {
            throw ValidationError("--answers: not a JSON object of answers by field key, like {\"suprafata_mp\": \"500\"}")
        }
    }

    /// What has to be typed for these: of what is computed, what it is computed from.
    private func asked(_ names: Set<String>, of form: Form) -> Set<String> {
        names.reduce(into: []) { asked, name in
            guard let derived = form.field(name)?.derived else { return _ = asked.insert(name) }
            asked.formUnion(self.asked(derived.names, of: form))
        }
    }
}
