import Documents
package import Foundation
import Logging
package import Office
package import Rulebook
import Store
import Synchronization

/// The one world of the tests: the real content, a store in a folder of its own, a clock that stands until it is turned,
/// and the named cast. Everything in it goes through the doors of `Office`.
package final class World: Sendable {
    package let office: Office
    package let folder: URL
    package let clock = TestClock(World.monday)
    private let people: Mutex<[String: Visitor]>

    /// Monday, 23 November 2026, 10:15 in Cluj-Napoca.
    package static let monday = Date(timeIntervalSince1970: 1_795_421_700)
    package static let password = "Parolă lungă de probă"
    package static let institution = "cj-cluj"

    /// - Parameters:
    ///   - files: where files are kept.
    ///   - mail: where mail goes instead of into the folder that `mails` reads.
    ///   - allowsPrivateWebhooks: whether webhooks may lead to this machine.
    ///   - services: further content, by path.
    ///   - sampling: whether the services that only tests know are among the content's.
    ///   - content: what the counter offers, where it was read already.
    ///   - reader: what reads paper; without one, none is taken in.
    package init(
        files: FileStoreKind = .folder, mail: MailSettings? = nil, allowsPrivateWebhooks: Bool = false, services: [String: String] = [:],
        sampling: Bool = false, content ready: Content? = nil, reader: ScanReader? = nil
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ghiseu-\(UUID().uuidString)")
        let beginning = try await (ready != nil || !services.isEmpty ? Self.bare : sampling ? Self.sampling : Self.usual).value
        try FileManager.default.copyItem(at: beginning.folder, to: folder)
        people = Mutex([:])
        let own =
            sampling
            ? try ContentFolder.contentWithSamples.get()
            : services.isEmpty
                ? try ContentFolder.content.get()
                : try Content.read(try ContentFolder.files().merging(services) { $1 }, judging: .asTheyStand)
        office = try Self.office(
            in: folder, clock, ready ?? own, try Store(folder: folder, files: files.store(in: folder)), mail, allowsPrivateWebhooks, reader)
        try await office.open(knowing: beginning.digests)
        try await settle()
    }

    /// A folder with what worlds begin with, made once in a run: the books with the cast in them, and the authority behind the seals.
    /// To copy it costs a file; to hash twenty passwords and to write down all services again for each test costs minutes.
    private struct Beginning {
        let folder: URL
        /// Of the services that the books keep.
        let digests: [String: String]

        private static let made = Mutex<[URL]>([])
        private static let clearing: Int32 = atexit {
            for folder in Beginning.made.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
        }

        /// - Parameter content: whose services are kept; nil: none are.
        init(with content: Content?) async throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "ghiseu-\(UUID().uuidString)")
            self.folder = folder
            Self.made.withLock { $0.append(folder) }
            _ = Self.clearing
            let office = try World.office(in: folder, TestClock(monday), content ?? ContentFolder.content.get(), try Store(folder: folder))
            for member in Cast.allCases {
                let appointments = member.roles.map { Appointment(institution: member.institution, role: $0, desk: member.desk) }
                try await office.addStaff(email: member.email, name: member.name, password: World.password, appointments, by: nil)
            }
            if content != nil { try await office.open() }
            digests = try await office.store.read { try $0.latestRevisions().mapValues(\.digest) }
            try await office.close()
        }
    }

    private static let bare = Task { try await Beginning(with: nil) }
    private static let usual = Task { try await Beginning(with: ContentFolder.content.get()) }
    private static let sampling = Task { try await Beginning(with: ContentFolder.contentWithSamples.get()) }

    private static func office(
        in folder: URL, _ clock: TestClock, _ content: Content, _ store: Store, _ mail: MailSettings? = nil,
        _ allowsPrivateWebhooks: Bool = false, _ reader: ScanReader? = nil
    ) throws -> Office {
        let authority = try TestAuthority(folder: folder.appending(path: "test-authority"), at: monday)
        let python = ProcessInfo.processInfo.environment["GHISEU_PYTHON"].map { URL(filePath: $0) }
        let root = ContentFolder.repository
        return Office(
            content: content, store: store,
            settings: OfficeSettings(
                now: { clock.now }, random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } },
                publicAddress: "https://ghiseu.example.ro",
                mail: mail ?? .folder(folder.appending(path: "mail"), from: "Ghișeul unic <ghiseu@example.ro>"), isTestSeal: true,
                allowsPrivateWebhooks: allowsPrivateWebhooks),
            typesetter: Typesetter(
                python: python ?? root.appending(path: ".venv/bin/python"), worker: root.appending(path: "bin/typeset-worker.py"),
                templates: root.appending(path: "Content/acts"),
                fonts: ["noto", "dejavu"].map { URL(filePath: "/usr/share/fonts/truetype").appending(path: $0) }, isStrict: true),
            seals: SealCabinet(roots: [try authority.root]) { slug in
                try content.institution(slug).map {
                    try authority.identity(slug: slug, name: $0.name.ro, cif: $0.fiscalCode, at: monday)
                }
            }, reader: reader)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    package var now: Date { clock.now }

    /// Turns the clock forward.
    package func later(days: Double) { clock.turn(by: days * 86_400) }

    /// Somebody of the cast.
    package subscript(_ member: Cast) -> Visitor {
        people.withLock { $0[member.email] }
            ?? Visitor(
                person: Person(new: "nobody", email: member.email, name: member.name, phone: nil, language: .ro, isConfirmed: false),
                appointments: [], in: office.content)
    }

    /// Does all the work that is due.
    package func work() async throws { try await Worker(office: office, logger: Logger(label: "test")).runUntilIdle() }

    package func close() async throws { try await office.close() }

    /// The mails written so far, newest last, as text with their bodies decoded.
    package func mails() throws -> [String] {
        let mail = folder.appending(path: "mail")
        guard FileManager.default.fileExists(atPath: mail.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: mail.path).sorted().map { name in
            let message = try String(contentsOf: mail.appending(path: name), encoding: .utf8)
            let parts = message.components(separatedBy: "\r\n\r\n")
            let body = Data(base64Encoded: parts.dropFirst().joined(), options: .ignoreUnknownCharacters) ?? Data()
            return parts[0] + "\n\n" + String(decoding: body, as: UTF8.self)
        }
    }

    /// Looks up the cast.
    private func settle() async throws {
        let found = try await office.store.read { [office] books in
            try Cast.allCases.compactMap { member in
                try books.person(email: member.email).map {
                    (member.email, Visitor(person: $0, appointments: try books.appointments(of: $0.id), in: office.content))
                }
            }
        }
        people.withLock { $0 = Dictionary(found) { first, _ in first } }
    }
}

/// A clock that stands until it is turned.
package final class TestClock: Sendable {
    private let instant: Mutex<Date>

    package init(_ start: Date) { instant = Mutex(start) }

    package var now: Date { instant.withLock { $0 } }

    package func turn(by seconds: TimeInterval) { instant.withLock { $0 += seconds } }
}
