package import Foundation
package import Rulebook
package import Store

/// What came in on paper, as one person of an institution sees it.
package struct PaperTray: Sendable {
    package let waiting: [Scan]
    package let reading: [Scan]
    /// What waits for a person's word, and the scan that it is from.
    package let proposals: [Proposal]
    package let refused: [Scan]
    package let strays: [StrayPage]
    /// Names of files, by scan.
    package let files: [String: String]
    package let names: [PersonID: String]
    /// Requests on paper made digital, all in all and in the last thirty days.
    package let registered: (ever: Int, lately: Int)
    /// Seconds for a page, from opening to the click; nil before the first.
    package let medianSeconds: Double?
    package let now: Date
}

/// A proposal as the person who looks through it has it.
package struct Review: Sendable {
    package let proposal: Proposal
    package let scan: Scan
    package let service: PublicService?
    /// What was read, or what was typed since.
    package let answers: Answers
    package let checked: CheckedForm?
    /// The names of the pictures that there are.
    package let pictures: Set<String>
    /// Who else has it open; nil: it is this person's.
    package let holder: String?
    /// Who typed what is kept of it, and when; nil: it stands as it was read.
    package let kept: (by: String, at: Date)?
    /// The documents that were added to it.
    package let files: [ProposalFile]
    /// Other requests that the same scan holds and that wait too, and its pages in the tray.
    package let siblings: [Proposal]
    package let strays: [StrayPage]
    /// Other proposals that wait, the next one first.
    package let next: String?
}

extension Office {
    /// The paper of an institution.
    package func paperTray(of institution: String, seenBy visitor: Visitor) async throws -> PaperTray {
        guard visitor.readsPaper(of: institution) else { throw Refusal.notFound }
        let now = settings.now()
        let limit = OfficeLimits.listedScans
        let month = now - 30 * 86_400
        return try await store.read { books in
            let proposals = try books.openProposals(of: institution, limit: limit).filter { sees($0, visitor) }
            let strays = try books.strays(of: institution, limit: limit)
            let waiting = try books.scans(of: institution, in: .waiting, limit: limit)
            let reading = try books.scans(of: institution, in: .reading, limit: limit)
            let scans = Set(proposals.map(\.scan) + strays.map(\.scan))
            let paces = try books.paces(of: institution, limit: limit)
            let people = Set(proposals.compactMap(\.holder) + (waiting + reading).compactMap(\.person))
            return PaperTray(
                waiting: waiting, reading: reading, proposals: proposals,
                refused: try books.scans(of: institution, in: .refused, limit: limit), strays: strays,
                files: try books.fileNames(ofScans: scans), names: try books.names(of: people),
                registered: (
                    try books.registeredFromPaper(in: institution, since: Date(timeIntervalSince1970: 0)),
                    try books.registeredFromPaper(in: institution, since: month)
                ), medianSeconds: paces.medianSecondsPerPage, now: now)
        }
    }

    /// Opens a proposal for this person, for as long as they are at it; each call holds it anew.
    /// - Parameter typed: what is typed so far; nil: as it was kept, or else as it was read.
    package func review(_ id: String, typed: Answers? = nil, attached: Set<String> = [], in institution: String, by visitor: Visitor)
        async throws -> Review
    {
        let now = settings.now()
        return try await store.write { books in
            guard var proposal = try books.lockedProposal(id), proposal.institution == institution, sees(proposal, visitor),
                let scan = try books.scan(proposal.scan)
            else { throw Refusal.notFound }
            let other = proposal.holder(otherThan: visitor.id, at: now)
            if proposal.state == .open, other == nil { try hold(&proposal, by: visitor, at: now, books) }
            let service = proposal.service.flatMap { content.service($0) }
            let answers = typed ?? proposal.typed?.answers ?? service.map { proposal.reading.answers(to: $0.form) } ?? Answers()
            let files = try books.files(of: id)
            let enclosed = attached.union(files.map(\.code)).union(typed == nil ? proposal.typed?.enclosed ?? [] : [])
            let checked = service.map { $0.form.check(answers, attached: enclosed, in: checking(.ro)) }
            if let service, let checked {
                try offerStreets(to: &proposal.reading, of: service.form, checked.normalised, in: institution, books)
            }
            let waiting = try books.openProposals(of: institution, limit: OfficeLimits.listedScans)
            let next = waiting.first { $0.id != id && sees($0, visitor) && $0.holder(otherThan: visitor.id, at: now) == nil }
            return Review(
                proposal: proposal, scan: scan, service: service, answers: answers,
                checked: checked,
                pictures: Set(try books.pictures(of: scan.id).keys),
                holder: try other.map { try books.person($0)?.name ?? "–" },
                kept: try proposal.typedAt.map { (try proposal.typedBy.flatMap { try books.person($0)?.name } ?? "–", $0) }, files: files,
                siblings: try books.proposals(of: scan.id).filter { $0.id != id && $0.state == .open && sees($0, visitor) },
                strays: try books.strays(of: scan.id), next: next?.id)
        }
    }

    /// Holds a proposal for this person, and keeps what they changed of it.
    func hold(_ proposal: inout Proposal, by visitor: Visitor, at now: Date, _ books: Books) throws {
        // Who comes back after having left it begins anew: only the time at the page counts.
        if proposal.holder != visitor.id || (proposal.heldUntil ?? now) <= now { proposal.openedAt = now }
        proposal.holder = visitor.id
        proposal.heldUntil = now + OfficeLimits.reviewLease
        try books.save(proposal)
    }

    /// Leaves a proposal to others.
    package func letGo(_ id: String, in institution: String, by visitor: Visitor) async throws {
        try await store.write { books in
            guard var proposal = try books.lockedProposal(id), proposal.institution == institution, proposal.state == .open,
                proposal.holder == visitor.id
            else { return }
            (proposal.holder, proposal.heldUntil, proposal.openedAt) = (nil, nil, nil)
            try books.save(proposal)
        }
    }

    /// A proposal that is this person's to change.
    /// - Throws: `Refusal.notFound`; `.held` while it is somebody else's; `.stale` when it is settled.
    func ownProposal(_ id: String, in institution: String, by visitor: Visitor, at now: Date, _ books: Books) throws -> Proposal {
        guard let proposal = try books.lockedProposal(id), proposal.institution == institution, sees(proposal, visitor) else {
            throw Refusal.notFound
        }
        guard proposal.state == .open else { throw Refusal.stale }
        if let other = proposal.holder(otherThan: visitor.id, at: now) { throw Refusal.held(by: try books.person(other)?.name ?? "–") }
        return proposal
    }

    /// Takes a proposal for another service; what was read under the same keys stays.
    package func move(_ id: String, to slug: String, in institution: String, by visitor: Visitor) async throws {
        guard let service = content.service(slug) else { throw Refusal.notFound }
        let now = settings.now()
        try await store.write { books in
            var proposal = try ownProposal(id, in: institution, by: visitor, at: now, books)
            proposal.service = service.slug
            // Answers to another form are none to this one.
            if let typed = proposal.typed?.answers {
                proposal.typed?.answers = proposal.reading.answers(to: service.form)
                    .merging(typed.keeping(Set(service.form.fields.map(\.key))))
            }
            try books.save(proposal)
        }
    }

    /// Puts a proposal away: it is no request.
    package func dismiss(_ id: String, reason: String, in institution: String, by visitor: Visitor) async throws {
        let reason = try required(reason, "reason", called: "desk.scans.dismiss-reason", limit: 500)
        let now = settings.now()
        try await store.write { books in
            var proposal = try ownProposal(id, in: institution, by: visitor, at: now, books)
            proposal.state = .dismissed
            proposal.reason = reason
            (proposal.settledAt, proposal.settledBy, proposal.heldUntil) = (now, visitor.id, nil)
            try books.save(proposal)
            try books.record(
                "paper-dismissed", of: nil, in: institution, by: visitor.id, at: now, ["proposal": id, "scan": proposal.scan])
        }
    }

    /// Puts away what lies in the tray: a page, or a whole file that was refused.
    /// - Parameter page: of the file, from 1; nil: all of it.
    package func clearTray(_ scan: String, page: Int?, in institution: String, by visitor: Visitor) async throws {
        let now = settings.now()
        try await store.write { books in
            guard visitor.readsPaper(of: institution), var found = try books.scan(scan), found.institution == institution else {
                throw Refusal.notFound
            }
            if let page {
                try books.clear(stray: page, of: scan, at: now)
            } else {
                guard found.state == .refused else { throw Refusal.stale }
                found.state = .cleared
                try books.save(found, at: now)
            }
            try books.record("paper-cleared", of: nil, in: institution, by: visitor.id, at: now, ["scan": scan])
        }
    }

    /// A stray page with its scan, for whoever puts corners on it.
    package func stray(_ page: Int, of scan: String, in institution: String, seenBy visitor: Visitor) async throws -> (Scan, StrayPage) {
        try await store.read { books in
            guard visitor.readsPaper(of: institution), let found = try books.scan(scan), found.institution == institution,
                found.source != .citizen, let stray = try books.stray(page, of: scan)
            else { throw Refusal.notFound }
            return (found, stray)
        }
    }

    /// The picture of a page, or the file itself, to those who deal with it.
    /// - Parameter picture: its name; nil: the file as it came.
    package func picture(_ picture: String?, of scan: String, in institution: String, seenBy visitor: Visitor) async throws -> (
        StoredFile, Scan
    ) {
        try await store.read { books in
            guard visitor.readsPaper(of: institution), let found = try books.scan(scan), found.institution == institution,
                found.source != .citizen
            else { throw Refusal.notFound }
            let proposals = try books.proposals(of: scan)
            guard proposals.isEmpty || proposals.contains(where: { sees($0, visitor) }) else { throw Refusal.notFound }
            guard let sha256 = try picture.map({ try books.pictures(of: scan)[$0] }) ?? found.sha256 else { throw Refusal.notFound }
            return (store.files.file(sha256), found)
        }
    }

    /// Whether this person deals with a proposal: one for their desk, or one for no desk of this institution. Into a restricted desk only
    /// its own people see.
    func sees(_ proposal: Proposal, _ visitor: Visitor) -> Bool {
        guard visitor.readsPaper(of: proposal.institution), let view = visitor.view(of: proposal.institution) else { return false }
        guard let service = proposal.service.flatMap({ content.service($0) }), service.institution == proposal.institution else {
            return true
        }
        return view.sees(desk: service.desk)
    }
}

extension [ConfirmingPace] {
    /// Half of the pages took no longer.
    package var medianSecondsPerPage: Double? {
        let each = filter { $0.seconds >= 0 && $0.pages > 0 }.map { $0.seconds / Double($0.pages) }.sorted()
        guard !each.isEmpty else { return nil }
        return each.count.isMultiple(of: 2) ? (each[each.count / 2 - 1] + each[each.count / 2]) / 2 : each[each.count / 2]
    }
}
