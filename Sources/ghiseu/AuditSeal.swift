import ArgumentParser
import Foundation
import Office

struct AuditSeal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seals today's head of every institution's chain, once; a counter that is served does so by itself.",
        discussion: "Example: ghiseu audit seal --data data --tsa http://tsa.example.ro")

    @OptionGroup var options: ContentOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var timestamps: TimestampOptions
    @Flag(help: "With the demo county's test seals.") var demo = false

    func run() async throws {
        let house = try await House(
            data: data, content: options.folder(), publicAddress: "", mail: .folder(data.folder.appending(path: "mail"), from: ""),
            isDemo: demo, timestamps: timestamps.authority())
        do {
            try await house.office.sealHeads()
        } catch OfficeFault.timestamp(let reason) {
            throw Unsealed(description: "The heads are sealed, but no timestamp could be had (\(reason)). Run it again later.")
        } catch OfficeFault.rewrittenHistory(let institution) {
            throw Unsealed(description: "\(institution): the history no longer holds what was sealed last; see: ghiseu audit verify")
        }
        try await house.office.close()
        withExtendedLifetime(house.lock) {}
    }
}

private struct Unsealed: Error, CustomStringConvertible {
    let description: String
}

struct TimestampOptions: ParsableArguments {
    @Option(help: "A timestamping authority (RFC 3161) for the sealed heads of the history: http://…") var tsa: String?

    func authority() throws -> TimestampAuthority? {
        guard let tsa else { return nil }
        guard let authority = TimestampAuthority(tsa) else { throw ValidationError("--tsa begins with http:// or https://") }
        return authority
    }
}
