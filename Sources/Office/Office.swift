package import Documents
package import Foundation
import NIOPosix
package import Rulebook
package import Store

/// What people can do here. One deed, one file, one transaction; slow work is left to the worker as jobs.
package struct Office: Sendable {
    package let content: Content
    package let store: Store
    package private(set) var settings: OfficeSettings
    package let seals: SealCabinet
    let typesetter: Typesetter
    let passwords: Passwords
    let blocking: NIOThreadPool
    let bell: WorkerBell
    let shelf = ServiceShelf()

    package init(content: Content, store: Store, settings: OfficeSettings, typesetter: Typesetter, seals: SealCabinet) {
        self.content = content
        self.store = store
        self.settings = settings
        self.typesetter = typesetter
        self.seals = seals
        blocking = NIOThreadPool(numberOfThreads: OfficeLimits.blockingThreads)
        blocking.start()
        passwords = Passwords(pool: blocking)
        bell = WorkerBell()
    }

    /// Keeps the content's services as revisions, so that dossiers can hold on to theirs. Call once at start.
    package func open() async throws {
        let revisions = try content.services.map { try ServiceRevision(of: $0) }
        let now = settings.now()
        try await store.write { books in
            for revision in revisions {
                try books.keepRevision(of: revision.service, digest: revision.digest, definition: revision.definition, at: now)
            }
            try books.deleteExpiredSessions(at: now)
        }
    }

    package func close() async throws {
        await typesetter.stop()
        try await blocking.shutdownGracefully()
        try await store.close()
    }

    /// The same office by another clock: for seeds and simulations.
    package func at(_ now: @escaping @Sendable () -> Date) -> Office {
        var copy = self
        copy.settings = OfficeSettings(
            now: now, random: settings.random, publicAddress: settings.publicAddress, mail: settings.mail, isTestSeal: settings.isTestSeal)
        return copy
    }

    /// Typesets a document that is no act: a sample, a preview.
    package func typeset(_ template: String, data: Data) async throws -> Data {
        try await typesetter.typeset(template, data: data, at: settings.now())
    }

    /// The day on the institution's wall calendar.
    package func today() -> Day { Day(settings.now(), in: content.house.timeZone) }

    /// What checking answers needs to know today.
    package func checking(_ language: Language = .ro) -> CheckingContext { content.checking(on: today(), in: language) }
}

/// What comes from outside: clock, chance, addresses.
package struct OfficeSettings: Sendable {
    package let now: @Sendable () -> Date
    /// As many unguessable bytes as asked for.
    package let random: @Sendable (Int) -> [UInt8]
    /// How people reach us: `https://ghiseu.example.ro`, without a slash at the end.
    package let publicAddress: String
    package let mail: MailSettings
    /// The seal is a test authority's: acts and pages say so.
    package let isTestSeal: Bool

    package init(
        now: @escaping @Sendable () -> Date, random: @escaping @Sendable (Int) -> [UInt8], publicAddress: String, mail: MailSettings,
        isTestSeal: Bool
    ) {
        self.now = now
        self.random = random
        self.publicAddress = publicAddress
        self.mail = mail
        self.isTestSeal = isTestSeal
    }

    /// A name nobody can guess: 128 bits in lower-case letters and digits.
    func newID() -> String { Self.letters(of: random(26)) }

    /// A code for people to type: 16 letters and digits without look-alikes, in groups of four.
    func newCode() -> String {
        let letters = Self.letters(of: random(16)).uppercased()
        return stride(from: 0, to: 16, by: 4).map { start in
            String(letters.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }

    /// Crockford's alphabet: no i, l, o, u. 32 letters, so no byte is favoured.
    private static func letters(of bytes: [UInt8]) -> String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return String(bytes.map { alphabet[Int($0 & 31)] })
    }
}

package enum OfficeLimits {
    static let blockingThreads = 2
    package static let sessionIdle: TimeInterval = 12 * 3600
    package static let confirmLink: TimeInterval = 3 * 86_400
    package static let resetLink: TimeInterval = 3600
    /// Files in one dossier.
    package static let attachments = 60
    package static let passwordLength = 10...200
    /// Open drafts of one person.
    package static let drafts = 200
}

/// The institution's seals and the authorities that verification trusts.
package struct SealCabinet: Sendable {
    private let identities: [String: SealingIdentity]
    /// Certificates in DER.
    package let roots: [Data]

    package init(identities: [String: SealingIdentity], roots: [Data]) {
        self.identities = identities
        self.roots = roots
    }

    func identity(of institution: String) throws -> SealingIdentity {
        guard let identity = identities[institution] else { throw OfficeFault.noSeal(institution: institution) }
        return identity
    }
}

/// The installation is at fault, not the person.
package enum OfficeFault: Error, Sendable {
    case noSeal(institution: String)
    case unknownJob(String)
    case missing(String)
    case mail(String)
    case passwordHash
    case lostRevision(service: String, revision: Int)
}
