import ArgumentParser

@main
struct Ghiseu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ghiseu",
        abstract: "The whole counter of a county or town hall: requests in, signed acts out.",
        discussion: "Example: ghiseu serve --demo --data data --port 8080",
        subcommands: [
            Serve.self, Check.self, Services.self, Term.self, FeeCommand.self, Verify.self, Seed.self, Administrator.self, Audit.self,
        ])
}
