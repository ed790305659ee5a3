import ArgumentParser
import ContentFiles
import Rulebook

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks all content; exits with 1 and file:line for each problem.",
        discussion: "Example: ghiseu check --content Content")

    @OptionGroup var options: ContentOptions

    @Flag(help: "Also list the services with facts that nobody has confirmed yet, and each such fact by file:line.")
    var unconfirmed = false

    func run() throws {
        do {
            let content = try ContentFolder(url: options.folder()).read(judging: .withEveryChoice)
            for language in Language.allCases where language != .ro {
                let missing = content.phrases.missing(in: language).count
                if missing > 0 { print("\(language.ownName): \(missing) texts of the program fall back to Romanian") }
                let texts = content.services.reduce(0) { $0 + $1.untranslated(in: language) }
                if texts > 0 { print("\(language.ownName): \(texts) texts of services fall back to Romanian") }
            }
            for warning in content.warnings { print("warning: \(warning)") }
            let doubtful = content.services.filter { $0.confidence != .confirmed }
            if unconfirmed {
                for service in doubtful {
                    print("\(service.slug): \(service.confidence.rawValue) – \(service.sources.joined(separator: "; "))")
                }
                try printUnconfirmedFacts()
            } else if !doubtful.isEmpty {
                print("\(doubtful.count) services with facts that nobody has confirmed; --unconfirmed lists them")
            }
            print(
                "\(content.services.count) services, \(content.institutions.count) institutions, \(content.workflows.count) workflows: 0 problems"
            )
        } catch let found as ContentProblems {
            for problem in found.problems { print(problem) }
            print(found.problems.count == 1 ? "1 problem" : "\(found.problems.count) problems")
            print("Fiecare rând de mai sus spune fișierul, linia și ce nu este în regulă. Îndreaptă și rulează din nou ghiseu check.")
            throw ExitCode(1)
        }
    }

    /// Whatever a file calls unconfirmed, term, price, act or remark alike: the lawyer reads the line where it is to be mended.
    private func printUnconfirmedFacts() throws {
        let texts = try ContentFolder(url: options.folder()).texts()
        // What the program says in its own words is no fact.
        for (file, text) in texts.sorted(by: { $0.key < $1.key }) where !file.hasPrefix("locales/") {
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                guard line.contains("de confirmat") else { continue }
                print("\(file):\(index + 1): \(line.trimmingPrefix { " -#".contains($0) })")
            }
        }
    }
}
