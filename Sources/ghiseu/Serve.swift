import ArgumentParser
import ContentFiles
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOSSL
import Office
import ServiceLifecycle
import UnixSignals
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the counter.", discussion: "Example: ghiseu serve --demo --data data --port 8080")

    @OptionGroup var options: ContentOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var mail: MailOptions
    @OptionGroup var webhooks: WebhookOptions
    @OptionGroup var timestamps: TimestampOptions
    @OptionGroup var vision: VisionOptions
    @OptionGroup var reading: ReadingOptions
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on.") var port = 8080
    @Flag(help: "The demo county: invented people, sixty dossiers, test seals.") var demo = false
    @Option(help: "How people reach the counter, for links and QR codes. [default: http://127.0.0.1:PORT]") var publicAddress: String?
    @Option(help: "A PEM file of certificates; with --tls-key, serves HTTPS.", completion: .file()) var tlsCertificate: String?
    @Option(help: "The PEM file of the certificate's key.", completion: .file()) var tlsKey: String?
    @Option(help: "A proxy whose forwarded headers count, like 127.0.0.1 or 10.0.0.0/8. May be repeated.") var trustedProxy: [String] = []

    @Option(help: "A folder to be watched: scans put there are taken in and read.", completion: .directory) var scans: String?
    @Flag(help: "Leave letters, receipts, acts and webhooks to `ghiseu work`; without --database, to a later start.")
    var withoutWorker = false

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else { throw ValidationError("--tls-certificate and --tls-key go together.") }
        guard (0...65_535).contains(port) else { throw ValidationError("--port is from 0 to 65535.") }
    }

    func run() async throws {
        var logger = Logger(label: "ghiseu")
        logger.logLevel = .notice
        // A file that may grow no larger is the fault of one request, not the end of the program.
        signal(SIGXFSZ, SIG_IGN)
        let isSecure = tlsCertificate != nil || publicAddress?.hasPrefix("https://") == true
        let address = publicAddress ?? "\(isSecure ? "https" : "http")://\(host):\(port)"
        let house = try await House(
            data: data, content: options.folder(), publicAddress: address.hasSuffix("/") ? String(address.dropLast()) : address,
            mail: try mail.settings(data.folder), isDemo: demo, allowsPrivateWebhooks: webhooks.privateWebhooks,
            timestamps: timestamps.authority(), vision: vision.settings(), voters: reading.voters)
        let office = house.office
        try await office.open(isAlone: house.lock != nil, from: house.source)
        if demo {
            try await DemoCounty(house).plantIfEmpty()
        } else if try await !office.hasAdministrator() {
            try await FirstAdministrator.ask(for: office)
        }
        let website = try Website(
            office: office,
            configuration: WebConfiguration(
                isDemo: demo, isSecure: isSecure, trustedProxies: try trustedProxy.map(Self.network), contentFolder: house.content,
                demoAccounts: demo ? DemoCounty.accounts(office.content) : []))
        let application = try Application(
            router: website.router(), server: server(),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in
                print("Ghișeu: \(channel.localAddress?.port.map { "\(isSecure ? "https" : "http")://\(host):\($0)" } ?? address)")
                fflush(nil)
            },
            logger: logger)
        var services = ServiceGroupConfiguration(
            services: (withoutWorker ? [] : [.init(service: Worker(office: office, logger: logger))]) + [
                .init(service: application), .init(service: ProgramMemory()),
                .init(service: ContentReloader(office: office, folder: ContentFolder(url: house.content), logger: logger)),
            ] + house.watching(scans, logger).map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        services.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: services).run()
        await house.stopReading()
        try await office.close()
        withExtendedLifetime(house.lock) {}
    }

    private func server() throws -> HTTPServerBuilder {
        guard let tlsCertificate, let tlsKey else { return .http1() }
        let chain = try NIOSSLCertificate.fromPEMFile(tlsCertificate).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: tlsKey, format: .pem)
        return try .tls(.http1(), tlsConfiguration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
    }

    private static func network(_ text: String) throws -> CIDR {
        guard let network = CIDR(text) else { throw ValidationError("--trusted-proxy: not an address or network: \(text)") }
        return network
    }
}

struct MailOptions: ParsableArguments {
    @Option(help: "The mail server: smtp://host:25 or smtps://host:465. [default: .eml files in DATA/mail]") var smtp: String?
    @Option(help: "Who mail comes from.") var mailFrom = "Ghișeul unic <ghiseu@localhost>"
    @Flag(help: "Refuse to hand mail over without TLS.") var smtpRequireTls = false

    /// The mail server's credentials come from the environment: GHISEU_SMTP_USER, GHISEU_SMTP_PASSWORD.
    func settings(_ data: URL) throws -> MailSettings {
        guard let smtp else { return .folder(data.appending(path: "mail"), from: mailFrom) }
        guard smtp.hasPrefix("smtp://") || smtp.hasPrefix("smtps://") else {
            throw ValidationError("--smtp begins with smtp:// or smtps://")
        }
        let environment = ProcessInfo.processInfo.environment
        return .server(
            url: smtp, user: environment["GHISEU_SMTP_USER"] ?? "", password: environment["GHISEU_SMTP_PASSWORD"] ?? "", from: mailFrom,
            requireTLS: smtpRequireTls)
    }
}
