import Foundation
import Rulebook
package import Store

/// What is kept of a review before it is confirmed: what was typed, and documents that were missing.
extension Office {
    /// Keeps what is typed of a proposal, so that neither leaving the page nor a lease that ends nor a crash loses it.
    /// - Parameter word: nil: what was typed is forgotten, and it stands as it was read.
    /// - Throws: `Refusal.notFound`; `.held`; `.stale`.
    package func keep(_ word: PaperConfirmation?, of id: String, in institution: String, by visitor: Visitor) async throws {
        let now = settings.now()
        try await store.write { books in
            var proposal = try ownProposal(id, in: institution, by: visitor, at: now, books)
            guard let service = proposal.service.flatMap({ content.service($0) }) else { throw Refusal.stale }
            proposal.typed = word.map { word in
                PaperConfirmation(
                    answers: word.answers.keeping(Set(service.form.fields.map(\.key))).bounded(in: service.form),
                    enclosed: word.enclosed.intersection(service.form.attachments.map(\.kind.code)), consent: word.consent)
            }
            (proposal.typedBy, proposal.typedAt) = word == nil ? (nil, nil) : (visitor.id, now)
            try hold(&proposal, by: visitor, at: now, books)
        }
    }

    /// Adds a document that was not with the paper, received, sniffed and kept.
    /// - Throws: `Refusal.notFound`; `.held`; `.stale`; `.wrongFormat`; `.tooLarge`; `.tooMany`.
    package func add(_ file: ReceivedFile, as code: String, to id: String, in institution: String, by visitor: Visitor) async throws {
        let (name, now) = (settings.newID(), settings.now())
        try await store.write { books in
            var proposal = try ownProposal(id, in: institution, by: visitor, at: now, books)
            let form = proposal.service.flatMap { content.service($0) }?.form
            guard let rule = form?.attachments.first(where: { $0.kind.code == code }) else { throw Refusal.notFound }
            guard let type = file.type, rule.kind.formats.contains(type) else { throw Refusal.wrongFormat(allowed: rule.kind.formats) }
            guard file.size <= rule.kind.megabytes * 1_000_000 else { throw Refusal.tooLarge(megabytes: rule.kind.megabytes) }
            let present = try books.files(of: id)
            guard present.count < OfficeLimits.attachments else { throw Refusal.tooMany(retryAfter: 0) }
            // The same file for the same paper, sent twice, is one.
            if !present.contains(where: { $0.code == code && $0.sha256 == file.sha256 }) {
                try books.add(
                    ProposalFile(
                        id: name, code: code, name: file.name, mediaType: type.rawValue, size: file.size, sha256: file.sha256, addedAt: now,
                        addedBy: visitor.id), to: id)
            }
            try hold(&proposal, by: visitor, at: now, books)
        }
    }

    package func remove(file: String, from id: String, in institution: String, by visitor: Visitor) async throws {
        let now = settings.now()
        try await store.write { books in
            var proposal = try ownProposal(id, in: institution, by: visitor, at: now, books)
            guard try books.remove(file: file, of: id) else { throw Refusal.notFound }
            try hold(&proposal, by: visitor, at: now, books)
        }
    }

    /// A document that was added, to those who deal with the proposal.
    package func addedFile(_ file: String, of id: String, in institution: String, seenBy visitor: Visitor) async throws -> (
        StoredFile, ProposalFile
    ) {
        try await store.read { books in
            guard let proposal = try books.proposal(id), proposal.institution == institution, sees(proposal, visitor),
                let found = try books.files(of: id).first(where: { $0.id == file })
            else { throw Refusal.notFound }
            return (store.files.file(found.sha256), found)
        }
    }
}
