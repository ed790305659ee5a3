import ArgumentParser
import ContentFiles
import Foundation
import Logging
import Office
import ServiceLifecycle
import Store
import UnixSignals

struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Does what changes left to be done, in a process of its own: letters, receipts, acts, webhooks, daily rounds.",
        discussion: """
            Example: ghiseu work --database postgresql://ghiseu@db/ghiseu --data data --public-address https://ghiseu.example.ro
            As many as you like may work on one database.
            """)

    @OptionGroup var options: ContentOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var mail: MailOptions
    @OptionGroup var webhooks: WebhookOptions
    @OptionGroup var timestamps: TimestampOptions
    @OptionGroup var vision: VisionOptions
    @OptionGroup var reading: ReadingOptions
    @Option(help: "How people reach the counter, for links and QR codes; as given to serve.") var publicAddress: String
    @Option(help: "Only this kind of job. May be repeated. [default: all]") var only: [Lane] = []
    @Option(help: "A folder to be watched: scans put there are taken in.", completion: .directory) var scans: String?
    @Flag(help: "With the demo's test seals.") var demo = false

    func validate() throws {
        // With the embedded store, the one program in the folder serves and works; see Documentation/operations.md, Workers.
        guard data.database != nil else {
            throw ValidationError("work needs --database; without one, serve does the work itself.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "ghiseu")
        logger.logLevel = .notice
        let house = try await House(
            data: data, content: options.folder(),
            publicAddress: publicAddress.hasSuffix("/") ? String(publicAddress.dropLast()) : publicAddress,
            mail: try mail.settings(data.folder), isDemo: demo, allowsPrivateWebhooks: webhooks.privateWebhooks,
            timestamps: timestamps.authority(), vision: vision.settings(), voters: reading.voters)
        try await house.office.open(from: house.source)
        let worker = Worker(office: house.office, logger: logger, lanes: only.isEmpty ? Lane.allCases : only)
        print("Ghișeu: at work")
        fflush(nil)
        var services = ServiceGroupConfiguration(
            services: [
                .init(service: worker),
                .init(service: ContentReloader(office: house.office, folder: ContentFolder(url: house.content), logger: logger)),
            ] + house.watching(scans, logger).map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        services.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: services).run()
        await house.stopReading()
        try await house.office.close()
    }
}

extension Lane: ExpressibleByArgument {}

struct WebhookOptions: ParsableArguments {
    @Flag(help: "Webhooks may lead to private and loopback addresses, and go without TLS.") var privateWebhooks = false
}
