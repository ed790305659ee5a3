import ArgumentParser

/// The event chains: followed, sealed, and their seals taken out of the house.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follows the history of every institution, and its daily seals.",
        subcommands: [AuditVerify.self, AuditSeal.self, AuditHeads.self], defaultSubcommand: AuditVerify.self)
}
