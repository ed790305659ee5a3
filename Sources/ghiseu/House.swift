import Documents
import Foundation
import Office
import Rulebook
import Store

/// The house, built once: content checked, store opened, workshops ready.
struct House {
    let office: Office
    let content: URL
    let lock: DataLock?

    /// - Parameter now: the clock; a seed runs with one of its own.
    init(
        data options: DataOptions, content folder: URL, publicAddress: String, mail: MailSettings, isDemo: Bool,
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws {
        let data = options.folder
        // A database server takes several programs; the embedded store takes one.
        lock = options.database == nil ? try DataLock(data) : nil
        content = folder
        let rules = try ContentFolder(url: folder).read()
        let program = folder.standardizedFileURL.deletingLastPathComponent()
        let python = ProcessInfo.processInfo.environment["GHISEU_PYTHON"].map { URL(filePath: $0) }
        let typesetter = Typesetter(
            python: python ?? program.appending(path: ".venv/bin/python"), worker: program.appending(path: "bin/typeset-worker.py"),
            templates: folder.appending(path: "acts"), fonts: Self.fonts)
        let settings = OfficeSettings(
            now: now, random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } }, publicAddress: publicAddress,
            mail: mail, isTestSeal: isDemo)
        let seals = try Self.seals(for: rules, in: data, isDemo: isDemo, at: now())
        office = Office(content: rules, store: try await options.store(), settings: settings, typesetter: typesetter, seals: seals)
    }

    private static let fonts = ["noto", "dejavu"].map { URL(filePath: "/usr/share/fonts/truetype").appending(path: $0) }

    /// In the demo, a test authority's seals; else those that the institution put into `DATA/seals`
    /// (`<institution>.pem` with the whole chain, `<institution>-key.pem`), trusting `DATA/seals/roots/*.pem`.
    private static func seals(for rules: Content, in data: URL, isDemo: Bool, at moment: Date) throws -> SealCabinet {
        if isDemo {
            let authority = try TestAuthority(folder: data.appending(path: "test-authority"), at: moment)
            let identities = try rules.institutions.map {
                ($0.slug, try authority.identity(slug: $0.slug, name: $0.name.ro, cif: $0.fiscalCode, at: moment))
            }
            return SealCabinet(identities: Dictionary(uniqueKeysWithValues: identities), roots: [try authority.root])
        }
        let folder = data.appending(path: "seals")
        var identities: [String: SealingIdentity] = [:]
        for institution in rules.institutions {
            let certificates = folder.appending(path: "\(institution.slug).pem")
            guard FileManager.default.fileExists(atPath: certificates.path) else { continue }
            identities[institution.slug] = try SealingIdentity(
                certificates: certificates, key: folder.appending(path: "\(institution.slug)-key.pem"))
        }
        return SealCabinet(identities: identities, roots: try RootCertificates.readAll(in: folder.appending(path: "roots")))
    }
}

/// One program at a time in a data folder: two would number twice.
final class DataLock: Sendable {
    private let descriptor: Int32

    init(_ folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        descriptor = open(folder.appending(path: "lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw HouseFault.dataInUse(folder.path) }
    }

    deinit { close(descriptor) }
}

enum HouseFault: Error, CustomStringConvertible {
    case dataInUse(String)
    case noAdministrator

    var description: String {
        switch self {
        case .dataInUse(let folder): "Another ghiseu works in \(folder); stop it first, or choose another folder with --data."
        case .noAdministrator:
            """
            Nobody administers this counter yet. Make the first administrator, then start again:
              ghiseu administrator --data DIR --email you@example.ro --name "Your Name"
            """
        }
    }
}
