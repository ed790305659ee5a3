import Documents
import Foundation
import NIOPosix
import Rulebook
import Store

extension Office {
    /// How many heads that lack a timestamp are stamped in one go: those of a few days on which the authority was away.
    private static let stampLimit = 200

    /// Seals today's head of every institution's event chain with the institution's seal, once each, and has timestamped those
    /// that have no timestamp yet. Called again on the same day, by this program or another, it adds only what is missing.
    ///
    /// An institution without a seal here is passed over: its books are sealed where its seal is.
    /// - Throws: `OfficeFault.rewrittenHistory` when the chain no longer holds what was sealed last; nothing is sealed over it.
    ///   `OfficeFault.timestamp` when the authority could not be had; the heads are sealed then, and stamped the next time.
    package func sealHeads() async throws {
        let (day, now) = (today(), settings.now())
        for institution in try await store.read({ try $0.chainInstitutions() }) {
            guard let identity = try seals.seal(of: institution) else { continue }
            let head = try await store.read { books -> ChainHead? in
                try books.sealedHead(of: institution, on: day) == nil ? try books.headToSeal(of: institution) : nil
            }
            guard let head else { continue }
            let signature = try await blocking.runIfActive {
                try DetachedSeal.seal(SealedHead.text(institution: institution, day: day, head: head), with: identity)
            }
            let sealed = SealedHead(institution: institution, day: day, head: head, sealedAt: now, signature: signature)
            _ = try await store.write { try $0.keep(sealed) }
        }
        try await stampHeads()
    }

    private func stampHeads() async throws {
        guard let authority = settings.timestampAuthority else { return }
        let roots = seals.roots
        for sealed in try await store.read({ try $0.unstampedHeads(limit: Self.stampLimit) }) {
            let nonce = settings.random(8)
            let stamp = try await blocking.runIfActive {
                try authority.stamp(sealed.signature, nonce: nonce, trusting: roots)
            }
            try await store.write { try $0.keep(stamp: stamp, of: sealed.institution, on: sealed.day) }
        }
    }
}

extension Books {
    /// The chain's head, after a look at whether what was sealed last still stands below it.
    fileprivate func headToSeal(of institution: String) throws -> ChainHead? {
        if let last = try lastSealedHead(of: institution), try eventHash(last.head.sequence, in: institution) != last.head.hash {
            throw OfficeFault.rewrittenHistory(institution: institution)
        }
        return try chainHead(of: institution)
    }
}
