import ContentFiles
import Documents
import Foundation
import Logging
import Office
import Rulebook
import Store

/// The house, built once: content checked, store opened, workshops ready.
struct House {
    let office: Office
    let content: URL
    /// What the office's content was read from.
    let source: ContentSource?
    let lock: DataLock?
    /// The child that reads paper; nil where its models are not installed.
    private let reading: ReaderProcess?

    /// - Parameters:
    ///   - further: content beside the folder's, by path: a simulation's services.
    ///   - voters: see `ReadingOptions`.
    ///   - now: the clock; a seed runs with one of its own.
    init(
        data options: DataOptions, content folder: URL, adding further: [String: String] = [:], publicAddress: String, mail: MailSettings,
        isDemo: Bool,
        allowsPrivateWebhooks: Bool = false, timestamps: TimestampAuthority? = nil, vision: VisionSettings? = nil,
        voters: Bool = false,
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws {
        let data = options.folder
        // A database server takes several programs; the embedded store takes one.
        lock = options.database == nil ? try DataLock(data) : nil
        content = folder
        let texts = try ContentFolder(url: folder).texts().merging(further) { $1 }
        let rules = try Content.read(texts, judging: .asTheyStand)
        source = ContentSource(texts)
        let typesetter = Self.typesetter(content: folder)
        let settings = OfficeSettings(
            now: now, random: OfficeSettings.systemRandom, publicAddress: publicAddress,
            mail: mail, isTestSeal: isDemo, allowsPrivateWebhooks: allowsPrivateWebhooks, timestampAuthority: timestamps)
        let seals = try Self.seals(for: rules, in: data, isDemo: isDemo, at: now())
        let forms = data.appending(path: "forms").absoluteURL
        let program = IntakeProgram(content: folder.absoluteURL, forms: forms, voters: voters)
        reading = program.isInstalled ? program.process() : nil
        office = Office(
            content: rules, store: try await options.store(), settings: settings, typesetter: typesetter, seals: seals,
            reader: reading.map {
                ScanReader(
                    $0, forms: forms, benches: data.appending(path: "reading").absoluteURL, vision: vision.map { VisionReader($0) })
            })
    }

    /// Ends the child that reads paper, if there is one.
    func stopReading() async { await reading?.stop() }

    /// What watches a folder of scans, if one is named.
    func watching(_ scans: String?, _ logger: Logger) -> [ScanFolder] {
        scans.map { [ScanFolder(office: office, folder: URL(filePath: $0), logger: logger)] } ?? []
    }

    /// The typesetter that stands beside a content folder.
    static func typesetter(content folder: URL) -> Typesetter {
        let program = program(beside: folder)
        let python = ProcessInfo.processInfo.environment["GHISEU_PYTHON"].map { URL(filePath: $0) }
        return Typesetter(
            python: python ?? program.appending(path: ".venv/bin/python"), worker: program.appending(path: "bin/typeset-worker.py"),
            templates: folder.appending(path: "acts"), fonts: fonts)
    }

    /// The folder that the typesetter's script lies in: beside the content, else where the program was started.
    private static func program(beside folder: URL) -> URL {
        let beside = folder.standardizedFileURL.deletingLastPathComponent()
        let started = URL(filePath: FileManager.default.currentDirectoryPath)
        return [beside, started].first { FileManager.default.fileExists(atPath: $0.appending(path: "bin/typeset-worker.py").path) }
            ?? beside
    }

    private static let fonts = ["noto", "dejavu"].map { URL(filePath: "/usr/share/fonts/truetype").appending(path: $0) }

    /// In the demo, a test authority's seals; else those that the institution put into `DATA/seals`
    /// (`<institution>.pem` with the whole chain, `<institution>-key.pem`). Both trust `DATA/seals/roots/*.pem`.
    private static func seals(for rules: Content, in data: URL, isDemo: Bool, at moment: Date) throws -> SealCabinet {
        let folder = data.appending(path: "seals")
        let added = try RootCertificates.readAll(in: folder.appending(path: "roots"))
        if isDemo {
            let authority = try TestAuthority(folder: data.appending(path: "test-authority"), at: moment)
            return SealCabinet(roots: try [authority.root] + added) { slug in
                guard let institution = rules.institution(slug) else { return nil }
                return try authority.identity(slug: slug, name: institution.name.ro, cif: institution.fiscalCode, at: moment)
            }
        }
        var identities: [String: SealingIdentity] = [:]
        for institution in rules.institutions {
            let certificates = folder.appending(path: "\(institution.slug).pem")
            guard FileManager.default.fileExists(atPath: certificates.path) else { continue }
            identities[institution.slug] = try SealingIdentity(
                certificates: certificates, key: folder.appending(path: "\(institution.slug)-key.pem"))
        }
        return SealCabinet(identities: identities, roots: added)
    }
}

extension ScanReader {
    /// What the child says of a file is an answer, also where it failed.
    fileprivate init(_ process: ReaderProcess, forms: URL, benches: URL, vision: VisionReader?) {
        self.init(forms: forms, benches: benches, textLayer: TextLayer(), vision: vision) { request in
            do {
                return ReadingAnswer(reading: try await process.read(request))
            } catch let failure as ReadingFailure {
                return ReadingAnswer(failure: failure)
            }
        }
    }
}

/// One program at a time in a data folder: whoever restores, plants or upgrades knows that nobody else is in it.
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
    case unfinishedCopy
    /// The demo's people have no place in this content; what it calls its county, and the institutions that it lacks.
    case notTheDemoCounty(String, missing: [String])

    var description: String {
        switch self {
        case .dataInUse(let folder): "Another ghiseu works in \(folder); stop it first, or choose another folder with --data."
        case .unfinishedCopy:
            "These books are the beginning of a copy that was interrupted. Delete them, then run “ghiseu copy” again; its source is unchanged."
        case .notTheDemoCounty(let county, let missing):
            """
            --demo plants the people and requests of the model county, and this content is for \(county): it has no \
            \(missing.joined(separator: ", ")).
            Serve it without --demo, from an empty data folder. Make its first administrator before:
              ghiseu administrator --content DIR --data DIR --email you@example.ro --name "Your Name"
            """
        case .noAdministrator:
            """
            Nobody administers this counter yet. Make the first administrator, then start again:
              ghiseu administrator --data DIR --email you@example.ro --name "Your Name"
            """
        }
    }
}
