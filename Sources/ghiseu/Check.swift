import ArgumentParser
import Rulebook

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks all content; exits with 1 and file:line for each problem.",
        discussion: "Example: ghiseu check --content Content")

    @OptionGroup var options: ContentOptions

    @Flag(help: "Also list the services whose legal facts nobody has confirmed yet.")
    var unconfirmed = false

    func run() throws {
        do {
            let content = try ContentFolder(url: options.folder()).read()
            for language in Language.allCases where language != .ro {
                let missing = content.phrases.missing(in: language).count
                if missing > 0 { print("\(language.ownName): \(missing) texts fall back to Romanian") }
            }
            if unconfirmed {
                for service in content.services where service.confidence != .confirmed {
                    print("\(service.slug): \(service.confidence.rawValue) – \(service.sources.joined(separator: "; "))")
                }
            }
            print(
                "\(content.services.count) services, \(content.institutions.count) institutions, \(content.workflows.count) workflows: 0 problems"
            )
        } catch let found as ContentProblems {
            for problem in found.problems { print(problem) }
            print("\(found.problems.count) problems")
            throw ExitCode(1)
        }
    }
}
