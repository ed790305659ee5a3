import ArgumentParser
import Rulebook
import Store

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follows the event chain of every institution; exits with 1 at a break.", discussion: "Example: ghiseu audit --data data")

    @OptionGroup var options: ContentOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let content = try ContentFolder(url: options.folder()).read()
        let store = try await data.store()
        var isWhole = true
        for institution in content.institutions {
            if let sequence = try await store.read({ try $0.firstBreak(in: institution.slug) }) {
                print("\(institution.slug): broken at event \(sequence)")
                isWhole = false
            } else {
                print("\(institution.slug): whole")
            }
        }
        try await store.close()
        if !isWhole { throw ExitCode(1) }
    }
}
