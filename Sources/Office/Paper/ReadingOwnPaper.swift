import Foundation
import Rulebook
package import Store

/// An applicant's own paper: what is read of it becomes a draft of theirs, which they look through and submit like any other.
extension Office {
    /// Takes photographs or a PDF of the form that an applicant filled in by hand. All files of one bundle fill one draft.
    /// - Parameter bundle: the key of the page's form: pressed twice, it is one bundle.
    package func takeOwn(_ files: [ReceivedScan], for slug: String, bundle: String, by visitor: Visitor) async throws {
        guard let service = content.service(slug) else { throw Refusal.notFound }
        guard readsPaper else { throw Refusal.notOffered }
        try check(files)
        let now = settings.now()
        let claim = Self.claim(of: bundle, of: visitor)
        let scans = files.enumerated().map { index, file in
            scan(
                file, id: settings.newID(), of: service.institution, .citizen, claim: "\(claim)\(100 + index)", by: visitor.id,
                service: slug,
                at: now)
        }
        try await store.write { books in
            guard try books.scans(by: visitor.id, since: now - 86_400) + scans.count <= OfficeLimits.ownScans else {
                throw Refusal.tooMany(retryAfter: 86_400)
            }
            for scan in scans { try take(scan, books) }
        }
        bell.ring()
    }

    /// What has become of one's own bundle.
    /// - Throws: `Refusal.notFound`
    package func ownScans(of bundle: String, by visitor: Visitor) async throws -> [Scan] {
        let scans = try await store.read {
            try $0.scans(claimedUnder: Self.claim(of: bundle, of: visitor), limit: OfficeLimits.scansAtOnce)
        }
        guard !scans.isEmpty else { throw Refusal.notFound }
        return scans
    }

    private static func claim(of bundle: String, of visitor: Visitor) -> String { "own:\(visitor.id):\(bundle.prefix(64)):" }

    /// The draft of a bundle, with what this scan adds to it; answers that are there already stay.
    func openDraft(of reading: PaperReading, from scan: Scan, _ books: Books) throws -> DossierID? {
        guard let person = try scan.person.flatMap({ try books.person($0) }), let service = scan.service.flatMap({ content.service($0) })
        else {
            return nil
        }
        let visitor = Visitor(person: person, appointments: [], in: content)
        let bundle = scan.claim.split(separator: ":").dropLast().joined(separator: ":")
        let id = try open(service, Answers(), key: bundle, by: visitor, books)
        guard var dossier = try books.dossier(id, openedBy: person.id), dossier.number == nil else { return id }
        let read = reading.documents.filter { $0.service == nil || $0.service == service.slug }.map { $0.answers(to: service.form) }
        let known = dossier.answers
        let added = read.reduce(Answers()) { $1.merging($0) }
        let before = dossier.version
        dossier.answers = added.merging(Answers(known.byKey.filter { !$0.value.isBlank })).bounded()
        dossier.version += 1
        let now = settings.now()
        try books.save(dossier, from: before, stageFacts(of: dossier, service), at: now)
        try attach(scan, to: id, by: person.id, at: now, books)
        return id
    }

    /// The paper itself stays with the dossier.
    func attach(_ scan: Scan, as code: String = Attachment.scan, to id: DossierID, by person: PersonID, at now: Date, _ books: Books) throws
    {
        guard let sha256 = scan.sha256 else { return }
        try books.add(
            Attachment(
                id: settings.newID(), dossier: id, code: code, name: scan.name, mediaType: scan.mediaType, size: scan.size, sha256: sha256,
                addedAt: now, addedBy: person))
    }
}
