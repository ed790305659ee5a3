package import Foundation
package import Rulebook
import Store

/// A file of paper that arrived whole and was kept.
package struct ReceivedScan: Hashable, Sendable {
    package let name: String
    /// Told by its first bytes; nil: none of those that are read.
    package let type: ScanType?
    /// In bytes.
    package let size: Int
    /// Empty where it was not kept.
    package let sha256: String

    package init(name: String, type: ScanType?, size: Int, sha256: String) {
        self.name = name
        self.type = type
        self.size = size
        self.sha256 = sha256
    }
}

extension Visitor {
    /// Whether this person deals with the paper that comes to an institution.
    package func readsPaper(of institution: String) -> Bool {
        !roles(in: institution).isDisjoint(with: [.registry, .clerk])
    }
}

extension Office {
    /// Whether this program reads paper at all.
    package var readsPaper: Bool { reader != nil }

    /// Takes in what somebody at a desk uploaded; each file is read in its turn.
    /// - Parameter key: of the page that it was sent from: sent again from there, by a second click or a retry, a file is the same scan.
    /// - Throws: `Refusal.notAScan` for a file of another kind, `.tooLarge`, `.tooMany` while too much waits, `.notOffered` where no
    ///   reader is.
    package func take(_ files: [ReceivedScan], key: String, in institution: String, by visitor: Visitor) async throws {
        guard visitor.readsPaper(of: institution) else { throw Refusal.notFound }
        guard readsPaper else { throw Refusal.notOffered }
        try check(files)
        let now = settings.now()
        let scans = files.map { file in
            scan(
                file, id: settings.newID(), of: institution, .upload, claim: "upload:\(visitor.id):\(key.prefix(64)):\(file.sha256)",
                by: visitor.id, service: nil, at: now)
        }
        try await store.write { books in
            guard try books.unreadScans(of: institution) + scans.count <= OfficeLimits.unreadScans else {
                throw Refusal.tooMany(retryAfter: 600)
            }
            for scan in scans { try take(scan, books) }
        }
        bell.ring()
    }

    func check(_ files: [ReceivedScan]) throws(Refusal) {
        guard files.allSatisfy({ $0.size <= OfficeLimits.scanMegabytes * 1_000_000 }) else {
            throw .tooLarge(megabytes: OfficeLimits.scanMegabytes)
        }
        guard files.allSatisfy({ $0.type != nil }) else { throw .notAScan }
        guard files.count <= OfficeLimits.scansAtOnce else { throw .tooMany(retryAfter: 0) }
    }

    func scan(
        _ file: ReceivedScan, id: String, of institution: String, _ source: Scan.Source, claim: String, by person: PersonID?,
        service: String?, at now: Date
    ) -> Scan {
        Scan(
            id: id, institution: institution, source: source, claim: claim, name: file.name, mediaType: file.type?.rawValue ?? "",
            size: file.size, sha256: file.sha256.isEmpty ? nil : file.sha256, person: person, service: service, arrivedAt: now)
    }

    /// Keeps a scan and asks for it to be read.
    /// - Returns: false when its claim came before.
    @discardableResult
    func take(_ scan: Scan, _ books: Books) throws -> Bool {
        guard try books.take(scan) else { return false }
        if scan.state == .waiting { try askForReading(scan, books) }
        return true
    }

    func askForReading(_ scan: Scan, _ books: Books) throws {
        try enqueue(.reading, scan.id, once: "reading:\(scan.id):\(scan.round)", books)
    }

    /// Has a scan read again: as a service's, or with the corners that a person put on its pages.
    /// - Throws: `Refusal.notFound`, also for a scan whose file was not kept.
    package func readAgain(
        _ id: String, as service: String? = nil, corners: [ReadingRequest.Corners] = [], in institution: String, by visitor: Visitor
    ) async throws {
        guard readsPaper else { throw Refusal.notOffered }
        let now = settings.now()
        try await store.write { books in
            guard visitor.readsPaper(of: institution), var scan = try books.scan(id), scan.institution == institution, scan.sha256 != nil,
                scan.source != .citizen
            else { throw Refusal.notFound }
            // Asked for already.
            if [.waiting, .reading].contains(scan.state) { return }
            for var proposal in try books.proposals(of: id) where proposal.state == .open && proposal.holder != nil {
                if let other = proposal.holder(otherThan: visitor.id, at: now) {
                    throw Refusal.held(by: try books.person(other)?.name ?? "–")
                }
                (proposal.holder, proposal.heldUntil, proposal.openedAt) = (nil, nil, nil)
                try books.save(proposal)
            }
            let others = scan.corners.filter { known in !corners.contains { $0.source == known.source } }
            scan.corners = Array((others + corners).suffix(OfficeLimits.corners))
            scan.service = service.flatMap { content.service($0)?.slug } ?? scan.service
            try readAnew(&scan, at: now, books)
        }
        bell.ring()
    }

    func readAnew(_ scan: inout Scan, at now: Date, _ books: Books) throws {
        (scan.state, scan.reason) = (.waiting, nil)
        (scan.failures, scan.interruptions) = (0, 0)
        scan.round += 1
        try books.save(scan, at: now)
        try askForReading(scan, books)
    }
}

extension OfficeLimits {
    /// A file of paper.
    package static let scanMegabytes = 50
    /// Files of one upload.
    package static let scansAtOnce = 40
    /// Files of one institution that wait to be read.
    static let unreadScans = 2_000
    /// Pages of one scan on which a person put corners.
    static let corners = 200
    /// Files that one applicant has read within a day.
    static let ownScans = 40
    /// Tries after which a file that ends its reader lies in the tray, or its page does.
    static let readingTries = 3
    /// How often others may end a file's reader: it takes some seconds to begin, and may be ended before its first page.
    static let readingInterruptions = 200
    /// How often the program may end with the file in hand.
    static let readingRuns = 40
    /// How long a proposal is one person's after their last click on it.
    package static let reviewLease: TimeInterval = 600
    /// What one page lists.
    package static let listedScans = 200
}
