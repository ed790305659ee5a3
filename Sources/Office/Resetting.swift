import Crypto
import Foundation
import Rulebook
import Store

/// Laws that make the terms of pending dossiers start anew (OG 7/2026, `calendar/resets.yaml`), for what was filed before the content
/// knew of them. What is filed later has them in its clock from the beginning.
extension Office {
    private static let batch = 200

    /// Asks for a look at all open dossiers, once for each set of such laws.
    func askForResets(_ content: Content, _ books: Books) throws {
        guard let laws = content.resetsInForce else { return }
        let digest = SHA256.hash(data: Data(laws.utf8)).hexadecimal.prefix(16)
        try enqueue(.round, Round.resetTerms, once: "round:\(Round.resetTerms.rawValue):\(digest)", books)
    }

    /// Gives every open dossier the resets that found it pending and that its clock does not know. Done again, it changes nothing.
    package func resetTerms() async throws {
        for institution in content.institutions.map(\.slug) {
            var cursor: Books.OpenPlace?
            while true {
                let after = cursor
                let found = try await store.read { try $0.openDossiers(of: institution, after: after, limit: Self.batch) }
                for place in found {
                    try Task.checkCancellation()
                    guard try await store.read({ try unknownResets(of: $0.dossier(forJob: place.id), $0) }).isEmpty == false else {
                        continue
                    }
                    try await store.write { try reset(place.id, $0) }
                }
                guard let last = found.last, found.count == Self.batch else { break }
                cursor = last
            }
        }
    }

    private func unknownResets(of dossier: Dossier?, _ books: Books) throws -> [TermReset] {
        guard let dossier, let clock = dossier.clock, clock.stoppedOn == nil else { return [] }
        let service = try shelf.service(of: dossier, books)
        return content.resets(of: service).filter { $0.day > clock.start && !clock.resets.contains($0) }
    }

    /// Looks again in its own transaction: an answer may have come meanwhile.
    private func reset(_ id: DossierID, _ books: Books) throws {
        guard var dossier = try books.dossier(forJob: id) else { return }
        let service = try shelf.service(of: dossier, books)
        let laws = try unknownResets(of: dossier, books)
        guard !laws.isEmpty, service.workflow.stage(dossier.stage)?.kind == .open else { return }
        dossier.clock?.resets += laws
        let (before, now) = (dossier.version, settings.now())
        dossier.version += 1
        let facts = stageFacts(of: dossier, service)
        try books.save(dossier, from: before, facts, at: now)
        for law in laws {
            try books.record(
                "term-reset", of: id, in: dossier.institution, by: nil, at: now, ["day": "\(law.day)", "basis": law.basis])
        }
    }
}
