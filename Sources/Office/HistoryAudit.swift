import Documents
package import Foundation
package import Rulebook
package import Store

/// What following the history of one institution brought to light.
package struct HistoryFinding: Hashable, Sendable {
    package let institution: String
    /// As many events as the chain's head says.
    package let events: Int
    package let chainBreak: ChainBreak?
    package let sealedHeads: Int
    package let stampedHeads: Int
    /// Who sealed them, as trusted certificates say.
    package let sealers: Set<String>
    /// The first sealed head that does not hold.
    package let headProblem: HeadProblem?

    package var isWhole: Bool { chainBreak == nil && headProblem == nil }
}

/// Why a sealed head does not hold.
package struct HeadProblem: Hashable, Sendable {
    package let day: Day
    package let sequence: Int
    package let kind: Kind

    package enum Kind: String, Sendable, Codable {
        /// The seal is not over this institution, day, sequence and hash.
        case altered
        /// The seal leads to no certificate that is trusted here.
        case untrusted
        /// The timestamp is not over this seal, or by nobody who is trusted here.
        case stamp
        /// The event that was sealed has another hash now: the chain was made anew, from there or from before.
        case rewritten
        /// The event that was sealed is not there.
        case missing
    }
}

/// Follows event chains and compares them with their sealed heads.
package struct HistoryAudit: Sendable {
    private static let pageSize = 200

    private let store: Store
    private let roots: [Data]
    private let now: Date

    /// - Parameter roots: the certificates to which seals and timestamps must lead, DER.
    package init(_ store: Store, trusting roots: [Data], at now: Date) {
        self.store = store
        self.roots = roots
        self.now = now
    }

    /// Looks at every institution found in the books, or in the heads that were kept elsewhere.
    /// - Parameter kept: sealed heads from outside the books: who can write to the books can also delete those in them.
    package func run(alsoAgainst kept: [SealedHead] = []) async throws -> [HistoryFinding] {
        let known = try await store.read { try $0.chainInstitutions() }
        var findings: [HistoryFinding] = []
        for institution in Set(known).union(kept.map(\.institution)).sorted() {
            findings.append(try await finding(institution, kept.filter { $0.institution == institution }))
        }
        return findings
    }

    private func finding(_ institution: String, _ kept: [SealedHead]) async throws -> HistoryFinding {
        let (chainBreak, head) = try await store.read { books in
            (try books.chainBreak(in: institution), try books.chainHead(of: institution))
        }
        var tally = HeadTally()
        var last: Day?
        repeat {
            let after = last
            let page = try await store.read { try $0.sealedHeads(of: institution, after: after, limit: Self.pageSize) }
            for sealed in page { try await judge(sealed, &tally) }
            last = page.count < Self.pageSize ? nil : page.last?.day
        } while last != nil
        for sealed in kept { try await judge(sealed, &tally) }
        return HistoryFinding(
            institution: institution, events: head?.sequence ?? 0, chainBreak: chainBreak, sealedHeads: tally.count,
            stampedHeads: tally.stamped, sealers: tally.sealers, headProblem: tally.problem)
    }

    private func judge(_ sealed: SealedHead, _ tally: inout HeadTally) async throws {
        tally.count += 1
        var sealedAt = min(sealed.sealedAt, now)
        var problem: HeadProblem.Kind?
        if let stamp = sealed.stamp {
            do {
                sealedAt = min(try Timestamp.time(in: stamp, to: Timestamp.question(about: sealed.signature), trusting: roots), now)
                tally.stamped += 1
            } catch is Timestamp.Failure {
                problem = .stamp
            }
        }
        let verdict = try DetachedSeal.verify(sealed.signature, of: sealed.text, trusting: roots, sealedAt: sealedAt, at: now)
        if verdict.integrity == .altered {
            problem = .altered
        } else if verdict.trust == .untrusted {
            problem = .untrusted
        } else {
            let hash = try await store.read { try $0.eventHash(sealed.head.sequence, in: sealed.institution) }
            if hash == nil { problem = .missing } else if hash != sealed.head.hash { problem = .rewritten }
            if let organization = verdict.organization ?? verdict.signer { tally.sealers.insert(organization) }
        }
        if let problem, tally.problem == nil {
            tally.problem = HeadProblem(day: sealed.day, sequence: sealed.head.sequence, kind: problem)
        }
    }
}

private struct HeadTally {
    var count = 0
    var stamped = 0
    var sealers: Set<String> = []
    var problem: HeadProblem?
}
