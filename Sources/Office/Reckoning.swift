import Crypto
import Foundation
import Rulebook
import Store

/// What moves the terms of pending dossiers, for those filed before the content knew of it: laws that start them anew
/// (OG 7/2026, `calendar/resets.yaml`), days that the Government gives off or has worked instead (`calendar/ro.yaml`).
/// What is filed later is reckoned by them from the beginning.
extension Office {
    private static let batch = 200

    /// What the keys of these jobs begin with.
    private static let termJobs = "terms:"

    /// Asks for a look at all open dossiers when the content reckons by other days or laws than at the last look.
    func askForReckoning(_ content: Content, _ books: Books) throws {
        let rules = Self.digest(of: content)
        let last = try books.lastJob(underKeys: Self.termJobs)
        if case .terms(rules) = try last.map(Errand.init) { return }
        // The job before is part of the key: what was taken back may come again.
        try enqueue(.terms, rules, once: "\(Self.termJobs)\(rules):\(last?.id ?? "")", books)
    }

    /// How lists keep terms: a house from before gives each of its open dossiers the new form at its first start.
    private static let termKeys = "minutes:"

    private static func digest(of content: Content) -> String {
        String(SHA256.hash(data: Data("\(termKeys)\(content.termRules)".utf8)).hexadecimal.prefix(16))
    }

    /// Looks at all open dossiers by the rules that were asked for.
    /// - Throws: `OfficeFault.otherContent` where another program took them in force first: it looks, or this one once it has them too.
    func reckonTerms(by rules: String) async throws {
        if rules == Self.digest(of: content) { return try await reckonTerms() }
        // What was asked for since then does this one's work.
        let last = try await store.read { try $0.lastJob(underKeys: Self.termJobs) }
        if case .terms(rules) = try last.map(Errand.init) { throw OfficeFault.otherContent }
    }

    /// Gives every open dossier the resets that found it pending and that its clock does not know, and its lists the last day as the
    /// calendar has it now; its history tells why. Done again, it changes nothing.
    package func reckonTerms() async throws {
        for institution in content.institutions.map(\.slug) {
            var cursor: Books.OpenPlace?
            while true {
                let after = cursor
                let (last, moved) = try await store.read { books in
                    let found = try books.openDossiers(of: institution, after: after, limit: Self.batch)
                    return (found.count == Self.batch ? found.last : nil, try found.map(\.id).filter { try move(of: $0, books) != nil })
                }
                for id in moved {
                    try Task.checkCancellation()
                    // Looks again in its own transaction: an answer may have come meanwhile.
                    try await store.write { books in if let move = try move(of: id, books) { try make(move, books) } }
                }
                guard let last else { break }
                cursor = last
            }
        }
        bell.ring()
    }

    /// A dossier whose term ends on another day than was said.
    private struct TermMove {
        /// With the resets in its clock.
        let dossier: Dossier
        let resets: [TermReset]
        let from: Day?
        let facts: StageFacts
    }

    private func move(of id: DossierID, _ books: Books) throws -> TermMove? {
        guard var dossier = try books.dossier(forJob: id), let clock = dossier.clock, clock.stoppedOn == nil else { return nil }
        let service = try shelf.service(of: dossier, books)
        guard service.workflow.stage(dossier.stage)?.kind == .open else { return nil }
        let resets = content.resets(of: service).filter { $0.day > clock.start && !clock.resets.contains($0) }
        dossier.clock?.resets += resets
        let (from, facts) = (try books.due(of: id), stageFacts(of: dossier, service))
        let stays = from?.day == facts.due && from?.time == facts.dueTime
        return resets.isEmpty && stays ? nil : TermMove(dossier: dossier, resets: resets, from: from?.day, facts: facts)
    }

    private func make(_ move: TermMove, _ books: Books) throws {
        var dossier = move.dossier
        let now = settings.now()
        func record(_ event: String, _ details: [String: String]) throws {
            try books.record(event, of: dossier.id, in: dossier.institution, by: nil, at: now, details)
        }
        dossier.version += 1
        try books.save(dossier, from: move.dossier.version, move.facts, at: now)
        for law in move.resets { try record("term-reset", ["day": "\(law.day)", "basis": law.basis]) }
        guard move.resets.isEmpty, let from = move.from, let to = move.facts.due, from != to else { return }
        let decisions = dossier.clock?.deadline(in: content.calendar).decisions ?? []
        try record("term-moved", ["from": "\(from)", "to": "\(to)", "basis": decisions.joined(separator: "; ")])
    }
}
