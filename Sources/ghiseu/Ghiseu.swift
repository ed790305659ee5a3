import ArgumentParser

@main
struct Ghiseu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ghiseu",
        abstract: "The whole counter of a county or town hall: requests in, signed acts out.",
        discussion: "Example: ghiseu serve --demo --data data --port 8080",
        version: version,
        subcommands: [
            Serve.self, Work.self, Check.self, Services.self, Term.self, WorkflowCommand.self, FeeCommand.self, BlankCommand.self,
            MapCommand.self, Verify.self, Seed.self, Administrator.self, Audit.self, BackupCommand.self, Restore.self, CopyCommand.self,
            NewCommand.self, Simulate.self, ReadCommand.self, WorkerCommand.self,
            IntakeCommand.self,
        ])

    /// As backups remember it.
    static let version = "0.1.0"
}
