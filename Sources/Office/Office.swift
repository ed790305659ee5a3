package import Documents
package import Foundation
import NIOPosix
package import Rulebook
package import Store

/// What people can do here. One deed, one file, one transaction; slow work is left to the worker as jobs.
package struct Office: Sendable {
    let inForce: ContentInForce
    package let store: Store
    package private(set) var settings: OfficeSettings
    package let seals: SealCabinet
    let typesetter: Typesetter
    let passwords: Passwords
    /// For sealing, verifying and passwords.
    let blocking: NIOThreadPool
    /// For talking to mail servers and webhooks, which may hang: a thread for each hand that does.
    let outside: NIOThreadPool
    let bell: WorkerBell
    let shelf = ServiceShelf()
    let papers = PaperShelf()
    let counted = CountedStandings()
    /// What reads paper; nil where nothing does.
    let reader: ScanReader?

    package init(
        content: Content, store: Store, settings: OfficeSettings, typesetter: Typesetter, seals: SealCabinet, reader: ScanReader? = nil
    ) {
        inForce = ContentInForce(content)
        self.store = store
        self.settings = settings
        self.typesetter = typesetter
        self.seals = seals
        self.reader = reader
        blocking = NIOThreadPool(numberOfThreads: OfficeLimits.blockingThreads)
        blocking.start()
        outside = NIOThreadPool(numberOfThreads: Lane.mail.hands + Lane.webhook.hands)
        outside.start()
        passwords = Passwords(pool: blocking)
        bell = WorkerBell()
    }

    /// Keeps the content's services as revisions, so that dossiers can hold on to theirs. Call once at start.
    /// - Parameters:
    ///   - isAlone: no other program works on these books, so whatever was under way has been cut off.
    ///   - digests: what the content's services are known to be, by slug (`Books.latestRevisions` of books that kept the same ones): a
    ///     definition is not written again only to be told from the one that is kept.
    ///   - source: what the content was read from.
    package func open(isAlone: Bool = false, knowing digests: [String: String] = [:], from source: ContentSource? = nil) async throws {
        if isAlone { try await store.write { try $0.endLeases() } }
        try await keepRevisions(of: content, knowing: digests, from: source)
    }

    /// Most starts find every definition kept already: then none is written, and none is held beside its service.
    func keepRevisions(of content: Content, knowing digests: [String: String] = [:], from source: ContentSource? = nil) async throws {
        let services = content.services + content.legServices
        let (kept, mark) = try await store.read { (try $0.latestRevisions(), try $0.contentMark()) }
        // Of the same texts the same program made what the last revisions still are: no definition is written down to tell.
        let isMarked = mark != nil && mark == source?.mark(of: kept)
        let unknown = isMarked ? [] : services.filter { digests[$0.slug] == nil || digests[$0.slug] != kept[$0.slug]?.digest }
        let changed = try await ServiceRevision.ofAll(unknown) { $0.digest != kept[$0.service.slug]?.digest }
        let now = settings.now()
        let added = try await store.write { books in
            try askForReckoning(content, books)
            let added = try changed.map { revision in
                let number = try books.keepRevision(
                    of: revision.service, digest: revision.digest, definition: revision.definition, at: now)
                return (revision.service.slug, (number: number, digest: revision.digest))
            }
            if let source, !isMarked {
                let last = try books.latestRevisions()
                let expected = kept.merging(added) { $1 }
                // Unless another program kept some of its own meanwhile.
                if last.mapValues(\.digest) == expected.mapValues(\.digest) { try books.keep(contentMark: source.mark(of: last)) }
            }
            return added
        }
        let numbers = kept.merging(added) { $1 }.mapValues(\.number)
        shelf.enter(inForce: services.compactMap { service in numbers[service.slug].map { ($0, service) } })
    }

    package func close() async throws {
        await typesetter.stop()
        try await reader?.vision?.close()
        try await outside.shutdownGracefully()
        try await blocking.shutdownGracefully()
        try await store.close()
    }

    /// The same office by another clock: for seeds and simulations.
    package func at(_ now: @escaping @Sendable () -> Date) -> Office {
        var copy = self
        copy.settings = OfficeSettings(
            now: now, random: settings.random, publicAddress: settings.publicAddress, mail: settings.mail, isTestSeal: settings.isTestSeal,
            allowsPrivateWebhooks: settings.allowsPrivateWebhooks, timestampAuthority: settings.timestampAuthority)
        return copy
    }

    /// Typesets a document that is no act: a sample, a preview.
    package func typeset(_ template: String, data: Data) async throws -> Data {
        try await typesetter.typeset(template, data: data, at: settings.now())
    }

    /// The day on the institution's wall calendar.
    package func today() -> Day { Day(settings.now(), in: content.house.timeZone) }

    /// What the calendar and the clock on the office's wall show.
    package func wallNow() -> WallMoment {
        let now = settings.now()
        return WallMoment(Day(now, in: content.house.timeZone), at: WallTime(now, in: content.house.timeZone))
    }

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
    /// Webhooks may lead to private and loopback addresses, and go without TLS.
    package let allowsPrivateWebhooks: Bool

    /// Who timestamps the sealed heads of the history, if anybody.
    package let timestampAuthority: TimestampAuthority?

    package init(
        now: @escaping @Sendable () -> Date, random: @escaping @Sendable (Int) -> [UInt8], publicAddress: String, mail: MailSettings,
        isTestSeal: Bool, allowsPrivateWebhooks: Bool = false, timestampAuthority: TimestampAuthority? = nil
    ) {
        self.now = now
        self.random = random
        self.publicAddress = publicAddress
        self.mail = mail
        self.isTestSeal = isTestSeal
        self.allowsPrivateWebhooks = allowsPrivateWebhooks
        self.timestampAuthority = timestampAuthority
    }

    /// The system's own source, asked for eight bytes at a time: each question is a call into the kernel.
    package static func systemRandom(_ count: Int) -> [UInt8] {
        var source = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count { withUnsafeBytes(of: source.next()) { bytes += $0 } }
        return Array(bytes.prefix(count))
    }

    /// A name nobody can guess, in 26 lower-case letters and digits: the millisecond, then 85 bits of chance.
    ///
    /// Names of one time lie together, so that new rows are added at the end of each index that they stand in: chance alone
    /// would have every submission write to some twenty places all over the books.
    func newID() -> String {
        let moment = UInt64(max(0, now().timeIntervalSince1970) * 1000)
        let digits = (0..<9).reversed().map { UInt8(truncatingIfNeeded: moment >> (5 * $0)) }
        return Self.letters(of: digits + random(17))
    }

    /// What opens something for whoever has it: 260 bits of chance.
    func newSecret() -> String { Self.letters(of: random(52)) }

    /// A code for people to type: 16 letters and digits without look-alikes, in groups of four.
    func newCode() -> String {
        let letters = Self.letters(of: random(16)).uppercased()
        return stride(from: 0, to: 16, by: 4).map { start in
            String(letters.dropFirst(start).prefix(4))
        }.joined(separator: "-")
    }

    /// Crockford's alphabet: no i, l, o, u. 32 letters, so no byte is favoured.
    private static func letters(of bytes: [UInt8]) -> String {
        String(decoding: bytes.map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

package enum OfficeLimits {
    static let blockingThreads = 2
    /// A scanned endorsement.
    package static let endorsementPaperMegabytes = 20
    /// How long a job that was done, and its key, are kept.
    static let doneJobs: TimeInterval = 30 * 86_400
    /// Rows that one transaction deletes.
    static let sweepBatch = 500
    /// Webhooks of one institution.
    package static let webhooks = 20
    package static let sessionIdle: TimeInterval = 12 * 3600
    package static let confirmLink: TimeInterval = 3 * 86_400
    package static let resetLink: TimeInterval = 3600
    /// Conditions or reasons of an endorsement, in characters.
    package static let endorsementLength = 20_000
    /// Files in one dossier.
    package static let attachments = 60
    package static let passwordLength = 10...200
    /// Open drafts of one person.
    package static let drafts = 200
    /// Keys for programs that one person may hold, and how long one holds.
    package static let accessKeys = 20
    package static let accessKeyLife: TimeInterval = 365 * 86_400
}

/// The installation is at fault, not the person.
package enum OfficeFault: Error, Sendable {
    case noSeal(institution: String)
    case unknownJob(String)
    case missing(String)
    case mail(String)
    case webhook(String)
    case transfer(String)
    /// The reader of paper ended with a file, or took too long over it.
    case reading
    /// No searchable copy of a scan could be made; how the program for it ended.
    case textLayer(String)
    /// No timestamp could be had; the reason, for the log.
    case timestamp(String)
    /// The event chain no longer holds what was sealed last.
    case rewrittenHistory(institution: String)
    case passwordHash
    case lostRevision(service: String, revision: Int)
    /// The job was asked for by a content that is not in force in this program.
    case otherContent
}
